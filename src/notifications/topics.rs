//! What people choose between: kinds of notices in a few topics, and how soon each goes by mail.

use super::kinds::NoticeKind;

crate::text_enum! {
    /// Notices that somebody wants, or does not want, by mail together. Texts are `telling-topic-WORD` and
    /// `telling-topic-WORD-hint`.
    Topic {
        /// What became of my questions.
        Answers = "answers",
        /// A question that I follow is solved.
        Solved = "solved",
        /// My answers are accepted or endorsed.
        Credit = "credit",
        /// Comments, mentions, and what else is said where I am.
        Talk = "talk",
        /// What was decided about my posts and edits.
        Posts = "posts",
        /// Others ask whether I can help.
        Help = "help",
        /// Questions wait in triage.
        Triage = "triage",
        /// What is mine or my team's, and until when.
        Work = "work",
    }
}

crate::text_enum! {
    /// How soon a topic goes by mail. Texts are `telling-pace-WORD`.
    Pace {
        /// At once.
        AtOnce = "at_once",
        /// With everything else at the next full hour.
        Hourly = "hourly",
        /// With everything else in the morning.
        Daily = "daily",
        /// Not at all; it stands in the inbox.
        Off = "off",
    }
}

impl Topic {
    /// The topic of a kind.
    pub fn of(kind: NoticeKind) -> Self {
        use NoticeKind::*;
        match kind {
            Answered | TakenUp | AcceptedOnBehalf => Self::Answers,
            Solved | WatchedSolved => Self::Solved,
            Accepted | Endorsed => Self::Credit,
            Commented | Mentioned | FollowedAnswered => Self::Talk,
            Closed | Duplicate | Merged | Moved | BecameComment | BecameAnswer | BecameQuestion | EditAccepted
            | EditRejected | Released | Hidden | FlagHidden | ShownAgain | AppealOverturned | AppealUpheld => {
                Self::Posts
            }
            Nudged => Self::Help,
            NoticeKind::Triage => Self::Triage,
            Assigned | DueSoon | Overdue => Self::Work,
        }
    }

    /// How soon, for whoever has not chosen: what one waits for at once, what is said around one in the morning.
    pub fn usual(self) -> Pace {
        match self {
            Self::Answers | Self::Solved | Self::Credit | Self::Help | Self::Triage | Self::Work => Pace::AtOnce,
            Self::Posts => Pace::Hourly,
            Self::Talk => Pace::Daily,
        }
    }

    /// Whether it is work: what comes within a few minutes goes into one mail.
    pub fn is_work(self) -> bool {
        matches!(self, Self::Triage | Self::Work)
    }

    /// Key of its name.
    pub fn name(self) -> String {
        format!("telling-topic-{}", self.word())
    }

    /// Key of what belongs to it.
    pub fn hint(self) -> String {
        format!("telling-topic-{}-hint", self.word())
    }
}

impl Pace {
    /// Key of its name.
    pub fn name(self) -> String {
        format!("telling-pace-{}", self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_kinds_and_there_are_few_enough_to_choose_from() {
        assert!(Topic::ALL.len() <= 8);
        for topic in Topic::ALL {
            assert!(NoticeKind::ALL.iter().any(|kind| Topic::of(*kind) == *topic), "{topic:?}");
        }
    }
}
