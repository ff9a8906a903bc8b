//! What people are told.

crate::text_enum! {
    /// The kind of a notice. Texts are `notice-WORD` and, for what is mailed, `letter-WORD-…`.
    NoticeKind {
        /// My question has an answer.
        Answered = "answered",
        /// A question that I follow has an answer.
        FollowedAnswered = "followed_answered",
        /// A question that I have too is solved.
        Solved = "solved",
        /// A question that I watch is solved.
        WatchedSolved = "watched_solved",
        /// My answer is a solution.
        Accepted = "accepted",
        /// Somebody accepted an answer to my question for me.
        AcceptedOnBehalf = "accepted_on_behalf",
        /// An expert vouches for my answer.
        Endorsed = "endorsed",
        /// My post has a comment.
        Commented = "commented",
        /// Somebody wrote my name.
        Mentioned = "mentioned",
        /// My question takes no more answers.
        Closed = "closed",
        /// My question was asked before.
        Duplicate = "duplicate",
        /// A question that I asked or follow went into another one.
        Merged = "merged",
        /// My answer is in another thread now.
        Moved = "moved",
        /// My answer is a comment now.
        BecameComment = "became_comment",
        /// My comment is an answer now.
        BecameAnswer = "became_answer",
        /// What I wrote under a question is one of its own now.
        BecameQuestion = "became_question",
        /// My suggested edit was taken over.
        EditAccepted = "edit_accepted",
        /// My suggested edit was not.
        EditRejected = "edit_rejected",
        /// My post that waited for review is there for everybody.
        Released = "released",
        /// My post was taken down, or did not pass review.
        Hidden = "hidden",
        /// What I wrote is hidden because people flagged it.
        FlagHidden = "flag_hidden",
        /// It was looked at and is there again.
        ShownAgain = "shown_again",
        /// My appeal was right.
        AppealOverturned = "appeal_overturned",
        /// My appeal was not.
        AppealUpheld = "appeal_upheld",
        /// Somebody of the team has taken my question up.
        TakenUp = "taken_up",
        /// Questions came into triage; a notice for any number of them.
        Triage = "triage",
        /// A question was given to me.
        Assigned = "assigned",
        /// A question of mine or my team is nearly due.
        DueSoon = "due_soon",
        /// A question of mine or my team is overdue.
        Overdue = "overdue",
        /// I am asked whether I can help.
        Nudged = "nudged",
    }
}

impl NoticeKind {
    /// Whether it is said once only however often it happens: accepting and taking back in turn is no news.
    pub(super) fn is_said_once(self) -> bool {
        matches!(
            self,
            Self::Solved
                | Self::WatchedSolved
                | Self::Accepted
                | Self::AcceptedOnBehalf
                | Self::Endorsed
                | Self::TakenUp
                | Self::Merged
        )
    }

    /// Whether it says who did it. Whoever keeps order does it for the forum, not in their own name.
    pub fn names_actor(self) -> bool {
        !matches!(
            self,
            Self::Solved
                | Self::WatchedSolved
                | Self::Merged
                | Self::Moved
                | Self::BecameComment
                | Self::BecameAnswer
                | Self::BecameQuestion
                | Self::EditAccepted
                | Self::EditRejected
                | Self::Released
                | Self::Hidden
                | Self::FlagHidden
                | Self::ShownAgain
                | Self::AppealOverturned
                | Self::AppealUpheld
                | Self::Triage
                | Self::DueSoon
                | Self::Overdue
                | Self::Nudged
        )
    }

    /// Whether it leads to what was decided and why, and to the form for an appeal.
    pub fn is_decision(self) -> bool {
        matches!(self, Self::FlagHidden | Self::AppealOverturned | Self::AppealUpheld)
    }

    /// The icon beside it.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Answered | Self::FollowedAnswered => "answer",
            Self::Solved | Self::WatchedSolved | Self::Accepted | Self::AcceptedOnBehalf => "solved",
            Self::Endorsed => "endorsed",
            Self::Commented => "comment",
            Self::Mentioned => "person",
            Self::Closed => "closed",
            Self::Duplicate | Self::Merged => "duplicate",
            Self::Moved | Self::BecameAnswer | Self::BecameQuestion => "answer",
            Self::BecameComment => "comment",
            Self::EditAccepted | Self::EditRejected => "edit",
            Self::Released | Self::ShownAgain | Self::AppealOverturned => "check",
            Self::Hidden | Self::FlagHidden | Self::AppealUpheld => "hidden",
            Self::Triage => "triage",
            Self::TakenUp | Self::Assigned => "staff",
            Self::DueSoon | Self::Overdue => "waiting",
            Self::Nudged => "answer",
        }
    }
}
