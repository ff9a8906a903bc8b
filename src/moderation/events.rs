//! What happens in moderation. Events name the item and what it is about, never a text.

crate::events! {
    /// Something new waits in the review queue.
    ReviewOpened = "review.opened" { item_id: i64, kind: String, subject: String, person_id: i64 }
    /// What somebody wrote was taken away together with a sanction.
    PostsTaken = "posts.taken" { person_id: i64, sanction_id: i64 }
    /// It was given back.
    PostsGivenBack = "posts.given_back" { person_id: i64, sanction_id: i64 }
}
