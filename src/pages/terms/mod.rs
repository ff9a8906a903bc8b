//! Where admins keep policies and calendars, and try them on past questions before anything is saved.
//!
//! | file                     | what it knows                                                        |
//! |--------------------------|----------------------------------------------------------------------|
//! | `calendars`, `policies`  | the lists                                                            |
//! | `calendar`, `policy`     | one of them as a page: shown, tried, saved                           |
//! | `hours_form`, `policy_form` | what was typed, and what it means                                 |
//! | `slots`                  | opening hours and special days as people write them                  |
//! | `weeks`                  | the next four weeks of a calendar                                    |
//! | `trial`                  | past questions by a draft and by today's terms, as charts and tables |
//! | `effect`                 | what a change would do to what waits, asked before it is made        |
//! | `confirm`                | retiring and ordering policies, after asking back                    |
//! | `words`, `names`         | terms in words                                                       |
//! | `history`                | who changed what                                                     |
//!
//! It must never save what was not shown: whatever moves waiting questions is asked back first.

mod calendar;
mod calendars;
mod confirm;
mod effect;
mod history;
mod hours_form;
mod names;
mod policies;
mod policy;
mod policy_form;
mod slots;
mod trial;
mod weeks;
mod words;

use actix_web::web::{ServiceConfig, get, post};

/// The routes of policies and calendars.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/calendars", get().to(calendars::list))
        .route("/admin/calendars/new", get().to(calendar::new))
        .route("/admin/calendars/new", post().to(calendar::add))
        .route("/admin/calendars/{id}", get().to(calendar::show))
        .route("/admin/calendars/{id}", post().to(calendar::take))
        .route("/admin/policies", get().to(policies::list))
        .route("/admin/policies/new", get().to(policy::new))
        .route("/admin/policies/new", post().to(policy::add))
        .route("/admin/policies/{id}", get().to(policy::show))
        .route("/admin/policies/{id}", post().to(policy::take))
        .route("/admin/policies/{id}/retire", get().to(confirm::ask_retire))
        .route("/admin/policies/{id}/retire", post().to(confirm::retire))
        .route("/admin/policies/{id}/{direction}", post().to(confirm::order));
}

/// A form's fields in the order in which they came.
type Pairs = Vec<(String, String)>;

/// A field's first value; "" if there is none.
fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
}

/// All values of a field.
fn values<'a>(pairs: &'a Pairs, name: &'a str) -> impl Iterator<Item = &'a str> {
    pairs.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
}
