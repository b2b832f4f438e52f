//! What stands before and behind an amount and bounds or blurs it: "more than", "nearly", "or so".

use super::super::Lean;
use super::super::lex::Reader;
use super::super::lexicon::Sense;
use super::amount::Amount;

/// What stands before an amount and bounds or blurs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hedge {
    pub(super) bound: Bound,
    pub(super) approximate: bool,
    pub(super) lean: Lean,
    pub(super) end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    None,
    AtLeast,
    AtMost,
}

/// Phrases before an amount, longest first where one opens another.
const HEDGES: &[(&str, Bound, bool, Lean)] = &[
    ("no fewer than", Bound::AtLeast, false, Lean::Neither),
    ("no less than", Bound::AtLeast, false, Lean::Neither),
    ("not less than", Bound::AtLeast, false, Lean::Neither),
    ("no more than", Bound::AtMost, false, Lean::Neither),
    ("not more than", Bound::AtMost, false, Lean::Neither),
    ("slightly more than", Bound::None, true, Lean::Above),
    ("a little more than", Bound::None, true, Lean::Above),
    ("just more than", Bound::None, true, Lean::Above),
    ("little more than", Bound::None, true, Lean::Above),
    ("slightly less than", Bound::None, true, Lean::Below),
    ("a little less than", Bound::None, true, Lean::Below),
    ("a little over", Bound::None, true, Lean::Above),
    ("a little under", Bound::None, true, Lean::Below),
    ("just less than", Bound::None, true, Lean::Below),
    ("more than", Bound::AtLeast, false, Lean::Neither),
    ("greater than", Bound::AtLeast, false, Lean::Neither),
    ("higher than", Bound::AtLeast, false, Lean::Neither),
    ("well over", Bound::AtLeast, false, Lean::Neither),
    ("upwards of", Bound::AtLeast, false, Lean::Neither),
    ("upward of", Bound::AtLeast, false, Lean::Neither),
    ("in excess of", Bound::AtLeast, false, Lean::Neither),
    ("at least", Bound::AtLeast, false, Lean::Neither),
    ("a minimum of", Bound::AtLeast, false, Lean::Neither),
    ("less than", Bound::AtMost, false, Lean::Neither),
    ("fewer than", Bound::AtMost, false, Lean::Neither),
    ("lower than", Bound::AtMost, false, Lean::Neither),
    ("up to", Bound::AtMost, false, Lean::Neither),
    ("at most", Bound::AtMost, false, Lean::Neither),
    ("as many as", Bound::AtMost, false, Lean::Neither),
    ("as much as", Bound::AtMost, false, Lean::Neither),
    ("as few as", Bound::AtLeast, false, Lean::Neither),
    ("as little as", Bound::AtLeast, false, Lean::Neither),
    ("a maximum of", Bound::AtMost, false, Lean::Neither),
    ("just over", Bound::None, true, Lean::Above),
    ("slightly over", Bound::None, true, Lean::Above),
    ("just above", Bound::None, true, Lean::Above),
    ("just under", Bound::None, true, Lean::Below),
    ("just below", Bound::None, true, Lean::Below),
    ("just shy of", Bound::None, true, Lean::Below),
    ("close to", Bound::None, true, Lean::Below),
    ("an estimated", Bound::None, true, Lean::Neither),
    ("estimated", Bound::None, true, Lean::Neither),
    ("a reported", Bound::None, true, Lean::Neither),
    ("nearly", Bound::None, true, Lean::Below),
    ("almost", Bound::None, true, Lean::Below),
    ("about", Bound::None, true, Lean::Neither),
    ("around", Bound::None, true, Lean::Neither),
    ("roughly", Bound::None, true, Lean::Neither),
    ("approximately", Bound::None, true, Lean::Neither),
    ("some", Bound::None, true, Lean::Neither),
    ("circa", Bound::None, true, Lean::Neither),
    ("well above", Bound::AtLeast, false, Lean::Neither),
    ("over", Bound::AtLeast, false, Lean::Neither),
    ("above", Bound::AtLeast, false, Lean::Neither),
    ("exceeding", Bound::AtLeast, false, Lean::Neither),
    ("topping", Bound::AtLeast, false, Lean::Neither),
    ("under", Bound::AtMost, false, Lean::Neither),
    ("below", Bound::AtMost, false, Lean::Neither),
];

impl Hedge {
    pub(super) fn none(end: usize) -> Self {
        Self {
            bound: Bound::None,
            approximate: false,
            lean: Lean::Neither,
            end,
        }
    }

    /// Puts the hedge on an amount.
    pub(super) fn apply(self, amount: &mut Amount) {
        amount.approximate |= self.approximate;
        if self.lean != Lean::Neither {
            amount.lean = self.lean;
        }
        match self.bound {
            Bound::None => {}
            Bound::AtLeast => amount.high = None,
            Bound::AtMost => amount.low = None,
        }
    }
}

/// The hedges that stand at `at`, one after another ("at least some").
pub(super) fn before(r: &Reader, at: usize) -> Hedge {
    let mut out = Hedge::none(at);
    for _ in 0..3 {
        if r.is_sign(out.end, &['~', '≈']) {
            out.approximate = true;
            out.end += 1;
            continue;
        }
        if !r
            .senses(out.end)
            .iter()
            .any(|s| matches!(s, Sense::Hedge | Sense::Article))
        {
            break;
        }
        let Some((next, &(_, bound, approximate, lean))) =
            HEDGES.iter().find_map(|h| Some((r.phrase(out.end, h.0)?, h)))
        else {
            break;
        };
        if bound != Bound::None {
            out.bound = bound;
        }
        out.approximate |= approximate;
        if lean != Lean::Neither {
            out.lean = lean;
        }
        out.end = next;
    }
    out
}

/// "50 or more", "three or so", "100-plus", "50+".
pub(super) fn after(r: &Reader, amount: &mut Amount) {
    let end = amount.end;
    for (phrase, bound) in [
        ("or more", Bound::AtLeast),
        ("or fewer", Bound::AtMost),
        ("or less", Bound::AtMost),
        ("or so", Bound::None),
    ] {
        if let Some(next) = r.phrase(end, phrase) {
            Hedge {
                bound,
                approximate: bound == Bound::None,
                lean: Lean::Neither,
                end,
            }
            .apply(amount);
            amount.end = next;
            return;
        }
    }
    if r.is_sign(end, &['+']) && r.glued(end) && !r.glued(end + 1) {
        amount.high = None;
        amount.end += 1;
    } else if r.is_dash(end) && r.glued(end) && r.is(end + 1, &["plus"]) && r.glued(end + 1) {
        amount.high = None;
        amount.end += 2;
    }
}
