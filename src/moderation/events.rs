//! What happens in moderation. Events name the item and what it is about, never a text.

crate::events! {
    /// Something new waits in the review queue.
    ReviewOpened = "review.opened" { item_id: i64, kind: String, subject: String, person_id: i64 }
    /// What somebody wrote was taken away together with a sanction.
    PostsTaken = "posts.taken" { person_id: i64, sanction_id: i64 }
    /// It was given back.
    PostsGivenBack = "posts.given_back" { person_id: i64, sanction_id: i64 }
    /// An admin changed what counts as spam.
    SpamRulesChanged = "spam.rules_changed" { hold_at: i64, on: bool }
    /// An admin changed whether and how votes are looked through.
    VoteRulesChanged = "votes.rules_changed" { on: bool }
    /// Votes that look like an arrangement were found.
    VotesFound = "votes.found" { ring_id: i64, people: i64, votes: i64 }
    /// They were taken away: by the nightly pass, or by a moderator.
    VotesReversed = "votes.reversed" { ring_id: i64, votes: i64 }
    /// They were put back.
    VotesRestored = "votes.restored" { ring_id: i64, votes: i64 }
    /// A moderator found nothing wrong with them.
    VotesLeft = "votes.left" { ring_id: i64 }
    /// Somebody took it up, or leaves it to others.
    ReviewClaimed = "review.claimed" { item_id: i64, claimed: bool }
    /// Somebody decided. `shown` says whether what was not visible is so again.
    ReviewDecided = "review.decided" {
        item_id: i64, kind: String, subject: String, person_id: i64, decision: String,
        question_id: Option<i64>, post_id: Option<i64>, comment_id: Option<i64>, shown: bool
    }
    /// A decision was taken back.
    ReviewUndone = "review.undone" { item_id: i64, kind: String, subject: String, person_id: i64 }
    /// There is nothing to decide any more: its subject changed otherwise.
    ReviewClosed = "review.closed" { item_id: i64, kind: String, subject: String, person_id: i64 }
    /// Somebody flagged a post or a comment.
    FlagRaised = "flag.raised" { flag_id: i64, item_id: i64, subject: String, reason: String }
    /// They took it back.
    FlagRetracted = "flag.retracted" { flag_id: i64, subject: String }
    /// Flags together hid something until somebody looks.
    HiddenByFlags = "flags.hid" {
        item_id: i64, subject: String, person_id: i64, question_id: i64, post_id: i64, comment_id: Option<i64>
    }
    /// An author asks for another look.
    AppealOpened = "appeal.opened" { appeal_id: i64, item_id: i64, subject: String, person_id: i64 }
    /// A text with which moderators say why was added, changed or removed.
    ReasonChanged = "review.reason_changed" { reason_id: i64 }
}
