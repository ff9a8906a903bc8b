//! Addresses of threads: permanent and readable.

/// `/questions/123/how-do-i-reset-the-router`
pub fn question(id: i64, slug: &str) -> String {
    format!("/questions/{id}/{slug}")
}

/// What the addresses of answers begin with.
pub(super) const ANSWERS: &str = "/answers/";

/// `/answers/456`, which leads to its place in the thread.
pub fn answer(id: i64) -> String {
    format!("{ANSWERS}{id}")
}

/// A comment's permanent address, which leads to its place even where comments are folded.
pub fn comment(id: i64) -> String {
    format!("/comments/{id}")
}
