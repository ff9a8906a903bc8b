//! "I have this too", and watching questions, tags and products. Each is a switch.

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::accounts::tables::products;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Form, Limit, Problem};
use crate::threads::kinds::WatchKind;
use crate::threads::{join, tags, watch};

/// On or off; in the form, or in the address of an undo.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Switch {
    on: Option<String>,
}

fn is_on(form: &Switch, query: &Switch) -> bool {
    form.on.as_ref().or(query.on.as_ref()).is_none_or(|on| on != "0")
}

/// POST /questions/{id}/join
///
/// # Errors
/// What the verb says.
pub async fn join(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Switch>,
    Form(form): Form<Switch>,
) -> Result<HttpResponse, Problem> {
    let (id, on) = (path.into_inner(), is_on(&form, &query));
    let back = format!("/questions/{id}");
    let actor = visit.actor_or_back_to(&back)?;
    visit.limit(Limit::Act).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| join::join(tx, &actor, id, on, now)).await?;
    let flash = Flash::of(if on { "flash-joined" } else { "flash-left" });
    Ok(flash.undo(format!("{back}/join?on={}", i32::from(!on))).then(&visit.services, &back))
}

async fn watch(visit: &Visit, kind: WatchKind, subject: i64, on: bool, back: &str) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to(back)?;
    visit.limit(Limit::Act).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| watch::watch(tx, &actor, kind, subject, on, now)).await?;
    let flash = Flash::of(if on { "flash-watching" } else { "flash-not-watching" });
    Ok(flash.undo(format!("{back}/watch?on={}", i32::from(!on))).then(&visit.services, back))
}

/// POST /questions/{id}/watch
///
/// # Errors
/// What the verb says.
pub async fn watch_question(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Switch>,
    Form(form): Form<Switch>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    watch(&visit, WatchKind::Question, id, is_on(&form, &query), &format!("/questions/{id}")).await
}

/// POST /tags/{name}/watch
///
/// # Errors
/// `NotFound`.
pub async fn watch_tag(
    visit: Visit,
    path: web::Path<String>,
    query: web::Query<Switch>,
    Form(form): Form<Switch>,
) -> Result<HttpResponse, Problem> {
    let name = path.into_inner();
    let (id, name) = visit.services.db.read(move |conn| tags::resolve(conn, &name)?.ok_or(Refusal::NotFound)).await?;
    let back = format!("/tags/{}", percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC));
    watch(&visit, WatchKind::Tag, id, is_on(&form, &query), &back).await
}

/// POST /products/{slug}/watch
///
/// # Errors
/// `NotFound`.
pub async fn watch_product(
    visit: Visit,
    path: web::Path<String>,
    query: web::Query<Switch>,
    Form(form): Form<Switch>,
) -> Result<HttpResponse, Problem> {
    let slug = path.into_inner();
    let (id, slug): (i64, String) = visit
        .services
        .db
        .read(move |conn| {
            Ok::<_, Refusal>(
                products::table.filter(products::slug.eq(slug)).select((products::id, products::slug)).first(conn)?,
            )
        })
        .await?;
    watch(&visit, WatchKind::Product, id, is_on(&form, &query), &format!("/products/{slug}")).await
}
