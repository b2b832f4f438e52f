//! Model conversion, generated docs, tidy checks.

fn main() -> anyhow::Result<()> {
    Ok(())
}
