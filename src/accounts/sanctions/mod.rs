//! Sanctions: a warning, a silence, a suspension. Each has a reason and all but warnings an end, which the person reads on
//! every page, with the way to appeal. There are no others: nothing is done to anybody that they cannot see.
//!
//! | file     | what it does                                             |
//! |----------|----------------------------------------------------------|
//! | `kinds`  | the words that sanctions are stored with                 |
//! | `impose` | the verb                                                 |
//! | `end`    | they end early, or were read                             |
//! | `letters` | they are told by mail                                   |
//! | `rows`   | finding them                                             |

mod end;
mod impose;
mod kinds;
mod letters;
mod rows;

pub use end::{end, may_correct, read};
pub use impose::{LONGEST, Measure, impose, outranks};
pub use kinds::{Posts, Reason, SanctionKind};
pub use letters::Teller;
pub use rows::{Sanction, history, one, set_posts, standing, why};
