//! `cargo xtask tidy`: the house rules that no compiler checks.
//!
//! Every check is a function from the files of the repository to findings; it reads lines, not syntax, and would
//! rather miss something than raise a false alarm.

use anyhow::{Context, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// Longest a source file may be, its tests not counted.
const LINES: usize = 600;
/// A source file that holds this line is a table and may be longer.
const TABLE: &str = "// tidy: table";
/// Largest a file may be outside a `model/` folder.
const BYTES: u64 = 4 << 20;

/// What each crate may depend on among its siblings: language, then library, then whatever shows it to people.
const DIRECTION: &[(&str, &[&str])] = &[
    ("rashomon-language", &[]),
    ("rashomon", &["rashomon-language"]),
    ("rashomon-store", &["rashomon"]),
    ("rashomon-cli", &["rashomon", "rashomon-store"]),
];

/// What the crates that only compute may not touch: files, network, clock, environment, output.
const PURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::io::stdin",
    "std::io::stdout",
    "SystemTime::now",
    "Instant::now",
    "println!",
    "eprint!",
    "print!(",
];

/// One file of the repository.
struct File {
    path: String,
    bytes: u64,
    /// Its text, empty where it is not UTF-8.
    text: String,
}

/// One place where a rule is broken.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Checks the repository at `root`.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let files = repository(root)?;
    let mut findings = check(&files);
    findings.sort();
    for finding in &findings {
        eprintln!("{finding}");
    }
    if !findings.is_empty() {
        bail!(
            "{} findings against the house rules (see CONTRIBUTING.md)",
            findings.len()
        );
    }
    println!("tidy: {} files", files.len());
    Ok(())
}

fn check(files: &[File]) -> Vec<Finding> {
    let mut out = Vec::new();
    module_order(files, &mut out);
    crate_direction(files, &mut out);
    pure_crates(files, &mut out);
    dependencies(files, &mut out);
    readme_commands(files, &mut out);
    for file in files {
        length(file, &mut out);
        size(file, &mut out);
        lines(file, &mut out);
        links(file, files, &mut out);
    }
    out
}

/// The files that git tracks or would track.
fn repository(root: &Path) -> anyhow::Result<Vec<File>> {
    let output = std::process::Command::new("git")
        .args(["ls-files", "-z", "-co", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("git does not run")?;
    if !output.status.success() {
        bail!("git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    }
    let list = String::from_utf8(output.stdout).context("a path that is not UTF-8")?;
    let mut files = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // A file deleted but not yet committed is still listed.
        let Ok(bytes) = std::fs::read(root.join(path)) else {
            continue;
        };
        files.push(File {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            text: String::from_utf8(bytes).unwrap_or_default(),
        });
    }
    Ok(files)
}

impl File {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The lines before the file's tests, counted from one.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().take_while(|(_, line)| *line != "#[cfg(test)]")
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(i, line)| (i + 1, line))
    }

    fn found(&self, line: usize, what: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            what: what.into(),
        }
    }
}

fn named<'a>(files: &'a [File], path: &str) -> Option<&'a File> {
    files.iter().find(|file| file.path == path)
}

/// The words of a line that can be identifiers, each with the text before it.
fn identifiers(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + line[at..].find(part)?;
        let end = line[start..].find(|c| !part(c)).map_or(line.len(), |n| start + n);
        at = end;
        Some((&line[start..end], &line[..start]))
    })
}

/// Modules of the library import only from those above them in lib.rs.
fn module_order(files: &[File], out: &mut Vec<Finding>) {
    const SOURCE: &str = "crates/rashomon/src/";
    let Some(root) = named(files, &format!("{SOURCE}lib.rs")) else {
        return;
    };
    let order: Vec<&str> = root
        .code()
        .filter_map(|(_, line)| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let place = |name: &str| order.iter().position(|module| *module == name);
    for file in files.iter().filter(|file| file.is_rust()) {
        let Some(inner) = file.path.strip_prefix(SOURCE) else {
            continue;
        };
        let parts: Vec<&str> = inner.trim_end_matches(".rs").split('/').collect();
        let Some(own) = place(parts[0]) else {
            continue;
        };
        // `super` this often in a row is the root.
        let to_root = "super::".repeat(parts.len() - usize::from(parts.ends_with(&["mod"])));
        if inner.ends_with("tests.rs") {
            continue;
        }
        let mut group = Group::default();
        for (number, line) in file.code().filter(|(_, line)| !is_comment(line)) {
            for (word, before) in identifiers(line) {
                let from_root = before.ends_with("crate::") || before.ends_with(&to_root);
                let imported = from_root || group.is_member(before);
                if imported && place(word).is_some_and(|module| module > own) {
                    let what = format!("`{}` stands above `{word}` in the pipeline and can't use it", parts[0]);
                    out.push(file.found(number, what));
                }
            }
            group.step(line);
        }
    }
}

/// Whether a line stands inside `use crate::{ ... }`, and how deep.
#[derive(Default)]
struct Group {
    depth: usize,
}

impl Group {
    /// Whether a word after `before` on this line is a direct member of the group.
    fn is_member(&self, before: &str) -> bool {
        let (inside, depth) = match before.rsplit_once("use crate::{") {
            Some((_, inside)) => (inside, 1),
            None => (before, self.depth),
        };
        let depth = inside.chars().fold(depth, nest);
        depth == 1 && !inside.trim_end().ends_with("::")
    }

    fn step(&mut self, line: &str) {
        let (inside, depth) = match line.rsplit_once("use crate::{") {
            Some((_, inside)) => (inside, 1),
            None => (line, self.depth),
        };
        if depth > 0 {
            self.depth = inside.chars().fold(depth, nest);
        }
    }
}

fn nest(depth: usize, c: char) -> usize {
    match c {
        '{' if depth > 0 => depth + 1,
        '}' => depth.saturating_sub(1),
        _ => depth,
    }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// Names in the dependency tables of a manifest whose headings `wanted` accepts, with their lines.
fn manifest(file: &File, wanted: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    let (mut out, mut inside) = (Vec::new(), false);
    for (number, line) in file.lines() {
        if let Some(heading) = line.trim().strip_prefix('[') {
            inside = wanted(heading.trim_end_matches(']'));
        } else if inside && !line.starts_with([' ', '#']) {
            let name = line.split(['=', '.']).next().unwrap_or_default().trim();
            if !name.is_empty() && line.contains('=') {
                out.push((number, name.to_owned()));
            }
        }
    }
    out
}

fn manifests(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.ends_with("Cargo.toml"))
}

/// Crates depend only in the direction language, library, faces.
fn crate_direction(files: &[File], out: &mut Vec<Finding>) {
    for file in manifests(files) {
        let Some(name) = file
            .path
            .strip_prefix("crates/")
            .and_then(|path| path.strip_suffix("/Cargo.toml"))
        else {
            continue;
        };
        let Some((_, allowed)) = DIRECTION.iter().find(|(of, _)| *of == name) else {
            out.push(file.found(
                1,
                format!("`{name}` has no place in the direction of crates (xtask/src/tidy.rs)"),
            ));
            continue;
        };
        for (line, dependency) in manifest(file, |heading| {
            !heading.starts_with("dev-") && heading.contains("dependencies")
        }) {
            if dependency.starts_with("rashomon") && !allowed.contains(&dependency.as_str()) {
                out.push(file.found(line, format!("`{name}` can't depend on `{dependency}`")));
            }
        }
    }
}

/// The library and the language crate neither read nor print anything.
fn pure_crates(files: &[File], out: &mut Vec<Finding>) {
    let pure = ["crates/rashomon/src/", "crates/rashomon-language/src/"];
    let pure_file = |file: &&File| file.is_rust() && pure.iter().any(|folder| file.path.starts_with(folder));
    for file in files.iter().filter(pure_file) {
        for (number, line) in file.code().filter(|(_, line)| !is_comment(line)) {
            for needle in PURE.iter().filter(|needle| line.contains(*needle)) {
                out.push(file.found(number, format!("a crate that only computes uses `{needle}`")));
            }
        }
    }
}

/// Every dependency is used, and explained in docs/dependencies.md, which explains no other.
fn dependencies(files: &[File], out: &mut Vec<Finding>) {
    let mut declared: BTreeMap<String, (&File, usize)> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for file in manifests(files) {
        for (line, name) in manifest(file, |heading| heading == "workspace.dependencies") {
            declared.insert(name, (file, line));
        }
        for (line, name) in manifest(file, |heading| {
            !heading.starts_with("workspace") && heading.contains("dependencies")
        }) {
            declared.entry(name.clone()).or_insert((file, line));
            used.insert(name);
        }
    }
    let explained: BTreeMap<&str, usize> = named(files, "docs/dependencies.md")
        .into_iter()
        .flat_map(File::lines)
        .filter_map(|(number, line)| Some((line.strip_prefix("| `")?.split('`').next()?, number)))
        .collect();
    for (name, (file, line)) in &declared {
        if !used.contains(name) {
            out.push(file.found(*line, format!("no crate uses `{name}`")));
        }
        if !name.starts_with("rashomon") && !explained.contains_key(name.as_str()) {
            out.push(file.found(*line, format!("`{name}` has no line in docs/dependencies.md")));
        }
    }
    for (name, line) in explained {
        if !declared.contains_key(name) {
            let file = named(files, "docs/dependencies.md").expect("it was read above");
            out.push(file.found(line, format!("`{name}` is not a dependency")));
        }
    }
}

/// What the README tells people to type exists: verbs, xtask commands, and the paths of this repository.
fn readme_commands(files: &[File], out: &mut Vec<Finding>) {
    let Some(readme) = named(files, "README.md") else {
        return;
    };
    let stem = |folder: &str, name: &str| {
        let name = format!("/{}.rs", name.replace('-', "_"));
        files
            .iter()
            .any(|file| file.path.starts_with(folder) && file.path.ends_with(&name))
    };
    let exists = |path: &str| {
        let folder = format!("{}/", path.trim_end_matches('/'));
        files
            .iter()
            .any(|file| file.path == path || file.path.starts_with(&folder))
    };
    let top: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| Some(file.path.split_once('/')?.0))
        .collect();
    let mut block = false;
    for (number, line) in readme.lines() {
        let words: Vec<&str> = line
            .split_whitespace()
            .take_while(|word| !word.starts_with('#'))
            .collect();
        block ^= line.starts_with("```");
        let verb = match words.as_slice() {
            ["rashomon", verb, ..] if block => Some(("crates/rashomon-cli/src/", *verb)),
            ["cargo", "run", rest @ ..] if block => rest
                .iter()
                .skip_while(|word| **word != "--")
                .nth(1)
                .map(|verb| ("crates/rashomon-cli/src/", *verb)),
            ["cargo", "xtask", command, ..] if block => Some(("xtask/src/", *command)),
            ["cargo", ..] if block => None,
            _ => continue,
        };
        if let Some((folder, verb)) = verb.filter(|(folder, verb)| !verb.starts_with('-') && !stem(folder, verb)) {
            out.push(readme.found(number, format!("`{verb}` is not a command (no such file in {folder})")));
        }
        for word in &words {
            if word.split_once('/').is_some_and(|(first, _)| top.contains(first)) && !exists(word) {
                out.push(readme.found(number, format!("`{word}` does not exist")));
            }
        }
    }
}

/// Files are short enough to be read in one sitting.
fn length(file: &File, out: &mut Vec<Finding>) {
    let apart = ["tests/", "benches/", "fuzz/"];
    let exempt = apart.iter().any(|folder| file.path.contains(folder)) || file.lines().any(|(_, line)| line == TABLE);
    let lines = file.code().count();
    if file.is_rust() && !exempt && lines > LINES {
        out.push(file.found(
            lines,
            format!("{lines} lines, more than {LINES} (a table says `{TABLE}`)"),
        ));
    }
}

/// No large file but a model.
fn size(file: &File, out: &mut Vec<Finding>) {
    if file.bytes > BYTES && !file.path.contains("/model/") {
        out.push(file.found(1, format!("{} bytes, more than {BYTES}", file.bytes)));
    }
}

/// What no line of source may hold: blanket allows, work left in comments, the paths and registries of one machine.
fn lines(file: &File, out: &mut Vec<Finding>) {
    // The words stand in two halves so that this file does not find itself.
    const LATER: &[&str] = &[
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[", "ignore]"),
    ];
    const MACHINE: &[&str] = &[
        concat!("/", "root/"),
        concat!("/", "work/"),
        concat!("/", "home/"),
        concat!("/", "Users/"),
    ];
    const REGISTRY: &[&str] = &[
        concat!("index", "-url"),
        concat!("replace", "-with"),
        concat!("registry", "+"),
    ];
    const KNOWN: &str = "registry+https://github.com/rust-lang/crates.io-index";
    let is_source = [".rs", ".py", ".sh", ".js", ".ts", ".css"]
        .iter()
        .any(|end| file.path.ends_with(end));
    // Pages are other people's markup, whose addresses may look like paths.
    let is_page = file.path.ends_with(".html") && !file.path.starts_with("crates/");
    for (number, line) in file.lines() {
        let attribute = line.trim_start().starts_with('#') && line.contains(concat!("allow", "("));
        if file.is_rust() && attribute {
            out.push(file.found(number, "use `#[expect(..., reason = \"...\")]`"));
        }
        if is_source && LATER.iter().any(|word| line.contains(word)) {
            out.push(file.found(number, "work left in the code: do it, or file it"));
        }
        if !is_page && MACHINE.iter().any(|path| starts_path(line, path)) {
            out.push(file.found(number, "a path of one machine"));
        }
        let registry = REGISTRY.iter().any(|word| line.contains(word)) && !line.contains(KNOWN);
        if registry && (file.path.ends_with(".lock") || !file.is_rust()) {
            out.push(file.found(number, "a package registry of one machine"));
        }
    }
}

/// Whether `path` stands in the line as the start of a path, not inside an address or a longer path.
fn starts_path(line: &str, path: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || "./-_~}".contains(c);
    line.match_indices(path).any(|(at, _)| !line[..at].ends_with(inside))
}

/// Relative links of the documentation lead somewhere.
fn links(file: &File, files: &[File], out: &mut Vec<Finding>) {
    if !file.path.ends_with(".md") || file.path.starts_with("examples/") || file.path.contains("tests/") {
        return;
    }
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    for (number, line) in file.lines() {
        for target in line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next())
        {
            if target.is_empty() || target.contains(':') || target.starts_with("../shared") {
                continue;
            }
            let path = resolve(folder, target);
            let inside = format!("{path}/");
            if !files
                .iter()
                .any(|file| file.path == path || file.path.starts_with(&inside))
            {
                out.push(file.found(number, format!("the link to `{target}` leads nowhere")));
            }
        }
    }
}

fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            bytes: text.len() as u64,
            text: text.to_owned(),
        }
    }

    /// What is found, as `path:line`.
    fn found(files: &[File]) -> Vec<String> {
        let mut findings = check(files);
        findings.sort();
        findings.iter().map(|f| format!("{}:{}", f.path, f.line)).collect()
    }

    const LIB: &str = "pub mod text;\npub mod value;\npub mod view;\npub use view::Account;\n";

    #[test]
    fn modules_import_only_from_above() {
        let lib = || file("crates/rashomon/src/lib.rs", LIB);
        let value = |text| found(&[lib(), file("crates/rashomon/src/value.rs", text)]);
        assert!(value("use crate::text::Span;\nuse super::text;\n//! See [`crate::view`].\n").is_empty());
        assert!(value("use crate::{text::view, value};\n#[cfg(test)]\nuse crate::view;\n").is_empty());
        assert_eq!(
            value("\nfn f() { crate::view::g(); }\n"),
            ["crates/rashomon/src/value.rs:2"]
        );
        assert_eq!(value("use super::view;\n"), ["crates/rashomon/src/value.rs:1"]);
        assert_eq!(
            value("use crate::{\n    text::{Span},\n    view,\n};\n"),
            ["crates/rashomon/src/value.rs:3"]
        );
        let inner = |text| found(&[lib(), file("crates/rashomon/src/value/money.rs", text)]);
        assert!(inner("use super::view;\n").is_empty());
        assert_eq!(
            inner("use super::super::view;\n"),
            ["crates/rashomon/src/value/money.rs:1"]
        );
    }

    #[test]
    fn crates_depend_in_one_direction() {
        let text = "[dependencies]\nrashomon.workspace = true\n[dev-dependencies]\nrashomon-cli = { path = \"..\" }\n";
        assert_eq!(
            found(&[file("crates/rashomon-language/Cargo.toml", text)]),
            ["crates/rashomon-language/Cargo.toml:2"]
        );
        assert!(found(&[file("crates/rashomon-cli/Cargo.toml", text)]).is_empty());
    }

    #[test]
    fn dependencies_are_used_and_explained() {
        let root = || file("Cargo.toml", "[workspace.dependencies]\nserde = \"1\"\nregex = \"1\"\n");
        let user = || {
            file(
                "xtask/Cargo.toml",
                "[dependencies]\nserde.workspace = true\nregex = { workspace = true }\n",
            )
        };
        let told = |text| file("docs/dependencies.md", text);
        assert!(found(&[root(), user(), told("| `serde` | x |\n| `regex` | y |\n")]).is_empty());
        assert_eq!(found(&[root(), user(), told("| `serde` | x |\n")]), ["Cargo.toml:3"]);
        assert_eq!(
            found(&[root(), user(), told("| `serde` |\n| `regex` |\n| `rand` |\n")]),
            ["docs/dependencies.md:3"]
        );
        let one = file("xtask/Cargo.toml", "[dependencies]\nserde.workspace = true\n");
        assert_eq!(
            found(&[root(), one, told("| `serde` |\n| `regex` |\n")]),
            ["Cargo.toml:3"]
        );
    }

    #[test]
    fn readme_commands_exist() {
        let text =
            "```sh\ncargo run --release -- read examples/a\ncargo run -- fly examples/b\ncargo xtask tidy # ok\n```\n";
        let files = [
            file("README.md", text),
            file("crates/rashomon-cli/src/read.rs", ""),
            file("xtask/src/tidy.rs", ""),
            file("examples/a/x.txt", ""),
        ];
        assert_eq!(found(&files), ["README.md:3", "README.md:3"]);
    }

    #[test]
    fn lines_break_no_rule() {
        let bad = [
            concat!("#[", "allow(dead_code)]"),
            concat!("// TO", "DO: later"),
            concat!("let p = \"/ro", "ot/x\";"),
        ];
        for line in bad {
            assert_eq!(found(&[file("xtask/src/a.rs", line)]), ["xtask/src/a.rs:1"], "{line}");
        }
        let good = "#[expect(dead_code, reason = \"x\")]\n// https://example.org/work/1 and a/home/b and allow(x)\n";
        assert!(found(&[file("xtask/src/a.rs", good)]).is_empty());
        let lock =
            "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nsource = \"registry+https://x.y/\"\n";
        assert_eq!(found(&[file("Cargo.lock", lock)]), ["Cargo.lock:2"]);
    }

    #[test]
    fn long_files_are_tables_or_split() {
        let long = "x\n".repeat(LINES + 1);
        assert_eq!(found(&[file("xtask/src/a.rs", &long)]), ["xtask/src/a.rs:601"]);
        assert!(found(&[file("xtask/src/a.rs", &format!("{TABLE}\n{long}"))]).is_empty());
        assert!(found(&[file("xtask/src/a.rs", &format!("#[cfg(test)]\n{long}"))]).is_empty());
        assert!(found(&[file("crates/a/tests/a.rs", &long)]).is_empty());
    }

    #[test]
    fn the_computing_crates_touch_nothing() {
        let path = "crates/rashomon/src/text.rs";
        assert_eq!(
            found(&[file(path, "fn f() { std::fs::read(p) }\n")]),
            [format!("{path}:1")]
        );
        assert!(found(&[file(path, "/// println!(\n#[cfg(test)]\nuse std::fs;\n")]).is_empty());
        assert!(found(&[file("crates/rashomon-cli/src/read.rs", "use std::fs;\n")]).is_empty());
    }

    #[test]
    fn links_lead_somewhere() {
        let text = "[a](docs/b.md) [c](https://example.org) [d](gone.md#x) [e](#here)\n[f](docs)\n";
        assert_eq!(
            found(&[file("README.md", text), file("docs/b.md", "[up](../README.md)")]),
            ["README.md:1"]
        );
    }
}
