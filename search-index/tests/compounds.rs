//! Compounds: the gold list, and what a search makes of them.

use crate::support::{Bench, ask, ids, question};

/// Words of the gold list, each with its parts; a word that must stay whole has none.
fn gold() -> Vec<(&'static str, Vec<&'static str>)> {
    let lines = include_str!("gold/compounds.txt").lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let mut words = line.split_whitespace();
        (words.next().unwrap(), words.collect())
    };
    lines.map(read).collect()
}

/// A forum that has the parts of the list often, whole words often, compounds seldom, and words that lie in wait.
fn forum() -> Bench {
    let gold = gold();
    let traps = include_str!("gold/traps.txt").lines().filter(|line| !line.starts_with('#'));
    let traps: Vec<&str> = traps.flat_map(str::split_whitespace).collect();
    let compounds: Vec<&str> = gold.iter().filter(|(_, parts)| !parts.is_empty()).map(|(word, _)| *word).collect();
    let whole: Vec<&str> = gold.iter().filter(|(_, parts)| parts.is_empty()).map(|(word, _)| *word).collect();
    let parts: Vec<&str> = gold.iter().flat_map(|(_, parts)| parts.iter().copied()).collect();
    let often = [whole.join(" "), parts.join(" ")].join(" ");
    let texts = [often.clone(), often.clone(), often.clone(), often.clone(), traps.join(" "), compounds.join(" ")];
    let documents: Vec<_> = texts.iter().zip(1..).map(|(text, id)| question(id, "Wörter", text)).collect();
    Bench::with(&documents)
}

/// Whether a part was found as it stands in the list, perhaps with or without an ending.
fn same(found: &str, wanted: &str) -> bool {
    let wanted = wanted.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    (found.starts_with(&wanted) || wanted.starts_with(found)) && found.len().abs_diff(wanted.len()) <= 2
}

#[test]
fn the_gold_list() {
    let bench = forum();
    let (mut taken_apart, mut right, mut compounds, mut wrong) = (0, 0, 0, Vec::new());
    for (word, parts) in gold() {
        let found = bench.parts(word, "de").unwrap();
        let ok = found.len() == parts.len() && found.iter().zip(&parts).all(|(found, wanted)| same(found, wanted));
        compounds += usize::from(!parts.is_empty());
        taken_apart += usize::from(!found.is_empty());
        right += usize::from(ok && !parts.is_empty());
        if !ok {
            wrong.push(format!("{word}: {}", found.join("+")));
        }
    }
    let precision = f64::from(right as u32) / f64::from(taken_apart as u32);
    let recall = f64::from(right as u32) / f64::from(compounds as u32);
    println!("precision {precision:.3}, recall {recall:.3} of {compounds} compounds among {} words", gold().len());
    assert!(precision >= 0.97 && recall >= 0.95, "precision {precision:.3}, recall {recall:.3}\n{}", wrong.join("\n"));
}

#[test]
fn a_part_finds_the_compound() {
    let bench = Bench::with(&[
        question(1, "Wo finde ich die Vertretungsplanung?", "Sie war gestern noch da."),
        question(2, "Vertretung eintragen", "Geht das für morgen?"),
        question(3, "Planung der Ferien", "Wie plane ich das?"),
        question(4, "Automatik", "Ein Auto und eine Matik."),
    ]);
    let mut found = bench.ids("Vertretung");
    assert_eq!(found.remove(0), 2, "the word itself first");
    assert_eq!(found, [1]);
    assert_eq!(bench.ids("Planung"), [3, 1]);
    assert_eq!(bench.ids("Auto"), [4], "by the word; what only begins like it is no compound");
    let hits = bench.search(&ask("Vertretung")).unwrap().hits;
    let marked = hits[1].title.pieces().filter(|piece| piece.marked).map(|piece| piece.text);
    assert_eq!(marked.collect::<Vec<_>>(), ["Vertretungsplanung"]);
}

#[test]
fn a_compound_and_its_parts_find_each_other() {
    let bench = Bench::with(&[
        question(1, "Routerneustart hilft nicht", "Was nun?"),
        question(2, "Neustart des Routers", "Nach dem Update."),
        question(3, "Router im Keller", "Wo steht er am besten?"),
    ]);
    assert_eq!(bench.ids("Router Neustart"), [2, 1]);
    assert_eq!(bench.ids("Routerneustart"), [1, 2]);
    assert_eq!(bench.ids("Router-Neustart"), [2, 1]);
}

#[test]
fn only_where_the_language_makes_compounds() {
    let bench = Bench::with(&[question(1, "Neustart des Routers", ""), question(2, "Router", "Neustart")]);
    assert_eq!(bench.parts("Routerneustart", "de").unwrap(), ["router", "neustart"]);
    for lang in ["en", "fr", ""] {
        assert!(bench.parts("Routerneustart", lang).unwrap().is_empty(), "{lang}");
    }
    let english = search_index::Query { langs: vec!["en".into()], ..ask("Routerneustart") };
    assert_eq!(ids(&bench.search(&english).unwrap()), [0; 0]);
}
