//! `rashomon.toml`, and lists of findings that are passed over.

use anyhow::{Context, Result, bail};
use rashomon::check::rule::{Level, Rule};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the configuration says of `check`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Config {
    pub(crate) levels: BTreeMap<Rule, Option<Level>>,
    pub(crate) min_level: Option<Level>,
    pub(crate) fail_under: Option<f64>,
    pub(crate) suppressions: Option<PathBuf>,
}

impl Config {
    /// Reads the file given, else `rashomon.toml` in this folder, else says nothing.
    pub(crate) fn read(given: Option<&Path>) -> Result<Self> {
        let path = given.unwrap_or(Path::new("rashomon.toml"));
        match std::fs::read_to_string(path) {
            Ok(text) => {
                Self::parse(&text, path.parent().unwrap_or(Path::new(""))).with_context(|| path.display().to_string())
            }
            Err(error) if given.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| path.display().to_string()),
        }
    }

    fn parse(text: &str, folder: &Path) -> Result<Self> {
        let table: toml::Table = text.parse()?;
        let mut config = Self::default();
        for (key, value) in &table {
            match (key.as_str(), value) {
                ("check", toml::Value::Table(check)) => config.check(check, folder)?,
                _ => bail!("there is no section `{key}`; there is `[check]`"),
            }
        }
        Ok(config)
    }

    fn check(&mut self, check: &toml::Table, folder: &Path) -> Result<()> {
        for (key, value) in check {
            match (key.as_str(), value) {
                ("min-level", toml::Value::String(name)) => self.min_level = Some(level(name)?),
                ("fail-under", toml::Value::Float(share)) if (0.0..=1.0).contains(share) => {
                    self.fail_under = Some(*share)
                }
                ("fail-under", toml::Value::Integer(share @ (0 | 1))) => self.fail_under = Some(*share as f64),
                ("suppressions", toml::Value::String(path)) => self.suppressions = Some(folder.join(path)),
                ("levels", toml::Value::Table(levels)) => {
                    for (name, value) in levels {
                        let rule = Rule::of(name).with_context(|| format!("there is no rule `{name}`"))?;
                        let value = value
                            .as_str()
                            .with_context(|| format!("the level of `{name}` is a word"))?;
                        let level = if value == "off" { None } else { Some(level(value)?) };
                        self.levels.insert(rule, level);
                    }
                }
                _ => bail!("`{key}` is not known, or not as it is written; see docs/check.md"),
            }
        }
        Ok(())
    }
}

fn level(name: &str) -> Result<Level> {
    let all = [Level::Note, Level::Warning, Level::Error];
    let found = all.into_iter().find(|level| level.name() == name);
    found.with_context(|| format!("there is no level `{name}`; there are note, warning, error"))
}

/// Fingerprints with the reasons why they are passed over: one a line, `#` begins a comment.
pub(crate) fn suppressions(path: &Path) -> Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut out = BTreeMap::new();
    for (number, line) in text.lines().enumerate().map(|(i, line)| (i + 1, line.trim())) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((fingerprint, reason)) = line.split_once(char::is_whitespace) else {
            bail!(
                "{}:{number}: a finding is passed over with a reason: FINGERPRINT REASON",
                path.display()
            );
        };
        out.insert(fingerprint.to_owned(), reason.trim().to_owned());
    }
    Ok(out)
}
