//! When two names mean the same for a test: as the scorer of the annotated stories judges it.

use unicode_normalization::UnicodeNormalization;

/// Whether two names are one: equal but for case, marks, articles and word order, the words of one among the other's, or
/// one the initials of the other.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let (left, right) = (words(a), words(b));
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let initials_of = |short: &str, long: &str| {
        let initials: String = long
            .split_whitespace()
            .filter(|word| !["The", "A", "An"].contains(word))
            .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
            .collect();
        short.chars().count() >= 3 && short.chars().all(char::is_uppercase) && initials.starts_with(short)
    };
    let (small, big) = if left.len() <= right.len() {
        (&left, &right)
    } else {
        (&right, &left)
    };
    let inside = small.iter().all(|word| big.contains(word)) && small.iter().any(|word| word.chars().count() > 2);
    inside || initials_of(a, b) || initials_of(b, a)
}

fn words(name: &str) -> Vec<String> {
    let folded: String = name
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '-')
        .collect();
    let words = folded
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty());
    words
        .filter(|word| !["the", "a", "an"].contains(word))
        .map(str::to_owned)
        .collect()
}
