//! Which encoding a file is in.

use encoding_rs::{Encoding, UTF_8};

/// A file's text.
pub(super) struct Decoded {
    pub(super) text: String,
    /// The encoding.
    pub(super) encoding: &'static Encoding,
    /// Length of the byte-order mark.
    pub(super) mark: usize,
    /// Whether some bytes meant nothing in that encoding.
    pub(super) lossy: bool,
}

/// Decodes a file: by its byte-order mark (left out), else as UTF-8 where it is that, else by what a page says of
/// itself, else by how its bytes are distributed. Nothing is normalised.
pub(super) fn decode(bytes: &[u8], html: bool) -> Decoded {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None if is_utf8(bytes) => (UTF_8, 0),
        None => (
            html.then(|| declared(bytes)).flatten().unwrap_or_else(|| guess(bytes)),
            0,
        ),
    };
    let (text, lossy) = encoding.decode_without_bom_handling(&bytes[mark..]);
    Decoded {
        text: text.into_owned(),
        encoding,
        mark,
        lossy,
    }
}

/// Whether a file is UTF-8, be it with a few bytes damaged: characters of several bytes are hardly ever well formed by
/// chance.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || sound > broken * 8
}

/// The encoding that a page's `<meta>` names within its first kilobyte, as browsers look for it.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let label = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', ' ', '>', '/', ';'])?;
    let named = Encoding::for_label(&label.as_bytes()[..end])?;
    // A page that says UTF-16 in readable ASCII is not in UTF-16.
    (named != encoding_rs::UTF_16LE && named != encoding_rs::UTF_16BE).then_some(named)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legacy_encodings_are_decoded() {
        let text = "Le ministre a dit \u{ab}\u{a0}non\u{a0}\u{bb} \u{e0} l\u{2019}assembl\u{e9}e";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(decode(&bytes, false).text, text);
        assert_eq!(decode(b"\xff\xfeh\0i\0", false).text, "hi");
        assert!(
            decode(
                "\u{201c}N\u{e4}chste Stra\u{df}e, f\u{fc}nf \u{c4}pfel f\u{fc}r \u{d6}l\u{201d}\n\u{fffd}\u{fffd}"
                    .as_bytes(),
                false
            )
            .text
            .contains("\u{df}")
        );
        assert_eq!(decode(b"\xef\xbb\xbfhi\r\n", false).text, "hi\r\n");
    }

    #[test]
    fn a_page_may_name_its_encoding() {
        let page = b"<meta charset=\"iso-8859-2\"><p>Vi\xb9nja";
        assert!(decode(page, true).text.ends_with("Vi\u{161}nja"));
    }
}
