//! What is found, and in which order.

use search_index::{AnswerText, Document, Query, Sort};

use crate::support::{Bench, answer, ask, english, ids, question};

#[test]
fn german_inflections_and_spellings_meet() {
    let bench = Bench::with(&[
        question(1, "Störungen im Netz", ""),
        question(2, "Straßenverteiler defekt", "Die Straße ist aufgerissen."),
        question(3, "Rechnung", ""),
    ]);
    for text in ["Störung", "stoerung", "STÖRUNGEN", "Storung", "Sto\u{308}rung", "störungen netz"] {
        assert_eq!(bench.ids(text), [1], "{text}");
    }
    for text in ["Strasse", "straße", "STRASSEN"] {
        assert_eq!(bench.ids(text), [2], "{text}");
    }
}

#[test]
fn english_inflections_meet() {
    let bench = Bench::with(&[english(1, "Connecting two routers", ""), english(2, "My bill", "")]);
    for text in ["connected router", "connection", "router's"] {
        assert_eq!(bench.ids(text), [1], "{text}");
    }
}

#[test]
fn answers_are_searched() {
    let mut doc = question(7, "Kein Internet", "Seit gestern geht nichts mehr.");
    doc.answers = vec![answer(70, "Hast du den Stecker geprüft?"), answer(71, "Der Splitter ist kaputt.")];
    let bench = Bench::with(&[doc, question(8, "Anderes", "Gar nichts.")]);
    let found = bench.search(&ask("Splitter")).unwrap();
    assert_eq!(ids(&found), [7]);
    assert_eq!(found.hits[0].answer_id, Some(71));
    assert!(found.hits[0].snippet.text().contains("Splitter"));
    assert_eq!(bench.search(&ask("gestern")).unwrap().hits[0].answer_id, None);
}

#[test]
fn title_before_tag_before_body_before_other_answers() {
    let filler = "Das Gerät steht im Flur und blinkt manchmal rot oder auch grün.";
    let in_answer = |id, accepted| AnswerText { accepted, ..answer(id, &format!("Mesh! {filler}")) };
    let bench = Bench::with(&[
        Document { answers: vec![in_answer(40, false)], ..question(4, filler, filler) },
        Document { answers: vec![in_answer(30, true)], ..question(3, filler, filler) },
        question(2, filler, &format!("Mesh! {filler}")),
        Document { tags: vec!["mesh".into()], ..question(5, filler, filler) },
        question(1, &format!("Mesh! {filler}"), filler),
    ]);
    let order = bench.ids("Mesh");
    assert_eq!(order[..2], [1, 5]);
    assert_eq!(order.last(), Some(&4), "{order:?}");
    assert_eq!(order.len(), 5);
}

#[test]
fn every_language_of_the_reader_is_searched() {
    let bench = Bench::with(&[
        question(1, "Router startet neu", ""),
        english(2, "Router keeps restarting", ""),
        Document { lang: "fr".into(), ..question(3, "Router ne démarre plus", "") },
        Document { lang: String::new(), ..question(4, "router E103", "") },
    ]);
    let with = |langs: &[&str], text: &str| {
        let langs = langs.iter().map(|lang| lang.to_string()).collect();
        let mut ids = ids(&bench.search(&Query { langs, ..ask(text) }).unwrap());
        ids.sort();
        ids
    };
    assert_eq!(with(&["de", "en"], "Router"), [1, 2, 3, 4]);
    assert_eq!(with(&["de-AT"], "Router"), [1, 3, 4]);
    assert_eq!(with(&["en"], "restart"), [2]);
    assert_eq!(with(&[], "restarts"), [2]);
    assert_eq!(with(&["fr"], "demarre"), [3]);
    assert_eq!(with(&["de"], "e103"), [4]);
}

#[test]
fn the_own_language_comes_first() {
    let bench = Bench::with(&[question(1, "Router Update", "x"), english(2, "Router Update", "x")]);
    assert_eq!(bench.ids("Router Update"), [1, 2]);
    let english_first = Query { langs: vec!["en".into(), "de".into()], ..ask("Router Update") };
    assert_eq!(ids(&bench.search(&english_first).unwrap()), [2, 1]);
}

#[test]
fn phrases_and_exclusions() {
    let bench = Bench::with(&[
        question(1, "Kein Internet", "Das Kabel ist neu."),
        question(2, "Internet geht", "Aber kein Telefon."),
        question(3, "Kein Internet mit Mesh", ""),
    ]);
    let sorted = |text| {
        let mut ids = bench.ids(text);
        ids.sort();
        ids
    };
    assert_eq!(sorted("\"kein Internet\""), [1, 3]);
    assert_eq!(sorted("\"kein Internet\" -Mesh"), [1]);
    assert_eq!(sorted("internet -\"kein internet\""), [2]);
    assert_eq!(sorted("-mesh"), [1, 2]);
    assert_eq!(sorted("\"kein Internet"), [1, 2, 3]);
}

/// The first thread with the phrase lies behind the first that is found, or there is none.
#[test]
fn a_phrase_left_out_lies_anywhere() {
    let bench = Bench::with(&[
        question(1, "Lampe blinkt", ""),
        question(2, "Router startet nicht", ""),
        question(3, "Router blinkt, startet, und Router bleibt", ""),
    ]);
    assert_eq!(bench.ids("-\"Router startet\""), [3, 1]);
    assert_eq!(bench.ids("blinkt -\"startet Router\"").len(), 2);
    assert_eq!(bench.ids("Router -\"Router bleibt\""), [2]);
}

#[test]
fn numbers_and_addresses_stay_together() {
    let bench = Bench::with(&[
        question(1, "Zugang", "Ich rufe http://192.168.1.1 auf."),
        question(2, "Zugang", "1 von 168 Paketen, 192 verloren."),
        question(3, "E-Mail", "Per E-Mail."),
    ]);
    assert_eq!(bench.ids("192.168.1.1"), [1]);
    assert_eq!(bench.ids("e-mail"), [3]);
}

#[test]
fn most_words_suffice_and_more_are_better() {
    let bench = Bench::with(&[
        question(1, "Router startet nicht nach Update", "Version 7"),
        question(2, "Router startet", "Nach dem Einschalten."),
        question(3, "Router", "Frage zur Farbe."),
    ]);
    assert_eq!(bench.ids("mein Router startet nach dem Update nicht").first(), Some(&1));
    assert_eq!(bench.ids("Router startet nicht"), [1, 2]);
    assert_eq!(bench.ids("Router Farbe"), [3]);
    assert_eq!(bench.ids("zur"), [3], "a stop word alone is a word");
}

#[test]
fn sorting_and_paging() {
    let docs: Vec<Document> =
        (1..=30).map(|id| Document { score: id % 3, ..question(id, "Router", &format!("Frage {id}")) }).collect();
    let bench = Bench::with(&docs);
    let page = |sort, offset| {
        let query = Query { sort, offset, limit: 4, ..ask("Router") };
        let found = bench.search(&query).unwrap();
        assert_eq!(found.total, 30);
        ids(&found)
    };
    assert_eq!(page(Sort::Newest, 0), [30, 29, 28, 27]);
    assert_eq!(page(Sort::Newest, 28), [2, 1]);
    assert_eq!(page(Sort::Votes, 0), [29, 26, 23, 20]);
    assert_eq!(page(Sort::Votes, 10), [28, 25, 22, 19]);
    assert_eq!(page(Sort::Relevance, 0), [29, 26, 23, 20], "equals: by votes, then the newer first");
    assert_eq!(page(Sort::Newest, usize::MAX), [0; 0]);
}

#[test]
fn no_text_lists_everything_that_passes() {
    let bench = Bench::with(&[question(1, "Alt", ""), english(2, "New", ""), question(3, "Neu", "")]);
    assert_eq!(bench.ids(""), [3, 2, 1]);
    assert_eq!(bench.ids(" \" - ?"), [3, 2, 1]);
    assert_eq!(bench.ids(&"x".repeat(400)), [0; 0], "an endless word is in no document");
    let none = bench.search(&Query { limit: 0, ..ask("") }).unwrap();
    assert_eq!((none.total, none.hits.len()), (3, 0));
}
