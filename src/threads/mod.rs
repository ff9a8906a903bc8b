//! Threads: questions, answers, comments and what people do with them.
//!
//! | file                       | what it does                                                        |
//! |----------------------------|---------------------------------------------------------------------|
//! | `ask`, `answer`, `comment` | writing; a repeated form makes one post (`posting` is what they share) |
//! | `revise`, `suggest`        | editing, revisions, suggested edits                                 |
//! | `vote`, `accept`, `endorse`| saying what helps; reputation follows by `credit`                    |
//! | `unvote`                   | votes that are taken away from outside, and put back                 |
//! | `join`, `watch`            | "I have this too", being told                                       |
//! | `close`, `duplicate`       | no more answers, asked before                                       |
//! | `delete`, `hide`, `hold`   | taking back, taking away, first posts with links (`ranks`: on whom) |
//! | `sweep`                    | what one person wrote, taken away together and given back           |
//! | `lock`, `protect`          | reading only; answers by members who are known only                  |
//! | `merge`, `split`           | two threads become one, one becomes two                             |
//! | `move_answer`, `convert`   | an answer goes elsewhere, or is a comment; and the other way round   |
//! | `moves`, `carry`           | what was moved, and how it is moved                                 |
//! | `undo_move`, `rejoin`      | taking it back                                                      |
//! | `retitle`                  | another title for a question, with a revision                       |
//! | `tags`, `tag_care`         | names, synonyms, counts                                             |
//! | `state`                    | what a question's row says of its posts; recomputed in one place    |
//! | `subject`                  | the post that a verb is about, locked and checked for visibility    |
//! | `target`                   | a post or a comment for verbs of later rooms                        |
//! | `limits`, `order`, `eyes`  | pure rules: how much and how often, in which order, who sees what   |
//! | `text`, `slug`, `paths`    | rendered text, addresses                                            |
//! | `events`, `badges`         | what happens here, and the reader that awards badges                |
//! | `screen`                   | the seam to what looks at texts before everybody sees them           |
//! | `raw`                      | rows from elsewhere, for imports and sample data                    |
//!
//! Every verb takes the transaction, who acts, what they want, the rules and the time. It checks that they may,
//! changes rows, counts, totals and reputation together, and records events.
//!
//! It must never render Markdown or wait inside a transaction, lose a text, tell anybody of a post that they
//! cannot see, or put a text, name or address into an event.

pub mod accept;
pub mod answer;
pub mod ask;
pub mod badges;
mod carry;
pub mod close;
pub mod comment;
pub mod convert;
mod credit;
pub mod delete;
pub mod difference;
pub mod duplicate;
pub mod endorse;
pub mod events;
pub mod eyes;
pub mod hide;
pub mod hold;
pub mod join;
pub mod kinds;
pub mod language;
pub mod limits;
pub mod lock;
pub mod mask;
pub mod merge;
pub mod move_answer;
pub mod moves;
pub mod order;
pub mod paths;
mod posting;
pub mod protect;
pub mod ranks;
pub mod raw;
mod rejoin;
pub mod retitle;
pub mod revise;
pub mod routes;
mod rules;
pub mod screen;
pub mod similar;
pub mod slug;
pub mod split;
pub mod state;
mod subject;
pub mod suggest;
pub mod sweep;
pub mod tables;
mod tag_care;
pub mod tags;
pub mod target;
pub mod text;
pub mod undo_move;
pub mod unvote;
pub mod vote;
pub mod watch;

pub use ask::Posted;
pub use rules::Rules;
