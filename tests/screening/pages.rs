//! The pages: forms that ask about personal data, posts that say why they wait, the rules and what they would do.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::tables::people;
use kiez::moderation::serial::find::{Found, Pair, Pattern};
use kiez::moderation::serial::rows;
use kiez::moderation::tables::review_items;
use kiez::threads::tables::{posts, revisions};

use crate::pages::town::{Asked, Town, asked, texts, towns};
use crate::support::START;

/// Somebody who has just joined.
fn newcomer(town: &Town, name: &str) -> i64 {
    let id = town.person(name, 1);
    town.write(move |tx| {
        diesel::update(people::table.find(id)).set(people::created_at.eq(START)).execute(tx.conn())?;
        Ok(())
    });
    id
}

#[test]
fn a_held_question_says_why_to_its_author_and_exactly_to_moderators() {
    towns(|town| {
        let (spammer, jonas, ines) = (newcomer(town, "Spammer"), town.person("Jonas", 1), town.person("Ines", 1));
        town.grant(jonas, Role::Moderator, Scope::Everywhere);
        town.grant(ines, Role::Admin, Scope::Everywhere);
        let mut admin = town.browser_of(ines);
        let rules = [("on", "1"), ("hold_at", "60"), ("known_reputation", "50"), ("known_days", "7"), ("do", "save")];
        let bad = [&rules[..], &[("domains", "no host")]].concat();
        let refused = admin.post("/admin/spam", &bad);
        assert_eq!(refused.status, 422);
        assert!(refused.text("#domains-error").is_some());
        assert_eq!(refused.text("#domains").as_deref(), Some("no host"), "what was typed stays");
        let good = [&rules[..], &[("domains", "https.example\ncasino.example")]].concat();
        assert_eq!(admin.post("/admin/spam", &good).status, 303);
        assert_eq!(town.browser_of(jonas).get("/admin/spam").status, 403);

        let mut browser = town.browser_of(spammer);
        let form = browser.get("/ask");
        let since = form.field("since");
        assert!(!since.is_empty() && form.body.contains("name=\"more_about_it\""));
        let posted = browser.post(
            "/ask",
            &[
                ("title", "How do I win with my router?"),
                ("body", "See https://casino.example/win for help with it."),
                ("since", &since),
                ("lang", "en"),
                ("similar_shown", "1"),
            ],
        );
        assert_eq!(posted.status, 303, "{}", posted.body);
        let page = browser.follow(&posted);
        assert!(page.body.contains("it links to a page that is not wanted here"), "{}", page.body);
        assert!(!page.body.contains("60 points"), "the author reads no points");
        assert_eq!(town.forum.browser().get(posted.location()).status, 404);
        let item = review_items::table.filter(review_items::decided_at.is_null()).select(review_items::id);
        let item: i64 = town.read(|conn| item.first(conn));
        let review = town.browser_of(jonas).get(&format!("/review?item={item}"));
        assert!(review.body.contains("Links to an unwanted host: casino.example (60 points)"), "{}", review.body);

        let tried = admin.post("/admin/spam", &[&rules[..4], &[("do", "try")]].concat());
        assert_eq!(tried.status, 200);
        assert!(tried.text("#tried-h").is_some());
        let trapped = town.forum.browser().post(
            "/sign-up",
            &[
                ("name", "Robot"),
                ("email", "robot@example.org"),
                ("password", "a long enough password"),
                ("more_about_it", "http://casino.example"),
            ],
        );
        assert_eq!(trapped.status, 422);
    });
}

#[test]
fn an_account_in_a_question_is_asked_about_once_and_hidden() {
    towns(|town| {
        let (lena, nele, karl) = (town.person("Lena", 1), town.person("Nele", 1), town.person("Karl", 5_000));
        town.grant(nele, Role::Staff, Scope::Everywhere);
        let mut browser = town.browser_of(lena);
        let title = "Where do I pay the bill?";
        let body = "My account is DE89 3704 0044 0532 0130 00, is that right?";
        let fields = [("title", title), ("body", body), ("lang", "en"), ("similar_shown", "1"), ("key", "one")];
        let asked = browser.post("/ask", &fields);
        assert_eq!(asked.status, 200);
        assert_eq!(asked.text("#mask-h").as_deref(), Some("Only our team should see this?"));
        assert_eq!(asked.text("#body").as_deref(), Some(body), "what was typed stays");
        let seen = asked.field("mask_seen");
        let hide = [&fields[..], &[("mask", "hide"), ("mask_seen", seen.as_str())]].concat();
        let posted = browser.post("/ask", &hide);
        assert_eq!(posted.status, 303, "{}", posted.body);
        assert_eq!(browser.post("/ask", &hide).location(), posted.location(), "a repeated form is one question");
        let path = posted.location().to_owned();
        let id = path.split('/').nth(2).expect("a number").to_owned();
        for page in [
            path.clone(),
            format!("/posts/{id}/revisions"),
            format!("/questions/{id}/feed.atom"),
            "/".into(),
            "/search?q=account".into(),
        ] {
            for mut reader in
                [town.forum.browser(), town.browser_of(karl), town.browser_of(nele), town.browser_of(lena)]
            {
                let shown = reader.get(&page);
                assert!(!shown.body.contains("3704 0044"), "{page}");
            }
        }
        assert!(town.forum.browser().get(&path).body.contains("▒▒▒ (only our team sees this)"));
        let stored: Vec<String> = town.read(|conn| revisions::table.select(revisions::body).load(conn));
        assert!(stored.iter().all(|body| !body.contains("3704 0044")) && stored.len() == 1);

        let masked = format!("/posts/{id}/masked");
        assert_eq!(town.forum.browser().get(&masked).status, 303);
        assert_eq!(town.browser_of(karl).get(&masked).status, 404);
        assert_eq!(town.browser_of(karl).post(&masked, &[]).status, 404);
        let mut staff = town.browser_of(nele);
        assert!(!staff.get(&masked).body.contains("3704 0044"), "only when asked for");
        assert!(staff.post(&masked, &[]).body.contains("DE89 3704 0044 0532 0130 00"));
        let own = browser.get(&masked);
        assert!(own.body.contains("DE89 3704 0044 0532 0130 00") && own.body.contains("Nele"));
    });
}

#[test]
fn it_may_stay_and_answers_comments_and_edits_ask_too() {
    towns(|town| {
        let lena = town.person("Lena", 100);
        let question = town.ask(lena, Asked { ..asked("The red light") });
        let mut browser = town.browser_of(lena);
        let body = "Call me on 0171 2345678 or write to lena@posteo.de.";
        for (path, more) in [
            (format!("/questions/{question}/answers"), vec![]),
            (format!("/posts/{question}/comments"), vec![]),
            (format!("/posts/{question}/edit"), vec![("title", "The red light"), ("base", "1")]),
        ] {
            let fields = [&[("body", body), ("key", "k")][..], &more[..]].concat();
            let asked = browser.post(&path, &fields);
            assert_eq!(asked.status, 200, "{path}");
            assert!(asked.text("#mask-h").is_some() && asked.body.contains("Phone number"), "{path}");
            let seen = asked.field("mask_seen");
            let wrong = [&fields[..], &[("mask", "leave"), ("mask_seen", "else")]].concat();
            assert_eq!(browser.post(&path, &wrong).status, 200, "{path}");
            let left = [&fields[..], &[("mask", "leave"), ("mask_seen", seen.as_str())]].concat();
            assert_eq!(browser.post(&path, &left).status, 303, "{path}");
        }
        let page = browser.get(&format!("/posts/{question}/revisions"));
        assert!(page.body.contains("0171 2345678"), "it was left as it is");
        // Afterwards it can be hidden all the same.
        let form = browser.get(&format!("/posts/{question}/mask"));
        assert_eq!(texts(&form, "#piece label").len(), 2);
        let base: i64 = town.read(|conn| posts::table.find(question).select(posts::revision).first(conn));
        let base = base.to_string();
        let refused = browser.post(&format!("/posts/{question}/mask"), &[("base", &base), ("other", "not there")]);
        assert_eq!(refused.status, 422);
        assert!(refused.text("#other-error").is_some());
        let done = browser.post(
            &format!("/posts/{question}/mask"),
            &[("base", &base), ("piece", "0171 2345678"), ("piece", "lena@posteo.de")],
        );
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(!browser.get(&format!("/posts/{question}/revisions")).body.contains("0171 2345678"));
        let preview = browser.post("/preview", &[("body", body)]);
        assert!(preview.body.contains("When you send it, we ask"));
        assert_eq!(town.browser_of(town.person("Karl", 5_000)).get(&format!("/posts/{question}/mask")).status, 403);
    });
}

#[test]
fn admins_see_what_a_night_would_bring_and_moderators_decide_about_a_ring() {
    towns(|town| {
        let (ines, jonas) = (town.person("Ines", 1), town.person("Jonas", 1));
        town.grant(ines, Role::Admin, Scope::Everywhere);
        town.grant(jonas, Role::Moderator, Scope::Everywhere);
        let people: Vec<i64> = ["Anton", "Berta", "Carla"].iter().map(|name| town.person(name, 50)).collect();
        let mut admin = town.browser_of(ines);
        let page = admin.get("/admin/votes");
        assert!(page.body.contains("Nothing: no votes look like an arrangement."), "{}", page.body);
        let numbers = [
            "days",
            "one_sided_votes",
            "one_sided_share",
            "reciprocal_votes",
            "reciprocal_share",
            "ring_votes",
            "ring_share",
        ];
        let mut form: Vec<(&str, &str)> = numbers.iter().map(|name| (*name, "20")).collect();
        form.push(("on", "1"));
        assert_eq!(admin.post("/admin/votes", &form).status, 303);
        form[0].1 = "9999";
        let refused = admin.post("/admin/votes", &form);
        assert_eq!((refused.status, refused.field("days").as_str()), (422, "9999"));
        assert!(refused.text("#days-error").is_some());

        let found = Found {
            pattern: Pattern::Ring,
            members: people.clone(),
            pairs: (0..3)
                .map(|n| Pair { voter: people[n], author: people[(n + 1) % 3], value: 1, votes: 4, share: 90 })
                .collect(),
        };
        let ring = town.write(move |tx| rows::insert(tx, &found, START, START));
        let path = format!("/review/votes/{ring}");
        let mut browser = town.browser_of(jonas);
        let page = browser.get(&path);
        assert_eq!(texts(&page, "tbody tr").len(), 3);
        assert_eq!(town.browser_of(people[0]).get(&path).status, 403);
        assert_eq!(browser.get("/review/votes/999").status, 404);
        let refused = browser.post(&path, &[("do", "leave"), ("reason", "")]);
        assert_eq!(refused.status, 422);
        assert!(refused.text("#reason-error").is_some());
        assert_eq!(browser.post(&path, &[("do", "leave"), ("reason", "a family")]).status, 303);
        assert!(browser.get(&path).body.contains("a family"));
        assert_eq!(browser.post(&format!("{path}/undo"), &[]).status, 303);
        assert_eq!(browser.post(&path, &[("do", "nonsense"), ("reason", "x")]).status, 422);
        assert_eq!(town.browser_of(people[1]).post(&path, &[("do", "reverse"), ("reason", "x")]).status, 403);
    });
}
