//! Which language a text is in.

use whatlang::Lang;

/// Words that only English has in such numbers.
const ENGLISH: [&str; 14] = [
    "the", "of", "and", "to", "that", "with", "was", "for", "is", "said", "from", "by", "have", "on",
];

/// Letters below which the detector's word is not enough.
const ENOUGH_LETTERS: usize = 120;

/// ISO 639-1 code of a text's language. `declared` is what its metadata say (`en-GB`, ``): it holds for texts too short
/// to judge; a long text speaks for itself.
pub(super) fn of(text: &str, declared: &str) -> String {
    let declared = declared
        .split(['-', '_'])
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let sample: String = text.chars().take(20_000).collect();
    if is_english(&sample) {
        return "en".to_owned();
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let detected = whatlang::detect(&sample).filter(|info| {
        let own_script = info.script() != whatlang::Script::Latin && letters > 20;
        info.is_reliable() && (letters >= ENOUGH_LETTERS || own_script)
    });
    match (detected, declared.as_str()) {
        (Some(info), _) => code(info.lang()).to_owned(),
        (None, "") => "en".to_owned(),
        (None, _) => declared,
    }
}

/// Whether at least one word in fourteen is one of the commonest of English: true of English prose however many
/// foreign names stand in it, never of another language.
fn is_english(text: &str) -> bool {
    let (mut words, mut common) = (0, 0);
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        common += usize::from(ENGLISH.iter().any(|english| word.eq_ignore_ascii_case(english)));
    }
    words >= 8 && common * 14 >= words
}

/// ISO 639-1 codes of the languages that have one and that the detector knows by an ISO 639-3 code.
fn code(lang: Lang) -> &'static str {
    const CODES: &str = "epo eo eng en rus ru cmn zh spa es por pt ita it ben bn fra fr deu de ukr uk kat ka ara ar \
        hin hi jpn ja heb he yid yi pol pl amh am jav jv kor ko nob nb dan da swe sv fin fi tur tr nld nl hun hu \
        ces cs ell el bul bg bel be mar mr kan kn ron ro slv sl hrv hr srp sr mkd mk lit lt lav lv est et tam ta \
        vie vi urd ur tha th guj gu uzb uz pan pa aze az ind id tel te pes fa mal ml ori or mya my nep ne sin si \
        khm km tuk tk aka ak zul zu sna sn afr af lat la slk sk cat ca tgl tl hye hy cym cy";
    let mut codes = CODES.split_ascii_whitespace();
    while let (Some(three), Some(two)) = (codes.next(), codes.next()) {
        if three == lang.code() {
            return two;
        }
    }
    lang.code()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(
            of(
                "The mayor said on Monday that the bridge was closed by the council.",
                ""
            ),
            "en"
        );
        let spanish = "El alcalde dijo el lunes que el puente estaba cerrado por orden del ayuntamiento y que nadie \
                       podr\u{ed}a cruzarlo hasta que terminen las obras de la semana que viene en la ciudad.";
        assert_eq!(of(spanish, "en"), "es");
        assert_eq!(
            of(
                "\u{41c}\u{44d}\u{440} \u{441}\u{43a}\u{430}\u{437}\u{430}\u{43b}, \u{447}\u{442}\u{43e} \
                       \u{43c}\u{43e}\u{441}\u{442} \u{437}\u{430}\u{43a}\u{440}\u{44b}\u{442} \u{432} \
                       \u{43f}\u{43e}\u{43d}\u{435}\u{434}\u{435}\u{43b}\u{44c}\u{43d}\u{438}\u{43a}.",
                ""
            ),
            "ru"
        );
    }

    #[test]
    fn short_texts_are_taken_for_english_unless_declared() {
        assert_eq!(of("Bridge shut", ""), "en");
        assert_eq!(of("Puente cerrado", "es-MX"), "es");
    }
}
