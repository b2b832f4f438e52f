//! `rashomon explain`: what a rule of `check` finds, and what it can't see.

use anyhow::{Result, bail};
use clap::Args;
use rashomon::check::rule::Rule;
use std::process::ExitCode;

/// Explain a rule of `check`: what it finds, an example, what it can't see.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The rule, as in `quotation-altered`; all are listed where none is given.
    rule: Option<String>,
}

/// Prints a rule's documentation, or the list of rules.
pub(crate) fn run(verb: &Explain) -> Result<ExitCode> {
    match &verb.rule {
        Some(name) => match Rule::of(name) {
            Some(rule) => print!("{}", rule.documentation()),
            None => {
                let names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
                bail!("there is no rule `{name}`; there are {}", names.join(", "));
            }
        },
        None => {
            for rule in Rule::ALL {
                println!("{:<20} {:<8} {}", rule.name(), rule.level().name(), rule.help());
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
