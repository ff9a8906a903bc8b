//! Reputation: what the forum thinks of somebody's help.
//!
//! | file          | what it does                                                        |
//! |---------------|---------------------------------------------------------------------|
//! | `cause`       | why a line stands in the ledger, and what it is worth                |
//! | `rules`       | pure: the cap of a day, the floor, what lines come to                |
//! | `ledger`      | `append`, `reverse`, `import`, `lines`                               |
//! | `badges`      | which there are, `award`, `of`                                      |
//! | `leaderboard` | points by tag and month: `add`, `best`                              |
//!
//! It must never change or delete a line, change a total outside of the transaction of its cause, tell whose
//! vote a line was, or know anything of threads: they call it.

pub mod badges;
mod cause;
pub mod events;
pub mod leaderboard;
pub mod ledger;
pub mod rules;
pub mod tables;

pub use cause::Cause;
