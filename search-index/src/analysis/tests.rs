//! The table of what becomes of words.

use super::*;

fn words(lang: Lang, text: &str) -> Vec<String> {
    Analysers::new().words(lang, text)
}

/// All words of a row come out as one and the same.
fn meet(lang: Lang, row: &[&str]) {
    let all: Vec<_> = row.iter().map(|word| words(lang, word)).collect();
    assert_eq!(all[0].len(), 1, "{row:?}: {all:?}");
    assert!(all.iter().all(|one| *one == all[0]), "{row:?}: {all:?}");
}

/// No two words of a row come out the same.
fn differ(lang: Lang, row: &[&str]) {
    let mut all: Vec<_> = row.iter().map(|word| words(lang, word)).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), row.len(), "{row:?}: {all:?}");
}

#[test]
fn german() {
    for row in [
        &["Störung", "störungen", "Stoerung", "Stoerungen", "STÖRUNG", "Sto\u{308}rung", "Storung"][..],
        &["Straße", "Strasse", "STRASSE", "STRAẞE", "Straßen"],
        &["Gerät", "Geräte", "Geraete", "Geräten"],
        &["Anschluss", "Anschluß", "Anschlüsse", "Anschluesse"],
        &["Router", "Routers", "Routern"],
        &["schnell", "schnelle", "schnelles", "schnelleren"],
        &["Über", "ueber", "über"],
        &["neu", "neue", "neues", "neuen"],
        &["Quelle", "Quellen"],
        &["Café", "Cafe", "Cafe\u{301}"],
        &["verfügbar", "verfuegbare", "verfügbaren"],
    ] {
        meet(Lang::of("de"), row);
    }
    differ(Lang::of("de"), &["Störung", "Steuerung", "Stromausfall", "Strom", "Router"]);
}

#[test]
fn english() {
    for row in [
        &["router", "routers", "Router's", "router’s"][..],
        &["connect", "connected", "connecting", "connection", "connections"],
        &["installing", "installed", "install", "INSTALLS"],
        &["battery", "batteries"],
        &["naïve", "naive"],
        &["Müller", "Mueller", "Mu\u{308}ller"],
    ] {
        meet(Lang::of("en"), row);
    }
    differ(Lang::of("en"), &["connect", "contact", "router", "route map".split(' ').next().unwrap()]);
}

#[test]
fn other_languages_are_folded_not_stemmed() {
    meet(Lang::OTHER, &["réseau", "Reseau", "RÉSEAU", "re\u{301}seau"]);
    meet(Lang::OTHER, &["Störung", "stoerung"]);
    differ(Lang::OTHER, &["router", "routers"]);
    assert_eq!(words(Lang::OTHER, "Łódź æther smørrebrød"), ["lodz", "aether", "smorrebrod"]);
    assert_eq!(words(Lang::OTHER, "маршрутизатор Не работает"), ["маршрутизатор", "не", "работает"]);
}

#[test]
fn words_are_cut_where_people_expect() {
    assert_eq!(words(Lang::OTHER, "FRITZ!Box 7590-AX, v2.1"), ["fritz", "box", "7590", "ax", "v2", "1"]);
    assert_eq!(words(Lang::OTHER, "don't 'quoted' rock'"), ["don't", "quoted", "rock"]);
    assert_eq!(words(Lang::OTHER, "soft\u{ad}hy\u{200b}phen"), ["softhyphen"]);
    assert_eq!(words(Lang::of("de"), ""), [""; 0]);
    assert_eq!(words(Lang::of("de"), "!? – … \u{308}"), [""; 0]);
    assert_eq!(words(Lang::of("de"), &"x".repeat(5_000)), [""; 0]);
    assert_eq!(words(Lang::OTHER, &format!("a {} b", "y".repeat(500))), ["a", "b"]);
}

#[test]
fn language_codes() {
    assert_eq!([Lang::of("de"), Lang::of("DE-at"), Lang::of("de_CH")], [Lang::of("de"); 3]);
    assert_eq!([Lang::of("en-GB"), Lang::of(" en ")], [Lang::of("en"); 2]);
    assert_eq!([Lang::of(""), Lang::of("-"), Lang::of("fr"), Lang::of("deutsch")], [Lang::OTHER; 4]);
}

#[test]
fn stop_words() {
    for word in ["Für", "fuer", "DIE", "können"] {
        assert!(is_stop_word(Lang::of("de"), word), "{word}");
    }
    for word in ["nicht", "Router", "die Box", ""] {
        assert!(!is_stop_word(Lang::of("de"), word), "{word}");
    }
    assert!(is_stop_word(Lang::of("en"), "The") && !is_stop_word(Lang::of("en"), "die"));
}
