//! Products: all of them, and the questions about one.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::accounts::roles::{Role, Scope as Field};
use crate::accounts::tables::{grants, people, products};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::name_columns;
use crate::pages::cached;
use crate::pages::given::Given;
use crate::threads::kinds::WatchKind;

use super::catalogue::{self, Counts, Entry, in_language};
use super::choice::{Choice, Tab};
use super::following::{self, Watch};
use super::list::{self, List};
use super::names::{Columns, Name};
use super::query::Scope;

/// A product on its card.
struct Card {
    product: Entry,
    counts: Counts,
}

#[derive(Template)]
#[template(path = "pages/products.html")]
struct Products {
    page: Page,
    products: Vec<Card>,
}

#[derive(Template)]
#[template(path = "pages/product.html")]
struct Product {
    page: Page,
    product: Entry,
    watch: Watch,
    list: List,
    experts: Vec<Name>,
}

/// GET /products
///
/// # Errors
/// When the database fails.
pub async fn all(visit: Visit) -> Result<HttpResponse, Problem> {
    let lang = visit.t.lang;
    let (entries, counts): (Vec<Entry>, HashMap<i64, Counts>) = visit
        .services
        .db
        .read(move |conn| Ok::<_, Refusal>((catalogue::all_products(conn, lang)?, catalogue::counts(conn)?)))
        .await?;
    // A retired product stays as long as there are questions about it.
    let products = entries
        .into_iter()
        .map(|product| {
            let counts = counts.get(&product.id).copied().unwrap_or_default();
            Card { product, counts }
        })
        .filter(|card| !card.product.retired || card.counts.questions > 0)
        .collect();
    let mut page = visit.page(visit.t.s("products-title"));
    page.head.canonical = "/products".into();
    let template = Products { page, products };
    visit.html(&template.page, &template).map(cached::lists)
}

/// GET /products/{slug}
///
/// # Errors
/// `NotFound`.
pub async fn one(visit: Visit, slug: web::Path<String>, given: Given) -> Result<HttpResponse, Problem> {
    let (t, now, person) = (visit.t, visit.now, visit.id());
    let slug = slug.into_inner();
    let path = format!("/products/{slug}");
    let choice = Choice::of(path.clone(), &given);
    let wanted = choice.clone();
    let (product, slice, watched, experts) = visit
        .services
        .db
        .read(move |conn| {
            let product = find(conn, &slug, t.lang)?;
            let slice = list::load(conn, &Scope::Product(product.id), &wanted, t.lang, now)?;
            let watched = following::watches(conn, person, WatchKind::Product, product.id)?;
            let experts = experts(conn, Field::Product(product.id))?;
            Ok::<_, Refusal>((product, slice, watched, experts))
        })
        .await?;
    let mut page = visit.page(product.name.clone());
    page.head.description = product.description.clone();
    page.head.canonical = if choice.is_plain() { path } else { String::new() };
    let list = List::new(&visit, &choice, slice, &Tab::COMMON);
    let watch = Watch { page: product.path.clone(), on: watched };
    let template = Product { page, product, watch, list, experts };
    visit.html(&template.page, &template).map(cached::lists)
}

fn find(conn: &mut AnyConnection, slug: &str, lang: &str) -> QueryResult<Entry> {
    let (id, slug, name, texts, retired): (i64, String, String, String, bool) = products::table
        .filter(products::slug.eq(slug))
        .select((products::id, products::slug, products::name, products::descriptions, products::retired))
        .first(conn)?;
    Ok(Entry { id, path: format!("/products/{slug}"), name, description: in_language(&texts, lang), retired })
}

/// Who is an expert there.
///
/// # Errors
/// When the database fails.
pub fn experts(conn: &mut AnyConnection, field: Field) -> QueryResult<Vec<Name>> {
    let rows: Vec<Columns> = grants::table
        .inner_join(people::table)
        .filter(grants::role.eq(Role::Expert))
        .filter(grants::scope.eq(field.word()))
        .filter(people::erased_at.is_null())
        .order((people::reputation.desc(), people::id))
        .limit(10)
        .select(name_columns!())
        .load(conn)?;
    Ok(rows.into_iter().map(Name::from).collect())
}
