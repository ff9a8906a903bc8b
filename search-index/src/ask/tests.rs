//! How typed text is read.

use proptest::prelude::*;

use super::compose::Marks;
use super::parse::{Clause, Kind, parse};
use super::snippet::{self, Reader};
use crate::analysis::{Analysers, Lang};
use crate::schema::Stored;

fn read(text: &str) -> Vec<String> {
    let sign = |kind| match kind {
        Kind::Word => "",
        Kind::Quoted => "=",
        Kind::Excluded => "-",
    };
    parse(text).into_iter().map(|c| format!("{}{}", sign(c.kind), c.text)).collect()
}

#[test]
fn words_phrases_and_exclusions() {
    assert_eq!(read("Router startet  nicht"), ["router", "startet", "nicht"]);
    assert_eq!(read("\"kein Internet\" -Mesh"), ["=kein internet", "-mesh"]);
    assert_eq!(read("„kein Internet“ a"), ["=kein internet", "a"]);
    assert_eq!(read("-\"alte Box\" neu"), ["-alte box", "neu"]);
    assert_eq!(read("wlan wlan WLAN"), ["wlan"]);
}

#[test]
fn joined_words() {
    assert_eq!(read("WLAN-Router"), ["wlan", "router"]);
    assert_eq!(read("192.168.1.1 E-Mail FB-7590"), ["192.168.1.1", "e-mail", "fb-7590"]);
    assert_eq!(read("geht's FRITZ!Box?"), ["geht's", "fritz", "box"]);
}

#[test]
fn malformed_is_just_words() {
    assert_eq!(read("\"kein Internet"), ["kein", "internet"]);
    assert_eq!(read("-\"kein Internet"), ["kein", "internet"]);
    assert_eq!(read("a\"b c"), ["a", "b", "c"]);
    assert_eq!(read("- -- --x \"\" \" \" AND (tag: *"), ["x", "and", "tag"]);
    assert!(read(" \" - „ ?! ").is_empty());
}

#[test]
fn long_input_is_capped() {
    let many: String = (0..2_000).map(|i| format!("w{i} ")).collect();
    assert_eq!(parse(&many).len(), 32);
    assert!(parse(&"ä".repeat(100_000)).is_empty());
    assert_eq!(parse(&format!("{}x", "\"-".repeat(100_000))).len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in prop_oneof!["(?s).{0,20}", "[-\"a-zäö '“„»*:()~^\u{300}]{0,40}"]) {
        let clauses = parse(&text);
        prop_assert!(clauses.len() <= 32);
        let letters = |clause: &Clause| clause.text.chars().any(char::is_alphanumeric);
        prop_assert!(clauses.iter().all(letters), "{clauses:?}");
        let shorter = |clause: &Clause| clause.text.len() <= text.to_lowercase().len();
        prop_assert!(clauses.iter().all(shorter), "{clauses:?}");
    }

    #[test]
    fn a_snippet_is_the_text_or_a_stretch_of_it(
        text in "[a-däöüßÄÖÜ<& \u{300}\u{308}\u{ad}]{0,24}|(?s).{0,8}",
        sought in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    ) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut analysers = Analysers::new();
        let lang = Lang::of("de");
        let sought = sought.iter().map(|at| at.get(&words));
        let marks: Marks = sought.flat_map(|word| analysers.words(lang, word)).map(|word| (lang, word)).collect();
        let mut reader = Reader::new(&marks, &mut analysers);
        let whole = snippet::whole(&mut reader, lang, &text);
        prop_assert_eq!(whole.text(), text.as_str());
        prop_assert_eq!(whole.pieces().any(|piece| piece.marked), !marks.is_empty());
        let stored = Stored { body: text.clone(), ..Stored::default() };
        let (passage, answer) = snippet::best(&mut reader, lang, &stored);
        prop_assert_eq!(answer, None);
        let bare = passage.text();
        let bare = bare.strip_prefix("… ").filter(|rest| text.contains(rest.trim_end_matches(" …"))).unwrap_or(bare);
        prop_assert!(text.contains(bare) || text.contains(bare.trim_end_matches(" …")), "{bare:?} of {text:?}");
    }
}
