//! Model conversion, generated docs, tidy checks.

mod vectors;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    match (args.next().as_deref(), args.next()) {
        (Some("convert-vectors"), Some(dir)) => vectors::convert(dir.as_ref()),
        _ => anyhow::bail!("usage: cargo xtask convert-vectors DIR"),
    }
}
