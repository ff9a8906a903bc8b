//! Full-text search for threads.
