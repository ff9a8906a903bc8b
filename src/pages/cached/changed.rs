//! What an event changes of what visitors' pages show.

use crate::accounts::events as accounts;
use crate::escalation::events as escalation;
use crate::ground::events::Event;
use crate::ground::web::cache::{Changed, Mark};
use crate::interop::events as interop;
use crate::moderation::events as moderation;
use crate::notifications::events as notifications;
use crate::reputation::events as reputation;
use crate::search::events as search;
use crate::threads::events as threads;

use super::says::{any_list, thing};

/// Nothing that a visitor sees. Whatever else these bring about has events of its own.
const NOTHING: &[&str] = &[
    threads::EditSuggested::KIND,
    threads::MaskedSeen::KIND,
    threads::WatchChanged::KIND,
    notifications::NoticesMade::KIND,
    notifications::NoticesRead::KIND,
    search::WordsChanged::KIND,
    moderation::ReviewOpened::KIND,
    moderation::ReviewClaimed::KIND,
    moderation::ReviewDecided::KIND,
    moderation::ReviewUndone::KIND,
    moderation::ReviewClosed::KIND,
    moderation::FlagRaised::KIND,
    moderation::FlagRetracted::KIND,
    moderation::AppealOpened::KIND,
    moderation::ReasonChanged::KIND,
    moderation::SpamRulesChanged::KIND,
    moderation::VoteRulesChanged::KIND,
    moderation::VotesFound::KIND,
    moderation::VotesLeft::KIND,
    escalation::NoteWritten::KIND,
    escalation::TriageClaimed::KIND,
    escalation::DeliveryRepeated::KIND,
    accounts::PasswordChanged::KIND,
    accounts::AddressChanged::KIND,
    accounts::PersonWarned::KIND,
    accounts::WarningRead::KIND,
    accounts::WarningWithdrawn::KIND,
    accounts::AccountNoticed::KIND,
    accounts::SessionsEnded::KIND,
    accounts::FactorOn::KIND,
    accounts::FactorOff::KIND,
    accounts::FactorReset::KIND,
    accounts::JobRetried::KIND,
];

/// What happens in one thread, often, and hides nothing: the pages of the threads that the event names, and lists.
const IN_THREADS: &[&str] = &[
    threads::QuestionAsked::KIND,
    threads::AnswerPosted::KIND,
    threads::CommentPosted::KIND,
    threads::CommentEdited::KIND,
    threads::CommentRestored::KIND,
    threads::PostRevised::KIND,
    threads::LanguageCorrected::KIND,
    threads::EditDecided::KIND,
    threads::VoteCast::KIND,
    threads::AnswerAccepted::KIND,
    threads::AnswerUnaccepted::KIND,
    threads::AnswerEndorsed::KIND,
    threads::EndorsementWithdrawn::KIND,
    threads::QuestionClosed::KIND,
    threads::QuestionReopened::KIND,
    threads::QuestionMarkedDuplicate::KIND,
    threads::QuestionJoined::KIND,
    threads::QuestionRetagged::KIND,
    threads::PostRestored::KIND,
    threads::PostShown::KIND,
    threads::PostReleased::KIND,
    threads::QuestionLocked::KIND,
    threads::QuestionUnlocked::KIND,
    threads::QuestionProtected::KIND,
    threads::QuestionUnprotected::KIND,
    escalation::StageEntered::KIND,
    escalation::NudgeDue::KIND,
    escalation::StaffWarned::KIND,
    escalation::StaffOverdue::KIND,
    escalation::QuestionSnoozed::KIND,
    escalation::QuestionAssigned::KIND,
    escalation::StillNeedsHelp::KIND,
    escalation::DueMoved::KIND,
    escalation::QuestionHandedOver::KIND,
    escalation::HandOverEnded::KIND,
    escalation::HandOverResumed::KIND,
    escalation::HandOverReported::KIND,
    interop::ThreadImported::KIND,
];

/// About one person, and hides nothing: their page, and lists.
const OF_PEOPLE: &[&str] =
    &[accounts::PersonSignedUp::KIND, accounts::PersonVerified::KIND, reputation::BadgeAwarded::KIND];

/// Fields that name a thread.
const THREADS: [&str; 3] = ["question_id", "original_id", "from_id"];

/// What an event changes. Whatever is in none of the lists changes everything: posts that are hidden, held, deleted,
/// masked or moved, names, roles, sanctions, products, tags, policies, settings, and what is not thought of yet.
pub fn changed(kind: &str, payload: &str) -> Changed {
    let is = |kinds: &[&str]| kinds.contains(&kind);
    let (nothing, in_threads, of_people) = (is(NOTHING), is(IN_THREADS), is(OF_PEOPLE));
    if nothing && !payload.contains("\"touched\"") {
        return Changed::Marks(Vec::new());
    }
    let Ok(fields) = serde_json::from_str::<serde_json::Value>(payload) else { return Changed::Everything };
    let number = |field: &str| fields.get(field).and_then(serde_json::Value::as_i64);
    let mut marks: Vec<Mark> = match (nothing, in_threads, of_people) {
        (true, ..) => Vec::new(),
        (_, true, _) => THREADS.iter().filter_map(|field| Some(thing("question", number(field)?))).collect(),
        (.., true) => number("person_id").map(|id| thing("person", id)).into_iter().collect(),
        _ => return Changed::Everything,
    };
    if !nothing && marks.is_empty() {
        return Changed::Everything; // it does not say which
    }
    marks.extend(touched(&fields));
    if !marks.is_empty() {
        marks.push(any_list());
    }
    Changed::Marks(marks)
}

/// What else was touched, as `Tx::touch` notes it.
fn touched(fields: &serde_json::Value) -> Vec<Mark> {
    let pairs = fields.get("touched").and_then(serde_json::Value::as_array);
    let mark = |pair: &serde_json::Value| Some(thing(pair.get(0)?.as_str()?, pair.get(1)?.as_i64()?));
    pairs.into_iter().flatten().filter_map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(things: &[(&str, i64)]) -> Changed {
        let mut marks: Vec<Mark> = things.iter().map(|(noun, id)| thing(noun, *id)).collect();
        if !marks.is_empty() {
            marks.push(any_list());
        }
        Changed::Marks(marks)
    }

    #[test]
    fn a_vote_changes_its_thread_and_whose_reputation_it_moved() {
        let vote = r#"{"question_id":7,"post_id":9,"value":1,"touched":[["person",3],["person",4]]}"#;
        assert_eq!(changed("vote.cast", vote), marks(&[("question", 7), ("person", 3), ("person", 4)]));
        assert_eq!(changed("vote.cast", r#"{"question_id":7,"post_id":9,"value":1}"#), marks(&[("question", 7)]));
        let duplicate = r#"{"question_id":7,"post_id":7,"original_id":2}"#;
        assert_eq!(changed("question.marked_duplicate", duplicate), marks(&[("question", 7), ("question", 2)]));
        assert_eq!(changed("badge.awarded", r#"{"person_id":3,"badge":"b","post_id":9}"#), marks(&[("person", 3)]));
    }

    #[test]
    fn what_visitors_do_not_see_changes_nothing() {
        assert_eq!(changed("notices.made", r#"{"told":5}"#), marks(&[]));
        assert_eq!(changed("notices.made", r#"{"told":5,"touched":[["question",7]]}"#), marks(&[("question", 7)]));
    }

    #[test]
    fn whatever_hides_or_is_not_known_changes_everything() {
        for kind in [
            "post.hidden",
            "post.held",
            "post.deleted",
            "post.masked",
            "comment.masked",
            "comment.deleted",
            "question.merged",
            "thread.changed",
            "posts.taken",
            "person.changed",
            "person.suspended",
            "person.erased",
            "role.revoked",
            "tag.changed",
            "product.changed",
            "policy.changed",
            "settings.changed",
            "votes.reversed",
            "of.tomorrow",
        ] {
            assert_eq!(changed(kind, r#"{"question_id":7,"person_id":3}"#), Changed::Everything, "{kind}");
        }
        assert_eq!(changed("vote.cast", "{}"), Changed::Everything, "it does not say which");
        assert_eq!(changed("vote.cast", "what?"), Changed::Everything);
    }
}
