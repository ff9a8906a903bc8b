//! What an import tells the log: one event for each thread. It is an event of its own because nothing new happened:
//! nobody is notified of a thread that came from elsewhere, and nobody earns a badge by it.

crate::events! {
    /// A whole thread was brought in, with all that is in it.
    ThreadImported = "thread.imported" { question_id: i64, post_id: i64 }
}
