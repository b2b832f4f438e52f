//! Model conversion, generated docs, tidy checks.

mod schema;
mod vectors;

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace");
    let mut args = std::env::args().skip(1);
    match (args.next().as_deref(), args.next()) {
        (Some("schema"), None) => schema::run(root),
        (Some("convert-vectors"), Some(dir)) => vectors::convert(dir.as_ref()),
        _ => anyhow::bail!("usage: cargo xtask schema | convert-vectors DIR"),
    }
}
