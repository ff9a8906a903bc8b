//! The words that threads are stored with.

crate::text_enum! {
    /// What a post is.
    PostKind {
        /// Opens a thread.
        Question = "question",
        /// Stands in one.
        Answer = "answer",
    }
}

crate::text_enum! {
    /// Who may see a post or a comment.
    Status {
        /// Everybody.
        Visible = "visible",
        /// Its author took it back.
        Deleted = "deleted",
        /// A moderator took it away.
        Hidden = "hidden",
        /// Waits for review.
        Held = "held",
    }
}

crate::text_enum! {
    /// Where a question stands.
    State {
        /// Waits for a solution.
        Open = "open",
        /// Has an accepted answer.
        Solved = "solved",
        /// Takes no more answers.
        Closed = "closed",
    }
}

crate::text_enum! {
    /// Why a question was closed.
    CloseReason {
        /// Not about what the forum is for.
        OffTopic = "off_topic",
        /// Nobody can tell what is asked.
        Unclear = "unclear",
        /// Advertising.
        Spam = "spam",
        /// Solved by other means.
        ResolvedElsewhere = "resolved_elsewhere",
        /// Its answer holds what only the asker may know; they got it by another way.
        Private = "private",
        /// Time has passed over it.
        NoLongerRelevant = "no_longer_relevant",
        /// Asked before.
        Duplicate = "duplicate",
    }
}

crate::text_enum! {
    /// Why a thread is for reading only. Texts are `keep-locked-WORD` and `keep-lock-WORD`.
    LockReason {
        /// People got angry with each other.
        Heated = "heated",
        /// It draws advertising and noise.
        Noise = "noise",
        /// Everything is said.
        Settled = "settled",
        /// Those who keep order look into it.
        Checking = "checking",
        /// Anything else.
        Other = "other",
    }
}

crate::text_enum! {
    /// What was moved, and how.
    MoveKind {
        /// One thread into another.
        Merge = "merge",
        /// Answers and comments into a thread of their own.
        Split = "split",
        /// An answer into another thread.
        Answer = "answer",
        /// An answer became a comment.
        ToComment = "to_comment",
        /// A comment became an answer.
        ToAnswer = "to_answer",
    }
}

crate::text_enum! {
    /// Why a moderator hid something.
    HideReason {
        /// Hurts somebody.
        Rude = "rude",
        /// Advertising.
        Spam = "spam",
        /// Holds what should not be public.
        PersonalData = "personal_data",
        /// Dangerous or misleading.
        Wrong = "wrong",
        /// Anything else.
        Other = "other",
    }
}

crate::text_enum! {
    /// What can be watched.
    WatchKind {
        /// One thread.
        Question = "question",
        /// Every question with a tag.
        Tag = "tag",
        /// Every question about a product.
        Product = "product",
    }
}

crate::text_enum! {
    /// What became of a suggested edit.
    SuggestionState {
        /// Nobody has decided.
        Waiting = "waiting",
        /// It is a revision now.
        Accepted = "accepted",
        /// It is not.
        Rejected = "rejected",
    }
}
