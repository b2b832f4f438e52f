//! Milliseconds a file takes to become documents: `cargo run --release --example time_ingest FILE...`.

use rashomon::ingest::{Given, ingest};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let given = Given::default();
        let (mut least, mut documents) = (f64::MAX, 0);
        for _ in 0..20 {
            let start = Instant::now();
            documents = ingest(&bytes, &path, &given).value.len();
            least = least.min(start.elapsed().as_secs_f64() * 1e3);
        }
        println!(
            "{least:9.3} ms  {:8} bytes  {documents:5} documents  {path}",
            bytes.len()
        );
    }
    Ok(())
}
