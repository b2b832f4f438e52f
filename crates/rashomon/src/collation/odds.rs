//! The log odds that two units speak to the same thing, of the pairs that were looked at.

/// Log odds by pairs of units, in order of the pairs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Odds {
    /// For each unit those after it, in order.
    rows: Vec<Vec<(usize, f32)>>,
}

impl Odds {
    /// Of so many units, those of some pairs, each once.
    pub(super) fn new(units: usize, pairs: impl Iterator<Item = (usize, usize, f32)>) -> Self {
        let mut rows: Vec<Vec<(usize, f32)>> = vec![Vec::new(); units];
        pairs.for_each(|(a, b, odds)| rows[a.min(b)].push((a.max(b), odds)));
        rows.iter_mut().for_each(|row| row.sort_unstable_by_key(|x| x.0));
        Self { rows }
    }

    /// Those of a pair, in whichever order, if it was looked at.
    pub(crate) fn get(&self, a: usize, b: usize) -> Option<f32> {
        let row = &self.rows[a.min(b)];
        let at = row.binary_search_by_key(&a.max(b), |x| x.0).ok()?;
        Some(row[at].1)
    }

    pub(super) fn set(&mut self, a: usize, b: usize, odds: f32) {
        let row = &mut self.rows[a.min(b)];
        match row.binary_search_by_key(&a.max(b), |x| x.0) {
            Ok(at) => row[at].1 = odds,
            Err(at) => row.insert(at, (a.max(b), odds)),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize, f32)> + use<'_> {
        let rows = self.rows.iter().enumerate();
        rows.flat_map(|(a, row)| row.iter().map(move |&(b, odds)| (a, b, odds)))
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (usize, usize, &mut f32)> + use<'_> {
        let rows = self.rows.iter_mut().enumerate();
        rows.flat_map(|(a, row)| row.iter_mut().map(move |(b, odds)| (a, *b, odds)))
    }
}
