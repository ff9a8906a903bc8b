//! Personal data in posts: noticed while somebody writes, and hidden from everybody but the team where its author wants
//! that. The stored text holds a mark in its place, so that nothing that reads texts (pages, search, feeds, mail,
//! revisions) can show more than the mark; what was there is in a table of its own that one page reads.
//!
//! | file      | what it knows                                              |
//! |-----------|------------------------------------------------------------|
//! | `find`    | pure: what looks like personal data                         |
//! | `numbers` | pure: runs of digits, and what they may be                  |

pub mod find;
mod numbers;

/// What the mark in a stored text begins with; its token and `]]` follow.
pub const OPEN: &str = "[[masked:";
