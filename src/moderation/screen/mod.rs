//! Looking at texts before everybody sees them: signals that can be explained, points that add up, and posts that wait
//! for a moderator when there are enough of them. Nothing is ever deleted, and known members are not looked at.
//!
//! | file      | what it knows                                                                |
//! |-----------|------------------------------------------------------------------------------|
//! | `book`    | what admins set: points, words, hosts, who is known                           |
//! | `signals` | pure: each rule, its points, and what it saw                                  |
//! | `facts`   | what the rules look at, read from the database                                |
//! | `words`   | pure: words and hosts of a text                                               |
//! | `prints`  | what texts look like, so that repeated ones are recognised                    |
//! | `bayes`   | pure: what words say, as far as decisions taught it                           |
//! | `learn`   | the reader that learns from what moderators decide                            |
//! | `guard`   | puts it together, as `threads` asks for it                                    |
//! | `outside` | a service elsewhere that may add a signal later; none by default              |
//! | `replay`  | what would have been held among the posts that are there                      |
//! | `waiting` | a held post's signals, for moderators and its author                          |

pub mod bayes;
pub mod book;
pub mod facts;
pub mod guard;
pub mod learn;
pub mod outside;
pub mod prints;
pub mod replay;
pub mod signals;
pub mod waiting;
pub mod words;
