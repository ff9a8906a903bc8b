//! Which pages are kept for visitors, what each of them shows, and what an event changes of that. The bytes are kept by
//! `ground::web::cache`, which knows nothing of questions.
//!
//! | page                                             | is rendered anew after                                |
//! |--------------------------------------------------|-------------------------------------------------------|
//! | a question, its feed                             | an event of its thread or of one that it links to, and |
//! |                                                  | when somebody's reputation changes who stands there    |
//! | home, products, categories, tags, people,        | an event of any thread, and when anybody's reputation  |
//! | profiles, feeds of questions                     | changes                                               |
//! | each of them                                     | whatever may hide or rename something                 |
//!
//! A handler says what its page shows (`lists`, `person`, `thread`); a page that says nothing is not kept. An event
//! that nobody thought of here changes everything: it costs a rendering, never a lie.

mod changed;
mod plan;
mod says;

use crate::ground::web::cache::Table;

pub use says::{Read, Subject, lists, person, read, thread};

/// For the cache.
pub const TABLE: Table = Table { plan: plan::plan, changed: changed::changed };
