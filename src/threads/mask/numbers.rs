//! Runs of digits, and what they may be. Pure.

/// Characters of a run at most.
const LONGEST: usize = 40;
/// Characters before a run that may say what it is.
const BEFORE: usize = 24;
/// Words before a number that say: a phone.
const PHONE: &[&str] = &[
    "tel",
    "tel.",
    "telefon",
    "telefonnummer",
    "handy",
    "handynummer",
    "mobil",
    "mobilnummer",
    "rufnummer",
    "fax",
    "whatsapp",
    "phone",
    "mobile",
    "cell",
    "call",
    "anrufen",
];
/// Words before a number that say: anything else.
const OTHERS: &[&str] = &[
    "bestellnummer",
    "bestellung",
    "bestellnr",
    "auftrag",
    "auftragsnummer",
    "order",
    "no",
    "seriennummer",
    "serial",
    "sn",
    "s/n",
    "ticket",
    "ticketnummer",
    "version",
    "firmware",
    "build",
    "artikel",
    "artikelnummer",
    "isbn",
    "imei",
    "rechnung",
    "rechnungsnummer",
    "invoice",
    "vorgang",
    "vorgangsnummer",
    "mac",
    "port",
    "error",
    "fehler",
    "code",
    "kb",
    "id",
    "nr",
    "part",
    "model",
    "modell",
    "sendungsnummer",
    "tracking",
];

/// Digits with single signs between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// Where it begins (bytes).
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// As it stands there.
    pub text: &'a str,
    /// The last word before it, in lower case, without signs around it.
    pub before: String,
}

impl Run<'_> {
    fn digits(&self) -> String {
        self.text.chars().filter(char::is_ascii_digit).collect()
    }

    fn groups(&self) -> Vec<&str> {
        self.text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect()
    }

    fn has(&self, sign: char) -> bool {
        self.text.contains(sign)
    }
}

/// Every run of a text that stands alone, in order.
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let mut skip_to = 0;
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        let before = previous.replace(c);
        let begins = c.is_ascii_digit() || c == '+' || c == '(';
        let glued =
            |c: char| c.is_alphanumeric() || matches!(c, '_' | '#' | '.' | ',' | ':' | '-' | '/' | '+' | '\\' | '=');
        if at < skip_to || !begins || before.is_some_and(glued) {
            continue;
        }
        let length = length(&text[at..]);
        if length == 0 {
            continue;
        }
        let to = at + length;
        skip_to = to;
        let mut after = text[to..].chars();
        let glued = match after.next() {
            Some(c) if c.is_alphanumeric() || matches!(c, '_' | '%') => true,
            // 1,5 or 10:30 or a name with an ending.
            Some(',' | '.' | ':' | '-' | '/') => after.next().is_some_and(char::is_alphanumeric),
            _ => false,
        };
        if !glued {
            found.push(Run { from: at, to, text: &text[at..to], before: word_before(&text[..at]) });
        }
    }
    found
}

/// How long a run is that begins here: up to its last digit.
fn length(rest: &str) -> usize {
    let (mut end, mut signs) = (0, 0);
    for (at, c) in rest.char_indices().take(LONGEST) {
        match c {
            '0'..='9' => {
                end = at + 1;
                signs = 0;
            }
            '+' if at == 0 => {}
            // ") " and " (" are two signs, ", " is an end.
            ' ' | '-' | '/' | '.' | '(' | ')' | '\u{a0}' if signs < 2 => signs += 1,
            _ => break,
        }
    }
    end
}

fn word_before(text: &str) -> String {
    let tail: String = text.chars().rev().take(BEFORE).collect::<Vec<_>>().into_iter().rev().collect();
    let signs = |c: char| matches!(c, ':' | '.' | '#' | '=' | ',' | '*' | '(' | ' ' | '\u{a0}');
    let tail = tail.trim_end_matches(signs);
    tail.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default().trim_matches(signs).to_lowercase()
}

/// Whether the digits add up as those of cards do (Luhn).
fn adds_up(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            match (place % 2 == 1, digit) {
                (true, 5..) => digit * 2 - 9,
                (true, _) => digit * 2,
                (false, _) => digit,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a run is a card's number: an issuer's beginning and length, groups as on cards, and a sum that adds up.
pub fn is_card(run: &Run<'_>) -> bool {
    if !run.text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '\u{a0}')) {
        return false;
    }
    let digits = run.digits();
    let head = |n: usize| digits.get(..n).and_then(|head| head.parse::<u32>().ok()).unwrap_or(0);
    let issuer = match digits.len() {
        15 => matches!(head(2), 34 | 37),
        16 => head(1) == 4 || matches!(head(2), 51..=55 | 65) || matches!(head(4), 2221..=2720 | 6011),
        _ => false,
    };
    let lengths: Vec<usize> = run.groups().iter().map(|g| g.len()).collect();
    let grouped = matches!(lengths.as_slice(), [_] | [4, 4, 4, 4] | [4, 6, 5]);
    issuer && grouped && adds_up(&digits)
}

/// Whether a run is a phone number.
pub fn is_phone(run: &Run<'_>) -> bool {
    let (digits, groups) = (run.digits(), run.groups());
    let named = PHONE.contains(&run.before.as_str());
    if !(6..=15).contains(&digits.len()) || OTHERS.contains(&run.before.as_str()) || is_date(&groups) {
        return false;
    }
    if run.text.starts_with('+') {
        return digits.len() >= 9 && !digits.starts_with('0') || named;
    }
    // Dots part versions, prices and machines' addresses far more often than phone numbers.
    if run.has('.') {
        return false;
    }
    let first = groups.first().map_or(0, |g| g.len());
    let parted = groups.len() >= 2;
    let international = digits.starts_with("00") && parted && first >= 3 && digits.len() >= 10;
    let area = digits.starts_with('0') && !digits.starts_with("00") && parted && (3..=6).contains(&first);
    let area = area && (7..=12).contains(&digits.len());
    let mobile = ["015", "016", "017"].iter().any(|head| digits.starts_with(head)) && (11..=12).contains(&digits.len());
    named || international || area || (mobile && !parted) || american(run, &groups)
}

/// (555) 234-4567 or 555-234-4567
fn american(run: &Run<'_>, groups: &[&str]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let starts = |group: &&&str| group.starts_with(|c: char| matches!(c, '2'..='9'));
    lengths == [3, 3, 4] && run.has('-') && groups.iter().take(2).filter(starts).count() == 2
}

/// 01/02/2026, 2-11-26, 2026 11 22
fn is_date(groups: &[&str]) -> bool {
    let [a, b, c] = groups else { return false };
    let (first, second, third) = (a.parse().unwrap_or(0), b.parse().unwrap_or(0), c.parse().unwrap_or(0));
    let day = |n: u32| (1..=31).contains(&n);
    let year = |group: &str, n: u32| group.len() == 2 || (group.len() == 4 && (1900..2100).contains(&n));
    let short = |group: &str| group.len() <= 2;
    (short(a) && short(b) && day(first) && day(second) && year(c, third))
        || (a.len() == 4 && year(a, first) && short(b) && short(c) && day(second) && day(third))
}

/// Where the account's number ends that a text begins with, if it is one: a country's length and a rest of 1 (mod 97).
pub fn iban(text: &str) -> Option<usize> {
    let country: String = text.chars().take(2).map(|c| c.to_ascii_uppercase()).collect();
    let wanted = LENGTHS.iter().find(|(name, _)| *name == country).map(|(_, length)| *length)?;
    let mut compact = String::new();
    let mut blank = false;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if compact.len() == wanted {
            if c.is_alphanumeric() {
                return None;
            }
            break;
        }
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => {
                compact.push(c.to_ascii_uppercase());
                blank = false;
                end = at + 1;
            }
            ' ' | '\u{a0}' | '-' if !blank => blank = true,
            _ => return None,
        }
    }
    (compact.len() == wanted && rest_is_one(&compact)).then_some(end)
}

/// Lengths by country: ours and our neighbours', and those whose people travel here most.
const LENGTHS: &[(&str, usize)] = &[
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IT", 27),
    ("LI", 21),
    ("LU", 20),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("TR", 26),
];

fn rest_is_one(iban: &str) -> bool {
    let (head, body) = iban.split_at(4);
    let value = |c: char| c.to_digit(36);
    let mut rest = 0u32;
    for c in body.chars().chain(head.chars()) {
        let Some(value) = value(c) else { return false };
        rest = if value < 10 { rest * 10 + value } else { rest * 100 + value } % 97;
    }
    rest == 1
}
