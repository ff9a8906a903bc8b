//! Reports: how long people wait, who helps, whether promises are kept, what waits now. Each figure stands beside its
//! definition, each chart above its table, each table is there as CSV.
//!
//! | file      | what it knows                                                     |
//! |-----------|-------------------------------------------------------------------|
//! | `choice`  | the days and the product that the address asks for                 |
//! | `sheet`   | a report: headline, chart, table, definition; its cells for eyes and for machines |
//! | `waits`   | time to the first answer and to the solution                       |
//! | `helpers` | who answered                                                       |
//! | `kept`    | punctuality by policy and team                                     |
//! | `saved`   | questions that did not have to be asked                          |
//! | `ages`    | what waits now                                                     |
//! | `reviewed`| what waits for review, and how often flaggers are right            |
//! | `page`    | the page, and each report as a file                                |
//!
//! No figure is about a single person.

mod ages;
mod choice;
mod helpers;
mod kept;
mod page;
mod reviewed;
mod saved;
pub mod sheet;
mod waits;

use actix_web::web::{ServiceConfig, get};

/// The routes of reports.
pub fn routes(config: &mut ServiceConfig) {
    config.route("/reports", get().to(page::page)).route("/reports/{name}.csv", get().to(page::file));
}
