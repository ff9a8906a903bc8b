//! What can happen to the search itself.

crate::events! {
    /// Words that mean the same, or pinned answers, are others now: every node loads them again.
    WordsChanged = "search.words_changed" {}
}
