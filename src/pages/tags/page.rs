//! One tag: what it is about, its questions, who knows it best.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::roles::Scope as Field;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::cached;
use crate::pages::given::Given;
use crate::pages::lists::{self, Choice, List, Name, Scope, Tab, Watch, in_language, tag_path};
use crate::pages::people::{Ranked, best};
use crate::reputation::leaderboard::ALL_TIME;
use crate::threads::kinds::WatchKind;

use super::find::{Found, Way, find};

/// People of each leaderboard.
const PEOPLE: i64 = 5;

#[derive(Template)]
#[template(path = "pages/tag.html")]
struct TagPage {
    page: Page,
    tag: Found,
    description: String,
    feed: String,
    watch: Watch,
    list: List,
    experts: Vec<Name>,
    month: Vec<Ranked>,
    ever: Vec<Ranked>,
}

struct Read {
    tag: Found,
    slice: lists::Slice<lists::Item>,
    watched: bool,
    experts: Vec<Name>,
    month: Vec<Ranked>,
    ever: Vec<Ranked>,
}

/// GET /tags/{name}: synonyms lead to their tag for good.
///
/// # Errors
/// `NotFound`.
pub async fn tag(visit: Visit, name: web::Path<String>, given: Given) -> Result<HttpResponse, Problem> {
    let (t, now, person) = (visit.t, visit.now, visit.id());
    let name = name.into_inner();
    let path = tag_path(&name);
    let choice = Choice::of(path.clone(), &given);
    let wanted = choice.clone();
    let read = visit
        .services
        .db
        .read(move |conn| {
            let tag = match find(conn, &name)? {
                Way::Here(tag) => *tag,
                Way::Elsewhere(name) => return Ok::<_, Refusal>(Err(name)),
            };
            let scope = Scope::Tag { id: tag.id, count: tag.count };
            Ok(Ok(Read {
                slice: lists::load(conn, &scope, &wanted, t.lang, now)?,
                watched: lists::watches(conn, person, WatchKind::Tag, tag.id)?,
                experts: lists::experts(conn, Field::Tag(tag.id))?,
                month: best(conn, tag.id, now.month(), PEOPLE, &t)?,
                ever: best(conn, tag.id, ALL_TIME, PEOPLE, &t)?,
                tag,
            }))
        })
        .await?;
    let Read { tag, slice, watched, experts, month, ever } = match read {
        Ok(read) => read,
        Err(name) => return Ok(moved(&tag_path(&name))),
    };
    let description = in_language(&tag.descriptions, t.lang);
    let feed = format!("{path}/feed.atom");
    let mut page = visit.page(t.a("tags-page-title", "name", &tag.name));
    page.head.description = description.clone();
    page.head.canonical = if choice.is_plain() { path.clone() } else { String::new() };
    page.head.feed = feed.clone();
    let watch = Watch { page: path, on: watched };
    let list = List::new(&visit, &choice, slice, &Tab::COMMON);
    let template = TagPage { page, tag, description, feed, watch, list, experts, month, ever };
    visit.html(&template.page, &template).map(cached::lists)
}

/// 301: it lives elsewhere, for good.
pub fn moved(path: &str) -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header((header::LOCATION, path.to_owned())).finish()
}
