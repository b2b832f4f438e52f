//! What a person meets who runs `rashomon read`.

use serde_json::Value;
use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fs;
use std::path::{Path, PathBuf};

const FIRST: &str = "The harbour council halted the ferry tender on Thursday, the mayor said.\n";
const SECOND: &str = "Two bidders for the new ferries shared an address, according to the audit office.\n";

fn rashomon() -> Command {
    Command::new(cargo_bin!("rashomon"))
}

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("the folder can be made");
    fs::write(path, content).expect("the file can be written");
}

fn account(run: OutputAssert) -> Value {
    serde_json::from_slice(&run.success().get_output().stdout).expect("it prints JSON")
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    account(
        rashomon()
            .current_dir(folder)
            .arg("read")
            .args(arguments)
            .args(["--format", "json"])
            .assert(),
    )
}

/// One field of each document.
fn each<'a>(account: &'a Value, field: &str) -> Vec<&'a str> {
    let documents = account["documents"].as_array().expect("there are documents");
    documents
        .iter()
        .map(|document| document[field].as_str().unwrap_or("-"))
        .collect()
}

fn codes(account: &Value) -> Vec<&str> {
    let notes = account["notes"].as_array().expect("there are notes");
    notes.iter().map(|note| note["code"].as_str().unwrap_or("-")).collect()
}

#[test]
fn the_help_names_what_can_be_read() {
    let help = rashomon().args(["read", "--help"]).assert().success();
    let help = String::from_utf8_lossy(&help.get_output().stdout).into_owned();
    for word in [
        "JSONL",
        "--map",
        "--publisher",
        "--published",
        "--html",
        "standard input",
    ] {
        assert!(help.contains(word), "{word} is missing from\n{help}");
    }
}

#[test]
fn a_missing_file_is_a_failure_with_a_reason() {
    let run = rashomon().args(["read", "no-such-file.txt"]).assert().code(2);
    run.stderr_eq(snapbox::str![[r#"
rashomon: no-such-file.txt: There is no such file or folder.
rashomon: nothing could be read

"#]]);
}

#[test]
fn what_cannot_be_read_says_what_to_do_and_the_rest_goes_on() {
    let folder = folder("unreadable");
    write(&folder, "a.txt", FIRST);
    write(&folder, "b.pdf", b"%PDF-1.7\n\x00\x01");
    write(&folder, "c.docx", b"PK\x03\x04");
    write(&folder, "d.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00");
    let run = rashomon()
        .current_dir(&folder)
        .args(["read", ".", "https://example.org/a", "--format", "json"])
        .assert();
    let account = account(run.stderr_eq(snapbox::str![[r#"
rashomon: b.pdf: PDF is not read; save it as text (`pdftotext FILE.pdf`) and give that.
rashomon: c.docx: Word processor files are not read; save the document as plain text or HTML and give that.
rashomon: d.png: The file is not text.
rashomon: https://example.org/a: Addresses are not fetched; save the page from the browser and give the file.

"#]]));
    assert_eq!(each(&account, "path"), ["a.txt"]);
    assert_eq!(
        codes(&account),
        ["unsupported", "unsupported", "unreadable", "unsupported"]
    );
}

#[test]
fn a_bad_line_is_noted_with_its_number() {
    let folder = folder("lines");
    let lines = [
        r#"{"id": "one", "text": "The mayor halted the tender.", "publisher": "The Harbour Post"}"#,
        r#"{"id": "two", "text": "#,
        r#"{"id": "three", "body": {"plain": "An audit \ud83d found shared addresses."}}"#,
        r#"{"id": 4, "body": {"plain": "Bidders shared an address."}, "source": {"name": "Tide"}, "published": "2031-05-30"}"#,
    ];
    write(&folder, "list.jsonl", lines.join("\n"));
    let account = json(
        &folder,
        &[
            "list.jsonl",
            "--map",
            "text=body.plain",
            "--map",
            "publisher=source.name",
        ],
    );
    assert_eq!(each(&account, "key"), ["4", "three"]);
    assert_eq!(each(&account, "publisher"), ["Tide", "-"]);
    assert_eq!(each(&account, "path"), ["list.jsonl:4", "list.jsonl:3"]);
    let notes = account["notes"].to_string();
    for what in [
        "Line 1 has no `text`",
        "Line 2 is not JSON",
        "Line 3 holds half a surrogate pair",
    ] {
        assert!(notes.contains(what), "{what} is missing from {notes}");
    }
}

#[test]
fn standard_input_is_read_as_what_it_holds() {
    let run = |input: &str| account(rashomon().args(["read", "-", "--format", "json"]).stdin(input).assert());
    assert_eq!(each(&run(FIRST), "text"), [FIRST]);
    let records = run("{\"text\": \"The mayor halted the tender.\"}\n{\"text\": \"He said so twice.\"}\n");
    assert_eq!(each(&records, "path"), ["-:1", "-:2"]);
}

#[test]
fn the_order_of_arguments_does_not_matter() {
    let folder = folder("order");
    write(&folder, "in/a.txt", FIRST);
    write(&folder, "in/deep/b.txt", SECOND);
    write(
        &folder,
        "c.jsonl",
        "{\"text\": \"The mayor halted the tender.\", \"published\": \"2031-05-30\"}\nnot json\n",
    );
    let run = |arguments: &[&str]| {
        let run = rashomon()
            .current_dir(&folder)
            .arg("read")
            .args(arguments)
            .args(["--format", "json"])
            .assert();
        run.success().get_output().stdout.clone()
    };
    let once = run(&["in", "c.jsonl"]);
    assert_eq!(once, run(&["c.jsonl", "in"]));
    assert_eq!(once, run(&["c.jsonl", "in", "in/a.txt", "./in/deep/../a.txt"]));
}

#[test]
fn packed_files_are_unpacked_and_judged_by_their_name_within() {
    let folder = folder("packed");
    let line = "{\"text\": \"The mayor halted the tender.\"}\n";
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gz, line.as_bytes()).expect("it is packed");
    write(&folder, "a.jsonl.gz", gz.finish().expect("it is packed"));
    write(
        &folder,
        "b.txt.zst",
        zstd::encode_all(SECOND.as_bytes(), 1).expect("it is packed"),
    );
    write(&folder, "broken.txt.gz", b"\x1f\x8b\x08\x00not gzip");
    let account = json(&folder, &["."]);
    assert_eq!(each(&account, "path"), ["a.jsonl.gz:1", "b.txt.zst"]);
    assert_eq!(codes(&account), ["unreadable"]);
}

#[test]
fn hidden_and_ignored_files_and_its_own_accounts_are_passed_over() {
    let folder = folder("ignored");
    write(&folder, "a.txt", FIRST);
    write(&folder, "b.txt", SECOND);
    write(&folder, ".hidden.txt", FIRST);
    write(&folder, "notes/c.txt", FIRST);
    write(&folder, ".gitignore", "b.txt\n");
    write(&folder, ".rashomonignore", "notes/\n");
    for _ in 0..2 {
        let run = rashomon().current_dir(&folder).args(["read", "."]);
        run.args(["--format", "json", "-o", "account.json", "--html", "account.html"])
            .assert()
            .success();
        let account = fs::read(folder.join("account.json")).expect("it was written");
        let account: Value = serde_json::from_slice(&account).expect("it is JSON");
        assert_eq!(each(&account, "path"), ["a.txt", "b.txt"]);
    }
    assert_eq!(each(&json(&folder, &["*.txt"]), "path"), ["a.txt", "b.txt"]);
    let pattern = rashomon().current_dir(&folder).args(["read", "**/c.txt"]);
    pattern.assert().code(2);
    assert_eq!(
        each(&json(&folder, &["notes/c.txt"]), "path"),
        ["c.txt"],
        "who names a file means it"
    );
}

#[test]
fn options_set_only_what_a_report_lacks() {
    let folder = folder("lacks");
    write(&folder, "a.txt", FIRST);
    write(&folder, "b.txt", format!("March 3, 2031Strait Times\n{SECOND}"));
    let options = ["--publisher", "The Harbour Post", "--published", "30 May 2031"];
    let account = json(&folder, &[&["."], options.as_slice()].concat());
    assert_eq!(each(&account, "publisher"), ["Strait Times", "The Harbour Post"]);
    assert_eq!(each(&account, "published"), ["2031-03-03", "2031-05-30"]);
    assert_eq!(
        each(&json(&folder, &["a.txt"]), "published"),
        ["-"],
        "a file's own time is no date of publication"
    );
}

#[test]
fn a_report_in_another_language_is_listed_and_noted() {
    let folder = folder("language");
    write(&folder, "a.txt", FIRST);
    let spanish = "El alcalde anunci\u{f3} el jueves que el ayuntamiento suspende el concurso de los tres nuevos \
                   transbordadores despu\u{e9}s de que los auditores descubrieran que dos empresas compart\u{ed}an \
                   la misma direcci\u{f3}n, seg\u{fa}n un informe publicado por la tarde en la p\u{e1}gina municipal.";
    write(&folder, "b.txt", spanish);
    let account = json(&folder, &["."]);
    assert_eq!(each(&account, "language"), ["en", "es"]);
    assert_eq!(codes(&account), ["other-language"]);
    assert!(
        !account["stories"]
            .to_string()
            .contains(account["documents"][1]["id"].as_str().expect("it has an id"))
    );
}

/// The sample in the README is what the command prints, in order, with some left out where it says "…".
#[test]
fn the_readme_shows_what_it_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = fs::read_to_string(root.join("README.md")).expect("the README is there");
    let (_, after) = readme.split_once("```text\n").expect("it has a sample");
    let (sample, _) = after.split_once("```").expect("the sample ends");
    let run = rashomon()
        .current_dir(&root)
        .args(["read", "examples/insulin/reports"])
        .assert();
    let printed = String::from_utf8(run.success().get_output().stdout.clone()).expect("it prints text");
    let mut printed = printed.lines();
    for line in sample.lines().filter(|line| line.trim() != "…") {
        assert!(
            printed.any(|other| other == line),
            "not printed, or not there: {line:?}"
        );
    }
}
