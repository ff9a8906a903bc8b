//! One character at a time into its plain lower-case form. Never changes how many words there
//! are, and never looks at more than the character before.

/// What becomes of ä, ö, ü and ß.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Umlauts {
    /// They stay, for the German stemmer knows what to do with them.
    Keep,
    /// They are spelled `ae`, `oe`, `ue`, `ss`.
    Spell,
}

const DIAERESIS: char = '\u{308}';

/// Whether a character belongs to the word it follows without being a letter: accents written
/// on their own, soft hyphens, zero-width signs.
pub(super) fn rides_along(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Adds a character of a word to its folded form.
pub(super) fn push(word: &mut String, c: char, umlauts: Umlauts) {
    if c.is_ascii() {
        return word.push(c.to_ascii_lowercase());
    }
    if c == DIAERESIS {
        return push_diaeresis(word, umlauts);
    }
    if rides_along(c) {
        return;
    }
    for c in c.to_lowercase().filter(|c| !is_mark(*c)) {
        match (c, umlauts) {
            ('ä' | 'ö' | 'ü' | 'ß', Umlauts::Keep) => word.push(c),
            ('ä', Umlauts::Spell) => word.push_str("ae"),
            ('ö', Umlauts::Spell) => word.push_str("oe"),
            ('ü', Umlauts::Spell) => word.push_str("ue"),
            ('ß', Umlauts::Spell) => word.push_str("ss"),
            _ => push_plain(word, c),
        }
    }
}

/// Macs and PDFs write `ö` as `o` and dots.
fn push_diaeresis(word: &mut String, umlauts: Umlauts) {
    let whole = match word.chars().next_back() {
        Some('a') => 'ä',
        Some('o') => 'ö',
        Some('u') => 'ü',
        _ => return,
    };
    word.pop();
    push(word, whole, umlauts);
}

/// Takes the accent off a letter of the Latin alphabets.
fn push_plain(word: &mut String, c: char) {
    let plain = match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ũ' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'æ' => return word.push_str("ae"),
        'œ' => return word.push_str("oe"),
        other => other,
    };
    word.push(plain);
}
