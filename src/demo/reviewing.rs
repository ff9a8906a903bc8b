//! The demo's review queue: what waited already, an advertisement that neighbours have flagged until it was hidden,
//! flags that moderators may see either way, and an author who asks for another look.

use anyhow::Context;
use diesel::prelude::*;

use crate::accounts::Actor;
use crate::accounts::tables::{grants, people};
use crate::ground::clock::{HOUR, MINUTE, Micros};
use crate::ground::db::Tx;
use crate::moderation::appeal;
use crate::moderation::flag::{Flag, flag};
use crate::moderation::kinds::{About, FlagReason, ItemKind};
use crate::moderation::queue::{self, Item};
use crate::threads::Rules;
use crate::threads::answer::{Answer, answer};
use crate::threads::kinds::{PostKind, State, Status, SuggestionState};
use crate::threads::tables::{comments, posts, questions, suggested_edits};
use crate::threads::text::Text;

use super::town::Town;

/// Who advertises.
const SELLER: &str = "neu-ellis";
const ADVERTISEMENT: &str = "Forget all of that and get one of my signal boosters, shipped today, half price until \
                             Sunday. Write to me and I will send you the order form.";
const APPEAL_DE: &str = "Ich wollte niemandem schaden. Die Stelle, um die es ging, nehme ich gern heraus, aber die \
                         Frage selbst ist mir wichtig.";
const APPEAL_EN: &str = "I did not mean any harm. I will gladly take out the part in question, but the question itself \
                         matters to me.";

/// Fills the queue.
///
/// # Errors
/// A key that leads nowhere, or a database that fails.
pub fn begin(tx: &mut Tx<'_>, town: &Town, now: Micros) -> anyhow::Result<()> {
    waiting(tx, now)?;
    let neighbours: Vec<i64> = people::table
        .left_join(grants::table)
        .filter(grants::id.nullable().is_null())
        .filter(people::reputation.ge(100))
        .order(people::id)
        .limit(6)
        .select(people::id)
        .load(tx.conn())?;
    let mut flags = neighbours.iter().copied().cycle();
    let mut raise = |tx: &mut Tx<'_>, about: About, reason: FlagReason, note: &str, at: Micros| -> anyhow::Result<()> {
        let person = flags.next().context("nobody may flag")?;
        let actor = Actor::load(tx.conn(), person)?;
        flag(tx, &actor, &Flag { about, reason, note: note.into() }, &Rules::default(), at)?;
        Ok(())
    };
    let sold = About::Post(advertise(tx, town, now.plus(-50 * MINUTE))?);
    for (n, note) in ["", "The third one this week.", ""].into_iter().enumerate() {
        let at = now.plus(-(40 - 5 * i64::try_from(n).unwrap_or(0)) * MINUTE);
        raise(tx, sold, FlagReason::Spam, note, at)?;
    }
    let unloved: Vec<i64> = posts::table
        .left_join(grants::table.on(grants::person_id.eq(posts::author_id)))
        .filter(grants::id.nullable().is_null())
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::accepted_at.is_null())
        .filter(posts::endorsement_count.eq(0))
        .filter(posts::author_id.ne_all(&neighbours))
        .order((posts::score, posts::id.desc()))
        .limit(2)
        .select(posts::id)
        .load(tx.conn())?;
    for (post, reason, note) in unloved
        .iter()
        .zip([(FlagReason::NotAnAnswer, ""), (FlagReason::Duplicate, "Steht weiter oben fast genauso.")])
        .map(|(post, (reason, note))| (*post, reason, note))
    {
        raise(tx, About::Post(post), reason, note, now.plus(-3 * HOUR))?;
    }
    let said: Option<i64> = comments::table
        .left_join(grants::table.on(grants::person_id.eq(comments::author_id)))
        .filter(grants::id.nullable().is_null())
        .filter(comments::status.eq(Status::Visible))
        .filter(comments::author_id.ne_all(&neighbours))
        .order(comments::id.desc())
        .select(comments::id)
        .first(tx.conn())
        .optional()?;
    if let Some(comment) = said {
        let note = "Das wäre eine eigene Frage.";
        raise(tx, About::Comment(comment), FlagReason::Other, note, now.plus(-2 * HOUR))?;
    }
    appeal_against(tx, now)
}

/// What waited before there was a queue: the demo is written row by row.
fn waiting(tx: &mut Tx<'_>, now: Micros) -> anyhow::Result<()> {
    let held: Vec<(i64, i64, i64, Option<Micros>)> = posts::table
        .filter(posts::status.eq(Status::Held))
        .order(posts::id)
        .limit(50)
        .select((posts::id, posts::author_id, posts::question_id, posts::status_at))
        .load(tx.conn())?;
    for (id, person_id, thread, at) in held {
        let (kind, about, detail) = (ItemKind::Held, About::Post(id), serde_json::json!({}));
        let item = Item { kind, about, person_id, question_id: Some(thread), weight: 100, detail };
        queue::open(tx, &item, at.unwrap_or(now))?;
    }
    let edits: Vec<(i64, i64, i64, i64, Micros)> = suggested_edits::table
        .inner_join(posts::table.on(posts::id.eq(suggested_edits::post_id)))
        .filter(suggested_edits::state.eq(SuggestionState::Waiting))
        .order(suggested_edits::id)
        .limit(50)
        .select((suggested_edits::id, posts::id, posts::author_id, posts::question_id, suggested_edits::created_at))
        .load(tx.conn())?;
    for (id, post, person_id, thread, at) in edits {
        let (kind, about, detail) = (ItemKind::Edit, About::Edit(id), serde_json::json!({ "post_id": post }));
        let item = Item { kind, about, person_id, question_id: Some(thread), weight: 50, detail };
        queue::open(tx, &item, at)?;
    }
    Ok(())
}

/// An answer that sells something, under the latest question in English that is solved.
fn advertise(tx: &mut Tx<'_>, town: &Town, at: Micros) -> anyhow::Result<i64> {
    let question_id: i64 = questions::table
        .filter(questions::state.eq(State::Solved))
        .filter(questions::shown)
        .filter(questions::lang.eq("en"))
        .filter(questions::created_at.lt(at))
        .order(questions::created_at.desc())
        .select(questions::id)
        .first(tx.conn())?;
    let seller = Actor::load(tx.conn(), town.person(SELLER)?)?;
    let text = Text::render(ADVERTISEMENT, "en", "ad", "demo.example", &|_| false)?;
    let form = Answer { question_id, text, lang: "en".into(), key: String::new() };
    Ok(answer(tx, &seller, &form, &Rules::default(), at)?.post_id)
}

/// Somebody whose question a moderator has hidden asks for another look.
fn appeal_against(tx: &mut Tx<'_>, now: Micros) -> anyhow::Result<()> {
    let hidden: Option<(i64, i64, String)> = posts::table
        .filter(posts::status.eq(Status::Hidden))
        .filter(posts::status_by.is_not_null())
        .order(posts::status_at.desc())
        .select((posts::id, posts::author_id, posts::lang))
        .first(tx.conn())
        .optional()?;
    let Some((post, author, lang)) = hidden else { return Ok(()) };
    let actor = Actor::load(tx.conn(), author)?;
    let text = if lang == "de" { APPEAL_DE } else { APPEAL_EN };
    appeal::open(tx, &actor, About::Post(post), text, now.plus(-90 * MINUTE))?;
    Ok(())
}
