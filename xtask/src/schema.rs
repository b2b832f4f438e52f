//! `cargo xtask schema`: writes what in `docs` is made from the code: the JSON Schemas, and the pages of the rules.

use anyhow::Context;
use std::path::Path;

/// Writes `docs/account.schema.json`, `docs/check.schema.json` and `docs/check-rules.md`.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(root.join("docs"))?;
    let json = |schema| serde_json::to_string_pretty(&schema).map(|text| text + "\n");
    let pages = [
        ("account.schema.json", json(rashomon::view::account::schema())?),
        ("check.schema.json", json(rashomon::check::wire::schema())?),
        ("check-rules.md", rashomon::check::rule::manual()),
    ];
    for (name, text) in pages {
        let path = root.join("docs").join(name);
        std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}
