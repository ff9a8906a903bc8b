//! A new index from the tables: equal to the one that was fed, and missing nothing that happens meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};

use kiez::search::{Found, Mended, rebuild};
use kiez::threads::accept;
use kiez::threads::kinds::{HideReason, Status};
use kiez::threads::raw::{RawQuestion, insert_question};

use super::town::{Running, Town};
use crate::support::{START, on_both};

/// What a search says, without what may differ between two indexes of the same content.
fn gist(found: &Found) -> (usize, Vec<(i64, String)>, String) {
    let mut hits: Vec<_> = found.hits.iter().map(|hit| (hit.question.id, hit.snippet.text().to_owned())).collect();
    hits.sort();
    (found.total, hits, format!("{:?}", found.facets))
}

#[test]
fn a_new_index_equals_the_one_that_was_fed() {
    on_both(|db| {
        let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let (town, fed) = (Town::new(&db), Running::start(&db, folders[0].path()));
        let box_ = town.product("tannbox", "TannBox");
        for n in 0..30 {
            let lang = if n % 3 == 0 { "en" } else { "de" };
            let product = (n % 2 == 0).then_some(box_);
            let title = format!("Router question number {n}");
            let id = town.ask_in(lang, &title, "Der Router ist langsam.", &["wlan", ["a", "b"][n % 2]], product);
            if n % 4 == 0 {
                let answer = town.answer(id, "Ein Neustart des Routers hilft.");
                if n % 8 == 0 {
                    town.act(&town.asker, move |tx, a, r, now| accept::accept(tx, a, answer, r, now));
                }
            }
            if n % 10 == 9 {
                town.act(&town.admin, move |tx, a, r, now| {
                    kiez::threads::hide::hide(tx, a, id, HideReason::Spam, r, now)
                });
            }
        }
        let queries = [
            "q=router&sort=newest",
            "",
            "q=neustart&sort=newest",
            "tag=wlan&state=solved",
            "product=tannbox",
            "lang=en&page=2",
        ];
        let before = queries.map(|query| gist(&fed.find(query)));
        let mut told = Vec::new();
        let documents = rebuild(&db, folders[1].path(), &mut |done, total| told.push((done, total)));
        assert_eq!((documents.expect("a rebuild"), told), (27, vec![(0, 27), (27, 27)]));
        let made = Running::start(&db, folders[1].path());
        assert_eq!(queries.map(|query| gist(&made.find(query))), before);
        for search in [&fed, &made] {
            assert_eq!(search.service.sweep().expect("a sweep"), Mended::default());
        }
        assert_eq!(before[0].0, 27);
        assert!(before[4].0 > 0 && before[4].0 < 27 && before[3].0 == 4, "{before:?}");
    });
}

#[test]
fn nothing_that_happens_meanwhile_is_missed() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let first = town.ask("Frage eins zum Rauchmelder", "Er piept die ganze Nacht.", &[]);
        let hidden = town.ask("Frage zwei zum Rauchmelder", "Er piept laut.", &[]);
        let (asked, mut third) = (AtomicBool::new(false), 0);
        let documents = rebuild(&db, folder.path(), &mut |done, _| {
            // Everything has been read by now, but nothing has been kept.
            if done == 2 && !asked.swap(true, Ordering::Relaxed) {
                third = town.ask("Frage drei zum Rauchmelder", "Er schweigt.", &[]);
                town.act(&town.admin, move |tx, a, r, now| {
                    kiez::threads::hide::hide(tx, a, hidden, HideReason::Spam, r, now)
                });
            }
        });
        assert_eq!(documents.expect("a rebuild"), 2);
        let search = Running::start(&db, folder.path());
        assert_eq!(search.ids("q=Rauchmelder&sort=newest"), [third, first]);
    });
}

#[test]
fn threads_from_elsewhere_are_found_after_a_rebuild() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let author_id = town.asker.id;
        let count = 1_203;
        town.act(&town.admin, move |tx, _, _, _| {
            for n in 0..count {
                let question = RawQuestion {
                    author_id,
                    title: format!("Alte Frage {n}"),
                    body: "alt".to_owned(),
                    html: "<p>alt &amp; <b>gut</b></p>".to_owned(),
                    lang: "de".to_owned(),
                    product_id: None,
                    category_id: None,
                    tags: Vec::new(),
                    created_at: START,
                    edited_at: None,
                    status: if n == 7 { Status::Deleted } else { Status::Visible },
                    up: 0,
                    down: 0,
                    imported_score: n,
                    views: 0,
                    also_count: 0,
                    closed: None,
                    duplicate_of: None,
                };
                insert_question(tx.conn(), &question)?;
            }
            Ok(())
        });
        assert_eq!(rebuild(&db, folder.path(), &mut |_, _| {}).expect("a rebuild"), 1_202);
        let search = Running::start(&db, folder.path());
        let found = search.find("q=gut&sort=votes");
        assert_eq!((found.total, found.more), (1_202, true));
        assert_eq!(found.hits[0].snippet.text(), "alt & gut");
    });
}
