//! Many who are signed in share a page that was rendered once: each with their own keys, and only those whose page is the same.

use kiez::accounts::forum_settings;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::settings::{Settings, Thresholds};
use kiez::threads::kinds::{Status, WatchKind};
use kiez::threads::{join, vote, watch};

use super::super::town::{attributes, texts};
use super::{Town, a_town, asked, path_of, plain, towns};
use crate::support::{Answer, Browser};

/// Tokens of all forms on a page; there must be several, and only one kind.
fn token(page: &Answer) -> String {
    let mut tokens = attributes(page, "main input[name='csrf']", "value");
    assert!(tokens.len() > 4, "few forms: {}", tokens.len());
    tokens.dedup();
    assert_eq!(tokens, attributes(page, "meta[name='csrf']", "content"), "of this reader and no other");
    tokens.remove(0)
}

/// What a page says without what is its reader's own.
fn said(page: &Answer, name: &str) -> String {
    let own = regex::Regex::new(r#"(?:value|content)="(?:[0-9a-f]{32,40}|[0-9]+\.[0-9a-f]+)""#).expect("a pattern");
    own.replace_all(&plain(page.body.as_bytes()), "").replace(name, "")
}

/// A question of somebody's, with an answer of somebody else's.
fn thread(town: &Town) -> (i64, i64, String) {
    let (lena, sven) = (town.person("Lena", 1), town.person("Sven", 1));
    let question = town.ask(lena, asked("The red light blinks"));
    (question, town.answer(question, sven, Status::Visible, false), path_of(town, question))
}

fn buttons(page: &Answer, pressed: &str) -> Vec<String> {
    texts(page, &format!(".post button[aria-pressed='{pressed}']"))
}

#[test]
fn each_reader_has_their_own_keys_on_a_page_of_many() {
    towns(|town| {
        let (_, _, path) = thread(town);
        let names = ["Tom", "Ute"];
        let mut readers = names.map(|name| town.browser_of(town.person(name, 300)));
        let mut read = |who: usize| readers[who].get(&path);
        let (tom, ute, again) = (read(0), read(1), read(1));
        assert!(said(&tom, "Tom").contains("data-draft"), "an answer can be written");
        assert!(token(&tom) != token(&ute) && token(&ute) == token(&again));
        assert!(!ute.body.contains("Tom") && !ute.body.contains(&token(&tom)));
        let keys =
            [&tom, &ute, &again].map(|page| attributes(page, "form[data-draft^='answer'] [name='key']", "value"));
        assert!(keys.iter().all(|key| key.len() == 1 && key[0].len() == 40) && keys[1] != keys[2], "{keys:?}");
        // Their menus lead to other pages; the rest is the same.
        let same = |page: &Answer, who: usize| {
            texts(page, "main").join(" ") + said(page, names[who]).split("<main").nth(1).unwrap_or_default()
        };
        assert_eq!(same(&tom, 0), same(&ute, 1));
        // And the form works, with nothing but its own fields.
        let fields: Vec<(String, String)> = ["csrf", "key", "since"]
            .iter()
            .map(|name| {
                let values = attributes(&ute, &format!("form[data-draft^='answer'] [name='{name}']"), "value");
                ((*name).to_owned(), values[0].clone())
            })
            .collect();
        let mut form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.push(("body", "Hold the button for ten seconds, then wait."));
        let id = path.split('/').nth(2).expect("a number");
        let sent = readers[1].post(&format!("/questions/{id}/answers"), &form);
        assert!(sent.status == 303 && sent.location().starts_with("/answers/"), "{} {}", sent.status, sent.location());
        let seen = readers[0].get(&path);
        assert!(seen.body.contains("Hold the button for ten seconds"), "what Ute wrote is on Tom's page at once");
    });
}

#[test]
fn whoever_has_done_something_there_sees_that_and_nobody_else_does() {
    a_town(|town| {
        let (question, answer, path) = thread(town);
        let (tom, ute) = (town.person("Tom", 300), town.person("Ute", 300));
        let (mut toms, mut utes) = (town.browser_of(tom), town.browser_of(ute));
        let look = |browser: &mut Browser| browser.get(&path);
        let before = look(&mut utes);
        assert_eq!(buttons(&before, "true").len(), 0);
        town.act(ute, move |tx, actor, rules, now| vote::vote(tx, actor, answer, 1, rules, now));
        let pressed = |page: &Answer| attributes(page, ".post.answer button[aria-pressed='true']", "value");
        assert_eq!(pressed(&look(&mut utes)), ["none"]);
        assert!(pressed(&look(&mut toms)).is_empty());
        town.act(ute, move |tx, actor, rules, now| vote::vote(tx, actor, answer, 0, rules, now));
        assert!(pressed(&look(&mut utes)).is_empty());
        type Did = fn(&Town, i64, i64);
        let others: [(&str, Did); 2] = [
            ("join", |town, who, question| {
                town.act(who, move |tx, actor, _, now| join::join(tx, actor, question, true, now));
            }),
            ("watch", |town, who, question| {
                town.act(who, move |tx, actor, _, now| {
                    watch::watch(tx, actor, WatchKind::Question, question, true, now)
                });
            }),
        ];
        for (what, act) in others {
            act(town, ute, question);
            let mine = |page: &Answer| {
                attributes(page, &format!("aside form[action$='/{what}'] button"), "aria-pressed").concat()
            };
            assert_eq!((mine(&look(&mut utes)), mine(&look(&mut toms))), ("true".into(), "false".into()), "{what}");
        }
        // Whoever stands there themselves cannot vote on what they wrote.
        let mut svens = town.browser_of(town.read(|conn| {
            use diesel::prelude::*;
            use kiez::threads::tables::posts;
            posts::table.find(answer).select(posts::author_id).first::<i64>(conn)
        }));
        let barred = |page: &Answer| attributes(page, ".post.answer .vote button[disabled]", "title").len();
        assert_eq!((barred(&look(&mut svens)), barred(&look(&mut toms))), (2, 0));
    });
}

#[test]
fn what_readers_may_do_tells_their_pages_apart() {
    a_town(|town| {
        let (_, _, path) = thread(town);
        let ada = town.person("Ada", 1);
        town.grant(ada, Role::Admin, Scope::Everywhere);
        let mut browsers: Vec<Browser> = [("New", 1), ("Known", 60), ("Trusted", 5_000)]
            .map(|(name, reputation)| town.browser_of(town.person(name, reputation)))
            .into();
        browsers.push(town.browser_of(ada));
        let can = |page: &Answer| {
            let some = |selector: &str| !texts(page, selector).is_empty();
            [".add-comment", ".post.answer a[href$='/edit'].btn", "a[href$='/lock']"].map(some)
        };
        let mut all = || -> Vec<[bool; 3]> { browsers.iter_mut().map(|browser| can(&browser.get(&path))).collect() };
        // Everybody may suggest an edit; whether they may comment depends.
        let expected = |new: bool| [[new, true, false], [true, true, false], [true, true, false], [true, true, true]];
        for _ in 0..2 {
            assert_eq!(all(), expected(false));
        }
        town.act(ada, |tx, actor, _, now| {
            let settings =
                Settings { thresholds: Thresholds { comment: 1, ..Thresholds::default() }, ..Settings::default() };
            forum_settings::change(tx, Some(actor), &settings, now)
        });
        crate::support::until::until("new settings hold", || all() == expected(true));
    });
}
