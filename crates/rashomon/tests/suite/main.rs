//! The literate suite: an affair in a few sentences, then what must be found. README.md beside this file says how to write one.
//!
//! `RASHOMON_SUITE=name cargo test -p rashomon --test suite` runs the files whose name holds `name`;
//! with `RASHOMON_SUITE_BLESS=1` the marks `missed` are set and taken away as things stand.

mod expect;
mod names;
mod page;
mod world;

use page::{Affair, Expectation};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use world::World;

#[test]
fn suite() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    run(pages(&folder), |affair| World::of(&affair.reports));
}

/// The affair that ships: the tables of PLANTED.md against the reports beside it.
#[test]
fn example() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/insulin");
    run(vec![folder.join("PLANTED.md")], |_| {
        World::of_folder(&folder.join("reports"))
    });
}

/// Holds every page against the account of its reports and fails with all that is not as it says.
fn run(pages: Vec<PathBuf>, world: impl Fn(&Affair) -> World) {
    let bless = std::env::var_os("RASHOMON_SUITE_BLESS").is_some();
    let mut failures = String::new();
    for path in pages {
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        let mut text = std::fs::read_to_string(&path).expect("a page is readable");
        let mut wrong = Vec::new();
        for affair in page::affairs(&text) {
            let world = world(&affair);
            wrong.extend(affair.expectations.into_iter().filter_map(|expectation| {
                let instead = hold(&world, &expectation)?;
                Some((expectation, instead))
            }));
        }
        for (expectation, instead) in &wrong {
            let Expectation { line, text, .. } = expectation;
            writeln!(failures, "{name}:{line}: {text}\n        {instead}").expect("a string takes all");
        }
        if bless {
            wrong
                .iter()
                .for_each(|(expectation, _)| text = page::turned(&text, expectation));
            std::fs::write(&path, text).expect("a page is writable");
        }
    }
    assert!(failures.is_empty() || bless, "\n{failures}");
}

/// The pages to run, in order of their names.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let wanted = std::env::var("RASHOMON_SUITE").unwrap_or_default();
    let entries = std::fs::read_dir(folder).expect("the suite is there");
    let mut out: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    out.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".md") && name != "README.md" && name.contains(&wanted)
    });
    out.sort();
    out
}

/// What is wrong with an expectation, if anything is.
fn hold(world: &World, expectation: &Expectation) -> Option<String> {
    match (expect::check(world, &expectation.text), expectation.missed) {
        (Ok(()), false) | (Err(_), true) => None,
        (Ok(()), true) => Some("found by now: take `missed` away".to_owned()),
        (Err(instead), false) => Some(instead),
    }
}
