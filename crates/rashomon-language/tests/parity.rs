//! The analysis agrees with spaCy's of the same sentences, which are our own.

mod agreement;

use agreement::{Agreement, Reference};

#[test]
fn agrees_with_spacy() {
    let mut agreement = Agreement::default();
    for line in include_str!("agreement/reference.jsonl").lines() {
        let reference: Reference = serde_json::from_str(line).expect("the reference is JSON");
        agreement.add(&reference, &rashomon_language::analyze(&reference.text));
    }
    // What may differ is the last bits of a score, where two readings of a sentence are all but equally good.
    for (layer, share) in agreement.shares() {
        let floor = if layer == "tokens" { 0.999 } else { 0.997 };
        assert!(share >= floor, "{layer} agree too little:\n{agreement}");
    }
}
