//! Retiring a policy and changing the order: asked back with what that does.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::effect::{self, Asked};
use super::{Pairs, value};
use crate::accounts::Visit;
use crate::escalation::change::{Change, change};
use crate::escalation::terms::Book;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::Rules;

#[derive(Template)]
#[template(path = "pages/terms/confirm.html")]
struct Confirm {
    page: Page,
    errors: Errors,
    lead: String,
    action: String,
    /// What the button says.
    does: String,
    danger: bool,
    asked: Asked,
}

async fn book(visit: &Visit) -> Verdict<Book> {
    visit.services.db.read(|conn| Book::load(conn)?.ok_or(Refusal::NotFound)).await
}

/// GET /admin/policies/{id}/retire
///
/// # Errors
/// `NotFound`, `Conflict` for the fallback, `Forbidden` for all but admins.
pub async fn ask_retire(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    retiring(&visit, path.into_inner(), StatusCode::OK, Errors::default()).await
}

async fn retiring(visit: &Visit, id: i64, status: StatusCode, errors: Errors) -> Result<HttpResponse, Problem> {
    let book = book(visit).await?;
    let policy = book.policies.iter().find(|policy| policy.id == id).ok_or(Refusal::NotFound)?;
    let (t, now) = (visit.t, visit.now);
    let asked = visit.services.db.read(move |conn| effect::show(conn, &t, &Change::RetirePolicy(id), now)).await?;
    let mut page = visit.page(visit.t.a("terms-retire-title", "name", &policy.name));
    page.head.noindex = true;
    let template = Confirm {
        page,
        errors,
        lead: visit.t.s("terms-retire-lead"),
        action: format!("/admin/policies/{id}/retire"),
        does: visit.t.s("terms-retire"),
        danger: true,
        asked,
    };
    visit.html_with(status, &template.page, &template)
}

/// POST /admin/policies/{id}/retire
///
/// # Errors
/// As `ask_retire`.
pub async fn retire(visit: Visit, path: web::Path<i64>, Form(pairs): Form<Pairs>) -> Result<HttpResponse, Problem> {
    let (actor, id) = (visit.admin()?, path.into_inner());
    visit.limit(Limit::Act).await?;
    let (wanted, t, now, seen) = (Change::RetirePolicy(id), visit.t, visit.now, value(&pairs, "seen").to_owned());
    let preview = wanted.clone();
    if visit.services.db.read(move |conn| effect::ask(conn, &t, &preview, &seen, now)).await?.is_some() {
        return retiring(&visit, id, StatusCode::OK, Errors::default()).await;
    }
    let rules = Rules::of(&visit.services);
    match visit.services.db.write(move |tx| change(tx, &actor, &wanted, &rules, now)).await {
        Ok(_) => Ok(Flash::of("flash-policy-retired").then(&visit.services, "/admin/policies")),
        Err(why) => {
            let (status, errors) = again(why, "")?;
            retiring(&visit, id, status, errors).await
        }
    }
}

/// POST /admin/policies/{id}/up and /down
///
/// # Errors
/// `NotFound`, or `Forbidden` for all but admins.
pub async fn order(
    visit: Visit,
    path: web::Path<(i64, String)>,
    Form(pairs): Form<Pairs>,
) -> Result<HttpResponse, Problem> {
    let (actor, (id, direction)) = (visit.admin()?, path.into_inner());
    visit.limit(Limit::Act).await?;
    let book = book(&visit).await?;
    let name =
        book.policies.iter().find(|policy| policy.id == id && !policy.fallback).map(|policy| policy.name.clone());
    let name = name.ok_or(Refusal::NotFound)?;
    let mut ids: Vec<i64> = book.policies.iter().filter(|policy| !policy.fallback).map(|policy| policy.id).collect();
    let place = ids.iter().position(|other| *other == id).ok_or(Refusal::NotFound)?;
    let other = match direction.as_str() {
        "up" => place.checked_sub(1),
        "down" => Some(place + 1).filter(|other| *other < ids.len()),
        _ => return Err(Refusal::NotFound.into()),
    };
    let back = Flash::of("flash-saved");
    let Some(other) = other else { return Ok(back.then(&visit.services, "/admin/policies")) };
    ids.swap(place, other);
    let (wanted, t, now, seen) = (Change::Order(ids), visit.t, visit.now, value(&pairs, "seen").to_owned());
    let preview = wanted.clone();
    if let Some(asked) = visit.services.db.read(move |conn| effect::ask(conn, &t, &preview, &seen, now)).await? {
        let mut page = visit.page(visit.t.a(&format!("terms-move-{direction}-title"), "name", &name));
        page.head.noindex = true;
        let template = Confirm {
            page,
            errors: Errors::default(),
            lead: visit.t.s("terms-move-lead"),
            action: format!("/admin/policies/{id}/{direction}"),
            does: visit.t.s(&format!("terms-move-{direction}")),
            danger: false,
            asked,
        };
        return visit.html(&template.page, &template);
    }
    let rules = Rules::of(&visit.services);
    visit.services.db.write(move |tx| change(tx, &actor, &wanted, &rules, now)).await?;
    Ok(back.then(&visit.services, "/admin/policies"))
}
