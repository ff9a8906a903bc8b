//! Snippets mark what was found and never lose a character.

use proptest::prelude::*;
use search_index::{Document, Snippet};

use crate::support::{Bench, answer, ask, question};

fn marked(snippet: &Snippet) -> Vec<&str> {
    snippet.pieces().filter(|piece| piece.marked).map(|piece| piece.text).collect()
}

/// The passage without the signs for what lies beyond.
fn bare(snippet: &Snippet) -> String {
    let text = snippet.text();
    let text = text.strip_prefix("… ").unwrap_or(text);
    text.strip_suffix(" …").unwrap_or(text).to_owned()
}

#[test]
fn words_are_marked_as_they_were_written() {
    let body = "Bei uns gibt es <b>STÖRUNGEN</b> & Sto\u{308}rung, auch „Stoerung“.";
    let bench = Bench::with(&[question(1, "Störungen?", body)]);
    let hit = &bench.search(&ask("störung")).unwrap().hits[0];
    assert_eq!(marked(&hit.title), ["Störungen"]);
    assert_eq!(hit.title.text(), "Störungen?");
    assert_eq!(marked(&hit.snippet), ["STÖRUNGEN", "Sto\u{308}rung", "Stoerung"]);
    assert_eq!(hit.snippet.text(), body);
}

#[test]
fn spelled_out_umlauts_are_marked_at_the_beginning_too() {
    let bench = Bench::with(&[question(1, "Übertragung, Uebertragung", "Öffnen oder oeffnen, aendern oder Ändern.")]);
    let hit = &bench.search(&ask("uebertragung öffnen ändern")).unwrap().hits[0];
    assert_eq!(marked(&hit.title), ["Übertragung", "Uebertragung"]);
    assert_eq!(marked(&hit.snippet), ["Öffnen", "oeffnen", "aendern", "Ändern"]);
}

#[test]
fn stop_words_are_marked_only_in_quotes() {
    let bench = Bench::with(&[question(1, "x", "Ist der Router in der Wand?")]);
    let hit = &bench.search(&ask("der Router")).unwrap().hits[0];
    assert_eq!(marked(&hit.snippet), ["Router"]);
    let hit = &bench.search(&ask("\"in der Wand\"")).unwrap().hits[0];
    assert_eq!(marked(&hit.snippet), ["der", "in", "der", "Wand"]);
}

#[test]
fn the_passage_with_the_most_words_is_shown() {
    let filler = "Dies und jenes steht hier ausführlich beschrieben. ".repeat(20);
    let body = format!("Router. {filler}Der Router verliert das Mesh. {filler}");
    let bench = Bench::with(&[question(1, "x", &body)]);
    let hit = &bench.search(&ask("Router Mesh")).unwrap().hits[0];
    assert_eq!(marked(&hit.snippet), ["Router", "Mesh"]);
    let text = hit.snippet.text();
    assert!(text.starts_with("… ") && text.ends_with(" …"), "{text}");
    assert!(text.len() < 260, "{}", text.len());
    assert!(body.contains(&bare(&hit.snippet)));
}

#[test]
fn without_a_mark_the_body_begins() {
    let body = "Anfang der Frage. ".repeat(50);
    let doc = Document { answers: vec![answer(9, "Eine Antwort.")], ..question(1, "Mesh", &body) };
    let bench = Bench::with(&[doc]);
    let hit = &bench.search(&ask("mesh")).unwrap().hits[0];
    assert!(hit.snippet.text().starts_with("Anfang der Frage."));
    assert!(hit.snippet.text().ends_with(" …"));
    assert_eq!((marked(&hit.snippet).len(), hit.answer_id), (0, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the text: the title comes back whole, and a passage is a stretch of its source.
    #[test]
    fn nothing_is_lost(
        before in "\\PC{0,300}",
        after in "(?s).{0,300}",
        title in "(?s).{0,80}",
    ) {
        let body = format!("{before} Mesh {after}");
        let title = format!("{title} mesh");
        let bench = Bench::with(&[question(1, &title, &body)]);
        let found = bench.search(&ask("Mesh")).unwrap();
        prop_assert_eq!(found.hits.len(), 1);
        let hit = &found.hits[0];
        prop_assert_eq!(hit.title.text(), title);
        prop_assert!(body.contains(&bare(&hit.snippet)) || body == hit.snippet.text());
        prop_assert!(marked(&hit.snippet).iter().any(|text| text.eq_ignore_ascii_case("mesh")));
    }
}
