//! What stands beside a question: kept in a table in time, shown from there without a look into the index.

use diesel::prelude::*;
use kiez::ground::db::Db;
use kiez::ground::refusal::Refusal;
use kiez::search::Service;
use kiez::search::tables::search_similar;
use kiez::threads::kinds::{HideReason, State};
use kiez::threads::retitle::{Retitle, retitle};
use kiez::threads::similar::{SimilarQuestion, Wanted};
use kiez::threads::{accept, hide};

use super::town::{Running, Town, until, wait};
use crate::support::{Database, Forum, clock, on_both};

const TITLE: &str = "Der Router startet nach dem Update nicht";

fn beside(service: &Service, question: i64, title: &str) -> Vec<SimilarQuestion> {
    let (title, langs) = (title.to_owned(), vec!["de".to_owned()]);
    let wanted = Wanted { title, body: String::new(), langs, exclude: Some(question), limit: 5, beside: true };
    wait(service.finder().find(wanted))
}

fn ids(found: &[SimilarQuestion]) -> Vec<i64> {
    found.iter().map(|one| one.id).collect()
}

/// The list as it is kept, as JSON.
fn kept(db: &Db, question: i64) -> Option<String> {
    db.read_blocking(move |conn| {
        Ok::<_, Refusal>(search_similar::table.find(question).select(search_similar::ids).first(conn).optional()?)
    })
    .expect("the list")
}

#[test]
fn it_is_kept_in_time_and_shows_what_may_be_seen_now() {
    on_both(|db| {
        let (town, folder, nothing) = (Town::new(&db), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let question = town.ask(TITLE, "Seit gestern.", &["router"]);
        let like = town.ask("Mein Router startet nicht mehr", "Er blinkt nur.", &["router"]);
        town.ask("Rechnung vom März fehlt", "Wo ist sie?", &["rechnung"]);
        let answer = town.answer(like, "Zieh den **Stecker**, warte zehn Sekunden, steck ihn wieder ein.");
        town.act(&town.asker, move |tx, a, r, now| accept::accept(tx, a, answer, r, now));

        let running = Running::start(&db, folder.path());
        assert_eq!(running.ids("q=router").len(), 2, "the index has come up");
        until("both lists are kept", || {
            kept(&db, question) == Some(format!("[{like}]")) && kept(&db, like) == Some(format!("[{question}]"))
        });
        drop(running.end());

        // No index from here on: what is found is in the table.
        let service = Service::open(db.clone(), clock(), nothing.path());
        let found = beside(&service, question, TITLE);
        assert_eq!((ids(&found), found[0].state), (vec![like], State::Solved));
        assert_eq!(found[0].excerpt, "Zieh den Stecker, warte zehn Sekunden, steck ihn wieder ein.");
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, answer, HideReason::Spam, r, now));
        assert_eq!(beside(&service, question, TITLE)[0].excerpt, "", "the solution is hidden");
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, like, HideReason::Spam, r, now));
        assert_eq!(beside(&service, question, TITLE), [], "the question is hidden");
    });
}

#[test]
fn another_title_and_a_list_that_has_had_its_time_are_looked_up_anew() {
    on_both(|db| {
        let (town, folder, nothing) = (Town::new(&db), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let question = town.ask(TITLE, "Seit gestern.", &["router"]);
        let router = town.ask("Mein Router startet nicht mehr", "Er blinkt nur.", &["router"]);
        let bill = town.ask("Rechnung vom März fehlt", "Wo ist sie?", &["rechnung"]);
        let running = Running::start(&db, folder.path());
        until("the list is kept", || kept(&db, question) == Some(format!("[{router}]")));
        drop(running.end());

        let title = "Die Rechnung vom April fehlt auch".to_owned();
        let wish = Retitle { question_id: question, base: 1, title: title.clone(), reason: "Another thing".to_owned() };
        town.act(&town.admin, move |tx, a, r, now| retitle(tx, a, &wish, r, now));
        let service = Service::open(db.clone(), clock(), nothing.path());
        assert_eq!(beside(&service, question, &title), [], "a list of the former title is of no use");
        drop(service);
        db.write_blocking(move |tx| {
            let had_its_time = (search_similar::ids.eq("[]"), search_similar::due_at.eq(0));
            diesel::update(search_similar::table.find(router)).set(had_its_time).execute(tx.conn())?;
            Ok::<_, Refusal>(())
        })
        .expect("an old list");
        let running = Running::start(&db, folder.path());
        until("the new title's list is kept", || kept(&db, question) == Some(format!("[{bill}]")));
        until("the old list is renewed", || kept(&db, router).is_some_and(|list| list != "[]"));
        until("it is shown", || ids(&beside(&running.service, question, &title)) == [bill]);
    });
}

#[test]
fn nothing_is_looked_up_in_an_index_that_lags_behind() {
    on_both(|db| {
        let (town, folder) = (Town::new(&db), tempfile::tempdir().unwrap());
        let bill = town.ask("Rechnung vom März fehlt", "Wo ist sie?", &["rechnung"]);
        let running = Running::start(&db, folder.path());
        until("there is an index", || kept(&db, bill) == Some("[]".to_owned()));
        drop(running.end());
        // Asked while nothing runs: in the index as it is, none of them is like the other, and that would be kept for a minute.
        let question = town.ask(TITLE, "Seit gestern.", &["router"]);
        let like = town.ask("Mein Router startet nicht mehr", "Er blinkt nur.", &["router"]);
        let _running = Running::start(&db, folder.path());
        until("both lists are kept", || {
            kept(&db, question) == Some(format!("[{like}]")) && kept(&db, like) == Some(format!("[{question}]"))
        });
    });
}

#[test]
fn a_hidden_solution_leaves_the_kept_pages_of_questions_like_it() {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        let forum = Forum::start_with(database, |config| config.page_cache = 16);
        let town = Town::new(&forum.services.db);
        let question = town.ask(TITLE, "Seit gestern.", &["router"]);
        let like = town.ask("Mein Router startet nicht mehr", "Er blinkt nur.", &["router"]);
        let answer = town.answer(like, "Zieh den Stecker, warte zehn Sekunden.");
        town.act(&town.asker, move |tx, a, r, now| accept::accept(tx, a, answer, r, now));

        let path = forum.browser().get(&format!("/questions/{question}")).location().to_owned();
        let found = |id: i64| forum.browser().get("/search?q=router").body.contains(&format!("\"/questions/{id}/"));
        until("the index knows both", || found(question) && found(like));
        let margin = || forum.browser().get(&path).text(".similar-list").unwrap_or_default();
        until("the solution stands beside the question", || margin().contains("Zieh den Stecker"));
        let hits = forum.services.pages.figures().hits;
        assert!(margin().contains("Zieh den Stecker") && forum.services.pages.figures().hits > hits, "it is kept");
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, answer, HideReason::Spam, r, now));
        let now = margin();
        assert!(now.contains("Mein Router") && !now.contains("Stecker"), "{now}");
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, like, HideReason::Spam, r, now));
        assert_eq!(margin(), "");
    }
}
