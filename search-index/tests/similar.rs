//! Similar questions.

use search_index::{Document, Index, SimilarTo, State};

use crate::support::{Bench, answer, english, question};

fn to(title: &str, body: &str) -> SimilarTo {
    let langs = vec!["de".to_owned(), "en".to_owned()];
    SimilarTo { title: title.into(), body: body.into(), langs, exclude: None, limit: 5, looks: 0 }
}

fn ids(index: &Index, to: &SimilarTo) -> Vec<i64> {
    index.similar(to).unwrap().iter().map(|similar| similar.id).collect()
}

fn forum() -> Bench {
    let state = |state, doc| Document { state, ..doc };
    Bench::with(&[
        state(State::Open, question(1, "Router startet nach Update nicht", "Die Lampe blinkt rot.")),
        state(State::Solved, question(2, "Router startet nicht nach dem Update", "Lampe bleibt aus.")),
        state(State::Solved, question(3, "Rechnung zu hoch", "Bitte den Router abbuchen.")),
        state(State::Closed, question(4, "Router startet nach Update nicht mehr", "Siehe oben.")),
        state(State::Answered, english(5, "Where is my invoice", "I cannot find it.")),
        question(6, "Telefon knackt", "Beim Sprechen."),
    ])
}

#[test]
fn solved_ones_come_first_among_comparable_ones() {
    let forum = forum();
    let found = forum.similar(&to("Mein Router startet seit dem Update nicht", "")).unwrap();
    let ids: Vec<i64> = found.iter().map(|similar| similar.id).collect();
    assert_eq!(ids, [2, 1, 4], "{found:?}");
    assert_eq!(found[0].state, State::Solved);
    assert_eq!(found[0].title, "Router startet nicht nach dem Update");
    assert!(found.iter().all(|similar| similar.likeness > 0.0 && similar.likeness <= 1.0));
}

#[test]
fn itself_is_left_out() {
    let forum = forum();
    let this = SimilarTo { exclude: Some(2), ..to("Router startet nicht nach dem Update", "") };
    assert!(!ids(&forum, &this).contains(&2));
    let one = SimilarTo { limit: 1, ..this };
    assert_eq!(ids(&forum, &one), [1]);
    assert_eq!(ids(&forum, &SimilarTo { limit: 0, ..one }), [0; 0]);
}

#[test]
fn the_body_helps() {
    let mut docs: Vec<Document> =
        (10..40).map(|id| question(id, "Allgemeine Frage", "Wie geht das hier eigentlich?")).collect();
    docs.push(question(1, "Allgemeine Frage", "Meine Waschmaschine meldet Thermostat und Zigbee."));
    let bench = Bench::with(&docs);
    assert_eq!(ids(&bench, &to("Frage", "Der Thermostat findet Zigbee nicht."))[0], 1);
    assert_eq!(ids(&bench, &to("", "Zigbee"))[0], 1);
}

#[test]
fn answers_count_too() {
    let doc = Document { answers: vec![answer(9, "Der Splitter war es.")], ..question(1, "DSL", "tot") };
    assert_eq!(ids(&Bench::with(&[doc]), &to("Splitter defekt?", "")), [1]);
}

#[test]
fn nothing_said_finds_nothing() {
    let forum = forum();
    for title in ["", "der die das", "?!", "Zebra"] {
        assert_eq!(ids(&forum, &to(title, "")), [0; 0], "{title}");
    }
    assert_eq!(ids(&Bench::with(&[]), &to("Router", "Router")), [0; 0]);
}
