//! Flags, the review queue and appeals, on both databases.

mod appeals;
mod deciding;
mod flags;
mod following;
mod pages;
mod together;

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::refusal::Verdict;
use kiez::moderation::decide::{self, Choice};
use kiez::moderation::flag::{self, Flag, Flagged};
use kiez::moderation::kinds::{About, Decision, FlagReason, ItemKind};
use kiez::moderation::rows::{self, Row};
use kiez::moderation::tables::review_items;
use kiez::moderation::undo;
use kiez::threads::comment::{self, Comment};

use kiez::threads::text::Text;

use crate::support::stage::{Stage, stages, text};

/// A forum whose queue follows what happens, with its people and a question with an answer.
pub struct Scene<'a> {
    pub stage: &'a Stage,
    pub lena: i64,
    pub gunnar: i64,
    pub mo: i64,
    pub question: i64,
    pub answer: i64,
}

pub fn scenes(play: impl Fn(&Scene<'_>)) {
    stages(|stage| {
        kiez::moderation::attach(&stage.db);
        let (lena, gunnar) = (stage.person("Lena", 1), stage.person("Gunnar", 1));
        let mo = stage.grant(stage.person("Mo", 1), Role::Moderator, Scope::Everywhere);
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let answer = stage.answer(gunnar, question);
        play(&Scene { stage, lena, gunnar, mo, question, answer });
        stage.is_consistent();
    });
}

impl Scene<'_> {
    /// Flags as spam.
    pub fn flag(&self, person: i64, about: About) -> Verdict<Flagged> {
        self.flag_as(person, about, FlagReason::Spam, "")
    }

    pub fn flag_as(&self, person: i64, about: About, reason: FlagReason, note: &str) -> Verdict<Flagged> {
        let flag = Flag { about, reason, note: note.into() };
        self.stage.act(person, move |tx, actor, rules, now| flag::flag(tx, actor, &flag, rules, now))
    }

    /// Somebody who may flag.
    pub fn neighbour(&self, name: &str) -> i64 {
        self.stage.person(name, 15)
    }

    /// Three strangers flag it, which is enough to hide it.
    pub fn hidden(&self, about: About) -> [i64; 3] {
        let people = ["Ava", "Ben", "Cem"].map(|name| self.neighbour(name));
        for (n, person) in people.iter().enumerate() {
            assert_eq!(self.flag(*person, about).expect("a flag").hidden, n == 2);
        }
        people
    }

    pub fn comment(&self, person: i64, post: i64) -> i64 {
        let comment = Comment { post_id: post, text: text("Thank you, me too."), key: String::new() };
        let done =
            self.stage.act(person, move |tx, actor, rules, now| comment::comment(tx, actor, &comment, rules, now));
        done.expect("a comment").comment_id
    }

    /// The open item of a kind about something.
    pub fn waits(&self, kind: ItemKind, about: About) -> Option<Row> {
        self.stage.read(|conn| rows::open_one(conn, kind, &about.word()))
    }

    pub fn item(&self, kind: ItemKind, about: About) -> i64 {
        self.waits(kind, about).expect("it waits").id
    }

    /// What waits at all.
    pub fn waiting(&self) -> i64 {
        self.stage.read(|conn| review_items::table.filter(review_items::decided_at.is_null()).count().get_result(conn))
    }

    pub fn decide(&self, person: i64, item: i64, decision: Decision) -> Verdict<()> {
        self.decide_as(person, item, Choice { decision: Some(decision), ..Choice::default() })
    }

    pub fn decide_as(&self, person: i64, item: i64, choice: Choice) -> Verdict<()> {
        self.stage.act(person, move |tx, actor, rules, now| decide::decide(tx, actor, item, &choice, rules, now))
    }

    pub fn undo(&self, person: i64, item: i64) -> Verdict<()> {
        self.undo_with(person, item, None)
    }

    pub fn undo_with(&self, person: i64, item: i64, before: Option<Text>) -> Verdict<()> {
        self.stage.act(person, move |tx, actor, rules, now| undo::undo(tx, actor, item, before, rules, now))
    }

    pub fn retract(&self, person: i64, about: About) -> Verdict<()> {
        self.stage.act(person, move |tx, actor, _, now| flag::retract(tx, actor, about, now))
    }
}
