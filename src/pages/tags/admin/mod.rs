//! /admin/tags: what admins do with tags. Rules are in `threads::tags`.

mod change;
mod list;
mod show;

pub use change::{add_synonym, describe, remove_synonym, rename};
pub use list::list;
pub use show::show;
