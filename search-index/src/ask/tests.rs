//! How typed text is read.

use super::parse::{Kind, parse};

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
