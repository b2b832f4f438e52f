//! The binary `rashomon`.

fn main() -> anyhow::Result<()> {
    Ok(())
}
