//! What the program holds while a stream of records goes through it, however long that is.

use crate::made::{Chain, Desk};
use crate::random::Random;
use anyhow::{Context, ensure};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Articles a day.
const A_DAY: usize = 1000;
/// Lines printed.
const LINES: usize = 20;

/// Sends `megabytes` of records through `program add -` and prints what it holds meanwhile.
pub(crate) fn run(program: &str, stories: &Path, corpus: &str, megabytes: usize) -> anyhow::Result<()> {
    let chain = Chain::of(stories)?;
    let (mut desk, mut random) = (Desk::default(), Random::new(13));
    let mut child = Command::new(program)
        .args(["add", "-", "--corpus", corpus])
        .stdin(Stdio::piped())
        .spawn()
        .with_context(|| format!("{program} cannot be run"))?;
    let mut to = child.stdin.take().context("it has a standard input")?;
    let (started, first) = (Instant::now(), jiff::civil::date(2024, 1, 1));
    let (mut sent, mut told) = (0, 0);
    while sent < megabytes << 20 {
        let text = desk.next(&chain, &mut random);
        let day = first + jiff::Span::new().days((desk.made / A_DAY) as i64);
        let record = serde_json::json!({"id": desk.made, "publisher": format!("Paper {}", desk.made % 40),
            "published": day.to_string(), "text": text});
        let line = format!("{record}\n");
        to.write_all(line.as_bytes())?;
        sent += line.len();
        if sent * LINES / (megabytes << 20) > told {
            told += 1;
            let seconds = started.elapsed().as_secs_f64();
            println!(
                "{:6} MB, {:8} reports sent, {:5.0} a second; {} MiB resident",
                sent >> 20,
                desk.made,
                desk.made as f64 / seconds,
                resident(child.id())
            );
        }
    }
    drop(to);
    ensure!(child.wait()?.success(), "{program} failed");
    println!("all of it in {:.0} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Mebibytes that a process holds, where the system tells.
pub(crate) fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}
