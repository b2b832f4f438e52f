//! What makes two reports one story: weights of two logistic regressions, fitted by `bench/stories/fit.py` on half of the
//! stories of its data.

use super::weigh::Likeness;

/// What a pair of reports is judged by.
pub const PAIR: usize = 8;
/// What a report and a story are judged by.
pub const STORY: usize = 8;

/// The weights that the decision rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// For [`pair_features`].
    pub pair: [f32; PAIR],
    /// Log odds of a pair of which nothing is known.
    pub pair_base: f32,
    /// For [`Considered::features`](super::index::Considered::features).
    pub story: [f32; STORY],
    /// Log odds of a report and a story of which nothing is known.
    pub story_base: f32,
    /// Sure enough to join, 0 to 1.
    pub join: f32,
    /// Sure enough that a report which joins one story belongs to another as well, so that the two are one.
    pub merge: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            pair: [3.756, 2.911, 1.371, 2.838, 2.814, 1.718, -0.341, -1.237],
            pair_base: -4.643,
            story: [1.034, -1.413, 1.239, -3.505, -2.772, -0.262, -0.096, 0.345],
            story_base: 2.754,
            join: 0.65,
            merge: 0.9,
        }
    }
}

impl Weights {
    /// Log odds that two reports, published so many days apart, are about one affair.
    pub(super) fn of_pair(&self, like: &Likeness, days: f32) -> f32 {
        let values = pair_features(like, days);
        self.pair_base + self.pair.iter().zip(values).map(|(w, x)| w * x).sum::<f32>()
    }

    /// How sure it is that a report belongs to a story.
    pub(super) fn of_story(&self, features: &[f32; STORY]) -> f32 {
        let odds = self.story_base + self.story.iter().zip(features).map(|(w, x)| w * x).sum::<f32>();
        1.0 / (1.0 + (-odds).exp())
    }
}

/// What a pair is judged by.
pub fn pair_features(like: &Likeness, days: f32) -> [f32; PAIR] {
    let roots = [
        like.full,
        like.lead,
        like.title,
        like.common,
        like.crossed,
        like.shared(),
    ];
    let [full, lead, title, common, crossed, shared] = roots.map(|x| x.max(0.0).sqrt());
    [
        full,
        lead,
        title,
        common,
        crossed,
        shared,
        days.min(30.0),
        days.min(3.0),
    ]
}
