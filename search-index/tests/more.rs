//! Synonyms, filters by people and time, completions, reasons, fingerprints, what near means.

use search_index::{Begun, Document, Query, State};

use crate::support::{Bench, answer, ask, english, ids, question};

fn groups(all: &[&[&str]]) -> Vec<Vec<String>> {
    all.iter().map(|group| group.iter().map(|term| (*term).to_owned()).collect()).collect()
}

#[test]
fn synonyms_find_each_other_at_once() {
    let bench = Bench::with(&[
        question(1, "WLAN geht nicht", ""),
        question(2, "WiFi ist langsam", ""),
        question(3, "Mein drahtloses Netz", "Es ist weg."),
    ]);
    assert_eq!(bench.ids("WLAN"), [1]);
    bench.set_synonyms(&groups(&[&["WLAN", "WiFi", "drahtloses Netz"]]));
    let found = bench.ids("WLAN");
    assert_eq!((found[0], found.len()), (1, 3), "the word itself first: {found:?}");
    assert_eq!(bench.ids("drahtloses Netz").first(), Some(&3));
    assert_eq!(bench.ids("drahtloses Netz").len(), 3);
    assert_eq!(bench.ids("wifi langsam").first(), Some(&2));
    assert_eq!(bench.ids("\"WLAN\""), [1], "what is quoted is meant as it stands");
    bench.set_synonyms(&[]);
    assert_eq!(bench.ids("WLAN"), [1]);
}

#[test]
fn people_endorsement_and_time() {
    let endorsed = search_index::AnswerText { endorsed: true, ..answer(9, "So geht es.") };
    let bench = Bench::with(&[
        Document { people: vec![7, 8], answers: vec![endorsed], ..question(1_000, "Router", "") },
        Document { people: vec![7], ..question(2_000, "Router", "") },
        Document { people: vec![9], ..question(3_000, "Router", "") },
    ]);
    let with = |query: Query| ids(&bench.search(&Query { limit: 10, ..query }).unwrap());
    assert_eq!(with(Query { people: vec![7], ..ask("") }), [2_000, 1_000]);
    assert_eq!(with(Query { people: vec![7, 8], ..ask("router") }), [1_000]);
    assert_eq!(with(Query { people: vec![70], ..ask("router") }), [0; 0]);
    assert_eq!(with(Query { endorsed: true, ..ask("") }), [1_000]);
    assert_eq!(with(Query { after: Some(2_000), ..ask("") }), [3_000, 2_000]);
    assert_eq!(with(Query { before: Some(2_000), ..ask("") }), [1_000]);
    assert_eq!(with(Query { after: Some(1_001), before: Some(3_000), ..ask("router") }), [2_000]);
    assert_eq!(with(Query { after: Some(i64::MAX), before: Some(i64::MIN), ..ask("") }), [0; 0]);
}

#[test]
fn better_and_newer_ones_first_gently() {
    let day = 86_400_000_000;
    let bench = Bench::with(&[
        Document { active_at: 1_000 * day, ..question(1, "Router blinkt rot", "") },
        Document { active_at: 2_000 * day, ..question(2, "Router blinkt rot", "") },
        Document { score: 40, active_at: 1_000 * day, ..question(3, "Router blinkt rot", "") },
        Document { state: State::Solved, score: 40, active_at: 2_000 * day, ..question(4, "Router blinkt rot", "") },
        Document { state: State::Solved, score: 900, active_at: 2_000 * day, ..question(5, "Router blinkt", "") },
    ]);
    let query = Query { now: Some(2_000 * day), ..ask("Router blinkt rot") };
    assert_eq!(ids(&bench.search(&query).unwrap()), [4, 3, 2, 1, 5]);
}

#[test]
fn every_reason_adds_up() {
    let bench = Bench::with(&[
        Document { score: 5, state: State::Solved, ..question(1, "Router startet nicht", "Der Router bleibt dunkel.") },
        question(2, "Der Router", "Er startet."),
    ]);
    let query = Query { now: Some(1), ..ask("Router startet nicht heute") };
    let hit = &bench.search(&query).unwrap().hits[0];
    let why = bench.explain(&query, hit.id).unwrap().unwrap();
    let sum: f32 = why.factors.iter().map(|factor| factor.adds).sum();
    assert!((why.score - hit.score).abs() < 0.01 && (sum - why.score).abs() < 0.05, "{why:?} {}", hit.score);
    let names: Vec<&str> = why.factors.iter().map(|factor| factor.name).collect();
    for name in ["words", "closeness", "votes", "solved", "freshness"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert_eq!(bench.explain(&query, 99).unwrap(), None);
    assert_eq!(bench.explain(&ask(""), 1).unwrap(), None);
}

fn completed(bench: &Bench, text: &str) -> Vec<i64> {
    let begun = Begun { text: text.into(), langs: vec!["de".into(), "en".into()], limit: 5 };
    bench.complete(&begun).unwrap().into_iter().map(|one| one.id).collect()
}

#[test]
fn titles_are_completed() {
    let bench = Bench::with(&[
        question(1, "Router startet nicht", ""),
        Document { state: State::Solved, ..question(2, "Wo steht der Router?", "") },
        Document { score: 9, ..question(3, "Routenplaner", "") },
        english(4, "Router restarts", ""),
        Document { state: State::Closed, score: 50, ..question(5, "Router alt", "") },
        question(6, "Störung", ""),
    ]);
    assert_eq!(completed(&bench, "ro"), [2, 3, 1, 5, 4]);
    assert_eq!(completed(&bench, "router sta"), [1]);
    assert_eq!(completed(&bench, "sta ROUTER"), [1]);
    assert_eq!(completed(&bench, "stoe"), [6]);
    assert_eq!(completed(&bench, "Stö"), [6]);
    assert_eq!(completed(&bench, "der router"), [2]);
    assert_eq!(completed(&bench, "r"), [0; 0]);
    assert_eq!(completed(&bench, "\" - !"), [0; 0]);
    assert_eq!(completed(&bench, &"x".repeat(5_000)), [0; 0]);
    let one = bench.complete(&Begun { text: "rou".into(), langs: vec!["en".into()], limit: 1 }).unwrap().remove(0);
    let marked: Vec<(&str, bool)> = one.title.pieces().map(|piece| (piece.text, piece.marked)).collect();
    assert_eq!(marked, [("Router", true), (" restarts", false)]);
}

#[test]
fn the_same_title_is_offered_once_and_what_has_gone_is_not() {
    let bench = Bench::with(&[question(1, "Router", ""), question(2, "Router", ""), question(3, "Routen", "")]);
    assert_eq!(completed(&bench, "rou").len(), 2);
    bench.remove(3).unwrap();
    bench.commit(2).unwrap();
    assert_eq!(completed(&bench, "route").len(), 1);
}

#[test]
fn fingerprints_tell_what_is_there() {
    let documents: Vec<_> = (1..=9).map(|id| question(id, "Router", &format!("Frage {id}"))).collect();
    let bench = Bench::with(&documents);
    bench.remove(4).unwrap();
    bench.put(&question(7, "Router", "anders")).unwrap();
    bench.commit(2).unwrap();
    let first = bench.fingerprints(0, 5).unwrap();
    assert_eq!(first.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 2, 3, 5, 6]);
    let rest = bench.fingerprints(6, 5).unwrap();
    assert_eq!(rest.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [7, 8, 9]);
    assert_eq!(first[0].1, documents[0].fingerprint());
    assert_ne!(rest[0].1, documents[6].fingerprint());
    assert_eq!(rest[0].1, question(7, "Router", "anders").fingerprint());
    assert!(bench.fingerprints(9, 5).unwrap().is_empty());
}

#[test]
fn nothing_has_all_words_some_have_some() {
    let bench = Bench::with(&[question(1, "Router im Keller", ""), question(2, "Lampe im Flur", "")]);
    let found = bench.search(&ask("Router Lampe")).unwrap();
    assert!(found.near);
    assert_eq!(found.total, 2);
    let found = bench.search(&ask("\"Keller Router\"")).unwrap();
    assert!(found.near && ids(&found) == [1]);
    assert!(!bench.search(&ask("Router Keller")).unwrap().near);
    assert!(!bench.search(&ask("Xylophon Geige")).unwrap().near);
}

#[test]
fn well_voted_answers_weigh_more() {
    let filler = "Das Gerät steht im Flur und blinkt manchmal.";
    let voted = search_index::AnswerText { score: 3, ..answer(9, "Mesh hilft.") };
    let bench = Bench::with(&[
        Document { answers: vec![voted], ..question(1, filler, filler) },
        Document { answers: vec![answer(8, "Mesh hilft.")], ..question(2, filler, filler) },
    ]);
    assert_eq!(bench.ids("Mesh"), [1, 2]);
}
