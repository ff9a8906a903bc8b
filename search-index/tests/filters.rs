//! Filters and facets.

use search_index::{Document, Query, State};

use crate::support::{Bench, ask, english, ids, question};

fn bench() -> Bench {
    let tags = |tags: &[&str]| tags.iter().map(|tag| tag.to_string()).collect();
    Bench::with(&[
        Document {
            tags: tags(&["wlan", "mesh", "wlan"]),
            product: Some("router-x".into()),
            state: State::Solved,
            ..question(1, "Router funkt nicht", "")
        },
        Document {
            tags: tags(&["wlan"]),
            product: Some("router-y".into()),
            state: State::Answered,
            ..question(2, "Router langsam", "")
        },
        Document { tags: tags(&["smart-home"]), ..english(3, "Router and lamps", "") },
        Document { state: State::Closed, ..question(4, "Werbung", "") },
    ])
}

#[test]
fn each_filter_narrows() {
    let bench = bench();
    let with = |change: fn(&mut Query)| {
        let mut query = ask("Router");
        change(&mut query);
        let mut ids = ids(&bench.search(&query).unwrap());
        ids.sort();
        ids
    };
    assert_eq!(with(|_| ()), [1, 2, 3]);
    assert_eq!(with(|q| q.tags = vec!["wlan".into()]), [1, 2]);
    assert_eq!(with(|q| q.tags = vec!["wlan".into(), "mesh".into()]), [1]);
    assert_eq!(with(|q| q.tags = vec!["smart-home".into()]), [3]);
    assert_eq!(with(|q| q.tags = vec!["smart".into()]), [0; 0]);
    assert_eq!(with(|q| q.product = Some("router-y".into())), [2]);
    assert_eq!(with(|q| q.lang = Some("EN-us".into())), [3]);
    assert_eq!(with(|q| q.states = vec![State::Open, State::Solved]), [1, 3]);
    assert_eq!(with(|q| q.states = vec![State::Closed]), [0; 0]);
    assert_eq!(
        with(|q| {
            q.text.clear();
            q.states = vec![State::Closed]
        }),
        [4]
    );
}

#[test]
fn filters_do_not_change_the_score() {
    let bench = bench();
    let plain = bench.search(&ask("langsam")).unwrap().hits[0].score;
    let query = Query { tags: vec!["wlan".into()], states: vec![State::Answered], ..ask("langsam") };
    assert_eq!(bench.search(&query).unwrap().hits[0].score, plain);
    assert!(plain > 0.0);
}

#[test]
fn tags_are_found_by_word() {
    assert_eq!(bench().ids("mesh"), [1]);
    assert_eq!(bench().ids("smart home"), [3]);
}

#[test]
fn facets_count_all_hits() {
    let bench = bench();
    let facets = bench.search(&Query { limit: 1, ..ask("Router") }).unwrap().facets;
    let owned = |list: &[(&str, u64)]| list.iter().map(|(v, n)| (v.to_string(), *n)).collect::<Vec<_>>();
    let mut states = facets.states.clone();
    states.sort();
    assert_eq!(states, [(State::Open, 1), (State::Answered, 1), (State::Solved, 1)]);
    assert_eq!(facets.tags, owned(&[("wlan", 2), ("mesh", 1), ("smart-home", 1)]));
    assert_eq!(facets.products, owned(&[("router-x", 1), ("router-y", 1)]));
    assert_eq!(facets.langs, owned(&[("de", 2), ("en", 1)]));
}

#[test]
fn facets_show_ten_tags_and_nothing_of_nothing() {
    let docs: Vec<Document> = (1..=20)
        .map(|id| {
            let tags = (1..=id).map(|n| format!("t{n:02}")).collect();
            Document { tags, ..question(id, "Router", "") }
        })
        .collect();
    let bench = Bench::with(&docs);
    let tags = bench.search(&ask("router")).unwrap().facets.tags;
    assert_eq!(tags.len(), 10);
    assert_eq!(tags[0], ("t01".to_owned(), 20));
    assert_eq!(tags[9], ("t10".to_owned(), 11));
    assert_eq!(bench.search(&ask("Zebra")).unwrap().facets, Default::default());
    assert_eq!(Bench::with(&[]).search(&ask("")).unwrap(), Default::default());
}
