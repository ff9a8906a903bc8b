//! Follows the event log on each node: whichever node took the answer, everybody hears of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::{Channels, Topic};
use crate::accounts::events::{
    AccountNoticed, FactorOff, FactorReset, PersonErased, PersonSilenced, PersonSuspended, RoleRevoked, SessionsEnded,
};
use crate::escalation::events::{DueMoved, QuestionSnoozed, StageEntered, TriageClaimed};
use crate::ground::clock::Clock;
use crate::ground::db::Db;
use crate::ground::events::{Event, NodeReader, Stored, last_position};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::Services;
use crate::moderation::events::{
    FlagRaised, FlagRetracted, ReviewClaimed, ReviewClosed, ReviewDecided, ReviewOpened, ReviewUndone,
};
use crate::notifications::events::{NoticesMade, NoticesRead};
use crate::notifications::inbox;
use crate::pages::triage;
use crate::threads::events::{
    AnswerAccepted, AnswerEndorsed, AnswerPosted, AnswerUnaccepted, EndorsementWithdrawn, PostDeleted, PostHidden,
    PostRestored, PostRevised, PostShown, QuestionClosed, QuestionLocked, QuestionMarkedDuplicate, QuestionMerged,
    QuestionReopened, QuestionUnlocked, ThreadChanged,
};

/// What may change something on the triage board.
const IN_TRIAGE: [&str; 20] = [
    StageEntered::KIND,
    TriageClaimed::KIND,
    QuestionSnoozed::KIND,
    DueMoved::KIND,
    QuestionClosed::KIND,
    QuestionMarkedDuplicate::KIND,
    QuestionReopened::KIND,
    AnswerPosted::KIND,
    AnswerAccepted::KIND,
    AnswerUnaccepted::KIND,
    AnswerEndorsed::KIND,
    EndorsementWithdrawn::KIND,
    PostDeleted::KIND,
    PostRestored::KIND,
    PostHidden::KIND,
    PostShown::KIND,
    PostRevised::KIND,
    QuestionLocked::KIND,
    QuestionUnlocked::KIND,
    ThreadChanged::KIND,
];

/// What changes somebody's rights, or ends their sessions.
const OF_RIGHTS: [&str; 7] = [
    PersonSuspended::KIND,
    PersonSilenced::KIND,
    PersonErased::KIND,
    RoleRevoked::KIND,
    SessionsEnded::KIND,
    FactorReset::KIND,
    FactorOff::KIND,
];

/// What may change something in the review queue.
const IN_REVIEW: [&str; 7] = [
    ReviewOpened::KIND,
    ReviewClaimed::KIND,
    ReviewDecided::KIND,
    ReviewUndone::KIND,
    ReviewClosed::KIND,
    FlagRaised::KIND,
    FlagRetracted::KIND,
];

/// Tells listeners of what the log says; starts at its end, for nobody listens yet. Counts what waits in triage for the
/// head of moderators' pages.
pub struct LiveReader {
    channels: Channels,
    clock: Clock,
    waiting: Arc<AtomicI64>,
    position: i64,
}

impl LiveReader {
    /// From the log's end on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn new(services: &Services, channels: Channels) -> Verdict<Self> {
        let position = services.db.read_blocking(|conn| Ok::<_, Refusal>(last_position(conn)?))?;
        let reader = Self { channels, clock: services.clock.clone(), waiting: services.waiting.clone(), position };
        reader.count(&services.db)?;
        Ok(reader)
    }

    /// Tells those who look at a page how many notices they have not read.
    fn ring(&self, db: &Db, events: &[Stored]) -> Verdict<()> {
        if !self.channels.has_inboxes() {
            return Ok(());
        }
        let numbers = |kind: &str, field: &str| -> Vec<i64> {
            events.iter().filter(|event| event.kind == kind).filter_map(|event| event.number(field)).collect()
        };
        let told = numbers(NoticesMade::KIND, "told");
        let mut people = numbers(NoticesRead::KIND, "person_id");
        people.extend(numbers(AccountNoticed::KIND, "person_id"));
        if !told.is_empty() {
            people.extend(db.read_blocking(move |conn| Ok::<_, Refusal>(inbox::told_of(conn, &told)?))?);
        }
        let open = self.channels.open_inboxes(&people);
        if open.is_empty() {
            return Ok(());
        }
        let unread = db.read_blocking(move |conn| Ok::<_, Refusal>(inbox::unread(conn, &open)?))?;
        for (person, unread) in unread {
            self.channels.tell(Topic::Inbox(person), unread);
        }
        Ok(())
    }

    /// Streams of those whose rights are others now end; browsers ask anew and are given what they may have.
    fn end_rights(&self, events: &[Stored]) {
        for event in events.iter().filter(|event| OF_RIGHTS.contains(&event.kind.as_str())) {
            if let Some(person) = event.number("person_id") {
                self.channels.end(Topic::Rights(person));
            }
        }
    }

    fn count(&self, db: &Db) -> Verdict<()> {
        let now = self.clock.now();
        let waiting = db.read_blocking(move |conn| Ok::<_, Refusal>(triage::waiting(conn, now)?))?;
        self.waiting.store(waiting, Ordering::Relaxed);
        Ok(())
    }
}

impl NodeReader for LiveReader {
    fn name(&self) -> &'static str {
        "live"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read(&mut self, db: &Db, events: &[Stored]) -> Result<(), Refusal> {
        if events.iter().any(|event| IN_TRIAGE.contains(&event.kind.as_str())) {
            self.count(db)?;
            self.channels.tell(Topic::Triage, events.last().map_or(self.position, |event| event.position));
        }
        if events.iter().any(|event| IN_REVIEW.contains(&event.kind.as_str())) {
            self.channels.tell(Topic::Review, events.last().map_or(self.position, |event| event.position));
        }
        self.ring(db, events)?;
        self.end_rights(events);
        for event in events {
            self.position = event.position;
            let (Some(question), Some(post)) = (event.number("question_id"), event.number("post_id")) else { continue };
            match event.kind.as_str() {
                AnswerPosted::KIND => self.channels.tell(Topic::Question(question), post),
                PostHidden::KIND | PostDeleted::KIND if question == post => {
                    self.channels.end(Topic::Question(question));
                }
                QuestionMerged::KIND => {
                    if let Some(from) = event.number("from_id") {
                        self.channels.end(Topic::Question(from));
                    }
                }
                _ => {}
            }
        }
        self.channels.tidy();
        Ok(())
    }
}
