//! People, profiles and ledgers.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::tables::people;
use kiez::reputation::leaderboard;
use kiez::threads::kinds::Status;
use kiez::threads::{accept, vote};

use super::town::{asked, attributes, texts, towns};
use crate::support::START;

#[test]
fn every_address_of_a_person_leads_to_the_one() {
    towns(|town| {
        let lena = town.person("Lena Vogt", 1);
        let whole = format!("/people/{lena}/lena-vogt");
        let mut browser = town.forum.browser();
        for (path, status) in [
            (format!("/people/{lena}"), 301),
            (format!("/people/{lena}/somebody"), 301),
            ("/people/by-handle/Lena-Vogt".into(), 302),
        ] {
            let moved = browser.get(&path);
            assert_eq!((moved.status, moved.location()), (status, whole.as_str()), "{path}");
        }
        assert_eq!(browser.get(&whole).text("h1").as_deref(), Some("Lena Vogt"));
        assert_eq!(browser.get("/people/by-handle/nobody").status, 404);
        assert_eq!(browser.get("/people/999").status, 404);
        let kept = browser.get(&format!("/people/{lena}/x?tab=reputation"));
        assert_eq!(kept.location(), format!("{whole}?tab=reputation"));
    });
}

#[test]
fn a_profile_says_who_somebody_is_and_what_they_wrote() {
    towns(|town| {
        let (gunnar, lena) = (town.person("Gunnar", 12_480), town.person("Lena", 1));
        let product = town.product("tannbox", "TannBox");
        town.grant(gunnar, Role::Expert, Scope::Product(product));
        town.grant(gunnar, Role::Moderator, Scope::Everywhere);
        let own = town.ask(gunnar, asked("Gunnar asks"));
        let question = town.ask(lena, asked("Lena asks"));
        town.answer(question, gunnar, Status::Visible, true);
        town.answer(question, gunnar, Status::Hidden, false);
        town.answer(own, lena, Status::Visible, false);
        let mut browser = town.forum.browser();
        let page = browser.get(&format!("/people/{gunnar}/gunnar"));
        assert_eq!(texts(&page, ".role"), ["Moderator", "Expert for TannBox"]);
        assert_eq!(texts(&page, ".facts dd"), ["12,480", "1", "1", "1", "0"]);
        assert_eq!(texts(&page, ".q-title"), ["Lena asks"]);
        assert_eq!(page.text(".q-state").as_deref(), Some("Solution"));
        let questions = browser.get(&format!("/people/{gunnar}/gunnar?tab=questions"));
        assert_eq!(texts(&questions, ".q-title"), ["Gunnar asks"]);
        // Their own eyes also see what was hidden; nobody else's do.
        let mine = town.browser_of(gunnar).get(&format!("/people/{gunnar}/gunnar"));
        assert_eq!(texts(&mine, ".q-state").iter().filter(|s| *s == "Not public").count(), 1);
    });
}

#[test]
fn the_erased_are_former_members_everywhere() {
    towns(|town| {
        let lena = town.person("Lena Vogt", 500);
        town.ask(lena, super::town::Asked { tags: vec!["wlan"], ..asked("What stays") });
        town.write(move |tx| leaderboard::add(tx, &[], lena, 50, START));
        town.write(move |tx| {
            let gone = (
                people::name.eq("(former member)"),
                people::handle.eq(format!("former-{lena}")),
                people::erased_at.eq(Some(START)),
            );
            diesel::update(people::table.find(lena)).set(gone).execute(tx.conn())?;
            Ok(())
        });
        let mut browser = town.forum.browser();
        let profile = browser.get(&format!("/people/{lena}/former-{lena}"));
        assert_eq!(profile.text("h1").as_deref(), Some("Former member"));
        assert!(profile.body.contains("noindex"));
        for path in ["/", "/people", "/people?by=month", "/people?q=vogt", "/tags/wlan", "/feed.atom"] {
            assert!(!browser.get(path).body.contains("Lena"), "{path}");
        }
        assert!(browser.get("/").body.contains("Former member"));
        browser.language = "de".into();
        assert!(browser.get("/").body.contains("Ehemaliges Mitglied"));
    });
}

#[test]
fn a_ledger_has_every_cause_and_names_no_voter() {
    towns(|town| {
        let (gunnar, lena) = (town.person("Gunnar", 100), town.person("Lena", 100));
        let (vera, udo) = (town.person("Vera", 500), town.person("Udo", 500));
        let question = town.ask(lena, asked("The red light"));
        let answer = town.answer(question, gunnar, Status::Visible, false);
        let other = town.ask(lena, asked("Something secret"));
        let hidden = town.answer(other, gunnar, Status::Visible, false);
        town.act(vera, move |tx, actor, rules, now| vote::vote(tx, actor, answer, 1, rules, now));
        town.act(udo, move |tx, actor, rules, now| vote::vote(tx, actor, answer, -1, rules, now));
        town.act(vera, move |tx, actor, rules, now| vote::vote(tx, actor, hidden, 1, rules, now));
        town.act(vera, move |tx, actor, rules, now| vote::vote(tx, actor, hidden, 0, rules, now));
        town.act(lena, move |tx, actor, rules, now| accept::accept(tx, actor, answer, rules, now));
        town.act(gunnar, move |tx, actor, rules, now| kiez::threads::delete::delete(tx, actor, hidden, rules, now));
        let mut browser = town.forum.browser();
        let page = browser.get(&format!("/people/{gunnar}/gunnar?tab=reputation"));
        let lines = texts(&page, "tbody tr");
        assert_eq!(lines.len(), 5, "{lines:?}");
        assert!(lines.iter().any(|l| l.contains("Answer accepted: The red light") && l.ends_with("+15")), "{lines:?}");
        assert!(lines.iter().any(|l| l.contains("Answer voted down: The red light") && l.ends_with("−2")), "{lines:?}");
        assert!(lines.iter().any(|l| l.contains("Taken back: Answer voted up") && l.ends_with("−10")), "{lines:?}");
        assert_eq!(attributes(&page, "tr.reversed", "class").len(), 1);
        assert!(!page.body.contains("Something secret"), "a post that is gone is not named");
        for name in ["Vera", "Udo", &format!("/people/{vera}/"), &format!("/people/{udo}/")] {
            assert!(!page.body.contains(name), "{name}");
        }
        // The other side: that one voted down is there, but not what; and times are days.
        let page = browser.get(&format!("/people/{udo}/udo?tab=reputation"));
        assert_eq!(texts(&page, "tbody td:nth-child(2)"), ["Voted an answer down"]);
        assert!(attributes(&page, "tbody a", "href").is_empty());
        assert_eq!(attributes(&page, "tbody time", "datetime"), ["2026-03-02"]);
    });
}

#[test]
fn a_long_ledger_turns_its_pages() {
    towns(|town| {
        let gunnar = town.person("Gunnar", 1);
        town.write(move |tx| {
            for n in 0..90 {
                kiez::reputation::ledger::import(tx, gunnar, 1_000 + n, START)?;
            }
            Ok(())
        });
        let mut browser = town.forum.browser();
        let mut path = format!("/people/{gunnar}/gunnar?tab=reputation");
        let mut points = Vec::new();
        while points.len() < 200 {
            let page = browser.get(&path);
            points.extend(texts(&page, "tbody td:nth-child(3)"));
            match attributes(&page, ".pager [rel=next]", "href").pop() {
                Some(href) => path = href,
                None => break,
            }
        }
        let wanted: Vec<String> = (0..90).rev().map(|n| format!("+1,{n:03}")).collect();
        assert_eq!(points, wanted);
    });
}

#[test]
fn people_are_found_by_a_part_of_their_name_and_ranked_by_month() {
    towns(|town| {
        let (rosa, karl) = (town.person("Rosa Martinez", 30), town.person("Karl", 20));
        town.write(move |tx| {
            leaderboard::add(tx, &[], rosa, 10, START)?;
            leaderboard::add(tx, &[], karl, 25, START.plus(-40 * kiez::ground::clock::DAY))
        });
        let mut browser = town.forum.browser();
        assert_eq!(texts(&browser.get("/people"), ".people .name"), ["Rosa Martinez", "Karl"]);
        assert_eq!(texts(&browser.get("/people?q=MARTI"), ".people .name"), ["Rosa Martinez"]);
        assert!(browser.get("/people?q=xyz").text(".empty").is_some());
        assert!(browser.get("/people?q=%25").text(".empty").is_some());
        assert_eq!(texts(&browser.get("/people?by=month"), ".ranked .name"), ["Rosa Martinez"]);
        assert_eq!(texts(&browser.get("/people?by=ever"), ".ranked .name"), ["Karl", "Rosa Martinez"]);
        assert!(browser.get("/people?by=last-month").text(".empty").is_some());
    });
}
