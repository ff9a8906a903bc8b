//! The words that moderation is stored with.

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
