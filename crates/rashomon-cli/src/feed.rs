//! Files and streams as captures, a bounded part at a time.

use crate::{corpus, open, walk};
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rashomon::ingest::Given;
use rashomon::note::Note;
use rashomon_store::Capture;
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Captures of one part at most.
const CAPTURES: usize = 512;
/// Bytes of one part at most, but for a file or line that is longer by itself.
const BYTES: usize = 16 << 20;
/// Bytes of a line at most: a longer one is no report.
const LINE: u64 = 64 << 20;

/// Records of standard input that wait to be taken at most.
const WAITING: usize = 16;
/// So long nothing comes before what has come is passed on.
const PATIENCE: Duration = Duration::from_millis(500);

/// What comes in, part by part.
pub(crate) struct Feed<'a> {
    given: &'a Given,
    part: Vec<Capture>,
    bytes: usize,
    pub(crate) bar: ProgressBar,
    started: Instant,
    /// Takes a part; false where it wants no more.
    take: &'a mut dyn FnMut(Vec<Capture>) -> Result<bool>,
}

/// Gives the captures of all files and of standard input to `take`, in an order that does not depend on that of the
/// arguments. Gives what could not be read.
pub(crate) fn each(
    paths: &[PathBuf],
    given: &Given,
    but: &[PathBuf],
    take: &mut dyn FnMut(Vec<Capture>) -> Result<bool>,
) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    let (stdin, paths): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    let sources = walk::sources(&paths, but, &mut notes);
    let size = |source: &walk::Source| source.path.metadata().map_or(0, |m| m.len());
    let mut feed = Feed {
        given,
        part: Vec::new(),
        bytes: 0,
        bar: bar(sources.iter().map(size).sum(), !stdin.is_empty()),
        started: Instant::now(),
        take,
    };
    let mut more = true;
    for source in &sources {
        if !more {
            break;
        }
        match feed.file(source) {
            Ok(goes_on) => more = goes_on,
            Err(error) if error.is::<rashomon_store::Error>() => return Err(error),
            Err(error) => notes.push(crate::read::unreadable(&source.name, &error)),
        }
    }
    if more && !stdin.is_empty() {
        more = feed.stdin()?;
    }
    if more {
        feed.pass_on()?;
    }
    feed.bar.finish_and_clear();
    Ok(notes)
}

impl Feed<'_> {
    fn file(&mut self, source: &walk::Source) -> Result<bool> {
        let place = source
            .path
            .canonicalize()
            .ok()
            .map(|path| path.to_string_lossy().into_owned());
        let file = File::open(&source.path).context("it cannot be opened")?;
        let bar = self.bar.clone();
        let mut from = BufReader::with_capacity(1 << 16, open::unpacked(&source.path, bar.wrap_read(file))?);
        if is_records(&source.name, &mut from) {
            return self.records(from, &source.name, place);
        }
        let bytes = open::bounded(from)?;
        self.give(Capture {
            name: source.name.clone(),
            line: None,
            place,
            given: self.given.clone(),
            bytes,
        })
    }

    fn stdin(&mut self) -> Result<bool> {
        let bar = self.bar.clone();
        let mut from = BufReader::with_capacity(1 << 16, bar.wrap_read(std::io::stdin()));
        if is_records("-", &mut from) {
            return self.stream(from);
        }
        let bytes = open::bounded(from)?;
        self.give(Capture {
            name: "-".to_owned(),
            line: None,
            place: None,
            given: self.given.clone(),
            bytes,
        })
    }

    /// The records of a file, however many they are.
    fn records(&mut self, mut from: impl BufRead, name: &str, place: Option<String>) -> Result<bool> {
        let mut lines = 0;
        while let Some((line, bytes)) = record(&mut from, &mut lines)? {
            if !self.record(name, line, place.clone(), bytes)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The records of standard input as they come, perhaps for days: what has come is passed on when nothing more comes for a
    /// while, and to be asked to end is heeded meanwhile.
    fn stream(&mut self, mut from: impl BufRead + Send + 'static) -> Result<bool> {
        let (send, receive) = mpsc::sync_channel(WAITING);
        std::thread::spawn(move || {
            let mut lines = 0;
            while let Some(next) = record(&mut from, &mut lines).transpose() {
                let last = next.is_err();
                if send.send(next).is_err() || last {
                    break;
                }
            }
        });
        loop {
            let more = match receive.recv_timeout(PATIENCE) {
                Ok(next) => {
                    let (line, bytes) = next?;
                    self.record("-", line, None, bytes)? && !corpus::stopped()
                }
                // A part may be empty: then what was passed on before is stored.
                Err(mpsc::RecvTimeoutError::Timeout) => self.pass_on()? && !corpus::stopped(),
                Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(true),
            };
            if !more {
                return Ok(false);
            }
        }
    }

    fn record(&mut self, name: &str, line: usize, place: Option<String>, bytes: Vec<u8>) -> Result<bool> {
        self.give(Capture {
            name: name.to_owned(),
            line: Some(line),
            place,
            given: self.given.clone(),
            bytes,
        })
    }

    fn give(&mut self, capture: Capture) -> Result<bool> {
        self.bytes += capture.bytes.len();
        self.part.push(capture);
        if self.part.len() >= CAPTURES || self.bytes >= BYTES {
            return self.pass_on();
        }
        Ok(true)
    }

    fn pass_on(&mut self) -> Result<bool> {
        if self.bar.is_hidden() && self.started.elapsed() > Duration::from_secs(1) && std::io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bytes = 0;
        let part = std::mem::take(&mut self.part);
        let count = part.len() as u64;
        let more = (self.take)(part)?;
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        // The message holds the sum, so that nothing else need count.
        let sum = self.bar.message().parse::<u64>().unwrap_or(0) + count;
        self.bar.set_message(sum.to_string());
        self.bar.set_prefix(format!("{:.0}", sum as f64 / seconds));
        Ok(more)
    }
}

/// The next line with something in it, and its number.
fn record(from: &mut impl BufRead, lines: &mut usize) -> Result<Option<(usize, Vec<u8>)>> {
    loop {
        let mut bytes = Vec::new();
        let read = from.by_ref().take(LINE).read_until(b'\n', &mut bytes);
        let read = read.context("it cannot be read")?;
        *lines += 1;
        if read as u64 == LINE {
            bail!("line {lines} is longer than {} MiB", LINE >> 20);
        }
        if read == 0 || !bytes.trim_ascii().is_empty() {
            return Ok((read > 0).then_some((*lines, bytes)));
        }
    }
}

/// Whether a file holds a record a line, by its name or by how it starts.
fn is_records(name: &str, from: &mut impl BufRead) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
    if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        return true;
    }
    let told = [".html", ".htm", ".xhtml", ".mhtml", ".md", ".markdown", ".txt"];
    if told.iter().any(|ending| name.ends_with(ending)) {
        return false;
    }
    let start = from.fill_buf().unwrap_or_default();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let line = start.split(|&b| b == b'\n').next().unwrap_or_default();
    // A first line that is longer than what was looked at is a record as well.
    line.starts_with(b"{") && line.len() > 2 && (line.trim_ascii_end().ends_with(b"}") || line.len() == start.len())
}

fn bar(bytes: u64, endless: bool) -> ProgressBar {
    let template = if endless {
        "{spinner} {bytes}  {msg} reports, {prefix} a second"
    } else {
        "{bar:30} {bytes}/{total_bytes}  {msg} reports, {prefix} a second, {eta} left"
    };
    let style = ProgressStyle::with_template(template).expect("it is well formed");
    let length = (!endless).then_some(bytes);
    ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden()).with_style(style)
}

/// The files beside a corpus, which are not reports.
pub(crate) fn own_files(corpus: &Path) -> Vec<PathBuf> {
    let Ok(corpus) = corpus.canonicalize() else {
        return Vec::new();
    };
    let beside = |ending: &str| {
        let mut name = corpus.clone().into_os_string();
        name.push(ending);
        PathBuf::from(name)
    };
    ["", "-wal", "-shm", ".decisions.txt", ".version1"].map(beside).to_vec()
}
