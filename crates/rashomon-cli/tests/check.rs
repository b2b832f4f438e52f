//! What a person meets who runs `rashomon check`.

use snapbox::cmd::{Command, cargo_bin};
use std::fs;
use std::path::{Path, PathBuf};

const SOURCE: &str = "The ferry Albatross ran aground off Port Amsel on March 3, 2032, and 40 people were hurt, police said. \
                      \"We will look into every cabin,\" Mayor Ann Lee told reporters.\n";

fn rashomon() -> Command {
    Command::new(cargo_bin!("rashomon"))
}

/// A folder of this test's own with one source and a text.
fn folder(test: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("source.txt"), SOURCE).expect("the file can be written");
    fs::write(folder.join("text.md"), text).expect("the file can be written");
    folder
}

fn lines(folder: &Path, more: &[&str]) -> (i32, String) {
    let run = rashomon()
        .current_dir(folder)
        .args(["check", "text.md", "--sources", "source.txt", "--format", "line"])
        .args(more)
        .output()
        .expect("it runs");
    let out = String::from_utf8(run.stdout).expect("it prints text");
    (run.status.code().expect("it ends by itself"), out)
}

#[test]
fn a_wrong_year_is_found_where_it_stands() {
    let folder = folder(
        "check-year",
        "# News\n\nThe ferry Albatross ran aground off Port Amsel on March 3, 2033, police said.\n",
    );
    let (code, out) = lines(&folder, &[]);
    assert_eq!(code, 1, "{out}");
    assert!(out.starts_with("text.md:3:51: error date: "), "{out}");
}

#[test]
fn a_finding_in_a_page_stands_on_its_line_of_the_file() {
    let folder = folder("check-page", "");
    let page = "<html lang=\"en\"><body>\n<article><h1>Ferry &amp; harbour</h1>\n<p>The <b>ferry\n  Albatross</b> ran \
                aground off Port&nbsp;Amsel on March 3, 2033, police said.</p></article></body></html>\n";
    fs::write(folder.join("page.html"), page).expect("the file can be written");
    let run = |format: &str| {
        let of = ["check", "page.html", "--sources", "source.txt", "--format", format];
        let run = rashomon().current_dir(&folder).args(of).output().expect("it runs");
        String::from_utf8(run.stdout).expect("it prints text")
    };
    let column = page
        .lines()
        .nth(3)
        .and_then(|line| line.find("March"))
        .expect("it is there")
        + 1;
    let out = run("line");
    assert!(out.starts_with(&format!("page.html:4:{column}: error date: ")), "{out}");
    let sarif = run("sarif");
    assert!(sarif.contains("\"startLine\": 4"), "{sarif}");
    let out = run("terminal");
    assert!(out.contains(&format!("page.html:4:{column}")), "{out}");
}

#[test]
fn what_the_sources_have_passes() {
    let folder = folder(
        "check-clean",
        "The ferry Albatross ran aground off Port Amsel, police said.\n",
    );
    assert_eq!(lines(&folder, &[]), (0, String::new()));
}

#[test]
fn an_altered_quotation_and_a_lost_speaker_are_told_apart() {
    let text = "\"We have looked into every cabin,\" Mayor Ann Lee told reporters. The ferry Albatross ran aground off Port Amsel.\n";
    let folder = folder("check-words", text);
    let (code, out) = lines(&folder, &[]);
    assert_eq!(code, 1);
    assert!(out.contains("text.md:1:1: error quotation-altered: "), "{out}");
    assert!(out.contains("warning attribution-dropped: "), "{out}");
    let (code, out) = lines(&folder, &["--min-level", "error"]);
    assert_eq!(code, 1);
    assert!(!out.contains("attribution-dropped"), "{out}");
}

#[test]
fn a_text_is_not_its_own_witness() {
    let folder = folder("check-own", SOURCE);
    let run = rashomon()
        .current_dir(&folder)
        .args(["check", "text.md", "--sources", "."])
        .assert()
        .code(2);
    let error = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        error.contains("source.txt: ") && error.contains("own witness"),
        "{error}"
    );
}

#[test]
fn failures_are_told_and_not_taken_for_findings() {
    let folder = folder("check-fail", "The ferry ran aground.\n");
    let fails = |arguments: &[&str]| {
        let run = rashomon()
            .current_dir(&folder)
            .args(arguments)
            .output()
            .expect("it runs");
        (run.status.code(), String::from_utf8(run.stderr).expect("text"))
    };
    let (code, error) = fails(&["check", "nothing.md", "--sources", "source.txt"]);
    assert!(code == Some(2) && error.contains("nothing.md"), "{error}");
    let (code, error) = fails(&["check", "text.md", "--sources", "nothing"]);
    assert!(code == Some(2) && error.contains("no source"), "{error}");
    let (code, error) = fails(&["explain", "speed"]);
    assert!(code == Some(2) && error.contains("quotation-altered"), "{error}");
}

#[test]
fn a_rule_explains_itself() {
    let run = rashomon().args(["explain", "date"]).assert().success();
    let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(
        out.starts_with("# date\n") && out.contains("What it can't see"),
        "{out}"
    );
}
