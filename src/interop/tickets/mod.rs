//! Ticket systems: what they are told of questions that staff handed over, and what they say back.
//!
//! | file        | what it knows                                                                    |
//! |-------------|----------------------------------------------------------------------------------|
//! | `systems`   | the systems, as admins set them up                                               |
//! | `reader`    | follows the log: a hand-over and what becomes of it are one delivery each        |
//! | `log`       | deliveries and their tries, as they are stored and shown                         |
//! | `letter`    | a question as a ticket system is told of it: only what everybody may read        |
//! | `post`      | the job that delivers, and its kinds: `webhook`, mail, `zammad`                  |
//! | `client`    | HTTP to elsewhere: patient for ten seconds, no redirects, short answers          |
//! | `sign`      | Standard Webhooks, both ways, and Zammad's signature                             |
//! | `message`   | what a ticket system may send                                                    |
//! | `inbound`   | what becomes of it: a state, an answer, or a question that waits for staff again |
//! | `admin`     | the pages for admins                                                             |
//! | `routes`    | the address that ticket systems post to                                          |
//!
//! It must never tell twice without the receiver being able to know it by the message's id, post an answer that was not
//! marked public, or follow a redirect.

mod admin;
mod client;
pub mod inbound;
pub mod letter;
pub mod log;
mod message;
mod post;
mod reader;
mod routes;
pub mod sign;
pub mod systems;
mod webhook;
mod zammad;

pub use message::Message;
pub use post::Courier;
pub use reader::Herald;
pub use routes::routes;
