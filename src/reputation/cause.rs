//! Why a line stands in the ledger, and what it is worth (product.md has the same table).

crate::text_enum! {
    /// A line's cause.
    Cause {
        /// One's answer was voted up.
        AnswerUp = "answer_up",
        /// One's answer was voted down.
        AnswerDown = "answer_down",
        /// One's question was voted up.
        QuestionUp = "question_up",
        /// One's question was voted down.
        QuestionDown = "question_down",
        /// One voted an answer down.
        DownvoteCast = "downvote_cast",
        /// One's answer was accepted by somebody else.
        AnswerAccepted = "answer_accepted",
        /// Somebody else's answer was accepted for one's question.
        AcceptedSomebody = "accepted_somebody",
        /// An expert endorsed one's answer.
        AnswerEndorsed = "answer_endorsed",
        /// One's suggested edit was accepted.
        EditAccepted = "edit_accepted",
        /// An earlier line was taken back.
        Reversal = "reversal",
        /// Brought along from another forum.
        Import = "import",
    }
}

impl Cause {
    /// What a line of this cause is worth before the day's cap and the floor; the two last causes have no fixed worth.
    pub fn points(self) -> i64 {
        match self {
            Self::AnswerUp => 10,
            Self::AnswerDown | Self::QuestionDown => -2,
            Self::QuestionUp => 5,
            Self::DownvoteCast => -1,
            Self::AnswerAccepted => 15,
            Self::AcceptedSomebody | Self::EditAccepted => 2,
            Self::AnswerEndorsed => 25,
            Self::Reversal | Self::Import => 0,
        }
    }

    /// Whether the day's cap counts it.
    pub fn capped(self) -> bool {
        matches!(self, Self::AnswerUp | Self::QuestionUp | Self::EditAccepted)
    }

    /// The causes that the day's cap counts.
    pub fn all_capped() -> Vec<Self> {
        Self::ALL.iter().copied().filter(|c| c.capped()).collect()
    }
}
