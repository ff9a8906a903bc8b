//! The questions of a category.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::accounts::tables::categories;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::cached;
use crate::pages::given::Given;

use super::catalogue::in_language;
use super::choice::{Choice, Tab};
use super::list::{self, List};
use super::query::Scope;

#[derive(Template)]
#[template(path = "pages/category.html")]
struct Category {
    page: Page,
    list: List,
}

/// GET /categories/{slug}
///
/// # Errors
/// `NotFound`.
pub async fn one(visit: Visit, slug: web::Path<String>, given: Given) -> Result<HttpResponse, Problem> {
    let (t, now) = (visit.t, visit.now);
    let slug = slug.into_inner();
    let path = format!("/categories/{slug}");
    let choice = Choice::of(path.clone(), &given);
    let wanted = choice.clone();
    let (names, slice) = visit
        .services
        .db
        .read(move |conn| {
            let (id, names): (i64, String) = categories::table
                .filter(categories::slug.eq(slug))
                .select((categories::id, categories::names))
                .first(conn)?;
            Ok::<_, Refusal>((names, list::load(conn, &Scope::Category(id), &wanted, t.lang, now)?))
        })
        .await?;
    let mut page = visit.page(in_language(&names, t.lang));
    page.head.canonical = if choice.is_plain() { path } else { String::new() };
    let list = List::new(&visit, &choice, slice, &Tab::COMMON);
    let template = Category { page, list };
    visit.html(&template.page, &template).map(cached::lists)
}
