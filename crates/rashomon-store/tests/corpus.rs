//! What a person would miss of a corpus that keeps.

use rashomon::ingest::Given;
use rashomon::story::print::fingerprint;
use rashomon_store::decision::Decision;
use rashomon_store::{Access, Added, Capture, Copied, Corpus, Error, Query, Stage};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const STRANDED: &str = "The ferry Albatross ran aground off Kelm on Monday with 240 passengers aboard.\n\nThe harbour office said \
    the captain had missed a buoy in the fog. Tugs from Lindau pulled the ferry free in the evening, and divers found a \
    breach below the waterline. The shipping line Norrsund will pay the passengers' hotels, its spokeswoman Ida Brändt said.";
const DIVERS: &str = "Divers who looked at the Albatross after the ferry's grounding off Kelm have found a breach two metres \
    long, the harbour office said. The captain of the ferry told investigators that he saw no buoy in the fog. Norrsund, the \
    shipping line, put its passengers up in hotels in Lindau.";
const ORCHARDS: &str = "Apple growers in the Tarn valley expect their smallest harvest in thirty years after frost in April \
    killed the blossom. The growers' union asked the ministry of agriculture for grants, and warned that cider makers \
    would have to import fruit. Insurance covers frost only where orchards are sprinkled, its chairman Otto Venn said.";

fn capture(name: &str, text: &str, day: &str) -> Capture {
    Capture {
        name: name.to_owned(),
        line: None,
        place: Some(format!("/reports/{name}")),
        given: Given {
            published: rashomon::ingest::published(day),
            ..Given::default()
        },
        bytes: text.as_bytes().to_vec(),
    }
}

fn add(corpus: &mut Corpus, capture: &Capture, now: i64) -> Added {
    let document = capture.documents().remove(0);
    corpus
        .add(capture, &document, &fingerprint(&document), now)
        .expect("it is added")
}

struct World {
    _folder: TempDir,
    path: PathBuf,
    corpus: Corpus,
}

/// A corpus of two reports of one affair and one of another, added at 100, 200 and 300.
fn world() -> World {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("desk.corpus");
    let mut corpus = Corpus::open(&path, Access::Begin).expect("it is begun");
    add(&mut corpus, &capture("stranded.txt", STRANDED, "2024-05-06"), 100);
    add(&mut corpus, &capture("orchards.txt", ORCHARDS, "2024-05-06"), 200);
    add(&mut corpus, &capture("divers.txt", DIVERS, "2024-05-07"), 300);
    World {
        _folder: folder,
        path,
        corpus,
    }
}

fn stories(corpus: &Corpus) -> Vec<Vec<String>> {
    let stories = corpus.stories(None).expect("they are there");
    let paths = |story: rashomon_store::Story| story.documents.into_iter().map(|d| d.path).collect();
    stories.into_iter().map(paths).collect()
}

fn find(corpus: &Corpus, words: &str) -> Vec<String> {
    let query = Query::parse(words).expect("it is well formed");
    let hits = corpus.search(&query, 10).expect("it is searched");
    hits.into_iter()
        .map(|hit| format!("{}:{} {}", hit.path, hit.line, hit.quote))
        .collect()
}

#[test]
fn what_was_added_is_there_after_closing_and_stories_are_found() {
    let world = world();
    drop(world.corpus);
    let corpus = Corpus::open(&world.path, Access::Read).expect("it opens");
    assert_eq!(
        stories(&corpus),
        [vec!["stranded.txt", "divers.txt"], vec!["orchards.txt"]]
    );
    let story = &corpus.stories(None).expect("they are there")[0];
    let texts: Vec<String> = corpus
        .documents(&story.documents)
        .expect("captures")
        .into_iter()
        .map(|d| d.text)
        .collect();
    assert_eq!(texts, [STRANDED, DIVERS]);
}

#[test]
fn adding_again_changes_nothing() {
    let mut world = world();
    let before = world.corpus.stories(None).expect("they are there");
    let again = add(&mut world.corpus, &capture("divers.txt", DIVERS, "2024-05-07"), 900);
    assert_eq!(again, Added::Known);
    assert_eq!(world.corpus.stories(None).expect("they are there"), before);
}

#[test]
fn a_new_text_at_the_same_place_is_a_revision_and_both_are_kept() {
    let mut world = world();
    let changed = STRANDED.replace("240 passengers", "190 passengers");
    let added = add(&mut world.corpus, &capture("stranded.txt", &changed, "2024-05-06"), 400);
    let old = capture("stranded.txt", STRANDED, "2024-05-06")
        .documents()
        .remove(0)
        .id
        .0;
    let Added::New { story, revises } = added else {
        panic!("it is new")
    };
    assert_eq!(revises, Some(old.clone()));
    let found = world.corpus.story(&story).expect("it is there");
    assert_eq!(found.documents.len(), 3);
    // The last version takes part, and it is said that there are others.
    let now = |story: &rashomon_store::Story, time| {
        let ids = story.newest(time).into_iter().map(|d| d.id.clone());
        ids.collect::<std::collections::BTreeSet<String>>()
    };
    assert!(now(&found, 400).contains(&old), "at that time it was the last");
    assert!(now(&found, i64::MAX).len() == 2 && !now(&found, i64::MAX).contains(&old));
    assert_eq!(found.notes().len(), 1);
    // Which is the last is known after everything is made again, and when one of them is taken out.
    world.corpus.rebuild(Stage::Stories, &mut || {}).expect("it is rebuilt");
    assert_eq!(
        now(&world.corpus.story(&story).expect("story"), i64::MAX),
        now(&found, i64::MAX)
    );
    let third = capture(
        "stranded.txt",
        &STRANDED.replace("240 passengers", "200 passengers"),
        "2024-05-06",
    );
    add(&mut world.corpus, &third, 500);
    let second = now(&found, i64::MAX)
        .into_iter()
        .find(|id| !now(&found, 400).contains(id));
    world
        .corpus
        .remove(&second.expect("the second version"))
        .expect("it is removed");
    let last = third.documents().remove(0).id.0;
    let found = world.corpus.story(&story).expect("story");
    let entry = found.documents.iter().find(|d| d.id == last).expect("the third");
    assert_eq!(entry.revises.as_ref(), Some(&old));
    assert!(now(&found, i64::MAX).contains(&last));
}

#[test]
fn who_has_words_from_whom_is_told_as_an_account_tells_it() {
    let folder = TempDir::new().expect("a folder");
    let mut corpus = Corpus::open(&folder.path().join("desk"), Access::Begin).expect("it is begun");
    let more = format!("{DIVERS} The Kelm Post has seen the report.");
    for (name, publisher, text) in [
        ("a.txt", "The Courier", STRANDED),
        ("b.txt", "Varde News Agency", STRANDED),
        ("c.txt", "The Leaf", &more),
        ("d.txt", "The Kelm Post", DIVERS),
    ] {
        let mut capture = capture(name, text, "2024-05-06");
        capture.given.publisher = Some(publisher.to_owned());
        add(&mut corpus, &capture, 100);
    }
    let mut told = Vec::new();
    for story in corpus.stories(None).expect("stories") {
        let path = |id: &str| story.documents.iter().find(|d| d.id == id).map(|d| d.path.clone());
        let copies = corpus.copies(&story).expect("copies").into_iter();
        told.extend(copies.filter_map(|copy| Some((path(&copy.by)?, path(&copy.from)?))));
    }
    told.sort();
    let pair = |by: &str, from: &str| (by.to_owned(), from.to_owned());
    assert_eq!(told, [pair("a.txt", "b.txt"), pair("c.txt", "d.txt")]);
}

#[test]
fn a_corpus_taken_up_again_goes_on_as_one_that_was_never_closed() {
    let world = world();
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("other.corpus");
    for (name, text, day, now) in [
        ("stranded.txt", STRANDED, "2024-05-06", 100),
        ("orchards.txt", ORCHARDS, "2024-05-06", 200),
        ("divers.txt", DIVERS, "2024-05-07", 300),
    ] {
        let mut corpus = Corpus::open(&path, Access::Begin).expect("it opens");
        add(&mut corpus, &capture(name, text, day), now);
    }
    let corpus = Corpus::open(&path, Access::Read).expect("it opens");
    assert_eq!(
        corpus.stories(None).expect("stories"),
        world.corpus.stories(None).expect("stories")
    );
}

#[test]
fn search_knows_phrases_diacritics_and_filters_and_quotes_the_line() {
    let world = world();
    let corpus = &world.corpus;
    let found = find(corpus, "brandt");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("stranded.txt:3 ") && found[0].contains("Ida Brändt"),
        "{found:?}"
    );
    assert_eq!(find(corpus, "\"ran aground\"").len(), 1);
    assert_eq!(find(corpus, "\"aground ran\"").len(), 0);
    assert_eq!(find(corpus, "ferry since:2024-05-07").len(), 1);
    assert_eq!(find(corpus, "ferry -hotels").len(), 0);
    assert_eq!(find(corpus, "frost publisher:orchards").len(), 1);
    let story = corpus.stories(None).expect("stories")[0].id.clone();
    assert_eq!(find(corpus, &format!("harbour story:{story}")).len(), 2);
    for words in ["AND", "\"", "a\" OR \"b", "NEAR(", "title:", "x*", "(", "ferry OR"] {
        let query = Query::parse(words);
        assert!(
            query.is_err() || corpus.search(&query.expect("parsed"), 5).is_ok(),
            "{words}"
        );
    }
    assert_eq!(find(corpus, "ferry date:2024-05").len(), 2);
    assert!(Query::parse("ferry since:yesterday").is_err());
    let damaged = rusqlite::Connection::open(&world.path).expect("opened");
    damaged
        .execute_batch("UPDATE document SET text = replace(text, 'missed a buoy', 'passed a buoy')")
        .expect("changed");
    let found = corpus.search(&Query::parse("harbour").expect("parsed"), 5);
    assert!(matches!(found, Err(Error::Damaged { .. })), "{found:?}");
    damaged
        .execute_batch("UPDATE document SET text = replace(text, 'passed a buoy', 'missed a buoy')")
        .expect("changed back");
    let hit = &corpus.search(&Query::parse("buoy").expect("parsed"), 1).expect("found")[0];
    let text = corpus.document(&hit.document).expect("it is there").text;
    assert_eq!(
        text.chars()
            .skip(hit.start)
            .take(hit.end - hit.start)
            .collect::<String>(),
        hit.quote
    );
}

#[test]
fn it_is_told_which_report_has_its_words_from_which() {
    let mut world = world();
    // The original arrives last, with an earlier day.
    add(&mut world.corpus, &capture("original.txt", ORCHARDS, "2024-05-05"), 400);
    let mut told = Vec::new();
    for story in world.corpus.stories(None).expect("stories") {
        let path = |id: &str| {
            story
                .documents
                .iter()
                .find(|d| d.id == id)
                .map_or("", |d| &d.path)
                .to_owned()
        };
        let copies = world.corpus.copies(&story).expect("copies");
        told.extend(
            copies
                .into_iter()
                .map(|Copied { by, from, share }| (path(&by), path(&from), share)),
        );
    }
    assert_eq!(told, [("orchards.txt".to_owned(), "original.txt".to_owned(), 1.0)]);
}

#[test]
fn removing_takes_out_a_report_and_all_made_from_it() {
    let mut world = world();
    let id = world.corpus.stories(None).expect("stories")[0].documents[0].id.clone();
    world.corpus.remove(&id[..8]).expect("it is removed");
    assert_eq!(stories(&world.corpus), [["divers.txt"], ["orchards.txt"]]);
    assert!(find(&world.corpus, "tugs").is_empty());
    assert!(matches!(world.corpus.document(&id), Err(Error::Unknown { .. })));
    let bytes = std::fs::read(&world.path).expect("the file");
    drop(world.corpus);
    let mut corpus = Corpus::open(&world.path, Access::Change).expect("it opens");
    corpus.check().expect("it is sound");
    add(&mut corpus, &capture("stranded.txt", STRANDED, "2024-05-06"), 500);
    assert_eq!(stories(&corpus)[0], ["stranded.txt", "divers.txt"]);
    drop(bytes);
}

#[test]
fn what_a_person_decides_is_kept_and_can_be_undone() {
    let world = world();
    let corpus = world.corpus;
    let all = corpus.stories(None).expect("stories");
    let (ferry, apples) = (all[0].id.clone(), all[1].id.clone());
    corpus
        .decide(&Decision::Merge(ferry.clone(), apples.clone()))
        .expect("decided");
    assert_eq!(stories(&corpus)[0].len(), 3);
    let decided: Vec<bool> = corpus
        .story(&ferry)
        .expect("story")
        .documents
        .iter()
        .map(|d| d.decided)
        .collect();
    assert_eq!(decided.iter().filter(|&&decided| decided).count(), 1);
    assert_eq!(corpus.story(&apples).expect("it leads on").id, ferry);
    assert_eq!(corpus.story(&apples[..9]).expect("the beginning is enough").id, ferry);
    assert!(corpus.story("s").is_ok(), "all are one");
    corpus
        .decide(&Decision::Rename(ferry.clone(), "Bad luck".to_owned()))
        .expect("decided");
    assert_eq!(corpus.story(&ferry).expect("story").title, "Bad luck");
    let split = all[0].documents[1].id[..10].to_owned();
    corpus.decide(&Decision::Split(split)).expect("decided");
    assert_eq!(corpus.story(&ferry).expect("story").documents.len(), 2);
    corpus.undo().expect("undone");
    // So can the one that began it.
    let first = all[0].documents[0].id.clone();
    corpus.decide(&Decision::Split(first.clone())).expect("decided");
    assert_eq!(corpus.story(&ferry).expect("story").documents.len(), 2);
    let stories_now = corpus.stories(None).expect("stories");
    let alone = stories_now
        .iter()
        .find(|story| story.documents.len() == 1)
        .expect("one is alone");
    assert_eq!(alone.documents[0].id, first);
    assert_eq!(corpus.story(&alone.id).expect("story").documents.len(), 1);
    for _ in 0..3 {
        corpus.undo().expect("undone").expect("there was one");
    }
    assert_eq!(corpus.stories(None).expect("stories"), all);
    assert!(corpus.decide(&Decision::Merge(ferry, "s-none".to_owned())).is_err());
}

#[test]
fn rebuilding_keeps_stories_and_their_ids() {
    let mut world = world();
    let before = stories(&world.corpus);
    let ids = |corpus: &Corpus| {
        let mut ids: Vec<String> = corpus
            .stories(None)
            .expect("stories")
            .into_iter()
            .map(|s| s.id)
            .collect();
        ids.sort();
        ids
    };
    let named = ids(&world.corpus);
    for stage in [Stage::Documents, Stage::Search, Stage::Stories] {
        world.corpus.rebuild(stage, &mut || {}).expect("it is rebuilt");
    }
    assert_eq!(stories(&world.corpus), before);
    assert_eq!(ids(&world.corpus), named);
    assert_eq!(find(&world.corpus, "brandt").len(), 1);
    world.corpus.check().expect("it is sound");
    let more = DIVERS.replace("two metres", "three metres");
    add(&mut world.corpus, &capture("more.txt", &more, "2024-05-08"), 900);
    assert_eq!(stories(&world.corpus)[0].len(), 3);
}

#[test]
fn stories_of_another_version_are_made_again_before_they_are_gone_on_from() {
    let world = world();
    drop(world.corpus);
    let old = rusqlite::Connection::open(&world.path).expect("opened");
    old.execute_batch("UPDATE stamp SET value = 0 WHERE name = 'stories'")
        .expect("marked");
    drop(old);
    let mut corpus = Corpus::open(&world.path, Access::Change).expect("it opens");
    let before = stories(&corpus);
    let more = capture("more.txt", &DIVERS.replace("two metres", "three metres"), "2024-05-08");
    let document = more.documents().remove(0);
    let refused = corpus.add(&more, &document, &fingerprint(&document), 900);
    assert!(matches!(refused, Err(Error::Stale)), "{refused:?}");
    assert_eq!(stories(&corpus), before);
    corpus.rebuild(Stage::Stories, &mut || {}).expect("it is rebuilt");
    add(&mut corpus, &more, 900);
    assert_eq!(stories(&corpus)[0].len(), 3);
}

#[test]
fn two_writers_take_turns() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("shared.corpus");
    let write = |part: usize| {
        let mut corpus = Corpus::open(&path, Access::Begin).expect("it opens");
        for i in 0..20 {
            let text = format!("{STRANDED} Note {part} of {i}: {}", "more was said. ".repeat(part + i));
            add(
                &mut corpus,
                &capture(&format!("{part}-{i}.txt"), &text, "2024-05-06"),
                100,
            );
        }
    };
    std::thread::scope(|scope| {
        for part in 0..2 {
            scope.spawn(move || write(part));
        }
    });
    let corpus = Corpus::open(&path, Access::Read).expect("it opens");
    corpus.check().expect("it is sound");
    assert_eq!(corpus.stories(None).expect("stories").len(), 1);
    assert_eq!(corpus.len().expect("counted"), 40);
}

#[test]
fn what_is_no_sound_corpus_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    assert!(matches!(
        Corpus::open(&path("none"), Access::Read),
        Err(Error::Missing(_))
    ));
    std::fs::write(path("text"), "This is a report and no corpus. ".repeat(99)).expect("written");
    assert!(matches!(
        Corpus::open(&path("text"), Access::Begin),
        Err(Error::NotACorpus(_))
    ));
    let other = rusqlite::Connection::open(path("other")).expect("begun");
    other
        .execute_batch("CREATE TABLE t (x); PRAGMA user_version = 1")
        .expect("made");
    assert!(matches!(
        Corpus::open(&path("other"), Access::Change),
        Err(Error::NotACorpus(_))
    ));

    let world = world();
    drop(world.corpus);
    let newer = rusqlite::Connection::open(&world.path).expect("opened");
    newer.execute_batch("PRAGMA user_version = 99").expect("marked");
    drop(newer);
    assert!(matches!(
        Corpus::open(&world.path, Access::Read),
        Err(Error::Newer { found: 99, .. })
    ));
}

#[test]
fn damage_is_reported_wherever_it_is() {
    let world = world();
    world.corpus.check().expect("it is sound");
    drop(world.corpus);
    let sound = std::fs::read(&world.path).expect("the file");
    let mut missed = Vec::new();
    for page in 1..sound.len() / 4096 {
        let mut bytes = sound.clone();
        let used = page * 4096..(page + 1) * 4096;
        if bytes[used.clone()].iter().all(|&b| b == 0) {
            continue;
        }
        bytes[used].iter_mut().for_each(|b| *b ^= 0x5a);
        std::fs::write(&world.path, bytes).expect("written");
        let found = Corpus::open(&world.path, Access::Read).and_then(|corpus| corpus.check());
        if !matches!(found, Err(Error::Damaged { .. })) {
            missed.push((page, found));
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn a_corpus_of_an_older_version_is_brought_up_to_date_and_kept_as_it_was() {
    let world = world();
    let before = stories(&world.corpus);
    drop(world.corpus);
    let old = rusqlite::Connection::open(&world.path).expect("opened");
    old.execute_batch("DROP TABLE copy; PRAGMA user_version = 1")
        .expect("as version 1 was");
    drop(old);
    let corpus = Corpus::open(&world.path, Access::Read).expect("it opens");
    assert_eq!(stories(&corpus), before);
    let version = |path: &Path| {
        let db = rusqlite::Connection::open(path).expect("opened");
        db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))
            .expect("a version")
    };
    assert_eq!(version(&world.path), 2);
    assert_eq!(version(&world.path.with_added_extension("version1")), 1);
}
