//! What happens in threads is found, and what nobody may see is not.

use kiez::search::Mended;
use kiez::threads::kinds::HideReason;
use kiez::threads::merge::{self, Merge};
use kiez::threads::move_answer::{self, MoveAnswer};
use kiez::threads::revise::{Revision, revise};
use kiez::threads::tables::tags;
use kiez::threads::{accept, close, comment, delete, hide, undo_move, vote};

use diesel::prelude::*;

use super::town::{Running, Town, log_position, text, until, wait};
use crate::support::on_both;

#[test]
fn the_whole_thread_is_found_as_it_changes() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let (town, search) = (Town::new(&db), Running::start(&db, folder.path()));
        let router = town.ask("Router startet nicht mehr", "Die Lampe **blinkt** rot & leise.", &["wlan", "router"]);
        let other = town.ask("Wo steht die Seriennummer?", "Ich finde sie nicht.", &["wlan"]);
        assert_eq!(search.ids("q=router+startet"), [router]);
        assert_eq!(search.ids("q=blinkt"), [router]);
        let answer = town.answer(router, "Halte die Reset-Taste dreißig Sekunden gedrückt.");
        let found = search.find("q=Reset-Taste");
        assert_eq!((found.total, found.hits[0].answer), (1, Some(answer)));
        assert!(found.hits[0].snippet.text().contains("gedrückt"), "{:?}", found.hits[0].snippet);
        assert_eq!(search.ids("state=answered"), [router]);
        assert_eq!(search.ids("q=is:unanswered"), [other]);

        town.act(&town.asker, move |tx, a, r, now| accept::accept(tx, a, answer, r, now));
        assert_eq!(search.ids("q=is:solved"), [router]);
        let said = town.comment(answer, "Bei mir halfen Zahnstocher.");
        assert_eq!(search.ids("q=Zahnstocher"), [router]);
        town.act(&town.helper, move |tx, a, r, now| comment::delete(tx, a, said, r, now));
        assert!(search.ids("q=Zahnstocher").is_empty());

        let revision = Revision {
            base: 1,
            title: Some("Fernseher bleibt schwarz".to_owned()),
            text: text("Das Bild ist weg."),
            tags: Some(vec!["tv".to_owned()]),
            reason: String::new(),
        };
        town.act(&town.asker, move |tx, a, r, now| revise(tx, a, router, &revision, r, now));
        assert!(search.ids("q=blinkt").is_empty());
        assert_eq!(search.ids("q=Fernseher"), [router]);
        assert_eq!(search.ids("q=tag:tv"), [router]);

        town.act(&town.helper, move |tx, a, r, now| vote::vote(tx, a, other, 1, r, now));
        assert_eq!(search.ids("sort=votes"), [other, router]);
        town.act(&town.admin, move |tx, a, r, now| {
            close::close(tx, a, other, kiez::threads::kinds::CloseReason::OffTopic, r, now)
        });
        assert_eq!(search.ids("state=closed"), [other]);
        assert_eq!(search.ids("q=user:gunnar"), [router]);
        let helper = town.helper.id;
        town.act(&town.admin, move |tx, a, _, now| kiez::accounts::erase::erase(tx, a, helper, now));
        search.find("");
        assert_eq!(search.service.sweep().expect("a sweep"), Mended::default(), "the log has told everything");
    });
}

#[test]
fn what_is_taken_away_is_not_found() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let (town, search) = (Town::new(&db), Running::start(&db, folder.path()));
        let question = town.ask("Thermostat meldet Fehler sieben", "Seit gestern geht nichts.", &["heizung"]);
        let answer = town.answer(question, "Der Akku ist leer, tausche ihn aus.");
        assert_eq!(search.ids("q=Akku"), [question]);
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, answer, HideReason::Wrong, r, now));
        assert!(search.ids("q=Akku").is_empty());
        assert_eq!(search.ids("q=is:unanswered+Thermostat"), [question]);
        town.act(&town.admin, move |tx, a, r, now| hide::show(tx, a, answer, r, now));
        assert_eq!(search.ids("q=Akku"), [question]);
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, question, HideReason::Spam, r, now));
        assert_eq!((search.find("q=Thermostat").total, search.ids("").len()), (0, 0));
        let similar = |title: &str| {
            let langs = vec!["de".to_owned()];
            wait(search.service.similar(title.to_owned(), String::new(), langs, None, 5)).expect("similar ones")
        };
        assert!(similar("Thermostat meldet Fehler").is_empty());
        let own = town.ask("Türklingel läutet nachts", "Niemand steht davor.", &[]);
        assert_eq!(search.ids("q=Türklingel"), [own]);
        town.act(&town.asker, move |tx, a, r, now| delete::delete(tx, a, own, r, now));
        assert!(search.ids("q=Türklingel").is_empty());
    });
}

#[test]
fn nothing_old_is_shown_while_the_index_is_behind() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let secret = town.ask("Meine Nummer ist geheim", "Sie lautet Quittenbrot.", &[]);
        let kept = town.ask("Quittenbrot im Drucker", "Es klemmt.", &[]);
        let search = Running::start(&db, folder.path());
        assert_eq!(search.ids("q=Quittenbrot").len(), 2);
        let service = search.end(); // nothing is read any more
        let revision = Revision { base: 1, title: None, text: text("Das war ein Versehen."), ..Revision::default() };
        town.act(&town.asker, move |tx, a, r, now| revise(tx, a, secret, &revision, r, now));
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, kept, HideReason::Other, r, now));
        let asked = kiez::search::Asked::parse("q=Quittenbrot");
        let found = wait(service.find(asked, vec!["de".to_owned()])).expect("a search");
        assert!(wait(service.lag()).expect("the lag") >= 2);
        assert_eq!(found.hits.iter().map(|hit| hit.question.id).collect::<Vec<_>>(), [secret]);
        assert_eq!((found.total, found.hits[0].snippet.text()), (1, ""));
        assert_eq!(found.hits[0].title.text(), "Meine Nummer ist geheim");
    });
}

#[test]
fn a_tags_new_name_is_found() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let (town, search) = (Town::new(&db), Running::start(&db, folder.path()));
        let question = town.ask("Keine Verbindung im Keller", "Oben geht es.", &["wifi"]);
        assert_eq!(search.ids("tag=wifi"), [question]);
        town.act(&town.admin, move |tx, a, r, now| {
            let tag: i64 = tags::table.filter(tags::name.eq("wifi")).select(tags::id).first(tx.conn())?;
            kiez::threads::tags::rename(tx, a, tag, "wlan", r, now)
        });
        let found = search.find("tag=wlan");
        assert_eq!((found.total, found.facets.tags.clone()), (1, vec![("wlan".to_owned(), 1)]));
        assert_eq!(search.ids("q=tag:wifi"), [question], "the old name leads to the new one");
    });
}

#[test]
fn a_new_start_goes_on_where_the_last_one_ended() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let first = town.ask("Erste Frage zum Zähler", "Er dreht rückwärts.", &[]);
        let search = Running::start(&db, folder.path());
        assert_eq!(search.ids("q=Zähler"), [first]);
        drop(search);
        let second = town.ask("Zweite Frage zum Zähler", "Er steht einfach still.", &[]);
        // The earlier one may still hold the index for a moment.
        let search = Running::start(&db, folder.path());
        until("both are found", || search.ids("q=Zähler&sort=newest") == [second, first]);
        assert_eq!(wait(search.service.lag()).expect("the lag"), 0);
        assert!(log_position(&db) >= 2);
        let generations = std::fs::read_dir(folder.path().join("index")).expect("the folder").count();
        assert_eq!(generations, 1, "nothing was made again");
    });
}

#[test]
fn a_merged_thread_is_found_as_the_other_one_and_again_by_itself() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let (town, search) = (Town::new(&db), Running::start(&db, folder.path()));
        let from = town.ask("Router startet nicht mehr", "Die Lampe blinkt.", &["wlan"]);
        let into = town.ask("Gerät bleibt dunkel", "Seit gestern.", &["strom"]);
        let answer = town.answer(from, "Halte die Reset-Taste dreißig Sekunden gedrückt.");
        town.comment(from, "Bei mir halfen Zahnstocher.");
        assert_eq!(search.ids("q=Zahnstocher"), [from]);
        let wish = Merge { from, into, saw: 0, reason: String::new() };
        let id = town.act(&town.admin, move |tx, a, r, now| merge::merge(tx, a, &wish, r, now));
        assert_eq!((search.ids("q=Zahnstocher"), search.ids("q=Reset-Taste")), (vec![into], vec![into]));
        assert!(search.ids("q=blinkt").is_empty() && search.ids("tag=wlan").is_empty());
        town.act(&town.admin, move |tx, a, r, now| undo_move::undo(tx, a, id, r, now));
        assert_eq!((search.ids("q=Zahnstocher"), search.ids("q=blinkt")), (vec![from], vec![from]));
        let wish = MoveAnswer { answer, from, into, reason: String::new() };
        town.act(&town.admin, move |tx, a, r, now| move_answer::move_answer(tx, a, &wish, r, now));
        assert_eq!(search.ids("q=Reset-Taste"), [into]);
        search.find("");
        assert_eq!(search.service.sweep().expect("a sweep"), Mended::default(), "the log has told everything");
    });
}
