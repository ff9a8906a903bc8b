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
        /// Staff took it back from there.
        TakenBack = "taken_back",
        /// It belongs to somebody of the team, or to nobody again.
        Assigned = "assigned",
        /// Its policy or a calendar changed.
        TermsChanged = "terms_changed",
        /// Its priority changed.
        Prioritised = "prioritised",
        /// Another question went into it, with what was promised there.
        Joined = "joined",
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

crate::text_enum! {
    /// How a ticket system is spoken to. Texts are `handover-kind-WORD`.
    SystemKind {
        /// Signed JSON to a URL.
        Webhook = "webhook",
        /// Mail to an address.
        Mail = "mail",
        /// Zammad's own API.
        Zammad = "zammad",
    }
}

crate::text_enum! {
    /// Why a hand-over is over.
    Outcome {
        /// The question has an answer that counts.
        Answered = "answered",
        /// The question was closed for a public reason, or is hidden.
        Closed = "closed",
        /// Staff have it again, or whoever they gave it to.
        TakenBack = "taken_back",
    }
}

crate::text_enum! {
    /// What of a hand-over needs somebody's look. Texts are `handover-trouble-WORD`.
    Trouble {
        /// The ticket was closed without an answer that may be public.
        ClosedWithoutAnswer = "closed_without_answer",
        /// An answer came that could not be posted.
        AnswerRefused = "answer_refused",
    }
}
