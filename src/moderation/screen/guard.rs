//! Looks at drafts, as `threads` asks for it. The company and known members are not looked at.

use std::sync::Arc;

use serde_json::json;

use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;
use crate::ground::web::stamp::Sent;
use crate::moderation::kinds::{About, ItemKind};
use crate::moderation::queue::{self, Item};
use crate::threads::screen::{Became, Draft, Judgement, Screen, Signal};

use super::book::Book;
use super::outside::{self, Outside};
use super::{facts, prints, signals};

/// The one who looks.
#[derive(Clone, Default)]
pub struct Guard {
    outside: Option<Arc<dyn Outside>>,
}

impl Guard {
    /// With a service elsewhere that is asked, too, afterwards.
    #[must_use]
    pub fn with(outside: Arc<dyn Outside>) -> Self {
        Self { outside: Some(outside) }
    }
}

impl Screen for Guard {
    fn judge(&self, tx: &mut Tx<'_>, actor: &Actor, draft: &Draft<'_>, sent: Sent, now: Micros) -> Verdict<Judgement> {
        if !actor.grants.is_empty() {
            return Ok(Judgement::default());
        }
        let book = Book::load(tx.conn())?;
        if !book.on || book.knows(actor.reputation, actor.created_at, now) {
            return Ok(Judgement::default());
        }
        let prints = prints::of(&draft.text().text);
        let facts = facts::gather(tx.conn(), actor, draft, sent, &prints, now)?;
        let signals = signals::all(&facts, &book);
        Ok(Judgement { hold: signals::sum(&signals) >= book.hold_at, signals, prints })
    }

    fn posted(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        became: Became,
        judgement: &Judgement,
        now: Micros,
    ) -> Verdict<()> {
        let about = became.comment_id.map_or(About::Post(became.post_id), About::Comment);
        if !judgement.prints.is_empty() {
            prints::keep(tx, about, actor.id, &judgement.prints, now)?;
        }
        if became.held {
            open(tx, became.post_id, became.question_id, actor.id, &judgement.signals, now)?;
        } else if became.comment_id.is_none() && self.outside.is_some() && !judgement.prints.is_empty() {
            outside::ask_later(tx, became.post_id, &judgement.signals, now)?;
        }
        Ok(())
    }
}

/// Puts a held post before moderators, with what was seen.
///
/// # Errors
/// When the database fails.
pub fn open(
    tx: &mut Tx<'_>,
    post_id: i64,
    question_id: i64,
    author: i64,
    signals: &[Signal],
    now: Micros,
) -> Verdict<i64> {
    let item = Item {
        kind: ItemKind::Held,
        about: About::Post(post_id),
        person_id: author,
        question_id: Some(question_id),
        weight: 100 + signals::sum(signals),
        detail: json!({ "signals": signals }),
    };
    queue::open(tx, &item, now)
}
