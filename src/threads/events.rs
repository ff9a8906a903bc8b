//! What happens in threads. Every event carries the thread and, where there is one, the post.
//!
//! `question.asked` and `answer.posted` mean: everybody can see it now. A post that waits for review is
//! recorded as `post.held`; when it is let through, `post.released` and then the event that was due come together.

crate::events! {
    /// A question became visible for the first time.
    QuestionAsked = "question.asked" { question_id: i64, post_id: i64 }
    /// An answer became visible for the first time.
    AnswerPosted = "answer.posted" { question_id: i64, post_id: i64 }
    /// A comment was written under a post.
    CommentPosted = "comment.posted" { question_id: i64, post_id: i64, comment_id: i64 }
    /// A comment was taken away, by its author or a moderator.
    CommentDeleted = "comment.deleted" { question_id: i64, post_id: i64, comment_id: i64 }
    /// A comment's author put it differently.
    CommentEdited = "comment.edited" { question_id: i64, post_id: i64, comment_id: i64 }
    /// A comment that was taken away is back.
    CommentRestored = "comment.restored" { question_id: i64, post_id: i64, comment_id: i64 }
    /// A post has a new revision.
    PostRevised = "post.revised" { question_id: i64, post_id: i64, number: i64 }
    /// A post is in another language than it was said to be.
    LanguageCorrected = "language.corrected" { question_id: i64, post_id: i64 }
    /// An edit waits for review.
    EditSuggested = "edit.suggested" { question_id: i64, post_id: i64, suggestion_id: i64 }
    /// A suggested edit was accepted or not; `author_id` suggested it.
    EditDecided = "edit.decided" { question_id: i64, post_id: i64, suggestion_id: i64, accepted: bool, author_id: i64 }
    /// A vote was cast; value 0 takes it back.
    VoteCast = "vote.cast" { question_id: i64, post_id: i64, value: i64 }
    /// An answer was accepted as a solution.
    AnswerAccepted = "answer.accepted" { question_id: i64, post_id: i64, on_behalf: bool }
    /// An acceptance was taken back.
    AnswerUnaccepted = "answer.unaccepted" { question_id: i64, post_id: i64 }
    /// An expert vouches for an answer.
    AnswerEndorsed = "answer.endorsed" { question_id: i64, post_id: i64, endorsement_id: i64 }
    /// An expert no longer does.
    EndorsementWithdrawn = "endorsement.withdrawn" { question_id: i64, post_id: i64, endorsement_id: i64 }
    /// A question takes no more answers.
    QuestionClosed = "question.closed" { question_id: i64, post_id: i64 }
    /// A question takes answers again.
    QuestionReopened = "question.reopened" { question_id: i64, post_id: i64 }
    /// A question was asked before, as `original_id`; it is closed, too.
    QuestionMarkedDuplicate = "question.marked_duplicate" { question_id: i64, post_id: i64, original_id: i64 }
    /// Somebody has this question too, or no longer.
    QuestionJoined = "question.joined" { question_id: i64, post_id: i64, joined: bool }
    /// A question's tags changed.
    QuestionRetagged = "question.retagged" { question_id: i64, post_id: i64 }
    /// An author took a post back.
    PostDeleted = "post.deleted" { question_id: i64, post_id: i64 }
    /// A deleted post is back.
    PostRestored = "post.restored" { question_id: i64, post_id: i64 }
    /// A moderator hid a post.
    PostHidden = "post.hidden" { question_id: i64, post_id: i64 }
    /// A hidden post is back.
    PostShown = "post.shown" { question_id: i64, post_id: i64 }
    /// Something in a post is hidden from everybody but the team.
    PostMasked = "post.masked" { question_id: i64, post_id: i64 }
    /// Personal data in a comment was hidden.
    CommentMasked = "comment.masked" { question_id: i64, post_id: i64, comment_id: i64 }
    /// Somebody of the team looked at what is hidden in a post.
    MaskedSeen = "masked.seen" { post_id: i64 }
    /// A post waits for review.
    PostHeld = "post.held" { question_id: i64, post_id: i64 }
    /// A post that waited was let through.
    PostReleased = "post.released" { question_id: i64, post_id: i64 }
    /// Somebody watches something, or no longer.
    WatchChanged = "watch.changed" { kind: String, subject_id: i64, on: bool }
    /// A thread is for reading only from now on; `reason` is a word.
    QuestionLocked = "question.locked" { question_id: i64, post_id: i64, reason: String }
    /// It can be written in again.
    QuestionUnlocked = "question.unlocked" { question_id: i64, post_id: i64 }
    /// Only members who are known may answer.
    QuestionProtected = "question.protected" { question_id: i64, post_id: i64 }
    /// Everybody may again.
    QuestionUnprotected = "question.unprotected" { question_id: i64, post_id: i64 }
    /// Thread `from_id` went into this one.
    QuestionMerged = "question.merged" { question_id: i64, post_id: i64, from_id: i64, move_id: i64 }
    /// This thread was taken out of thread `from_id`.
    QuestionSplit = "question.split" { question_id: i64, post_id: i64, from_id: i64, move_id: i64 }
    /// An answer came into this thread from `from_id`.
    AnswerMoved = "answer.moved" { question_id: i64, post_id: i64, from_id: i64, move_id: i64 }
    /// An answer is a comment now.
    AnswerToComment = "answer.to_comment" { question_id: i64, post_id: i64, comment_id: i64, move_id: i64 }
    /// A comment is an answer now.
    CommentToAnswer = "comment.to_answer" { question_id: i64, post_id: i64, comment_id: i64, move_id: i64 }
    /// Any of the last five was taken back.
    MoveUndone = "move.undone" { question_id: i64, post_id: i64, move_id: i64, kind: String }
    /// Something went into a thread or out of it: comes along with the last six, once for each thread that it concerns.
    ThreadChanged = "thread.changed" { question_id: i64, post_id: i64 }
    /// A tag's name, description or synonyms changed.
    TagChanged = "tag.changed" { tag_id: i64 }
}
