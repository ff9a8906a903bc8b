//! The words that sanctions are stored with.

crate::text_enum! {
    /// What is done.
    SanctionKind {
        /// They have to read something.
        Warn = "warn",
        /// They read, but write and vote nothing.
        Silence = "silence",
        /// They only read.
        Suspend = "suspend",
    }
}

crate::text_enum! {
    /// Why. Each has words `sanction-reason-…`.
    Reason {
        /// Advertising.
        Spam = "spam",
        /// Hurts others.
        Rude = "rude",
        /// Shows what should not be public.
        PersonalData = "personal_data",
        /// Dangerous or misleading, again and again.
        Wrong = "wrong",
        /// Votes by arrangement.
        Votes = "votes",
        /// Came back under another name.
        Evasion = "evasion",
        /// Something else, in own words.
        Other = "other",
    }
}

crate::text_enum! {
    /// What became of their posts.
    Posts {
        /// They stay.
        Kept = "kept",
        /// They are hidden.
        Hidden = "hidden",
        /// They are taken away like something that its author took back.
        Deleted = "deleted",
        /// They were hidden or deleted, and are back.
        Back = "back",
    }
}

impl Reason {
    /// Key of its words.
    pub fn key(self) -> String {
        format!("sanction-reason-{}", self.word().replace('_', "-"))
    }
}
