//! What happens on a question's way. `at` is the true time, however late the clock looked.

use super::kinds::Outcome;
use super::stage::Stage;
use crate::ground::events::Event;

crate::events! {
    /// A question entered a stage: by the clock, or by the act of a person.
    StageEntered = "stage.entered" { question_id: i64, post_id: i64, stage: Stage }
    /// Peers are to be asked for help; `number` counts from 0.
    NudgeDue = "nudge.due" { question_id: i64, post_id: i64, number: i64 }
    /// Staff's time is nearly over.
    StaffWarned = "staff.warned" { question_id: i64, post_id: i64 }
    /// Staff's time is over.
    StaffOverdue = "staff.overdue" { question_id: i64, post_id: i64 }
    /// A moderator takes a question up, or leaves it.
    TriageClaimed = "triage.claimed" { question_id: i64, post_id: i64, claimed: bool }
    /// A question was put off.
    QuestionSnoozed = "question.snoozed" { question_id: i64, post_id: i64 }
    /// A question belongs to somebody of its team; `person_id` 0 is nobody.
    QuestionAssigned = "question.assigned" { question_id: i64, post_id: i64, person_id: i64 }
    /// The asker still needs help.
    StillNeedsHelp = "question.still_needs_help" { question_id: i64, post_id: i64 }
    /// A question's due time or priority changed.
    DueMoved = "question.due_moved" { question_id: i64, post_id: i64 }
    /// A policy changed.
    PolicyChanged = "policy.changed" { policy_id: i64 }
    /// A calendar changed.
    CalendarChanged = "calendar.changed" { calendar_id: i64 }
    /// Staff noted something among themselves.
    NoteWritten = "note.written" { question_id: i64, note_id: i64 }
    /// Staff gave a question to a ticket system.
    QuestionHandedOver = "question.handed_over" { question_id: i64, post_id: i64, hand_over_id: i64 }
    /// It is with the ticket system no longer.
    HandOverEnded = "hand_over.ended" { question_id: i64, hand_over_id: i64, outcome: Outcome }
    /// It is with the ticket system again: what answered it does not count any more, or it was reopened.
    HandOverResumed = "hand_over.resumed" { question_id: i64, hand_over_id: i64 }
    /// The ticket system said how things stand there.
    HandOverReported = "hand_over.reported" { question_id: i64, hand_over_id: i64 }
    /// A ticket system is new, changed or retired.
    TicketSystemChanged = "ticket_system.changed" { system_id: i64 }
    /// An admin had something sent to a ticket system once more.
    DeliveryRepeated = "delivery.repeated" { system_id: i64, delivery_id: i64 }
}

/// All of them: none changes a text.
pub const KINDS: [&str; 18] = [
    StageEntered::KIND,
    NudgeDue::KIND,
    StaffWarned::KIND,
    StaffOverdue::KIND,
    TriageClaimed::KIND,
    QuestionSnoozed::KIND,
    QuestionAssigned::KIND,
    StillNeedsHelp::KIND,
    DueMoved::KIND,
    PolicyChanged::KIND,
    CalendarChanged::KIND,
    NoteWritten::KIND,
    QuestionHandedOver::KIND,
    HandOverEnded::KIND,
    HandOverResumed::KIND,
    HandOverReported::KIND,
    TicketSystemChanged::KIND,
    DeliveryRepeated::KIND,
];
