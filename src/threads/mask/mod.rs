//! Personal data in posts: noticed while somebody writes, and hidden from everybody but the team where its author wants
//! that. The stored text holds a mark in its place, so that nothing that reads texts (pages, search, feeds, mail,
//! revisions) can show more than the mark; what was there is in a table of its own that one page reads.
//!
//! | file      | what it knows                                              |
//! |-----------|------------------------------------------------------------|
//! | `find`    | pure: what looks like personal data                         |
//! | `numbers` | pure: runs of digits, and what they may be                  |
//! | `mark`    | pure: text with marks, and what a reader sees of them       |
//! | `ask`     | pure: whether a form comes back with a question             |
//! | `keep`    | what was hidden, as stored; who looked at it                |
//! | `after`   | hiding something in a post that is there; `comment::mask` does it for comments |

pub mod after;
pub mod ask;
pub mod find;
pub mod keep;
pub mod mark;
mod numbers;

pub use mark::OPEN;
