//! Lists of questions: home, products, categories, and what every other list is made of.
//!
//! | file        | what it knows                                                    |
//! |-------------|------------------------------------------------------------------|
//! | `choice`    | tab, language and page, as they stand in the address              |
//! | `cursor`    | turning pages by key                                              |
//! | `query`     | the queries, each an index walk that stops after a page           |
//! | `rows`      | the columns                                                       |
//! | `item`      | rows with their tags, people and products                         |
//! | `list`      | what `parts/questions.html` is given                              |
//! | `names`     | people beside something                                           |
//! | `catalogue` | products and categories                                           |
//! | `following` | what somebody owns and watches                                    |
//! | `side`      | what waits, popular tags, who helps                               |
//!
//! It must never list what not everybody may see, except to its own author on their profile.

mod catalogue;
mod category;
mod choice;
mod cursor;
mod following;
mod home;
mod item;
mod list;
mod names;
mod products;
mod query;
mod rows;
mod side;

use actix_web::web::{ServiceConfig, get};

pub use catalogue::{Entry, all_products, in_language};
pub use choice::{Choice, Link, Pager, Tab};
pub use cursor::{Cursor, Key, Slice};
pub use following::{Watch, watches};
pub use item::{Chip, Item, Tag, dress, tag_path, tags_of};
pub use list::{Empty, List, load};
pub use names::{Columns, Name, of as names_of};
pub use products::experts;
pub use query::{SIZE, Scope};
pub use rows::{Backend, Row, by_ids};

/// The routes of home, products and categories.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/", get().to(home::home))
        .route("/products", get().to(products::all))
        .route("/products/{slug}", get().to(products::one))
        .route("/categories/{slug}", get().to(category::one));
}
