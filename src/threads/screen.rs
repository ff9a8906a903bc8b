//! The seam to what looks at texts before everybody sees them. Threads know that somebody looks; who it is and how is
//! handed in by `server`. Without anybody, everything passes and only the rule about first links holds.

use std::sync::Arc;

use super::text::Text;
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;
use crate::ground::web::stamp::Sent;

/// What is about to be posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draft<'a> {
    /// A question with its title.
    Question(&'a str, &'a Text),
    /// An answer.
    Answer(&'a Text),
    /// A comment, with its number if it is there already. It cannot wait: it is refused, and its text stays in the form.
    Comment(Option<i64>, &'a Text),
    /// Another text for this post, with the title if that changes.
    Edit(i64, Option<&'a str>, &'a Text),
}

impl<'a> Draft<'a> {
    /// Its text.
    pub fn text(&self) -> &'a Text {
        match self {
            Self::Question(_, text) | Self::Answer(text) | Self::Comment(_, text) | Self::Edit(_, _, text) => text,
        }
    }

    /// Its title, if it has one of its own.
    pub fn title(&self) -> &'a str {
        match self {
            Self::Question(title, _) | Self::Edit(_, Some(title), _) => title,
            _ => "",
        }
    }

    /// The post that is there already.
    pub fn post_id(&self) -> Option<i64> {
        if let Self::Edit(id, ..) = self { Some(*id) } else { None }
    }
}

/// One thing that was seen, explainable to people.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Signal {
    /// Which rule saw it; `signal-NAME` is the key of its words.
    pub name: String,
    /// How much it weighs.
    pub points: i64,
    /// What exactly it saw; may be empty.
    pub what: String,
}

/// What somebody who looked found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Whether it must wait for review.
    pub hold: bool,
    /// Why, the weightiest first.
    pub signals: Vec<Signal>,
    /// What the text looks like: hashes, and whether each is that of the whole text.
    pub prints: Vec<(i64, bool)>,
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Became {
    /// The thread.
    pub question_id: i64,
    /// The post.
    pub post_id: i64,
    /// The comment, if it is one.
    pub comment_id: Option<i64>,
    /// Whether it waits for review, for whatever reason.
    pub held: bool,
}

/// Looks at drafts.
pub trait Screen: Send + Sync + 'static {
    /// What it thinks of a draft.
    ///
    /// # Errors
    /// When the database fails.
    fn judge(&self, tx: &mut Tx<'_>, actor: &Actor, draft: &Draft<'_>, sent: Sent, now: Micros) -> Verdict<Judgement>;

    /// Hears what became of the draft, in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    fn posted(&self, tx: &mut Tx<'_>, actor: &Actor, became: Became, judgement: &Judgement, now: Micros)
    -> Verdict<()>;
}

/// Lets everything pass.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Screen for Nobody {
    fn judge(&self, _: &mut Tx<'_>, _: &Actor, _: &Draft<'_>, _: Sent, _: Micros) -> Verdict<Judgement> {
        Ok(Judgement::default())
    }

    fn posted(&self, _: &mut Tx<'_>, _: &Actor, _: Became, _: &Judgement, _: Micros) -> Verdict<()> {
        Ok(())
    }
}

/// Whoever looks, as it is handed around.
#[derive(Clone)]
pub struct Screener(pub Arc<dyn Screen>);

impl Default for Screener {
    fn default() -> Self {
        Self(Arc::new(Nobody))
    }
}

impl std::fmt::Debug for Screener {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Screener")
    }
}
