//! Somebody's profile, and the addresses that lead to it.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::accounts::tables::people;
use crate::accounts::{Visit, person_path};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::cached;
use crate::pages::given::{Given, address};
use crate::pages::lists::{Cursor, Item, Link, Pager, Slice};
use crate::pages::tags::moved;

use super::facts::{self, Facts};
use super::head::{self, Head};
use super::lines::{self, Shown};
use super::posts::{self, Answer};

/// The tabs: word and key of the name.
const TABS: [(&str, &str); 3] =
    [("", "people-tab-answers"), ("questions", "people-tab-questions"), ("reputation", "people-tab-reputation")];

/// What stands under the tabs.
enum Part {
    Answers(Vec<Answer>),
    Questions(Vec<Item>),
    Ledger(Vec<Shown>),
}

#[derive(Template)]
#[template(path = "pages/profile.html")]
struct Profile {
    page: Page,
    head: Head,
    facts: Facts,
    tabs: Vec<Link>,
    part: Part,
    pager: Pager,
    own: bool,
    /// Where those who keep order go on.
    moderate: Option<String>,
}

/// GET /people/{id}/{handle}
///
/// # Errors
/// `NotFound`.
pub async fn profile(visit: Visit, path: web::Path<(i64, String)>, given: Given) -> Result<HttpResponse, Problem> {
    let (id, handle) = path.into_inner();
    let (t, cursor, own) = (visit.t, Cursor::of(&given), visit.id() == Some(id));
    let tab = TABS.iter().map(|tab| tab.0).find(|word| *word == given.text("tab")).unwrap_or_default();
    let (head, facts, part, newer, older) = visit
        .services
        .db
        .read(move |conn| {
            let head = head::load(conn, id, &t)?;
            let (part, newer, older) = match tab {
                "questions" => parts(posts::questions(conn, id, own, cursor, t.lang)?, Part::Questions),
                "reputation" => parts(lines::load(conn, id, cursor, &t)?, Part::Ledger),
                _ => parts(posts::answers(conn, id, own, cursor)?, Part::Answers),
            };
            Ok::<_, Refusal>((head, facts::load(conn, id)?, part, newer, older))
        })
        .await?;
    let path = head.name.path.clone();
    if path != person_path(id, &handle) {
        return Ok(moved(&address(&path, &[("tab", tab)])));
    }
    let slice = Slice::<()> { rows: Vec::new(), newer, older };
    let pager = Pager::of(&slice, &path, &[("tab", tab)]);
    let tabs = TABS.iter().map(|(word, name)| Link {
        href: address(&path, &[("tab", word)]),
        name: t.s(name),
        current: *word == tab,
    });
    let mut page = visit.page(head.name.shown(&t));
    page.head.canonical = if tab.is_empty() && cursor == Cursor::First { path.clone() } else { String::new() };
    // Somebody who has written nothing yet is nobody's search result.
    page.head.noindex = !head.name.is_here() || (facts.answers == 0 && facts.questions == 0);
    let keeps = !own && head.name.is_here() && visit.keeper().is_ok();
    let moderate = keeps.then(|| format!("/people/{id}/moderate"));
    let template = Profile { page, facts, tabs: tabs.collect(), part, pager, own, moderate, head };
    visit.html(&template.page, &template).map(|page| cached::person(page, id))
}

type Key = Option<crate::pages::lists::Key>;

fn parts<R>(slice: Slice<R>, make: impl FnOnce(Vec<R>) -> Part) -> (Part, Key, Key) {
    (make(slice.rows), slice.newer, slice.older)
}

/// GET /people/{id}: 301 to the whole address.
///
/// # Errors
/// `NotFound`.
pub async fn by_number(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let handle: String = visit
        .services
        .db
        .read(move |conn| Ok::<_, Refusal>(people::table.find(id).select(people::handle).first(conn)?))
        .await?;
    Ok(moved(&person_path(id, &handle)))
}

/// GET /people/by-handle/{handle}: where mentions lead. Not for good: a name may change hands.
///
/// # Errors
/// `NotFound`.
pub async fn by_handle(visit: Visit, handle: web::Path<String>) -> Result<HttpResponse, Problem> {
    let handle = handle.into_inner().to_lowercase();
    let (id, handle): (i64, String) = visit
        .services
        .db
        .read(move |conn| {
            let found =
                people::table.filter(people::handle.eq(handle)).select((people::id, people::handle)).first(conn)?;
            Ok::<_, Refusal>(found)
        })
        .await?;
    let found = (header::LOCATION, person_path(id, &handle));
    Ok(HttpResponse::Found().insert_header(found).finish())
}
