//! `cargo xtask schema`: writes the JSON Schema of the account.

use anyhow::Context;
use std::path::Path;

/// Writes `docs/account.schema.json`.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let path = root.join("docs/account.schema.json");
    let text = serde_json::to_string_pretty(&rashomon::view::account::schema())?;
    std::fs::create_dir_all(root.join("docs"))?;
    std::fs::write(&path, text + "\n").with_context(|| format!("writing {}", path.display()))
}
