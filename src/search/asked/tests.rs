//! What becomes of what is typed.

use proptest::prelude::*;

use super::*;
use crate::threads::tags::MOST;

fn typed(text: &str) -> Asked {
    let query = Serializer::new(String::new()).append_pair("q", text).finish();
    Asked::parse(&query)
}

fn again(asked: &Asked) -> Asked {
    Asked::parse(asked.address().split_once('?').map_or("", |(_, query)| query))
}

#[test]
fn operators_become_filters() {
    let asked = Asked::parse("q=router+tag:Wi-Fi+is:solved+%22is:unanswered+tag:x%22+tag:+is:odd&tag=wlan&tag=wlan");
    assert_eq!(asked.text, "router \"is:unanswered tag:x\" tag: is:odd");
    assert_eq!((asked.tags.join(" "), asked.state), ("wlan wi-fi".to_owned(), Some(State::Solved)));
    assert_eq!(typed("is:unanswered").state, Some(State::Open));
    assert_eq!(Asked::parse("tag=a&tag=b&tag=c&tag=d&tag=e&tag=f&tag=g").tags.len(), MOST);

    let asked = typed("USER:@Lena-V user:gunnar Is:Endorsed is:MINE product:\"Home Box\" LANG:DE");
    assert_eq!((asked.users.join(" ").as_str(), asked.text.as_str()), ("lena-v gunnar", ""));
    assert_eq!((asked.product.as_deref(), asked.lang.as_deref()), (Some("home box"), Some("de")));
    assert!(asked.endorsed && asked.mine && asked.is_narrowed());

    let asked = typed("drucker after:2026-3 before:2027 product:box");
    assert_eq!(asked.address(), "/search?q=drucker&product=box&after=2026-03&before=2027");
}

#[test]
fn what_is_typed_counts_more_than_what_was_chosen_before() {
    let asked = Asked::parse("q=lang:de+is:solved&lang=en&state=closed");
    assert_eq!((asked.lang.as_deref(), asked.state), (Some("de"), Some(State::Solved)));
}

#[test]
fn malformed_operators_are_words() {
    for text in [
        "lang:xx",
        "before:yesterday after:2026-13",
        "user:two$words user:\"a b\"",
        "tag:\"\" product:\"\" product:\" \"",
        "product:\"never closed",
        "product:\"Home\"Box",
        "is: is:is is:solved\"",
        "-tag:wlan :x tag: a:b https://kiez.example/tag:x",
        "„lang:de“ \"tag:a user:b\"",
    ] {
        assert_eq!(typed(text), Asked { text: text.to_owned(), ..Asked::default() });
    }
    assert_eq!(typed("a 24\" tag:screen is:solved").text, "a 24\"", "an inch opens no quote");
    assert_eq!(typed("tag:a tag:b tag:c tag:d tag:e tag:f").text, "tag:f", "one too many");
}

#[test]
fn nonsense_is_nothing() {
    let odd =
        "q=%FF%00a&state=x&lang=%3Cb%3E&sort=x&page=-1&page=99999999999999999999&product=&=&&x=y&after=x&user=%20";
    let asked = Asked::parse(odd);
    assert_eq!(asked, Asked { text: "\u{fffd}a".to_owned(), ..Asked::default() });
    assert_eq!(Asked::parse(&format!("q={}", "ä".repeat(900))).text.chars().count(), LONGEST);
    assert_eq!(Asked::parse("page=777").page, LAST_PAGE);
}

#[test]
fn an_address_is_read_as_it_was_written() {
    let address = "/search?q=c%2B%2B+%22a+b%22&tag=t%C3%BCr&user=lena&product=box&state=unanswered&lang=de\
                   &endorsed=1&mine=1&after=2026-03-01&before=2026-04&sort=votes&page=3";
    let asked = Asked::parse(address.split_once('?').map_or("", |(_, query)| query));
    assert_eq!(asked.address(), address);
    assert_eq!(asked.with(|a| a.tags.clear()).matches("page").count(), 0);
    assert_eq!(asked.widened().address(), "/search?q=c%2B%2B+%22a+b%22&sort=votes");
    assert_eq!(Asked::default().address(), "/search");
    assert!(!Asked::parse("q=a&sort=votes&page=2").is_narrowed());
}

/// Pieces of which malice and accidents are made. Chosen, not generated: a hundred thousand cases take seconds.
const PIECES: [&str; 48] = [
    "tag:",
    "user:",
    "product:",
    "lang:",
    "is:",
    "after:",
    "before:",
    "IS:",
    "x:",
    "-tag:",
    ":",
    "\"",
    "\"",
    "„",
    "“",
    " ",
    " ",
    " ",
    "  ",
    "\u{2028}",
    "\t",
    "\0",
    "solved",
    "mine",
    "endorsed",
    "2026-3-1",
    "2026",
    "de",
    "lena",
    "@Lena",
    "Home Box",
    "a",
    "ß",
    "İ",
    "ΑΣ",
    "-",
    ".",
    "&",
    "=",
    "%",
    "q=",
    "tag=",
    "product=",
    "user=",
    "page=9",
    "\u{202e}",
    "👩‍👩‍👧",
    "zehn mal so lang wie alles andere, damit die Grenze erreicht wird, an der ein Text abgeschnitten wird, mitten in: ",
];

fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&PIECES), 0..16).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_comes_back_from_its_address(text in pieces()) {
        for asked in [typed(&text), Asked::parse(&text)] {
            prop_assert_eq!(again(&asked), asked);
        }
    }
}
