//! Bare links, `@name` and `#123` in running text.
//!
//! It only finds; whether a name exists or an address is good is for others to say. It must never look at a
//! character more than a fixed number of times.

/// A stretch of running text. Together, in order, the pieces are exactly the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Just text.
    Text(&'a str),
    /// `http://…` or `https://…`.
    Address(&'a str),
    /// A handle with its `@`.
    Mention(&'a str),
    /// A question's number, as written with its `#`, and as a number (positive).
    Question(&'a str, i64),
}

/// The longest handle, in bytes.
const MAX_HANDLE: usize = 64;

/// Splits `text`. A mark at one of the byte positions in `literal` (ascending) was written with a backslash and
/// means itself.
pub(super) fn pieces<'a>(text: &'a str, literal: &[usize]) -> Vec<Piece<'a>> {
    let mut found = Vec::new();
    let mut text_from = 0;
    let mut skip_to = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let previous = before.replace(c);
        if at < skip_to || !matches!(c, '@' | '#' | 'h' | 'H') {
            continue;
        }
        if previous.is_some_and(|p| p.is_alphanumeric() || matches!(p, '_' | '@' | '#' | '&' | '/')) {
            continue;
        }
        if literal.binary_search(&at).is_ok() {
            continue;
        }
        let rest = &text[at..];
        let piece = match c {
            '@' => mention(rest),
            '#' => question(rest),
            _ => {
                let (piece, looked_at) = address(rest);
                skip_to = at + looked_at;
                piece
            }
        };
        let Some((piece, length)) = piece else {
            continue;
        };
        if text_from < at {
            found.push(Piece::Text(&text[text_from..at]));
        }
        found.push(piece);
        text_from = at + length;
        skip_to = text_from;
    }
    if text_from < text.len() {
        found.push(Piece::Text(&text[text_from..]));
    }
    found
}

fn mention(rest: &str) -> Option<(Piece<'_>, usize)> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut end = 1;
    for c in rest.get(1..)?.chars() {
        if !part(c) {
            if c == '@' {
                return None;
            }
            break;
        }
        end += c.len_utf8();
        if end > MAX_HANDLE {
            return None;
        }
    }
    let handle = rest[..end].trim_end_matches(['-', '.']);
    let first = handle.chars().nth(1)?;
    first.is_alphanumeric().then_some((Piece::Mention(handle), handle.len()))
}

fn question(rest: &str) -> Option<(Piece<'_>, usize)> {
    let digits = rest.bytes().skip(1).take(16).take_while(u8::is_ascii_digit).count();
    let end = digits + 1;
    let after = rest[end..].chars().next();
    if after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '#')) || rest[1..].starts_with('0') {
        return None;
    }
    let number: i64 = rest[1..end].parse().ok()?;
    Some((Piece::Question(&rest[..end], number), end))
}

/// An address at the beginning of `rest`, and how many bytes need not be looked at again.
fn address(rest: &str) -> (Option<(Piece<'_>, usize)>, usize) {
    let scheme =
        ["https://", "http://"].into_iter().find(|s| rest.get(..s.len()).is_some_and(|r| r.eq_ignore_ascii_case(s)));
    let Some(scheme) = scheme else {
        return (None, 0);
    };
    let stop = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '“' | '”' | '„' | '«' | '»');
    let whole = rest.find(stop).unwrap_or(rest.len());
    let address = without_punctuation(&rest[..whole]);
    let good =
        address[scheme.len().min(address.len())..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '[');
    if !good || address.len() <= scheme.len() {
        return (None, whole);
    }
    (Some((Piece::Address(address), address.len())), whole)
}

/// Without what ends the sentence around an address: stops, quotes, and brackets that were opened before it.
fn without_punctuation(address: &str) -> &str {
    let mut surplus = [('(', ')'), ('[', ']'), ('{', '}')].map(|(open, close)| {
        let count = |wanted| address.chars().filter(|c| *c == wanted).count();
        (close, count(close).saturating_sub(count(open)))
    });
    let mut end = address.len();
    for c in address.chars().rev() {
        let loose = match surplus.iter_mut().find(|(close, _)| *close == c) {
            Some((_, left)) if *left > 0 => {
                *left -= 1;
                true
            }
            Some(_) => false,
            None => matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '‘' | '’'),
        };
        if !loose {
            break;
        }
        end -= c.len_utf8();
    }
    &address[..end]
}
