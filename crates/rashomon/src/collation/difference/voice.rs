//! On whose word.

use super::{Finding, Kind, outlet, quotation};
use crate::attribution::Force;
use crate::collation::point::{Stance, Story};
use crate::name::Kind as NameKind;

/// The same words in different mouths, or said of somebody in one and in the outlet's own voice in the other where it is
/// an accusation that somebody must answer for.
pub(super) fn part(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let ((sa, ha), (sb, hb)) = (story.stance(a), story.stance(b));
    let charge = |u: usize| story.attribution(u).is_some_and(|x| matches!(x.force, Force::Alleges));
    match (ha, hb) {
        (Some(p), Some(q)) if quotation::same(story, a, b) && two_of_a_kind(story, &p, &q) => Some(Finding {
            kind: Kind::Attribution,
            why: format!(
                "{} puts it in the mouth of {p}, {} in that of {q}.",
                outlet(story, a),
                outlet(story, b)
            ),
            values: Some((p, q)),
        }),
        (Some(p), None) if charge(a) && sb == Stance::Asserts => Some(lost(story, a, b, &p)),
        (None, Some(q)) if charge(b) && sa == Stance::Asserts => Some(lost(story, b, a, &q)),
        _ => None,
    }
}

/// Whether two holders are two people or two outlets by name: a description ("a spokesman") may be anybody.
fn two_of_a_kind(story: &Story, p: &str, q: &str) -> bool {
    let kind = |name: &str| story.entities.entities.iter().find(|e| e.name == name).map(|e| e.kind);
    matches!(
        (kind(p), kind(q)),
        (Some(NameKind::Person), Some(NameKind::Person)) | (Some(NameKind::Outlet), Some(NameKind::Outlet))
    ) && !story.entities.may_be_one(p, q)
}

fn lost(story: &Story, with: usize, without: usize, holder: &str) -> Finding {
    Finding {
        kind: Kind::Attribution,
        why: format!(
            "{} has it on the word of {holder}, {} as a fact.",
            outlet(story, with),
            outlet(story, without)
        ),
        values: None,
    }
}
