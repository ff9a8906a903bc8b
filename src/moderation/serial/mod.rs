//! Votes that look like an arrangement: somebody who votes for one author and hardly anybody else, two who vote for each
//! other, rings of three and more. Off until an admin switches it on; what it would do can be seen before.
//!
//! | file       | what it knows                                                                |
//! |------------|------------------------------------------------------------------------------|
//! | `policy`   | from when on votes count as an arrangement, as admins set it                  |
//! | `find`     | pure: pairs and rings in counts of votes                                      |
//! | `counts`   | who votes for whom and how often, read from the database                      |
//! | `simulate` | what would be reversed, and whose totals would change                         |
//! | `rows`     | what was found, as stored                                                     |
//! | `reverse`  | votes taken away and put back; what moderators decide about rings             |
//! | `night`    | the nightly pass: once a UTC day on all nodes together                         |
//!
//! Pairs are reversed by the nightly pass, rings wait for a moderator. Both can be undone. It must never tell anybody who
//! voted for whom but those who keep order, nor change a total without a line that says so.

pub mod counts;
pub mod find;
pub mod night;
pub mod policy;
pub mod reverse;
pub mod rows;
pub mod simulate;
