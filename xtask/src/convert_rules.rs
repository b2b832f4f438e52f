//! The rule tables of the model file: tokenizer, lexeme norms, attribute ruler, lemmatizer.

use crate::convert::Wheel;

/// The sections of the rule tables.
pub(crate) fn sections(_wheel: &mut Wheel) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    Ok(Vec::new())
}
