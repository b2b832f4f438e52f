//! The project's own chores: `cargo xtask COMMAND`, one file a command.

mod convert;
mod convert_rules;
mod schema;
mod tidy;
mod vectors;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND
    tidy                   check the house rules that no compiler checks
    schema                 write the JSON Schema of the account
    convert-model WHEEL    convert spaCy's English pipeline
    convert-vectors DIR    convert static word vectors";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace");
    let mut args = std::env::args().skip(1);
    match (args.next().as_deref(), args.next()) {
        (Some("tidy"), None) => tidy::run(root),
        (Some("schema"), None) => schema::run(root),
        (Some("convert-model"), Some(wheel)) => convert::convert_model(root, wheel.as_ref()),
        (Some("convert-vectors"), Some(dir)) => vectors::convert(dir.as_ref()),
        _ => anyhow::bail!("{USAGE}"),
    }
}
