//! Notices: who is told what, in the forum and by mail.
//!
//! | file      | what it does                                                                    |
//! |-----------|---------------------------------------------------------------------------------|
//! | `reader`  | follows the event log and says, for each kind of event, who is told              |
//! | `about`   | what an event is about, as it stands when people are told, and who may see it    |
//! | `people`  | who follows a question, who is mentioned                                         |
//! | `tell`    | the notices' rows, the count of unread ones, and what is mailed                  |
//! | `work`    | who is told of questions in triage and with staff                               |
//! | `digest`  | one mail for all work that comes together                                       |
//! | `letters` | the mails' words                                                                 |
//! | `kinds`   | what people are told                                                             |
//! | `inbox`   | a person's notices                                                               |
//! | `read`    | the verbs: one notice is read, all are read                                      |
//!
//! It must never tell anybody of their own doings, the same thing twice, anything to erased or suspended people,
//! or anything about a post that they cannot see; and never mail to an address that nobody has confirmed,
//! nor about what is older than a day. Looking at a notice or following its link changes nothing.

mod about;
mod digest;
pub mod inbox;
pub mod kinds;
mod letters;
mod people;
pub mod read;
mod reader;
mod routes;
pub mod tables;
mod tell;
mod work;

pub use digest::Digest;
pub use reader::Notifier;
pub use routes::routes;
