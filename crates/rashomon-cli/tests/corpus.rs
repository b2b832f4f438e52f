//! What a person meets who keeps reports in a corpus.

use serde_json::Value;
use snapbox::cmd::{Command, cargo_bin};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

const STRANDED: &str = "The ferry Albatross ran aground off Kelm on Monday with 240 passengers aboard. The harbour office said \
    the captain had missed a buoy in the fog. Tugs from Lindau pulled the ferry free in the evening, and divers found a \
    breach below the waterline. The shipping line Norrsund will pay the passengers' hotels, its spokeswoman Ida Brändt said.\n";
const DIVERS: &str = "Divers who looked at the Albatross after the ferry's grounding off Kelm have found a breach two metres \
    long, the harbour office said. The captain of the ferry told investigators that he saw no buoy in the fog. Norrsund, the \
    shipping line, put its passengers up in hotels in Lindau.\n";

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("reports")).expect("the folder can be made");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join("reports").join(name), text).expect("the file can be written");
}

fn run(folder: &Path, arguments: &[&str]) -> snapbox::cmd::OutputAssert {
    Command::new(cargo_bin!("rashomon"))
        .current_dir(folder)
        .args(arguments)
        .assert()
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    let run = run(folder, arguments).success();
    String::from_utf8(run.get_output().stdout.clone()).expect("it prints UTF-8")
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let text = said(folder, &[arguments, &["--format", "json", "--corpus", "desk"]].concat());
    serde_json::from_str(&text).expect("it prints JSON")
}

fn add(folder: &Path) {
    run(folder, &["add", "reports", "--corpus", "desk"]).success();
}

#[test]
fn a_desk_adds_lists_reads_searches_and_removes() {
    let folder = folder("desk");
    write(&folder, "stranded.txt", STRANDED);
    write(&folder, "divers.txt", DIVERS);
    add(&folder);
    let stories = json(&folder, &["stories"]);
    let story = &stories["stories"][0];
    assert_eq!(story["documents"].as_array().map(Vec::len), Some(2), "{stories}");
    let id = story["id"].as_str().expect("an id");

    let account = json(&folder, &["read", "--story", id]);
    assert_eq!(account["stories"][0]["id"], id);
    assert_eq!(account["documents"].as_array().map(Vec::len), Some(2));

    let found = json(&folder, &["search", "brandt"]);
    let hit = &found["hits"][0];
    assert_eq!(
        (&hit["path"], &hit["line"], &hit["story"]),
        (&"stranded.txt".into(), &1.into(), &id.into())
    );
    assert!(
        hit["quote"].as_str().is_some_and(|quote| quote.contains("Brändt")),
        "{found}"
    );
    run(&folder, &["search", "zeppelin", "--corpus", "desk"]).code(1);

    let document = hit["document"].as_str().expect("an id");
    run(&folder, &["remove", document, "--corpus", "desk"]).success();
    assert_eq!(
        json(&folder, &["stories"])["stories"][0]["documents"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    run(&folder, &["remove", document, "--corpus", "desk"]).code(2);
    run(&folder, &["rebuild", "--corpus", "desk"]).success();
    assert_eq!(json(&folder, &["stories"])["stories"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_a_new_version_changed_is_shown() {
    let folder = folder("revision");
    write(&folder, "stranded.txt", STRANDED);
    add(&folder);
    // Times of adding are whole seconds.
    std::thread::sleep(Duration::from_millis(1100));
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("it is later");
    let since = jiff::Timestamp::from_second(since.as_secs() as i64)
        .expect("a time")
        .to_string();
    write(
        &folder,
        "stranded.txt",
        &STRANDED.replace("240 passengers", "190 passengers"),
    );
    add(&folder);
    let new = json(&folder, &["new", "--since", &since]);
    let id = new["stories"][0]["id"].as_str().expect("an id");
    // Only the last version takes part in the account: nobody differs with himself, and what stayed is not new.
    let account = json(&folder, &["read", "--story", id]);
    assert_eq!(account["documents"].as_array().map(Vec::len), Some(1), "{account}");
    assert_eq!(account["notes"][0]["code"], "revised");
    for what in ["differences", "origins"] {
        assert_eq!(new["stories"][0][what].as_array().map(Vec::len), Some(0), "{new}");
    }
    let revision = &new["stories"][0]["revisions"][0];
    let quote = |what: &str| revision[what][0]["quote"].as_str().unwrap_or_default().to_owned();
    assert!(quote("gone").contains("240 passengers"), "{new}");
    assert!(quote("come").contains("190 passengers"), "{new}");
    assert_eq!(revision["come"].as_array().map(Vec::len), Some(1));
    let none = json(&folder, &["new", "--since", "2999-01-01"]);
    assert_eq!(none["stories"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_person_joins_stories_and_takes_it_back() {
    let folder = folder("decisions");
    write(&folder, "stranded.txt", STRANDED);
    write(
        &folder,
        "orchards.txt",
        "Apple growers in the Tarn valley expect their smallest harvest in years after frost.\n",
    );
    add(&folder);
    let stories = json(&folder, &["stories"]);
    let ids = [0, 1].map(|i| stories["stories"][i]["id"].as_str().expect("an id").to_owned());
    run(&folder, &["stories", "merge", &ids[0], &ids[1], "--corpus", "desk"]).success();
    assert_eq!(json(&folder, &["stories"])["stories"].as_array().map(Vec::len), Some(1));
    let noted = fs::read_to_string(folder.join("desk.decisions.txt")).expect("it is noted");
    assert!(noted.contains(&format!("merge {} {}", ids[0], ids[1])), "{noted}");
    run(&folder, &["stories", "undo", "--corpus", "desk"]).success();
    assert_eq!(json(&folder, &["stories"]), stories);
}

#[test]
fn what_is_no_corpus_and_what_cannot_be_written_is_told() {
    let folder = folder("errors");
    write(&folder, "stranded.txt", STRANDED);
    let told = |arguments: &[&str]| {
        let run = run(&folder, arguments).code(2);
        String::from_utf8_lossy(&run.get_output().stderr).into_owned()
    };
    assert!(told(&["stories", "--corpus", "none"]).contains("there is no corpus at none"));
    let text = "reports/stranded.txt";
    assert!(told(&["stories", "--corpus", text]).contains("is not a corpus"));
    assert!(told(&["add", "reports", "--corpus", text]).contains("is not a corpus"));
    assert!(told(&["stories", "--corpus", "reports"]).contains("is not a corpus"));
    assert!(told(&["add", "reports", "--corpus", "no/such/folder/desk"]).contains("cannot be written"));
    assert!(told(&["add", "no-such-report", "--corpus", "desk"]).contains("nothing could be read"));
}

/// Three affairs of forty reports each, one record a line.
fn records() -> String {
    let mut out = String::new();
    for i in 0..120u32 {
        let (ship, town) = [("Albatross", "Kelm"), ("Petrel", "Varde"), ("Cormorant", "Osting")][(i % 3) as usize];
        let hurt = 3 + i % 7;
        let text = format!(
            "The ferry {ship} ran aground off {town} and {hurt} passengers were hurt, harbour office number {i} of {town} \
             said. The captain of the {ship} missed a buoy in the fog. Tugs pulled the {ship} free, and divers in {town} \
             found a breach of {} metres.",
            i % 11
        );
        let record = serde_json::json!({"id": i, "publisher": format!("Paper {}", i % 9), "text": text,
            "published": format!("2024-05-{:02}", 1 + i / 12)});
        writeln!(out, "{record}").expect("memory is there");
    }
    out
}

fn rashomon(folder: &Path, arguments: &[&str]) -> std::process::Child {
    let mut command = std::process::Command::new(cargo_bin!("rashomon"));
    command
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().expect("it starts")
}

#[test]
fn nothing_is_lost_however_often_adding_is_killed() {
    killed("add", &["add", "reports", "--corpus", "desk"], add);
}

#[test]
#[cfg(unix)]
fn nothing_is_lost_however_often_watching_is_killed() {
    let watch = ["watch", "reports", "--corpus", "desk", "--every", "0"];
    killed("watch", &watch, |folder| {
        let mut child = rashomon(folder, &watch);
        wait_for(folder, 120);
        end(&mut child);
        // All may have been in before it listened: then it ends as any program does.
        child.wait().expect("it ended");
    });
}

/// Kills a command at fifty moments; now and then `finish` lets it do the rest, which must be as if it had been left alone.
fn killed(command: &str, arguments: &[&str], finish: impl Fn(&Path)) {
    let folder = folder(&format!("killed-{command}"));
    write(&folder, "records.jsonl", &records());
    let started = Instant::now();
    run(&folder, &["add", "reports", "--corpus", "whole"]).success();
    let whole = started.elapsed();
    let mut random = 0x9E37_79B9_7F4A_7C15u64;
    for moment in 0..50 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        // At first the whole run is what is killed somewhere, later what is left of it.
        let mut child = rashomon(&folder, arguments);
        std::thread::sleep(whole.mul_f64((random % 1000) as f64 / 1000.0 * 0.9));
        child.kill().expect("it is killed");
        child.wait().expect("it ended");
        if folder.join("desk").exists() {
            let opened = run(&folder, &["search", "ferry", "--corpus", "desk"]);
            let told = String::from_utf8_lossy(&opened.get_output().stderr).into_owned();
            assert!(!told.contains("damaged"), "moment {moment}: {told}");
        }
        // Now and then it begins anew, so that early moments are met as often as late ones.
        if moment % 5 == 4 {
            finish(&folder);
            let listed = |corpus: &str| said(&folder, &["stories", "--corpus", corpus, "--why"]);
            assert_eq!(listed("desk"), listed("whole"), "moment {moment}");
            for file in ["desk", "desk-wal", "desk-shm"] {
                let _ = fs::remove_file(folder.join(file));
            }
        }
    }
}

/// How many reports are in the corpus.
fn count(folder: &Path) -> usize {
    let listed = run(folder, &["stories", "--corpus", "desk"]);
    let out = String::from_utf8_lossy(&listed.get_output().stdout).into_owned();
    let reports = out
        .lines()
        .filter(|line| line.starts_with("    ") && !line.starts_with("     "));
    reports.count()
}

fn wait_for(folder: &Path, reports: usize) {
    let started = Instant::now();
    while count(folder) < reports {
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "{reports} reports never came"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn two_processes_add_to_one_corpus() {
    let folder = folder("two");
    write(&folder, "records.jsonl", &records());
    let mut both = [0, 1].map(|_| rashomon(&folder, &["add", "reports", "--corpus", "desk"]));
    assert!(both.iter_mut().all(|child| child.wait().expect("it ended").success()));
    run(&folder, &["add", "reports", "--corpus", "whole"]).success();
    let reports = |corpus: &str| {
        let listed = said(&folder, &["stories", "--corpus", corpus]);
        let mut lines: Vec<String> = listed
            .lines()
            .filter(|l| l.starts_with(' '))
            .map(str::to_owned)
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(reports("desk"), reports("whole"));
}

#[test]
fn a_watched_folder_is_added_as_it_fills() {
    let folder = folder("watched");
    write(&folder, "stranded.txt", STRANDED);
    let mut child = rashomon(&folder, &["watch", "reports", "--corpus", "desk", "--every", "0"]);
    wait_for(&folder, 1);
    write(&folder, "divers.txt", DIVERS);
    wait_for(&folder, 2);
    end(&mut child);
    assert!(child.wait().expect("it ended").success());
    assert_eq!(count(&folder), 2);
}

/// As Ctrl-C does, where there is such a thing.
fn end(child: &mut std::process::Child) {
    let told = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    if !cfg!(unix) || !told.is_ok_and(|told| told.success()) {
        child.kill().expect("it is killed");
    }
}

#[test]
#[cfg(unix)]
fn ctrl_c_stops_after_the_report_at_hand_and_the_same_command_adds_the_rest() {
    let folder = folder("interrupted");
    write(&folder, "records.jsonl", &records());
    let started = Instant::now();
    run(&folder, &["add", "reports", "--corpus", "whole"]).success();
    let whole = started.elapsed();
    let mut stopped = 0;
    for moment in 1..=8 {
        let mut child = rashomon(&folder, &["add", "reports", "--corpus", "desk"]);
        std::thread::sleep(whole.mul_f64(f64::from(moment) / 9.0));
        end(&mut child);
        let code = child.wait().expect("it ended").code();
        // Before it listens it ends as any program does, and after its end nothing is to be stopped.
        assert!(matches!(code, Some(130 | 0) | None), "{code:?}");
        stopped += u32::from(code == Some(130));
        add(&folder);
        let listed = |corpus: &str| said(&folder, &["stories", "--corpus", corpus, "--why"]);
        assert_eq!(listed("desk"), listed("whole"), "moment {moment}");
        for file in ["desk", "desk-wal", "desk-shm"] {
            let _ = fs::remove_file(folder.join(file));
        }
    }
    assert!(stopped > 0);
}

#[test]
#[cfg(unix)]
fn a_stream_is_added_as_it_comes_and_ctrl_c_ends_it_while_it_is_open() {
    let folder = folder("stream");
    let mut command = std::process::Command::new(cargo_bin!("rashomon"));
    let command = command.current_dir(&folder).args(["add", "-", "--corpus", "desk"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut stream = child.stdin.take().expect("it is piped");
    for (lines, record) in records().lines().take(3).enumerate() {
        std::io::Write::write_all(&mut stream, format!("{record}\n").as_bytes()).expect("it listens");
        wait_for(&folder, lines + 1);
    }
    end(&mut child);
    assert_eq!(child.wait().expect("it ended").code(), Some(130));
    drop(stream);
    assert_eq!(count(&folder), 3);
}

#[test]
#[cfg(unix)]
fn a_corpus_that_cannot_be_written_is_told_and_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    // Where anybody may go, which cannot be said of the checkout.
    let folder = tempfile::TempDir::new().expect("a folder");
    let folder = folder.path();
    fs::create_dir(folder.join("reports")).expect("the folder can be made");
    let program = folder.join("rashomon");
    fs::copy(cargo_bin!("rashomon"), &program).expect("it is copied");
    write(folder, "stranded.txt", STRANDED);
    add(folder);
    write(folder, "divers.txt", DIVERS);
    let corpus = folder.join("desk");
    allow(&corpus, 0o444);
    allow(folder, 0o555);
    // Root is kept from nothing: then the program runs as nobody.
    let root = fs::OpenOptions::new().write(true).open(&corpus).is_ok();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&program);
        if root {
            command.uid(65534).gid(65534);
        }
        let done = command.current_dir(folder).args(arguments).output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
        (done.status.code(), text(done.stdout), text(done.stderr))
    };
    let (code, _, told) = run(&["add", "reports", "--corpus", "desk"]);
    assert!(code == Some(2) && told.contains("cannot be written"), "{told}");
    let (code, listed, told) = run(&["stories", "--corpus", "desk"]);
    assert!(code == Some(0) && listed.contains("stranded.txt"), "{told}");
    allow(folder, 0o755);
}
