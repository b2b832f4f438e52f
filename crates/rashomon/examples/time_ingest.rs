//! Milliseconds a file takes to become documents, or with `--cuts` what of each is not part of the report:
//! `cargo run --release --example time_ingest [-- --cuts] FILE...`.

use rashomon::ingest::{Given, ingest};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg == "--cuts");
    for path in files {
        let bytes = std::fs::read(&path)?;
        if options.is_empty() {
            time(&bytes, &path);
        } else {
            cuts(&bytes, &path);
        }
    }
    Ok(())
}

fn time(bytes: &[u8], path: &str) {
    let given = Given::default();
    let (mut least, mut documents) = (f64::MAX, 0);
    for _ in 0..20 {
        let start = Instant::now();
        documents = ingest(bytes, path, &given).value.len();
        least = least.min(start.elapsed().as_secs_f64() * 1e3);
    }
    println!(
        "{least:9.3} ms  {:8} bytes  {documents:5} documents  {path}",
        bytes.len()
    );
}

fn cuts(bytes: &[u8], path: &str) {
    for document in ingest(bytes, path, &Given::default()).value {
        for cut in &document.cut {
            println!("{}\t{:?}\t{:?}", document.path, cut.why, cut.span.slice(&document.text));
        }
    }
}
