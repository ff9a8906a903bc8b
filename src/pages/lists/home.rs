//! The home page: what the forum is, its questions, what waits.

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::cached;
use crate::pages::given::Given;

use super::choice::{Choice, Tab};
use super::list::{self, List};
use super::query::Scope;
use super::side::Side;
use super::{Slice, following};

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home {
    page: Page,
    list: List,
    side: Side,
    /// Whether the forum is explained: to visitors, where they arrive.
    welcome: bool,
}

/// GET /
///
/// # Errors
/// Sends visitors who want what is for them to sign in.
pub async fn home(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let choice = Choice::of("/", &given);
    let person = if choice.tab == Tab::ForYou { Some(visit.actor()?.id) } else { None };
    let (wanted, t, now) = (choice.clone(), visit.t, visit.now);
    let (slice, side) = visit
        .services
        .db
        .read(move |conn| {
            let scope = person.map_or(Ok(Scope::All), |id| following::of(conn, id))?;
            let slice = match &scope {
                Scope::Following { products, tags } if products.is_empty() && tags.is_empty() => Slice::default(),
                scope => list::load(conn, scope, &wanted, t.lang, now)?,
            };
            Ok::<_, Refusal>((slice, Side::load(conn, &t, now)?))
        })
        .await?;
    let mut tabs = Tab::COMMON.to_vec();
    if visit.actor.is_some() {
        tabs.push(Tab::ForYou);
    }
    let mut page = visit.page(if choice.is_plain() { String::new() } else { t.s(choice.tab.name()) });
    page.head.description = t.s("home-description");
    page.head.canonical = if choice.is_plain() { "/".into() } else { String::new() };
    page.head.noindex = !choice.is_plain() && person.is_some();
    page.head.feed = "/feed.atom".into();
    let welcome = visit.actor.is_none() && choice.is_plain();
    let list = List::new(&visit, &choice, slice, &tabs);
    let template = Home { page, list, side, welcome };
    visit.html(&template.page, &template).map(cached::lists)
}
