//! Whatever is written is on the next page that a visitor gets.

use std::sync::LazyLock;
use std::time::Duration;

use kiez::accounts::profile::{self, Profile};
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::{Actor, erase, forum_settings};
use kiez::ground::clock::Stopwatch;
use kiez::ground::events::lag;
use kiez::ground::random::Random;
use kiez::ground::refusal::Verdict;
use kiez::threads::answer::{Answer, answer};
use kiez::threads::ask::{Question, ask};
use kiez::threads::comment::{Comment, Edit, comment, edit};
use kiez::threads::endorse::Endorsement;
use kiez::threads::kinds::{CloseReason, HideReason};
use kiez::threads::mask::after::Masking;
use kiez::threads::mask::find::Kind;
use kiez::threads::mask::mark::{self, Hidden};
use kiez::threads::revise::{Revision, revise};
use kiez::threads::{accept, close, delete, endorse, hide, join, mask, vote};

use super::super::town::text;
use super::{Town, fetch, figures, path_of, plain, rendered, towns, visitor};
use crate::support::until::until;
use crate::support::{Database, Forum};

/// Pages that visitors and readers look at all the time, while others write.
struct Watched<'a> {
    town: &'a Town,
    paths: Vec<String>,
    before: Vec<(u16, String)>,
    /// Sessions of those who look at the same pages as themselves, "" for a visitor.
    readers: Vec<(&'static str, String)>,
    /// Another node, which keeps nothing: what it shows is so.
    truth: Forum,
}

impl Watched<'_> {
    /// The pages of which those who are signed in share a part.
    fn threads(&self) -> impl Iterator<Item = &String> {
        self.paths.iter().filter(|path| path.starts_with("/questions/") && !path.ends_with(".atom"))
    }

    /// Does something; then each page must be as if it were rendered anew, and one of them other than before.
    fn when<T>(&mut self, what: &str, act: impl FnOnce(&Town) -> T) -> T {
        settle(self.town);
        self.before = self.paths.iter().map(|path| visitor(self.town, path)).collect();
        let (misses, hits) = (figures(self.town).misses, figures(self.town).hits);
        for (path, before) in self.paths.iter().zip(&self.before) {
            assert!(visitor(self.town, path) == *before, "{path} changed before {what}");
        }
        let count = |status: bool| self.before.iter().filter(|page| (page.0 == 200) == status).count() as u64;
        let now = figures(self.town);
        // What is away, or elsewhere, is asked for each time.
        assert!((now.hits, now.misses) == (hits + count(true), misses + count(false)), "{what}: {now:?}");
        for (_, session) in &self.readers {
            self.threads().for_each(|path| drop(read_by(&self.town.forum, path, session)));
        }
        let done = act(self.town);
        let mut read = Vec::new();
        for (name, session) in &self.readers {
            for path in self.threads() {
                read.push((name, session, path, read_by(&self.town.forum, path, session)));
            }
        }
        for (name, session, path, page) in read {
            // The other node hears of new settings a moment later.
            until(&format!("{path} as {name} sees it after {what} is true"), || {
                page == read_by(&self.truth, path, session)
            });
        }
        let after: Vec<(u16, String)> = self.paths.iter().map(|path| visitor(self.town, path)).collect();
        for (path, page) in self.paths.iter().zip(&after) {
            // A badge comes a moment later, on its owner's page.
            let badged = path.starts_with("/people/").then(|| {
                settle(self.town);
                visitor(self.town, path)
            });
            let (page, truth) = (badged.as_ref().unwrap_or(page), rendered(self.town, path));
            let other = |one: &str, all: &str| !all.lines().any(|line| line == one);
            let old: Vec<&str> = page.1.lines().filter(|line| other(line, &truth.1)).collect();
            let new: Vec<&str> = truth.1.lines().filter(|line| other(line, &page.1)).collect();
            assert!(*page == truth, "{path} is old after {what}: {} {old:#?}\nand not {} {new:#?}", page.0, truth.0);
        }
        assert!(after != self.before, "{what} is on no page");
        self.before = after;
        done
    }
}

/// Waits until whoever follows the log is through.
fn settle(town: &Town) {
    let patience = Stopwatch::start();
    while town.read(lag).iter().any(|(_, behind)| *behind > 0) && patience.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A page as somebody sees it who is signed in, on one of the nodes.
fn read_by(node: &Forum, path: &str, session: &str) -> (u16, String) {
    let (status, _, bytes) = fetch(&format!("{}{path}", node.url), &[("cookie", &format!("kiez-session={session}"))]);
    let text = plain(&bytes).replace(&node.url, "");
    (status, FORMS.replace_all(&text, "").into_owned())
}

/// What is fresh in each form, and how many notices wait, which are written a moment after what they tell of.
static FORMS: LazyLock<regex::Regex> = LazyLock::new(|| {
    let parts = [r#"name="(?:key|since)" value="[^"]*""#, r#"(<span class="num" data-unread[^>]*>)[^<]*"#];
    regex::Regex::new(&parts.join("|")).expect("a pattern")
});

fn answered(town: &Town, person: i64, question_id: i64, body: &str) -> i64 {
    let given = Answer { question_id, text: text(body), lang: "en".into(), key: String::new() };
    town.act(person, move |tx, actor, rules, now| answer(tx, actor, &given, rules, now)).post_id
}

fn asked(town: &Town, person: i64, title: &str) -> i64 {
    let tags = vec!["wlan".to_owned()];
    let (title, text) = (title.to_owned(), text("Since yesterday it blinks; write to lena@posteo.de."));
    let question = Question { title, text, lang: "en".into(), tags, ..Question::default() };
    town.act(person, move |tx, actor, rules, now| ask(tx, actor, &question, rules, now)).question_id
}

fn voted(town: &Town, person: i64, post: i64, value: i64) {
    town.act(person, move |tx, actor, rules, now| vote::vote(tx, actor, post, value, rules, now));
}

#[test]
fn whatever_is_written_is_on_the_next_page() {
    towns(|town| {
        let (lena, sven) = (town.person("Lena", 1_500), town.person("Sven", 1_500));
        let (edda, mo, ada) = (town.person("Edda", 1), town.person("Mo", 1), town.person("Ada", 1));
        town.grant(edda, Role::Expert, Scope::Everywhere);
        town.grant(mo, Role::Moderator, Scope::Everywhere);
        town.grant(ada, Role::Admin, Scope::Everywhere);
        let question = asked(town, lena, "The red light blinks");
        let other = asked(town, sven, "The green light is off");
        let question_path = path_of(town, question);
        let paths = vec![
            "/".to_owned(),
            question_path.clone(),
            format!("/questions/{question}/feed.atom"),
            path_of(town, other),
            "/tags/wlan".into(),
            format!("/people/{sven}/sven"),
        ];
        let session = |person: i64| town.browser_of(person).cookies.get("kiez-session").cloned().expect("a session");
        let tom = town.person("Tom", 300);
        let readers = vec![("Tom", session(tom)), ("Sven", session(sven)), ("Mo", session(mo))];
        let database = Database::at(town.forum.services.config.database.clone());
        let truth = Forum::start_with(database, |_| {});
        let mut pages = Watched { town, paths, before: Vec::new(), readers, truth };

        pages.when("asking", |town| asked(town, lena, "The blue light burns"));
        let answer = pages.when("answering", |town| answered(town, sven, question, "Hold the button for ten seconds."));
        // Their standing is beside their name on the page of another question, too.
        pages.when("answering elsewhere", |town| answered(town, sven, other, "Mine is off as well."));
        pages.when("voting", |town| voted(town, lena, answer, 1));
        assert!(pages.before[3].1.contains("1,510"), "reputation is shown in other threads");
        pages.when("voting down", |town| voted(town, lena, answer, -1));
        pages.when("taking the vote back", |town| voted(town, lena, answer, 0));
        let remark = pages.when("commenting", |town| {
            let remark = Comment { post_id: answer, text: text("Which button?"), key: String::new() };
            town.act(lena, move |tx, actor, rules, now| comment(tx, actor, &remark, rules, now)).comment_id
        });
        pages.when("editing a comment", |town| {
            let edited = Edit { comment_id: remark, text: text("Which button do you mean?"), base: None };
            town.act(lena, move |tx, actor, rules, now| edit(tx, actor, &edited, rules, now))
        });
        pages.when("editing", |town| {
            let text = text("Hold the reset button for ten seconds.");
            let edited = Revision { base: 1, text, ..Revision::default() };
            town.act(sven, move |tx, actor, rules, now| revise(tx, actor, answer, &edited, rules, now))
        });
        pages.when("accepting", |town| {
            town.act(lena, move |tx, actor, rules, now| accept::accept(tx, actor, answer, rules, now))
        });
        pages.when("taking back the acceptance", |town| {
            town.act(lena, move |tx, actor, rules, now| accept::unaccept(tx, actor, answer, rules, now))
        });
        pages.when("endorsing", |town| {
            let (note, version) = ("True since 2.0".to_owned(), String::new());
            let endorsement = Endorsement { note, version };
            town.act(edda, move |tx, actor, rules, now| endorse::endorse(tx, actor, answer, &endorsement, rules, now))
        });
        pages.when("withdrawing", |town| {
            town.act(edda, move |tx, actor, _, now| endorse::withdraw(tx, actor, answer, now))
        });
        pages.when("joining", |town| town.act(mo, move |tx, actor, _, now| join::join(tx, actor, question, true, now)));
        pages.when("closing", |town| {
            let reason = CloseReason::ALL.iter().copied().find(|r| *r != CloseReason::Duplicate).expect("a reason");
            town.act(mo, move |tx, actor, rules, now| close::close(tx, actor, question, reason, rules, now))
        });
        pages.when("reopening", |town| {
            town.act(mo, move |tx, actor, rules, now| close::reopen(tx, actor, question, rules, now))
        });
        pages.when("marking a duplicate", |town| {
            town.act(mo, move |tx, actor, rules, now| close::mark_duplicate(tx, actor, other, question, rules, now))
        });
        assert!(pages.before[1].1.contains("The green light is off"), "the original names it");
        pages.when("editing what is named elsewhere", |town| {
            let title = Some("The green light went off".to_owned());
            let body = text("Since yesterday.");
            let edited = Revision { base: 1, title, text: body, ..Revision::default() };
            town.act(mo, move |tx, actor, rules, now| revise(tx, actor, other, &edited, rules, now))
        });
        pages.when("masking", |town| masked(town, lena, question));
        assert!(!pages.before[1].1.contains("lena@posteo.de"));
        pages.when("hiding", |town| {
            let reason = HideReason::ALL.first().copied().expect("a reason");
            town.act(mo, move |tx, actor, rules, now| hide::hide(tx, actor, answer, reason, rules, now))
        });
        pages.when("showing", |town| {
            town.act(mo, move |tx, actor, rules, now| hide::show(tx, actor, answer, rules, now))
        });
        pages.when("deleting", |town| {
            town.act(sven, move |tx, actor, rules, now| delete::delete(tx, actor, answer, rules, now))
        });
        pages.when("restoring", |town| {
            town.act(sven, move |tx, actor, rules, now| delete::restore(tx, actor, answer, rules, now))
        });
        pages.when("renaming somebody", |town| {
            let changed = Profile { name: "Lena Vogt".into(), lang: "en".into(), ..Profile::default() };
            let now = town.forum.clock.now();
            town.write(move |tx| profile::change(tx, lena, changed, now));
        });
        assert!(pages.before[1].1.contains("Lena Vogt"));
        pages.when("renaming the forum", |town| renamed(town, ada).expect("settings"));
        assert!(pages.before[0].1.contains("The Corner Shop"));
        pages.when("hiding the question", |town| {
            let reason = HideReason::ALL.first().copied().expect("a reason");
            town.act(mo, move |tx, actor, rules, now| hide::hide(tx, actor, question, reason, rules, now))
        });
        assert_eq!((pages.before[1].0, pages.before[2].0), (404, 404));
        pages.when("erasing somebody", |town| {
            town.act(ada, move |tx, actor, _, now| erase::erase(tx, actor, sven, now))
        });
        assert!(!pages.before.iter().any(|page| page.1.contains(">Sven<")));
    });
}

fn masked(town: &Town, person: i64, post_id: i64) {
    use diesel::prelude::*;
    use kiez::threads::tables::posts;
    let (body, base): (String, i64) =
        town.read(|conn| posts::table.find(post_id).select((posts::body, posts::revision)).first(conn));
    let token = mark::token(&Random::seeded(1));
    let hidden = vec![Hidden { token, kind: Kind::Email, original: "lena@posteo.de".into() }];
    let masking = Masking { post_id, base, text: text(&mark::replace(&body, &hidden)), hidden };
    town.act(person, move |tx, actor, rules, now| mask::after::mask(tx, actor, &masking, rules, now));
}

/// As the admin's form does it.
fn renamed(town: &Town, admin: i64) -> Verdict<()> {
    let services = &town.forum.services;
    let mut settings = (*services.settings.get()).clone();
    settings.name = "The Corner Shop".into();
    let (fresh, now) = (settings.clone(), town.forum.clock.now());
    services.db.write_blocking(move |tx| {
        let actor = Actor::load(tx.conn(), admin)?;
        forum_settings::change(tx, Some(&actor), &settings, now)
    })?;
    services.settings.set(fresh);
    Ok(())
}
