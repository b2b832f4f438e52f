//! One line a finding, for editors and scripts: `path:line:column: level rule: message`.

use super::{at, shown};
use crate::check::rule::Level;
use crate::check::wire::Check;
use crate::render::tame;

/// Sets the findings at or above a level, one line each.
pub fn check(check: &Check, least: Level) -> String {
    shown(check, least)
        .map(|f| {
            let place = at(check, &f.passage);
            format!(
                "{}: {} {}: {}\n",
                tame(&place),
                f.level.name(),
                f.rule.name(),
                tame(&f.message)
            )
        })
        .collect()
}
