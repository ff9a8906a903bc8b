//! For programs that read: Atom feeds, sitemaps, robots.txt. The same for everybody who asks, so they may be kept
//! by caches; only what everybody can see, and only this forum's own configured address in links.
//!
//! | file      | what it knows                                            |
//! |-----------|----------------------------------------------------------|
//! | `answer`  | ETag, Last-Modified and 304                               |
//! | `atom`    | the feeds of the newest questions and of a tag            |
//! | `sitemap` | where search engines find the questions, and robots.txt   |

mod answer;
mod atom;
mod sitemap;

use actix_web::web::{ServiceConfig, get};

/// The routes of feeds.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/feed.atom", get().to(atom::newest))
        .route("/tags/{name}/feed.atom", get().to(atom::tag))
        .route("/sitemap.xml", get().to(sitemap::index))
        .route("/sitemap/pages.xml", get().to(sitemap::pages))
        .route("/sitemap/{part}.xml", get().to(sitemap::part))
        .route("/robots.txt", get().to(sitemap::robots));
}
