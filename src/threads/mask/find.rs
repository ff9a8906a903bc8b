//! Personal data in a text: mail addresses, phone, customer and card numbers, accounts. Pure, and cautious: what may as
//! well be a version, a date, a time, an address of a machine or an order is left alone.

use super::numbers::{self, Run};

crate::text_enum! {
    /// What something is. `mask-kind-WORD` is the key of its name.
    Kind {
        /// A mail address.
        Email = "email",
        /// A phone number.
        Phone = "phone",
        /// An account's number.
        Iban = "iban",
        /// A card's number.
        Card = "card",
        /// A customer's or a contract's number.
        Number = "number",
        /// Something that somebody chose to hide.
        Other = "other",
    }
}

/// Something that was found, with where it stands in the text (bytes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// As it stands there.
    pub text: String,
}

/// Findings of one text at most.
pub const MOST: usize = 50;
/// Mailboxes of offices and programs: their addresses are meant to be known.
const OFFICES: &[&str] = &[
    "abuse",
    "admin",
    "contact",
    "datenschutz",
    "git",
    "hello",
    "help",
    "hilfe",
    "info",
    "kontakt",
    "mailer-daemon",
    "name",
    "no-reply",
    "noreply",
    "office",
    "postmaster",
    "press",
    "presse",
    "privacy",
    "root",
    "sales",
    "service",
    "support",
    "team",
    "user",
    "username",
    "webmaster",
    "you",
    "your",
    "yourname",
];
/// What stands before a customer's number, in lower case.
const CUSTOMER: &[&str] = &[
    "kundennummer",
    "kundennr",
    "kunden-nr",
    "kd-nr",
    "kd.-nr",
    "kdnr",
    "vertragsnummer",
    "vertragsnr",
    "vertrags-nr",
    "kundenkonto",
    "customer number",
    "customer no",
    "customer id",
    "account number",
    "account no",
    "contract number",
    "contract no",
];
/// Characters between such words and the number.
const BETWEEN: usize = 20;

/// Everything that was found, in order, without overlaps.
pub fn find(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let skipped = addresses(text);
    for at in [emails(text), customers(text), ibans(text), runs(text)].into_iter().flatten() {
        let clear = |from: usize, to: usize| skipped.iter().all(|(a, b)| to <= *a || from >= *b);
        let free = found.iter().all(|f| at.to <= f.from || at.from >= f.to);
        if free && clear(at.from, at.to) {
            found.push(at);
        }
    }
    found.sort_by_key(|f| f.from);
    found.truncate(MOST);
    found
}

/// Links, pictures and what is hidden already: nothing is looked for inside them.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (mark, stop) in [("http://", None), ("https://", None), ("/uploads/", None), (super::OPEN, Some("]]"))] {
        for (at, _) in text.match_indices(mark) {
            let rest = &text[at..];
            let end = match stop {
                Some(stop) => rest.find(stop).map_or(rest.len(), |end| end + stop.len()),
                None => rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"')).unwrap_or(rest.len()),
            };
            found.push((at, at + end));
        }
    }
    found
}

fn finding(text: &str, kind: Kind, from: usize, to: usize) -> Finding {
    Finding { kind, from, to, text: text[from..to].to_owned() }
}

fn emails(text: &str) -> Vec<Finding> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let before = &text[..at];
        let length: usize = before.chars().rev().take(64).take_while(|c| local(*c)).map(char::len_utf8).sum();
        let from = at - length;
        let name = text[from..at].trim_start_matches(['.', '-', '+']);
        let from = at - name.len();
        let after = &text[at + 1..];
        let length = after.find(|c| !host(c)).unwrap_or(after.len());
        let domain = after[..length].trim_end_matches(['.', '-']);
        let to = at + 1 + domain.len();
        let tld = domain.rsplit_once('.').map_or("", |(_, tld)| tld);
        let good = !name.is_empty() && tld.chars().count() >= 2 && tld.chars().all(char::is_alphabetic);
        let path = text[to..].starts_with(':') && text[to + 1..].chars().next().is_some_and(char::is_alphanumeric);
        let example = ["example.com", "example.org", "example.net"].contains(&domain.to_lowercase().as_str());
        if good && !path && !example && !OFFICES.contains(&name.to_lowercase().as_str()) {
            found.push(finding(text, Kind::Email, from, to));
        }
    }
    found
}

fn customers(text: &str) -> Vec<Finding> {
    // Lower case as ASCII only, so that places stay the same.
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for word in CUSTOMER {
        for (at, _) in lower.match_indices(word) {
            let begin = at + word.len();
            let Some(gap) = gap(&lower[begin..]) else { continue };
            let from = begin + gap;
            let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '/';
            let length = text[from..].find(|c| !part(c)).unwrap_or(text.len() - from);
            let number = text[from..from + length].trim_end_matches(['-', '/']);
            let digits = number.chars().filter(char::is_ascii_digit).count();
            if digits >= 4 && number.len() <= 24 {
                found.push(finding(text, Kind::Number, from, from + number.len()));
            }
        }
    }
    found
}

/// Where the number begins after its name: behind signs and a few small words.
fn gap(after: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = after.get(at..)?;
        let first = rest.chars().next()?;
        if at > BETWEEN || first == '\n' {
            return None;
        }
        if let Some(word) = ["lautet", "ist", "is", "number", "nummer", "nr", "no"]
            .iter()
            .find(|w| rest.starts_with(**w) && !rest[w.len()..].starts_with(|c: char| c.is_alphanumeric()))
        {
            at += word.len();
        } else if first.is_ascii_alphanumeric() {
            return Some(at);
        } else if matches!(first, ' ' | ':' | '.' | '#' | '=' | '*' | '-' | '\u{a0}') {
            at += first.len_utf8();
        } else {
            return None;
        }
    }
}

fn ibans(text: &str) -> Vec<Finding> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for at in 0..bytes.len().saturating_sub(14) {
        let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let head = bytes[at].is_ascii_alphabetic()
            && bytes[at + 1].is_ascii_alphabetic()
            && bytes[at + 2].is_ascii_digit()
            && bytes[at + 3].is_ascii_digit();
        if begins
            && head
            && let Some(to) = numbers::iban(&text[at..])
        {
            found.push(finding(text, Kind::Iban, at, at + to));
        }
    }
    found
}

fn runs(text: &str) -> Vec<Finding> {
    let kind = |run: &Run<'_>| {
        if numbers::is_card(run) {
            Some(Kind::Card)
        } else if numbers::is_phone(run) {
            Some(Kind::Phone)
        } else {
            None
        }
    };
    numbers::runs(text).iter().filter_map(|run| kind(run).map(|kind| finding(text, kind, run.from, run.to))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, String)> {
        find(text).into_iter().map(|f| (f.kind, f.text)).collect()
    }

    fn all(kind: Kind, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(found(text), [(kind, (*expected).to_owned())], "{text}");
        }
    }

    #[test]
    fn mail_addresses() {
        all(
            Kind::Email,
            &[
                ("Write to lena.vogt@posteo.de, please.", "lena.vogt@posteo.de"),
                ("(l_v+kiez@mail.uni-bonn.de)", "l_v+kiez@mail.uni-bonn.de"),
                ("Mail: karl@müller.example.", "karl@müller.example"),
            ],
        );
        for none in [
            "@lena and @karl",
            "a@b",
            "git@github.com:kiez/kiez.git",
            "support@tannfunk.de",
            "x @ y.de",
            "user@example.com",
            "https://host.example/?a=lena@posteo.de",
        ] {
            assert!(found(none).is_empty(), "{none}: {:?}", found(none));
        }
    }

    #[test]
    fn phone_numbers_in_german_and_english() {
        all(
            Kind::Phone,
            &[
                ("Ruf an: 0171 2345678!", "0171 2345678"),
                ("0171/2345678", "0171/2345678"),
                ("mobil 01712345678", "01712345678"),
                ("Tel. 030 123 45 67", "030 123 45 67"),
                ("(030) 1234567", "(030) 1234567"),
                ("+49 30 1234567", "+49 30 1234567"),
                ("+49 (0)30 123-4567", "+49 (0)30 123-4567"),
                ("0049 171 2345678", "0049 171 2345678"),
                ("call me on 020 7946 0958", "020 7946 0958"),
                ("+1 555-123-4567", "+1 555-123-4567"),
                ("(555) 234-4567", "(555) 234-4567"),
                ("555-234-4567", "555-234-4567"),
                ("Telefon: 1234567", "1234567"),
                ("+4915112345678.", "+4915112345678"),
            ],
        );
    }

    #[test]
    fn what_is_no_phone_number() {
        for none in [
            "Version 7.57.0102",
            "since 01.02.2026",
            "01/02/2026",
            "02-11-2026",
            "2026-11-22 10:30:05",
            "10:30 to 18:45",
            "192.168.178.1",
            "010.000.000.001",
            "00-11-22-33-44-55",
            "error 0x80070005",
            "order 0012345678",
            "Bestellnummer 0171 2345678",
            "order no. 020 7946 0958",
            "Seriennummer 01234 5678901",
            "ticket 030-1234567",
            "it costs 0,99 or 1.299,00",
            "5 6 7 8 9 10 11",
            "ISBN 978-3-16-148410-0",
            "#1234567",
            "30000000",
            "port 01234",
            "1234567890",
            "0.12.345.678",
            "RFC 2822",
            "KB5034441",
            "1000 2000 3000",
            "2,400 x 1,080",
            "fw-0171-2345678.bin",
            "12 34 56 78 90",
        ] {
            assert!(found(none).is_empty(), "{none}: {:?}", found(none));
        }
    }

    #[test]
    fn accounts_and_cards() {
        all(
            Kind::Iban,
            &[
                ("IBAN: DE89 3704 0044 0532 0130 00.", "DE89 3704 0044 0532 0130 00"),
                ("de89370400440532013000", "de89370400440532013000"),
                ("GB29 NWBK 6016 1331 9268 19", "GB29 NWBK 6016 1331 9268 19"),
                ("AT61 1904 3002 3457 3201 und so", "AT61 1904 3002 3457 3201"),
            ],
        );
        all(
            Kind::Card,
            &[
                ("4111 1111 1111 1111", "4111 1111 1111 1111"),
                ("5500-0000-0000-0004", "5500-0000-0000-0004"),
                ("378282246310005", "378282246310005"),
            ],
        );
        for none in
            ["DE89 3704 0044 0532 0130 01", "4111 1111 1111 1112", "XX89 3704 0044 0532 0130 00", "1234567812345670"]
        {
            assert!(found(none).is_empty(), "{none}: {:?}", found(none));
        }
    }

    #[test]
    fn customers_numbers() {
        all(
            Kind::Number,
            &[
                ("Meine Kundennummer ist 4711-0815.", "4711-0815"),
                ("Kundennr.: K123456", "K123456"),
                ("my customer number: 99887766", "99887766"),
                ("Vertragsnummer lautet DE-55443322", "DE-55443322"),
            ],
        );
        for none in
            ["Wo finde ich meine Kundennummer?", "die Kundennummer steht auf Seite 2", "customer number\n12345678"]
        {
            assert!(found(none).is_empty(), "{none}: {:?}", found(none));
        }
    }

    #[test]
    fn several_in_order_and_nothing_twice() {
        let text = "Lena, lena@posteo.de, 0171 2345678, IBAN DE89370400440532013000, Kundennummer 12345678";
        let kinds: Vec<Kind> = find(text).into_iter().map(|f| f.kind).collect();
        assert_eq!(kinds, [Kind::Email, Kind::Phone, Kind::Iban, Kind::Number]);
        assert!(find("[[masked:0171234567]] 12").is_empty());
        assert_eq!(find(&"lena@posteo.de ".repeat(200)).len(), MOST);
    }

    #[test]
    fn places_are_right_whatever_letters_stand_around() {
        for f in find("Grüße äöü 👍 an lena@posteo.de oder +49 30 1234567 – ß") {
            assert_eq!(&"Grüße äöü 👍 an lena@posteo.de oder +49 30 1234567 – ß"[f.from..f.to], f.text);
        }
    }
}
