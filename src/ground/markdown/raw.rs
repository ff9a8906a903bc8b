//! Raw HTML in a source: five harmless tags work, comments vanish, everything else is shown as the text it is.
//!
//! People paste markup to ask about it; showing it loses nothing. It must never let an attribute through.

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// The start of a harmless element, by name.
    Open(&'static str),
    /// Its end.
    Close(&'static str),
    /// A line break.
    Break,
    /// Anything else, as text to be escaped.
    Text(&'a str),
}

/// Elements that may be written by hand, without attributes.
const HARMLESS: [&str; 4] = ["kbd", "sub", "sup", "mark"];

/// Splits raw HTML into pieces, in time linear in its length.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    // Once there is no end of a comment ahead, there is none further on either.
    let mut comments = true;
    while let Some(next) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + next;
        let rest = &html[start..];
        let (piece, length) = if comments && rest.starts_with("<!--") {
            match rest.get(4..).and_then(|r| r.find("-->")) {
                Some(end) => (None, end + 7),
                None => {
                    comments = false;
                    at = start + 1;
                    continue;
                }
            }
        } else if let Some((piece, length)) = tag(rest) {
            (Some(piece), length)
        } else {
            at = start + 1;
            continue;
        };
        if text_from < start {
            found.push(Piece::Text(&html[text_from..start]));
        }
        found.extend(piece);
        at = start + length;
        text_from = at;
    }
    if text_from < html.len() {
        found.push(Piece::Text(&html[text_from..]));
    }
    found
}

/// A harmless tag at the very beginning of `html`, and its length in bytes.
fn tag(html: &str) -> Option<(Piece<'static>, usize)> {
    // The longest is `</mark>`, with room for a space and a slash.
    let end = html.bytes().take(10).position(|b| b == b'>')?;
    let inner = html.get(1..end)?;
    let (closing, name) = match inner.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inner),
    };
    let name = name.strip_suffix('/').unwrap_or(name).trim_end();
    if name.eq_ignore_ascii_case("br") {
        return Some((Piece::Break, end + 1));
    }
    let name = HARMLESS.into_iter().find(|tag| tag.eq_ignore_ascii_case(name))?;
    let piece = if closing { Piece::Close(name) } else { Piece::Open(name) };
    Some((piece, end + 1))
}
