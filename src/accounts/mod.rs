//! People: who they are, how they are signed in, what they may do, and what questions can be about.
//!
//! Verbs: `create`, `sign_up`, `verify`, `sign_in` and `sign_out`, `reset::{request, reset}`, `change_address`,
//! `profile::change`, `grant` and `revoke`, `sanctions::{impose, end, read}`, `factor::{begin, confirm, answer, turn_off, reset}`, `erase`, `setup::{link, first_admin}`,
//! `catalogue::{add_product, change_product, add_category, change_category}`, `teams::{add, rename}`,
//! `forum_settings::change`.
//!
//! What this room must never do: keep a password or a token other than as a hash, let an address leave it except
//! into mail, tell anybody who has an account, or decide a permission outside `permissions`.

mod actor;
pub mod address;
mod alerts;
pub mod catalogue;
pub mod change_address;
pub mod create;
pub mod devices;
pub mod erase;
pub mod events;
pub mod factor;
pub mod forum_settings;
pub mod grant;
pub mod handle;
pub mod letters;
pub mod links;
pub mod log;
pub mod name;
pub mod notices;
pub mod password;
pub mod people;
pub mod permissions;
pub mod profile;
pub mod reset;
pub mod roles;
mod routes;
pub mod sanctions;
pub mod sessions;
pub mod setup;
pub mod sign_in;
pub mod sign_up;
pub mod suspend;
pub mod tables;
pub mod teams;
pub mod upload;
pub mod verify;
mod visit;

pub use actor::{Actor, person_path, picture_path, rank};
pub use forum_settings::SettingsReader;
pub use roles::TagNames;
pub use routes::routes;
pub use visit::Visit;
