//! The binary `rashomon`: one file a verb.

mod add;
mod check;
mod config;
mod corpus;
mod explain;
mod feed;
mod new;
mod open;
mod read;
mod rebuild;
mod remove;
mod search;
mod stories;
mod walk;
mod watch;

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
    Add(add::Add),
    Check(check::Check),
    Explain(explain::Explain),
    New(new::New),
    Read(read::Read),
    Rebuild(rebuild::Rebuild),
    Remove(remove::Remove),
    Search(search::Search),
    Stories(stories::Stories),
    Watch(watch::Watch),
}

fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Add(verb) => add::run(&verb),
        Verb::Check(verb) => check::run(&verb),
        Verb::Explain(verb) => explain::run(&verb),
        Verb::New(verb) => new::run(&verb),
        Verb::Read(verb) => read::run(&verb),
        Verb::Rebuild(verb) => rebuild::run(&verb),
        Verb::Remove(verb) => remove::run(&verb),
        Verb::Search(verb) => search::run(&verb),
        Verb::Stories(verb) => stories::run(&verb),
        Verb::Watch(verb) => watch::run(&verb),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("rashomon: {error:#}");
            ExitCode::from(2)
        }
    }
}
