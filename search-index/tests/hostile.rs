//! Input that means harm, or nothing at all.

use proptest::prelude::*;
use search_index::{Document, Query, SimilarTo, Sort, State};

use crate::support::{Bench, answer, ask, question};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_may_be_put_and_asked(
        lang in prop_oneof![Just("de".to_owned()), Just("en".to_owned()), "\\PC{0,5}"],
        title in "(?s).{0,60}",
        body in "(?s).{0,400}",
        reply in "[a-zäöüßæ'’\u{300}-\u{30a}\u{ad}A-ZÄÖÜẞİΣ0-9 ]{0,200}",
        tag in "(?s).{0,10}",
        text in prop_oneof!["(?s).{0,80}", "[-\"a-zäö '“„*:()~^]{0,60}"],
    ) {
        let doc = Document {
            lang: lang.clone(),
            answers: vec![answer(1, &reply)],
            tags: vec![tag.clone()],
            product: Some(tag.clone()),
            ..question(1, &title, &body)
        };
        let bench = Bench::with(&[doc, question(2, "Router", "")]);
        for asked in [&text, &title, &reply, &body] {
            let query = Query { langs: vec![lang.clone(), "de".into()], ..ask(asked) };
            let found = bench.search(&query).unwrap();
            prop_assert!(found.total <= 2);
            prop_assert_eq!(found.hits.len(), found.total);
        }
        let narrow = Query { tags: vec![tag.clone()], product: Some(tag), lang: Some(lang.clone()), ..ask("") };
        bench.search(&narrow).unwrap();
        let to = SimilarTo { title: text, body, langs: vec![lang], exclude: Some(2), limit: usize::MAX, looks: usize::MAX };
        bench.similar(&to).unwrap();
    }
}

#[test]
fn extremes() {
    let huge = "Störung ".repeat(100_000);
    let mut doc = question(i64::MIN, &huge, &huge);
    doc.tags = vec!["t".repeat(200_000), String::new()];
    doc.score = i64::MIN;
    doc.asked_at = i64::MAX;
    let bench = Bench::with(&[doc, question(i64::MAX, "", "")]);
    assert_eq!(bench.documents(), 2);
    for sort in [Sort::Relevance, Sort::Newest, Sort::Votes] {
        let query = Query {
            sort,
            langs: vec!["de".into(); 1_000],
            states: State::ALL.repeat(100),
            limit: usize::MAX,
            ..ask(&huge)
        };
        assert_eq!(bench.search(&query).unwrap().hits[0].id, i64::MIN);
    }
    for text in [&"a ".repeat(10_000), &"\"".repeat(10_001), &"-".repeat(10_000), &"a\"-".repeat(9_999)] {
        bench.search(&ask(text)).unwrap();
    }
    let words: String = (0..10_000).map(|i| format!("\"w{i} x{i}\" -y{i} ")).collect();
    bench.search(&ask(&words)).unwrap();
    let to = SimilarTo { title: huge.clone(), body: huge, limit: 3, ..SimilarTo::default() };
    assert_eq!(bench.similar(&to).unwrap()[0].id, i64::MIN);
}
