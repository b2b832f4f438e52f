//! The rule-based half of the analysis, as it stands in the model file.

use crate::attribute_ruler::{AttributeRuler, Tag};
use crate::lemmatizer::Lemmatizer;
use crate::model;
use crate::section::Section;
use crate::tokenizer::Tokenizer;

/// Rules and tables; they never change and are shared by all threads.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) tokenizer: Tokenizer,
    pub(crate) ruler: AttributeRuler,
    /// The tagger's labels, in its order.
    pub(crate) labels: Vec<Tag>,
    pub(crate) lemmatizer: Lemmatizer,
}

impl Rules {
    /// Reads the rule sections of the embedded model.
    pub(crate) fn load() -> Self {
        let section = |name| Section::new(model::section(name));
        let mut ruler = AttributeRuler::load(section("ruler"));
        let labels = model::text("tagger.labels")
            .lines()
            .map(|label| ruler.tag(label))
            .collect();
        Self {
            tokenizer: Tokenizer::load(section("tokenizer"), section("norms")),
            lemmatizer: Lemmatizer::load(section("lemmas"), ruler.morphs()),
            ruler,
            labels,
        }
    }
}
