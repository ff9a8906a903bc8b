//! Which buttons the reader gets. The verbs decide for themselves; this only spares people dead ends.

use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::clock::Micros;
use crate::ground::i18n::T;
use crate::ground::refusal::Refusal;
use crate::ground::settings::Thresholds;
use crate::threads::endorse;
use crate::threads::kinds::{PostKind, State, Status};
use crate::threads::limits::SILENCE;

use super::people::Person;
use super::rows::{Post, Question};

/// The reader and the thread they look at.
pub struct Rights<'a> {
    /// Who reads.
    pub actor: Option<&'a Actor>,
    /// What privileges cost.
    pub thresholds: &'a Thresholds,
    /// The thread.
    pub question: &'a Question,
    /// This moment.
    pub now: Micros,
}

/// What the reader may do with the thread.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)] // the names are the acts
pub struct OnThread {
    pub answer: bool,
    pub close: bool,
    pub reopen: bool,
    /// May keep order here: lock, merge, split, move.
    pub keep: bool,
    /// Nobody may write here.
    pub locked: bool,
    /// What answering here needs that the reader does not have, 0 if nothing.
    pub needs: i64,
}

/// What the reader may do with a post.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names are the acts
pub struct OnPost {
    pub edit: bool,
    pub suggest: bool,
    pub delete: bool,
    pub restore: bool,
    pub hide: bool,
    pub show: bool,
    pub accept: bool,
    pub unaccept: bool,
    pub endorse: bool,
    pub comment: bool,
    /// May move it, or make it something else.
    pub keep: bool,
    pub see_all: bool,
    /// May tell moderators of it.
    pub flag: bool,
    /// May ask for another look at what was decided about it.
    pub appeal: bool,
    /// Why the reader may not vote up or down; empty when they may.
    pub no_up: String,
    pub no_down: String,
}

impl Rights<'_> {
    fn may(&self, act: Act, own: bool) -> bool {
        self.actor.is_some_and(|actor| may(actor, act, self.thresholds, own).is_ok())
    }

    fn own_thread(&self) -> bool {
        self.actor.is_some_and(|actor| actor.id == self.question.head.asker_id)
    }

    fn closed(&self) -> bool {
        self.question.head.state == State::Closed
    }

    /// What they may do with the thread; visitors may try to answer and are asked to sign in.
    pub fn on_thread(&self) -> OnThread {
        let close = self.may(Act::Close, self.own_thread());
        let needs = self.needs();
        OnThread {
            answer: !self.closed() && !self.locked() && needs == 0,
            close: close && !self.closed(),
            reopen: close && self.closed(),
            keep: self.may(Act::Keep, false),
            locked: self.locked(),
            needs,
        }
    }

    fn locked(&self) -> bool {
        self.question.head.locked_at.is_some()
    }

    fn needs(&self) -> i64 {
        let known = self.actor.is_none() || self.may(Act::AnswerProtected, self.own_thread());
        if self.question.head.protected_at.is_some() && !known { self.thresholds.protect } else { 0 }
    }

    /// What they may do with a post of `author`.
    pub fn on_post(&self, post: &Post, author: &Person, endorsed_by_me: bool, t: T) -> OnPost {
        let Some(actor) = self.actor else { return OnPost::default() };
        let own = actor.id == post.author_id;
        let visible = post.status == Status::Visible;
        let answer = post.kind == PostKind::Answer;
        let edit = own || self.may(Act::Edit, false);
        let kept = post.accepted_at.is_some()
            || post.endorsement_count > 0
            || (!answer && self.question.head.answer_count > 0);
        let above = author.rank < actor.rank() || own;
        let silent = self.now.since(self.question.head.active_at) >= SILENCE;
        let on_behalf = self.may(Act::AcceptOnBehalf, false);
        let by_asker = post.accepted_by == Some(self.question.head.asker_id);
        let keep = self.may(Act::Keep, false);
        let open = !self.locked();
        OnPost {
            edit: edit && visible && (open || keep),
            suggest: !edit && visible && open && self.may(Act::SuggestEdit, false),
            delete: own && visible && !kept && open,
            restore: post.status == Status::Deleted && own,
            hide: visible && above && self.may(Act::Hide, false),
            show: post.status == Status::Hidden && self.may(Act::Hide, false),
            accept: answer
                && visible
                && open
                && (self.own_thread() || (silent && on_behalf && !own))
                && post.accepted_at.is_none(),
            unaccept: answer && open && post.accepted_at.is_some() && (self.own_thread() || (on_behalf && !by_asker)),
            endorse: answer && visible && open && !own && !endorsed_by_me && self.in_field(actor),
            flag: visible && !own,
            appeal: post.status == Status::Hidden && own,
            comment: visible && open && self.may(Act::Comment, own || self.own_thread()),
            keep: keep && above && (visible || answer) && (open || !answer),
            see_all: self.may(Act::SeeHidden, false),
            no_up: self.no_vote(Act::VoteUp, own, visible, t),
            no_down: self.no_vote(Act::VoteDown, own, visible, t),
        }
    }

    /// Whether they may make a comment of `author` an answer.
    pub fn may_keep(&self, author: &Person) -> bool {
        let above = self.actor.is_some_and(|actor| author.rank < actor.rank() || author.id == actor.id);
        above && !self.locked() && self.may(Act::Keep, false)
    }

    /// Whether they may take away what others wrote.
    pub fn keeps_order(&self) -> bool {
        self.may(Act::Hide, false)
    }

    fn in_field(&self, actor: &Actor) -> bool {
        let tags: Vec<i64> = self.question.tags.iter().map(|(id, _)| *id).collect();
        endorse::field(&actor.fields(), self.question.head.product_id, &tags).is_some()
    }

    fn no_vote(&self, act: Act, own: bool, visible: bool, t: T) -> String {
        if own {
            return t.s("thread-vote-own");
        }
        if !visible {
            return t.s("thread-vote-not-visible");
        }
        if self.locked() {
            return t.s("keep-vote-locked");
        }
        match self.actor.map(|actor| may(actor, act, self.thresholds, false)) {
            Some(Err(Refusal::Forbidden(message, n))) => t.n(message, n),
            _ => String::new(),
        }
    }
}
