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
}
