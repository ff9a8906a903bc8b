//! Full-text search for threads, on tantivy.
//!
//! It knows documents, languages and queries. It never knows rules of a forum, SQL, HTML, a
//! clock or chance: the caller says what a document is, and escapes what it shows.
//!
//! Contents, in import order:
//! * `error`: what can go wrong, and what the caller does about it
//! * `document`, `query`, `found`: what goes in, what is asked, what comes out
//! * `analysis`: text into words, for German, English and everything else
//! * `ranking`: every number that decides who comes first
//! * `schema`: which fields the index has and how a document fills them
//! * `store`: the directory on disk: lock, seals, health, the writer
//! * `ask`: from typed text to hits, facets, snippets, and similar questions
//! * `index`: the one type that callers hold
//!
//! The index is derived data. Whatever happens to it, the answer is to make it again from the
//! tables, so nothing here tries to repair: a damaged index is moved aside or reported.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod error;

mod document;
mod found;
mod query;

mod analysis;
mod ask;
mod ranking;
mod schema;
mod store;

mod index;

pub use analysis::detect;
pub use document::{AnswerText, Document, State};
pub use error::{Error, Result};
pub use found::{Completion, Explained, Facets, Factor, Found, Hit, Meant, Piece, Similar, Snippet};
pub use index::{Index, OpenState, Opened};
pub use query::{Begun, MAX_LIMIT, MAX_OFFSET, MAX_SIMILAR, MAX_TEXT, Query, SimilarTo, Sort};
pub use store::copy::{Copied, CopiedFile, is_part, settle, version};
