//! How long reading takes. See the README beside.
//!
//! ```text
//! cargo build --release && RAYON_NUM_THREADS=1 cargo run --release -p bench-read
//! ... -p bench-read -- five                     five reports alone: collation, and end to end
//! ... -p bench-read -- group ARTICLES.jsonl     reads and groups articles; for `pipeline.py`
//! ```

use anyhow::{Context, Result};
use rashomon::document::Document;
use rashomon::ingest::Given;
use rashomon::report::Report;
use rashomon::{analysis, attribution, claim, collation, name, story, value};
use std::io::BufRead;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const FIVE: &str = "../shared/reports/serbia-ammunition";
const ARTICLES: &str = "../shared/data/stories/train.jsonl.gz";
const PAGES: [&str; 2] = [
    "crates/rashomon/tests/pages/ferry.html",
    "examples/insulin/reports/harbour-post.html",
];

/// Articles that are timed, and those before them that only warm up.
const TIMED: usize = 200;
const WARM_UP: usize = 50;

/// The stages of one article, with what DESIGN.md allows each in milliseconds.
const STAGES: [(&str, Option<f64>); 8] = [
    ("text to document, cuts included", None),
    ("language analysis", Some(12.0)),
    ("times, quantities", Some(0.1)),
    ("attributions", None),
    ("names", None),
    ("claims", None),
    ("attributions, names and claims together", Some(0.5)),
    ("fingerprint", Some(0.1)),
];

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["group", path] => group(path),
        ["five"] => five(),
        _ => {
            stages()?;
            pages()?;
            five()
        }
    }
}

/// Records of articles, one a line.
fn articles(most: usize) -> Result<Option<Vec<String>>> {
    if !Path::new(ARTICLES).exists() {
        println!("skipped: {ARTICLES} is not here (data for measuring, not part of this repository)");
        return Ok(None);
    }
    let file = std::fs::File::open(ARTICLES)?;
    let lines = std::io::BufReader::new(flate2::read::GzDecoder::new(file)).lines();
    Ok(Some(lines.take(most).collect::<Result<_, _>>()?))
}

/// The documents of a record or file.
fn documents(bytes: &[u8], path: &str) -> Vec<Document> {
    rashomon::ingest(bytes, path, &Given::default()).value
}

/// Rounds of each step: the best of them tells what the step takes when the machine does nothing else.
const ROUNDS: usize = 5;

/// What a step gives, with the least time that it took added to `sum`, in milliseconds.
fn timed<T>(sum: &mut f64, step: impl Fn() -> T) -> T {
    *sum += least(ROUNDS, &step);
    step()
}

/// The best of so many rounds, in milliseconds.
fn least<T>(rounds: usize, step: impl Fn() -> T) -> f64 {
    let round = || {
        let start = Instant::now();
        std::hint::black_box(step());
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..rounds).map(|_| round()).fold(f64::MAX, f64::min)
}

/// An article through all stages, with the time of each added to `sums`.
fn through(record: &str, sums: &mut [f64; STAGES.len()]) -> Option<Report> {
    let document = timed(&mut sums[0], || documents(record.as_bytes(), "article.jsonl")).pop()?;
    // Without the cache of blocks: a second time they would be known.
    timed(&mut sums[1], || {
        for block in rashomon_language::blocks(&document.text) {
            std::hint::black_box(rashomon_language::analyze_uncached(&document.text[block.range]));
        }
    });
    let analysis = analysis::analyze(&document);
    let values = timed(&mut sums[2], || value::values(&document, &analysis));
    let (attributions, origins) = timed(&mut sums[3], || attribution::attributions(&document, &analysis));
    let mentions = timed(&mut sums[4], || {
        let quoted = attribution::quoted(&document, &analysis);
        name::mentions(&document, &analysis, &quoted)
    });
    let claims = timed(&mut sums[5], || claim::claims(&analysis, &values, &attributions));
    let report = Report {
        document,
        analysis,
        values,
        attributions,
        origins,
        mentions,
        claims,
    };
    timed(&mut sums[7], || story::print::fingerprint(&report.document));
    Some(report)
}

/// Milliseconds an article of 400 words, by stage.
fn stages() -> Result<()> {
    let Some(records) = articles(WARM_UP + TIMED)? else {
        return Ok(());
    };
    for record in &records[..WARM_UP] {
        through(record, &mut [0.0; STAGES.len()]);
    }
    let (mut sums, mut words) = ([0.0; STAGES.len()], 0);
    let timed = &records[WARM_UP..];
    for record in timed {
        let report = through(record, &mut sums);
        words += report.map_or(0, |report| report.document.text.split_whitespace().count());
    }
    sums[6] = sums[3] + sums[4] + sums[5];
    println!(
        "{} articles, {} words each on average; ms for 400 words\n",
        timed.len(),
        words / timed.len()
    );
    for ((stage, budget), sum) in STAGES.iter().zip(sums) {
        let budget = budget.map_or(String::new(), |budget| format!("(budget {budget})"));
        println!("{:8.3}  {stage} {budget}", sum * 400.0 / words as f64);
    }
    let whole: f64 = sums.iter().sum::<f64>() - sums[6];
    println!("{:8.3}  altogether", whole * 400.0 / words as f64);
    Ok(())
}

/// Milliseconds a page of HTML.
fn pages() -> Result<()> {
    for path in PAGES {
        let bytes = std::fs::read(path).with_context(|| format!("{path}: run this from the repository's root"))?;
        let least = least(20, || documents(&bytes, path));
        println!(
            "{least:8.3}  HTML of {} kB to a document (budget 3): {path}",
            bytes.len() / 1000
        );
    }
    Ok(())
}

/// Collation of five reports, and all of it from the command line.
fn five() -> Result<()> {
    let folder = Path::new(FIVE);
    if !folder.is_dir() {
        println!("skipped: {FIVE} is not here");
        return Ok(());
    }
    let mut paths: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    paths.sort();
    let mut reports = Vec::new();
    for path in &paths {
        let name = path.to_string_lossy();
        reports.extend(documents(&std::fs::read(path)?, &name).into_iter().map(rashomon::read));
    }
    let refs: Vec<&Report> = reports.iter().collect();
    let collate = least(100, || collation::collate(&refs));
    println!("{collate:8.3}  collation of {} reports (budget 10)", refs.len());
    let binary = std::env::current_exe()?.with_file_name("rashomon");
    if !binary.exists() {
        println!("skipped: end to end, for {} is not built", binary.display());
        return Ok(());
    }
    let run = || {
        Command::new(&binary)
            .arg("read")
            .arg(folder)
            .stdout(Stdio::null())
            .status()
    };
    let mut runs: Vec<f64> = (0..11).map(|_| least(1, run)).collect();
    runs.sort_by(f64::total_cmp);
    println!(
        "{:8.3}  five reports end to end, the program's start included (budget 300)",
        runs[5]
    );
    Ok(())
}

/// Reads and groups the articles of a file in one go and prints what `pipeline.py` compares, as JSON.
fn group(path: &str) -> Result<()> {
    // What is loaded once is loaded: Python's side does not count its models either.
    rashomon::read(Document::new("", "The harbour council met on Thursday."));
    let lines = std::fs::read_to_string(path)?;
    let start = Instant::now();
    let (mut reports, mut seconds) = (Vec::new(), Vec::new());
    for line in lines.lines() {
        reports.extend(documents(line.as_bytes(), path).into_iter().map(rashomon::read));
    }
    seconds.push(start.elapsed().as_secs_f64());
    let start = Instant::now();
    let prints: Vec<_> = reports.iter().map(|r| story::print::fingerprint(&r.document)).collect();
    let stories = story::stories(&prints);
    seconds.push(start.elapsed().as_secs_f64());
    let key = |&report: &usize| reports[report].document.key.clone();
    let groups: Vec<Vec<_>> = stories
        .iter()
        .map(|story| story.reports.iter().map(key).collect())
        .collect();
    let times = |report: &Report| {
        let times = report
            .values
            .iter()
            .filter(|value| matches!(value.kind, value::ValueKind::Time(_)));
        times.count()
    };
    let times: usize = reports.iter().map(times).sum();
    println!(
        "{}",
        serde_json::json!({"read": seconds[0], "group": seconds[1], "groups": groups, "times": times})
    );
    Ok(())
}
