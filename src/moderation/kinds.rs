//! The words that moderation is stored with.

use crate::threads::kinds::HideReason;

crate::text_enum! {
    /// Why something is in the review queue.
    ItemKind {
        /// Members flagged a post or a comment.
        Flags = "flags",
        /// A post waits to be let through: a first post with links, or one that looks like spam.
        Held = "held",
        /// Somebody suggested an edit.
        Edit = "edit",
        /// An author asks for another look at what was decided.
        Appeal = "appeal",
        /// Votes that look like an arrangement.
        Votes = "votes",
    }
}

crate::text_enum! {
    /// Why somebody flags something. Texts are `flag-reason-WORD`.
    FlagReason {
        /// Advertising.
        Spam = "spam",
        /// Hurts somebody.
        Rude = "rude",
        /// Says nothing to the question.
        NotAnAnswer = "not_an_answer",
        /// Was said or asked before.
        Duplicate = "duplicate",
        /// Holds what should not be public.
        PersonalData = "personal_data",
        /// What the note says.
        Other = "other",
    }
}

impl FlagReason {
    /// As what a post is hidden if moderators agree.
    pub fn hide_as(self) -> HideReason {
        match self {
            Self::Spam => HideReason::Spam,
            Self::Rude => HideReason::Rude,
            Self::PersonalData => HideReason::PersonalData,
            Self::NotAnAnswer | Self::Duplicate | Self::Other => HideReason::Other,
        }
    }
}

crate::text_enum! {
    /// What reviewers decide. Texts are `review-do-WORD`, `review-did-WORD` and `flash-review-WORD`.
    Decision {
        /// Flags are right: it is hidden.
        Hide = "hide",
        /// Flags are wrong: it stays, or is shown again.
        Keep = "keep",
        /// What waits is let through.
        Release = "release",
        /// What waits is not.
        Reject = "reject",
        /// An edit is taken over.
        Accept = "accept",
        /// An edit is not.
        Decline = "decline",
        /// An appeal is right.
        Overturn = "overturn",
        /// An appeal is not.
        Uphold = "uphold",
    }
}

impl Decision {
    /// Those of a kind, the one that changes more first. Votes are decided on a page of their own.
    pub fn of(kind: ItemKind) -> &'static [Self] {
        match kind {
            ItemKind::Flags => &[Self::Hide, Self::Keep],
            ItemKind::Held => &[Self::Release, Self::Reject],
            ItemKind::Edit => &[Self::Accept, Self::Decline],
            ItemKind::Appeal => &[Self::Overturn, Self::Uphold],
            ItemKind::Votes => &[],
        }
    }

    /// The key that does it on the queue's page.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hide => "h",
            Self::Keep => "n",
            Self::Release => "r",
            Self::Reject => "x",
            Self::Accept | Self::Overturn => "y",
            Self::Decline | Self::Uphold => "n",
        }
    }
}

/// What an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// A question or an answer.
    Post(i64),
    /// A comment.
    Comment(i64),
    /// A suggested edit.
    Edit(i64),
    /// Somebody.
    Person(i64),
    /// People whose votes look like an arrangement.
    Ring(i64),
}

impl About {
    /// As stored: `post:3`.
    pub fn word(self) -> String {
        match self {
            Self::Post(id) => format!("post:{id}"),
            Self::Comment(id) => format!("comment:{id}"),
            Self::Edit(id) => format!("edit:{id}"),
            Self::Person(id) => format!("person:{id}"),
            Self::Ring(id) => format!("ring:{id}"),
        }
    }

    /// The number in it.
    pub fn id(self) -> i64 {
        match self {
            Self::Post(id) | Self::Comment(id) | Self::Edit(id) | Self::Person(id) | Self::Ring(id) => id,
        }
    }

    /// Reads a stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        let (kind, id) = word.split_once(':')?;
        let id = id.parse().ok()?;
        match kind {
            "post" => Some(Self::Post(id)),
            "comment" => Some(Self::Comment(id)),
            "edit" => Some(Self::Edit(id)),
            "person" => Some(Self::Person(id)),
            "ring" => Some(Self::Ring(id)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_item_is_about_reads_back_as_it_was_written() {
        let all = [About::Post(1), About::Comment(2), About::Edit(3), About::Person(4), About::Ring(5)];
        for one in all {
            assert_eq!(About::from_word(&one.word()), Some(one));
        }
        for bad in ["", "post", "post:", "post:x", "thread:1"] {
            assert_eq!(About::from_word(bad), None, "{bad}");
        }
    }
}
