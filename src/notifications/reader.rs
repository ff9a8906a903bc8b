//! Follows the event log: for each kind of event, who is told what. Whether they are told is decided in `tell`.

use super::about::About;
use super::kinds::NoticeKind;
use super::moved;
use super::people::{self, Follows};
use super::tell::Telling;
use super::work;
use crate::escalation::events::{QuestionAssigned, StaffOverdue, StaffWarned, StageEntered};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::events::{DatabaseReader, Event, Stored};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Shared;
use crate::ground::web::Services;
use crate::moderation::events::{HiddenByFlags, ReviewDecided};
use crate::moderation::kinds::Decision;
use crate::threads::events::{
    AnswerAccepted, AnswerEndorsed, AnswerMoved, AnswerPosted, AnswerToComment, CommentPosted, CommentToAnswer,
    EditDecided, PostHidden, PostReleased, QuestionAsked, QuestionClosed, QuestionMarkedDuplicate, QuestionMerged,
    QuestionSplit, ThreadChanged,
};
use crate::threads::kinds::{State, Status};
use crate::threads::moves;

/// The reader that turns events into notices; the server starts it with `events::drive`.
pub struct Notifier {
    /// For the zone of the forum's clock.
    settings: Shared,
}

impl Notifier {
    /// For a forum with these settings.
    pub fn new(settings: Shared) -> Self {
        Self { settings }
    }

    /// For this forum.
    pub fn of(services: &Services) -> Self {
        Self::new(services.settings.clone())
    }
}

const KINDS: [&str; 21] = [
    AnswerAccepted::KIND,
    AnswerEndorsed::KIND,
    AnswerMoved::KIND,
    AnswerPosted::KIND,
    AnswerToComment::KIND,
    CommentPosted::KIND,
    CommentToAnswer::KIND,
    EditDecided::KIND,
    PostHidden::KIND,
    PostReleased::KIND,
    QuestionAsked::KIND,
    QuestionClosed::KIND,
    QuestionMarkedDuplicate::KIND,
    QuestionMerged::KIND,
    QuestionSplit::KIND,
    QuestionAssigned::KIND,
    StaffOverdue::KIND,
    StaffWarned::KIND,
    StageEntered::KIND,
    HiddenByFlags::KIND,
    ReviewDecided::KIND,
];

impl DatabaseReader for Notifier {
    fn name(&self) -> &'static str {
        "notifications"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Result<(), Refusal> {
        if event.kind == ThreadChanged::KIND {
            return event.number("question_id").map_or(Ok(()), |thread| moved::follow(tx, thread));
        }
        if !KINDS.contains(&event.kind.as_str()) {
            return Ok(());
        }
        let Some(about) = About::load(tx.conn(), event)? else {
            return Ok(());
        };
        let settings = self.settings.get();
        let mut telling = Telling::new(tx, &settings.zone, event, &about, now);
        match event.kind.as_str() {
            QuestionAsked::KIND => mentioned(&mut telling),
            AnswerPosted::KIND => answered(&mut telling),
            CommentPosted::KIND => {
                telling.tell(NoticeKind::Commented, &[about.post.author_id])?;
                mentioned(&mut telling)
            }
            AnswerAccepted::KIND => match event.decode::<AnswerAccepted>() {
                Some(accepted) => solved(&mut telling, accepted.on_behalf),
                None => Ok(()),
            },
            AnswerEndorsed::KIND if about.post.endorsement_count > 0 => {
                telling.tell(NoticeKind::Endorsed, &[about.post.author_id])
            }
            EditDecided::KIND => match event.decode::<EditDecided>() {
                Some(decided) if decided.accepted => telling.tell(NoticeKind::EditAccepted, &[decided.author_id]),
                Some(decided) => telling.tell(NoticeKind::EditRejected, &[decided.author_id]),
                None => Ok(()),
            },
            PostReleased::KIND if about.post.status == Status::Visible => {
                telling.tell(NoticeKind::Released, &[about.post.author_id])
            }
            // What flags hid is told with how to appeal.
            PostHidden::KIND if event.actor.is_none() => Ok(()),
            HiddenByFlags::KIND => match event.decode::<HiddenByFlags>() {
                Some(hid) => telling.tell(NoticeKind::FlagHidden, &[hid.person_id]),
                None => Ok(()),
            },
            ReviewDecided::KIND => match event.decode::<ReviewDecided>() {
                Some(decided) => reviewed(&mut telling, &decided),
                None => Ok(()),
            },
            PostHidden::KIND if about.post.status == Status::Hidden => {
                telling.tell(NoticeKind::Hidden, &[about.post.author_id])
            }
            QuestionClosed::KIND if about.thread.state == State::Closed => {
                telling.tell(NoticeKind::Closed, &[about.thread.asker_id])
            }
            QuestionMarkedDuplicate::KIND if about.thread.state == State::Closed => {
                telling.tell(NoticeKind::Duplicate, &[about.thread.asker_id])
            }
            QuestionMerged::KIND => match event.number("from_id") {
                Some(from) => merged(&mut telling, from),
                None => Ok(()),
            },
            AnswerMoved::KIND => put_in_order(&mut telling, event, NoticeKind::Moved),
            AnswerToComment::KIND => put_in_order(&mut telling, event, NoticeKind::BecameComment),
            CommentToAnswer::KIND => put_in_order(&mut telling, event, NoticeKind::BecameAnswer),
            QuestionSplit::KIND => put_in_order(&mut telling, event, NoticeKind::BecameQuestion),
            _ => work::tell(&mut telling, event),
        }
    }
}

/// What is hidden, let through or taken over says an event of its own.
fn reviewed(telling: &mut Telling<'_, '_>, decided: &ReviewDecided) -> Verdict<()> {
    let kind = match Decision::from_word(&decided.decision) {
        Some(Decision::Keep) if decided.shown => NoticeKind::ShownAgain,
        Some(Decision::Overturn) => NoticeKind::AppealOverturned,
        Some(Decision::Uphold) => NoticeKind::AppealUpheld,
        _ => return Ok(()),
    };
    telling.tell(kind, &[decided.person_id])
}

fn mentioned(telling: &mut Telling<'_, '_>) -> Verdict<()> {
    let people = people::mentioned(telling.tx.conn(), telling.about.html())?;
    telling.tell(NoticeKind::Mentioned, &people)
}

fn answered(telling: &mut Telling<'_, '_>) -> Verdict<()> {
    telling.tell(NoticeKind::Answered, &[telling.about.thread.asker_id])?;
    mentioned(telling)?;
    for follows in Follows::ALL {
        followers(telling, follows, NoticeKind::FollowedAnswered)?;
    }
    Ok(())
}

/// An acceptance that was taken back meanwhile is no news.
fn solved(telling: &mut Telling<'_, '_>, on_behalf: bool) -> Verdict<()> {
    let about = telling.about;
    if about.post.accepted_at.is_none() {
        return Ok(());
    }
    if on_behalf {
        telling.tell(NoticeKind::AcceptedOnBehalf, &[about.thread.asker_id])?;
    }
    telling.tell(NoticeKind::Accepted, &[about.post.author_id])?;
    for follows in Follows::ALL {
        let kind = match follows {
            Follows::Joined | Follows::AskedToo => NoticeKind::Solved,
            Follows::Watches => NoticeKind::WatchedSolved,
        };
        followers(telling, follows, kind)?;
    }
    Ok(())
}

/// Whoever asked or followed the question that went into this one. A merge that was taken back meanwhile is no news.
fn merged(telling: &mut Telling<'_, '_>, from: i64) -> Verdict<()> {
    if moves::merged_into(telling.tx.conn(), from)? != Some(telling.about.thread.id) {
        return Ok(());
    }
    let asker = people::asker(telling.tx.conn(), from)?;
    telling.tell(NoticeKind::Merged, &[asker])?;
    for follows in Follows::ALL {
        followers_of(telling, from, follows, NoticeKind::Merged)?;
    }
    Ok(())
}

/// Whoever wrote what is elsewhere or something else now, and the authors of what went along. What was taken back
/// meanwhile is no news.
fn put_in_order(telling: &mut Telling<'_, '_>, event: &Stored, kind: NoticeKind) -> Verdict<()> {
    let Some(number) = event.number("move_id") else { return Ok(()) };
    let Some(along) = moves::authors_along(telling.tx.conn(), number)? else { return Ok(()) };
    telling.tell(kind, &[telling.about.post.author_id])?;
    telling.tell(NoticeKind::Moved, &along)
}

fn followers(telling: &mut Telling<'_, '_>, follows: Follows, kind: NoticeKind) -> Verdict<()> {
    followers_of(telling, telling.about.thread.id, follows, kind)
}

fn followers_of(telling: &mut Telling<'_, '_>, question: i64, follows: Follows, kind: NoticeKind) -> Verdict<()> {
    let mut after = 0;
    loop {
        let round = follows.round(telling.tx.conn(), question, after)?;
        telling.tell(kind, &round)?;
        match round.last() {
            Some(last) if i64::try_from(round.len()).is_ok_and(|n| n == people::ROUND) => after = *last,
            _ => return Ok(()),
        }
    }
}
