//! The words that escalation is stored with.

crate::text_enum! {
    /// What happened on a question's way. Texts are `step-WORD`.
    StepKind {
        /// It was asked.
        Asked = "asked",
        /// Its time in a stage was over, and the next began.
        Entered = "entered",
        /// An answer counts.
        Answered = "answered",
        /// None counts any more.
        Unanswered = "unanswered",
        /// It takes no answers.
        Closed = "closed",
        /// It does again.
        Reopened = "reopened",
        /// Peers were asked to help.
        Nudged = "nudged",
        /// Staff were told that its time is nearly over.
        Warned = "warned",
        /// Its time is over.
        Overdue = "overdue",
        /// A moderator gave it back to peers.
        SentBack = "sent_back",
        /// A moderator gave it to a team.
        Routed = "routed",
        /// A moderator put it off.
        Snoozed = "snoozed",
        /// The asker still needs help.
        StillNeedsHelp = "still_needs_help",
        /// Staff gave it to a ticket system.
        HandedOver = "handed_over",
        /// It belongs to somebody of the team, or to nobody again.
        Assigned = "assigned",
        /// Its policy or a calendar changed.
        TermsChanged = "terms_changed",
        /// Its priority changed.
        Prioritised = "prioritised",
        /// What somebody did just before was taken back.
        Undone = "undone",
    }
}

impl StepKind {
    /// Whether everybody sees it on the question's page.
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Warned | Self::Assigned | Self::Prioritised | Self::Undone)
    }
}
