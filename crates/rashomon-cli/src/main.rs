//! The binary `rashomon`: one file a verb.

mod check;
mod explain;
mod open;
mod read;
mod walk;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads many reports of one affair and gives an account of them that you can check.
#[derive(Debug, Parser)]
#[command(name = "rashomon", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::Check),
    Explain(explain::Explain),
    Read(read::Read),
}

fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Check(verb) => check::run(&verb),
        Verb::Explain(verb) => explain::run(&verb),
        Verb::Read(verb) => read::run(&verb),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("rashomon: {error:#}");
            ExitCode::from(2)
        }
    }
}
