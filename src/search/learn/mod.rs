//! What search learns: which words are searched, which of them find nothing or nothing that anybody opens, and which
//! questions did not have to be asked. About words, never about persons (docs/SEARCH.md, "What search remembers").
//!
//! | file       | what it does                                                                   |
//! |------------|--------------------------------------------------------------------------------|
//! | `fold`     | what somebody typed, as a term                                                  |
//! | `key`      | a month's key: who searched a term, as a number that says nothing without it    |
//! | `tally`    | counting in memory, bounded                                                    |
//! | `keep`     | what was counted goes into the tables; nodes add up                              |
//! | `month`    | the end of a month: the key goes, and every term that few people searched        |
//! | `learning` | the one that pages hold; its thread keeps what was counted every few seconds     |
//! | `report`   | the figures; a term only where enough people searched it                        |
//! | `saved`    | questions that did not have to be asked                                        |
//! | `synonyms` | words that mean the same, as admins set them                                   |
//! | `pins`     | answers that the team shows above the hits of a term                            |
//! | `routes`   | a click on a hit, and "this answers my question"                                |

pub mod fold;
pub mod keep;
pub mod key;
pub mod learning;
pub mod month;
pub mod pins;
pub mod report;
pub(super) mod routes;
pub mod saved;
pub mod synonyms;
pub mod tally;

/// People who must have searched a term in a month before anybody sees it.
pub const ENOUGH: i64 = 5;
