//! Notices: who is told what, in the forum and by mail.
//!
//! | file      | what it does                                                                    |
//! |-----------|---------------------------------------------------------------------------------|
//! | `reader`  | follows the event log and says, for each kind of event, who is told              |
//! | `about`   | what an event is about, as it stands when people are told, and who may see it    |
//! | `people`  | who follows a question, who is mentioned                                         |
//! | `tell`    | the notices' rows and the count of unread ones                                  |
//! | `work`    | who is told of questions in triage and with staff                               |
//! | `kinds`, `topics` | what people are told, and what they choose between                      |
//! | `preferences`, `hours` | how soon somebody wants mail, and when it is quiet there           |
//! | `schedule`| when a notice goes by mail                                                      |
//! | `digest`  | one mail for all that is due                                                    |
//! | `still`   | what is still news then                                                         |
//! | `letters` | the mails' words                                                                |
//! | `moved`   | notices follow what was moved elsewhere                                         |
//! | `unsubscribe` | links that end mail without signing in                                      |
//! | `inbox`   | a person's notices                                                              |
//! | `read`    | the verbs: one notice is read, all are read                                     |
//! | `nudge`   | asking peers for help                                                           |
//! | `erased`  | what goes when somebody goes                                                    |
//!
//! It must never tell anybody of their own doings, the same thing twice, anything to erased or suspended people,
//! or anything about a post that they cannot see; and never mail to an address that nobody has confirmed,
//! in their quiet hours, what they switched off,
//! nor about what was older than a day when it was heard of. Looking at a notice or following its link changes nothing.

mod about;
mod digest;
mod erased;
pub mod events;
pub mod hours;
pub mod inbox;
pub mod kinds;
mod letters;
mod moved;
pub mod nudge;
mod people;
pub mod preferences;
pub mod read;
mod reader;
mod routes;
mod schedule;
mod still;
pub mod tables;
mod tell;
pub mod topics;
pub mod unsubscribe;
mod work;

pub use digest::Digest;
pub use nudge::Nudger;
pub use reader::Notifier;
pub use routes::routes;

use crate::ground::db::Db;

/// From now on whoever is erased through this door is forgotten here, too.
pub fn attach(db: &Db) {
    db.beside(std::sync::Arc::new(erased::Forgetter));
}
