//! What stays inside: notes, canned answers, a lead's figures.

use diesel::prelude::*;
use kiez::escalation::{canned, note};
use kiez::ground::clock::HOUR;
use kiez::ground::tables::{events, jobs};

use super::{post, scenes};
use crate::pages::town::texts;
use crate::support::until::until;

#[test]
fn notes_stay_inside() {
    scenes(|scene| {
        let town = scene.town;
        let question = scene.with(scene.net, "The red light blinks");
        let mut mia = town.browser_of(scene.mia);
        let open = format!("/desk?question={question}");
        let empty = post(&mut mia, "/desk/note", question, 1, &[("body", "  ")]);
        assert!(empty.status == 422 && empty.text("#note-error").is_some(), "{}", empty.body);
        let words = [("body", "Her contract is *zirbelkrumpf*, @lena."), ("key", "k")];
        let done = post(&mut mia, "/desk/note", question, 1, &words);
        assert_eq!(done.location(), open);
        assert_eq!(mia.get(&open).text("article em").as_deref(), Some("zirbelkrumpf"));
        // Something public after it, so that every reader of the log has come past the note.
        let answer = scene.answer(scene.mia, question);
        let mut lena = town.browser_of(scene.lena);
        let thread = lena.get(&format!("/questions/{question}")).location().to_owned();
        let noted = "zirbelkrumpf";
        let mut visitor = town.forum.browser();
        for path in
            [&*thread, "/", "/feed.atom", "/?sort=active", &format!("/questions/{question}/feed.atom"), "/inbox"]
        {
            assert!(!visitor.get(path).body.contains(noted) && !lena.get(path).body.contains(noted), "{path}");
        }
        assert!(!mia.get(&thread).body.contains(noted), "not even for staff on the public page");
        for path in [format!("/answers/{answer}"), format!("/posts/{question}/revisions")] {
            assert!(!visitor.get(&path).body.contains(noted), "{path}");
        }
        until("the index has come so far", || texts(&mia.get("/search?q=button"), ".q-title").len() == 1);
        assert!(texts(&mia.get(&format!("/search?q={noted}")), ".q-title").is_empty());
        until("the inbox has come so far", || lena.get("/inbox").body.contains("The red light blinks"));
        let mails: Vec<String> = town.read(|conn| jobs::table.select(jobs::payload).load(conn));
        let log: Vec<String> = town.read(|conn| events::table.select(events::payload).load(conn));
        assert!(mails.iter().chain(&log).all(|text| !text.contains(noted)));
        for entry in walk(&town.forum.services.config.data_dir.join("mail")) {
            assert!(!std::fs::read_to_string(&entry).unwrap_or_default().contains(noted), "{}", entry.display());
        }
        // Taken back by its author only, and brought back.
        let id = town.read(|conn| note::of(conn, question))[0].id;
        let path = format!("/desk/notes/{id}");
        assert_eq!(town.browser_of(scene.mirko).post(&format!("{path}/delete"), &[]).status, 404);
        assert_eq!(lena.post(&format!("{path}/delete"), &[]).status, 403);
        assert_eq!(mia.post(&format!("{path}/delete"), &[]).location(), open);
        assert!(!mia.get(&open).body.contains(noted));
        assert_eq!(mia.post(&format!("{path}/restore"), &[]).location(), open);
        assert!(mia.get(&open).body.contains(noted));
        assert_eq!(post(&mut lena, "/desk/note", question, 1, &words).status, 403);
    });
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
}

#[test]
fn canned_answers_are_looked_after_and_put_in() {
    scenes(|scene| {
        let town = scene.town;
        let question = scene.with(scene.net, "The red light blinks");
        let (mut lea, mut mia) = (town.browser_of(scene.lea), town.browser_of(scene.mia));
        assert!(lea.get("/desk/canned").text(".empty").is_some());
        assert_eq!(mia.get("/desk/canned/new").status, 403);
        assert_eq!(town.browser_of(scene.lena).get("/desk/canned").status, 403);
        let net = scene.net.to_string();
        let body = "Hello {name}, about “{question}” on {product}: press reset.\n\n{me}";
        let wrong = lea.post("/desk/canned", &[("name", ""), ("lang", "xx"), ("team", &net), ("body", body)]);
        assert_eq!(wrong.status, 422);
        assert!(wrong.text("#name-error").is_some() && wrong.text("#lang-error").is_some(), "{}", wrong.body);
        assert_eq!(wrong.text("#body").as_deref(), Some(&*body.replace("\n\n", " ")));
        let fields = [("name", "Reset"), ("lang", "en"), ("team", net.as_str()), ("body", body)];
        assert_eq!(lea.post("/desk/canned", &fields).location(), "/desk/canned");
        assert_eq!(lea.post("/desk/canned", &fields).status, 422, "the name is taken");
        let id = town.read(|conn| {
            use kiez::escalation::tables::canned_answers as table;
            table::table.select(table::id).first::<i64>(conn)
        });
        assert_eq!(mia.get("/desk/canned").text(".q-title").as_deref(), Some("Reset"));
        assert_eq!(mia.get(&format!("/desk/canned/{id}")).status, 403);
        assert_eq!(town.browser_of(scene.otto).get(&format!("/desk?question={question}&canned={id}")).status, 403);
        let filled = mia.get(&format!("/desk?question={question}&canned={id}"));
        let expected = "Hello Lena, about “The red light blinks” on our product: press reset. Mia";
        assert_eq!(filled.text("#answer").as_deref(), Some(expected));
        assert_eq!(filled.field("used"), id.to_string());
        // Below what was typed already.
        let (seen, id_word) = (scene.row(question).version, id.to_string());
        let typed = [("body", "First of all."), ("canned", id_word.as_str()), ("insert", "1"), ("key", "k")];
        let put = post(&mut mia, "/desk/answer", question, seen, &typed);
        assert_eq!((put.status, put.text("#answer")), (200, Some(format!("First of all. {expected}"))));
        let gone = [("body", "First of all."), ("canned", "999"), ("insert", "1")];
        let gone = post(&mut mia, "/desk/answer", question, seen, &gone);
        assert_eq!((gone.status, gone.text("#answer").as_deref()), (422, Some("First of all.")));
        let sent = [("body", "Press the reset button."), ("used", id_word.as_str()), ("key", "k")];
        assert_eq!(post(&mut mia, "/desk/answer", question, seen, &sent).status, 303);
        let used: Vec<i64> = town
            .read(|conn| Ok(kiez::accounts::Actor::load(conn, scene.mia).map(|mia| canned::list(conn, &mia))))
            .expect("Mia")
            .expect("a list")
            .into_iter()
            .map(|one| one.used)
            .collect();
        assert_eq!(used, [1]);
        let page = format!("/desk/canned/{id}");
        assert_eq!(lea.get(&page).field("name"), "Reset");
        assert_eq!(lea.post(&page, &[("name", "Restart"), fields[1], fields[2], fields[3]]).status, 303);
        assert_eq!(mia.post(&format!("{page}/delete"), &[]).status, 403);
        assert_eq!(lea.post(&format!("{page}/delete"), &[]).location(), "/desk/canned");
        assert_eq!(lea.get(&page).status, 404);
    });
}

#[test]
fn a_lead_sees_load_and_punctuality_of_the_own_team() {
    scenes(|scene| {
        let town = scene.town;
        let (slow, quick) = (scene.with(scene.net, "Answered too late"), scene.with(scene.net, "Answered in time"));
        scene.with(scene.net, "Still waits");
        scene.with(scene.home, "Of another team");
        let mia = scene.mia.to_string();
        let version = scene.row(slow).version;
        assert_eq!(
            post(&mut town.browser_of(scene.mia), "/desk/assign", slow, version, &[("person", &mia)]).status,
            303
        );
        let mut lea = town.browser_of(scene.lea);
        let page = lea.get("/desk/team");
        assert_eq!(texts(&page, ".facts dd")[..2], ["3", "0"]);
        assert_eq!(texts(&page, ".facts dd")[3], "–");
        scene.answer(scene.mia, quick);
        town.forum.clock.advance(30 * HOUR);
        scene.answer(scene.mia, slow);
        let page = lea.get("/desk/team");
        let facts = texts(&page, ".facts dd");
        assert_eq!((&*facts[0], &*facts[1], &*facts[3]), ("1", "1", "50 %"));
        let rows = texts(&page, "tbody tr");
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert!(rows[1].starts_with("Mia0") && rows[1].ends_with("21"), "{rows:?}");
        assert!(page.body.contains("before their due time"), "what a figure means is written beside it");
        assert_eq!(lea.get(&format!("/desk/team?team={}", scene.home)).status, 403);
        assert_eq!(lea.get("/desk/team?team=999").status, 404);
        assert_eq!(town.browser_of(scene.ada).get(&format!("/desk/team?team={}", scene.home)).status, 200);
        assert_eq!(town.browser_of(scene.mia).get("/desk/team").status, 403);
        assert!(
            lea.get("/desk").body.contains("/desk/team")
                && !town.browser_of(scene.mia).get("/desk").body.contains("/desk/team")
        );
    });
}
