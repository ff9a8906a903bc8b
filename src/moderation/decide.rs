//! Deciding: the verbs of threads do it, the queue says who decided what and why, and flaggers learn whether they were
//! right.

use diesel::prelude::*;

use super::claim::open_for;
use super::events::ReviewDecided;
use super::kinds::{About, Decision, FlagReason, ItemKind};
use super::rows::{self, Row};
use super::tables::review_items;
use super::{appeal, flag, follow, reasons};
use crate::accounts::permissions::Act;
use crate::accounts::tables::people;
use crate::accounts::{Actor, rank, roles, sanctions};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::kinds::{HideReason, Status};
use crate::threads::suggest;
use crate::threads::target::{self, Standing, Target};
use crate::threads::text::Text;
use crate::threads::{Rules, comment, hide, hold, limits};

/// From this rank on somebody has nobody above them.
const HIGHEST: u8 = 3;

/// What somebody decides.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What.
    pub decision: Option<Decision>,
    /// A text that says why, by its number.
    pub reason: Option<i64>,
    /// Why, in their own words; stands instead of the text.
    pub words: String,
    /// For an edit that is taken over: its text, rendered.
    pub text: Option<Text>,
}

/// Decides an item.
///
/// # Errors
/// `NotFound`, `Invalid`, `Forbidden` (never on somebody of a higher rank, nor about one's own), `Conflict` when it is
/// decided already or somebody else has it.
pub fn decide(tx: &mut Tx<'_>, actor: &Actor, item: i64, choice: &Choice, rules: &Rules, now: Micros) -> Verdict<()> {
    if let Some(thread) = rows::find(tx.conn(), item)?.question_id {
        target::lock(tx.conn(), thread)?;
    }
    let row = rows::locked(tx, item)?;
    allow(tx.conn(), actor, &row, rules, now)?;
    open_for(&row, actor, false, now)?;
    let decision = choice.decision.filter(|decision| Decision::of(row.kind).contains(decision));
    let decision = decision.ok_or_else(|| Refusal::field("", "problem-invalid"))?;
    let words = limits::short("words", &choice.words, reasons::TEXT)?;
    let template = match choice.reason {
        Some(id) => Some(reasons::find(tx.conn(), id)?).filter(|one| one.decision == decision),
        None => None,
    };
    if choice.reason.is_some() && template.is_none() {
        return Err(Refusal::field("reason", "problem-review-reason"));
    }
    let why = match (&template, words.is_empty()) {
        (_, false) => words.clone(),
        (Some(template), true) => template.kept(),
        (None, true) => String::new(),
    };
    let hide_as = template.as_ref().and_then(|template| template.hide_as);
    let mut doing = Doing { tx, actor, row: &row, rules, now };
    let done = match row.about()? {
        about @ (About::Post(_) | About::Comment(_)) => doing.on_target(about, decision, hide_as, &why)?,
        About::Edit(id) => doing.on_edit(id, choice.text.clone(), &why)?,
        About::Person(id) => doing.on_person(id, decision, &why)?,
        About::Ring(_) => return Err(Refusal::field("", "problem-invalid")),
    };
    diesel::update(review_items::table.find(row.id))
        .set((
            review_items::decided_by.eq(Some(actor.id)),
            review_items::decided_at.eq(Some(now)),
            review_items::decision.eq(Some(decision.word())),
            review_items::reason.eq(Some(why).filter(|why| !why.is_empty())),
            review_items::before.eq(done.before),
            review_items::claimed_by.eq(None::<i64>),
            review_items::claimed_until.eq(None::<Micros>),
        ))
        .execute(tx.conn())?;
    let decided = ReviewDecided {
        item_id: row.id,
        kind: row.kind.word().into(),
        subject: row.subject.clone(),
        person_id: row.person_id,
        decision: decision.word().into(),
        question_id: row.question_id,
        post_id: done.target.as_ref().map(|target| target.post_id),
        comment_id: done.target.as_ref().and_then(|target| target.comment_id),
        shown: done.shown,
    };
    tx.record(Some(actor.id), &decided, now);
    Ok(())
}

/// Refuses who may not decide this one. Edits are also for those with that privilege and for the post's author, which
/// `suggest::decide` looks at.
///
/// # Errors
/// `Forbidden`.
pub fn allow(conn: &mut AnyConnection, actor: &Actor, row: &Row, rules: &Rules, now: Micros) -> Verdict<()> {
    actor.active(now)?;
    if row.kind == ItemKind::Edit {
        return Ok(());
    }
    rules.allow(actor, Act::ReviewHeld, false, now)?;
    if row.person_id == actor.id {
        // Whoever has nobody above them cannot wait for somebody above them.
        let alone = row.kind == ItemKind::Flags && actor.rank() >= HIGHEST;
        return if alone { Ok(()) } else { Err(Refusal::forbidden("problem-review-own")) };
    }
    let theirs = rank(&roles::of(conn, row.person_id)?);
    if theirs > actor.rank() || (theirs == actor.rank() && theirs < HIGHEST) {
        return Err(Refusal::forbidden("problem-rank"));
    }
    if row.kind == ItemKind::Appeal
        && against(conn, row)? == Some(actor.id)
        && appeal::has_another(conn, [actor.id, row.person_id], now)?
    {
        return Err(Refusal::forbidden("problem-appeal-yours"));
    }
    Ok(())
}

/// Whose decision an appeal is against by now.
fn against(conn: &mut AnyConnection, row: &Row) -> Verdict<Option<i64>> {
    if let Some((standing, ..)) = follow::standing(conn, row.about()?)?
        && standing.by.is_some()
    {
        return Ok(standing.by);
    }
    Ok(appeal::open_one(conn, &row.subject)?.and_then(|open| open.against))
}

/// What deciding did.
#[derive(Default)]
struct Done {
    /// How it was, so that it can be taken back; none where it cannot.
    before: Option<String>,
    target: Option<Target>,
    /// Whether what was not visible is so again.
    shown: bool,
}

struct Doing<'a, 'b> {
    tx: &'a mut Tx<'b>,
    actor: &'a Actor,
    row: &'a Row,
    rules: &'a Rules,
    now: Micros,
}

impl Doing<'_, '_> {
    /// About a post or a comment.
    fn on_target(&mut self, about: About, decision: Decision, as_: Option<HideReason>, why: &str) -> Verdict<Done> {
        let (actor, rules, now) = (self.actor, self.rules, self.now);
        let target = flag::find(self.tx, actor, about)?;
        let subject = self.row.subject.as_str();
        let status = target.standing.status;
        match decision {
            Decision::Hide => {
                let reason = as_.unwrap_or_else(|| self.most_said());
                match about {
                    About::Comment(id) => comment::delete(self.tx, actor, id, rules, now)?,
                    _ => hide::hide(self.tx, actor, target.post_id, reason, rules, now)?,
                };
                flag::judge(self.tx, subject, Some(self.row.id), true, now)?;
            }
            Decision::Keep => {
                if target.standing.by_flags() {
                    self.show(about, &target)?;
                }
                flag::judge(self.tx, subject, Some(self.row.id), false, now)?;
            }
            Decision::Release => drop(hold::release(self.tx, actor, target.post_id, rules, now)?),
            Decision::Reject => {
                let reason = as_.unwrap_or(HideReason::Other);
                hold::reject(self.tx, actor, target.post_id, reason, rules, now)?;
            }
            Decision::Overturn => {
                self.show(about, &target)?;
                if self.was_never_announced()? {
                    target::announce(self.tx, &target, now);
                }
                appeal::settle(self.tx, subject, Some(actor.id), Some(false), Some(why), now)?;
            }
            Decision::Uphold => appeal::settle(self.tx, subject, Some(actor.id), Some(true), Some(why), now)?,
            Decision::Accept | Decision::Decline => return Err(Refusal::field("", "problem-invalid")),
        }
        let shows = matches!(decision, Decision::Keep | Decision::Overturn) && status != Status::Visible;
        Ok(Done { before: Some(json(&target.standing)?), target: Some(target), shown: shows })
    }

    fn show(&mut self, about: About, target: &Target) -> Verdict<()> {
        match about {
            About::Comment(id) => comment::restore(self.tx, self.actor, id, self.rules, self.now)?,
            _ => hide::show(self.tx, self.actor, target.post_id, self.rules, self.now)?,
        };
        Ok(())
    }

    /// As what it is hidden if nobody says: what most flags say.
    fn most_said(&self) -> HideReason {
        let detail: serde_json::Value = serde_json::from_str(&self.row.detail).unwrap_or_default();
        let said = |reason: &FlagReason| {
            detail.get("reasons").and_then(|all| all.get(reason.word())).and_then(serde_json::Value::as_i64)
        };
        let most = FlagReason::ALL.iter().copied().rev().max_by_key(|reason| said(reason).unwrap_or(0));
        most.map_or(HideReason::Other, FlagReason::hide_as)
    }

    /// Whether it was rejected before everybody could ever see it.
    fn was_never_announced(&mut self) -> Verdict<bool> {
        let earlier = rows::decided(self.tx.conn(), &self.row.subject, 20)?;
        let rejected = earlier.iter().find(|one| one.kind == ItemKind::Held);
        let before = rejected
            .filter(|one| one.decided_as() == Some(Decision::Reject))
            .and_then(|one| one.before.as_deref())
            .and_then(|before| serde_json::from_str::<Standing>(before).ok());
        // What was held only after everybody had seen it was announced long ago.
        let later = [Some(hold::ADDED_LINKS), Some(hold::SPAM_LATER)];
        Ok(before.is_some_and(|before| !later.contains(&before.reason.as_deref())))
    }

    /// About a suggested edit; its author reads why in their own language.
    fn on_edit(&mut self, id: i64, text: Option<Text>, why: &str) -> Verdict<Done> {
        let author = suggest::find(self.tx.conn(), id)?.author_id;
        let lang: String = people::table.find(author).select(people::lang).first(self.tx.conn())?;
        let reason = reasons::said(why, &lang).chars().take(limits::REASON).collect();
        let decision = suggest::Decision { suggestion_id: id, accepted: text, reason };
        let post = suggest::decide(self.tx, self.actor, &decision, self.rules, self.now)?;
        let target = target::post(self.tx, self.actor, post)?;
        Ok(Done { before: Some(json(&target.standing)?), target: Some(target), shown: false })
    }

    /// About somebody who may not write.
    fn on_person(&mut self, id: i64, decision: Decision, why: &str) -> Verdict<Done> {
        let (actor, now) = (self.actor, self.now);
        let upheld = decision == Decision::Uphold;
        if !upheld {
            for sanction in sanctions::standing(self.tx.conn(), id, now)? {
                sanctions::end(self.tx, actor, sanction.id, now)?;
            }
        }
        appeal::settle(self.tx, &self.row.subject, Some(actor.id), Some(upheld), Some(why), now)?;
        Ok(Done::default())
    }
}

fn json(standing: &Standing) -> Verdict<String> {
    Ok(serde_json::to_string(standing).map_err(anyhow::Error::from)?)
}
