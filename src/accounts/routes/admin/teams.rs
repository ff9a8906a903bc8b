//! /admin/teams

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::super::errors_of;
use crate::accounts::Visit;
use crate::accounts::teams::{self, Team};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem};

/// A team's name.
#[derive(serde::Deserialize)]
pub struct NewTeam {
    #[serde(default)]
    name: String,
}

#[derive(Template)]
#[template(path = "accounts/admin/teams.html")]
struct TeamsPage {
    page: Page,
    errors: Errors,
    teams: Vec<Team>,
    name: String,
}

async fn page(visit: &Visit, status: StatusCode, errors: Errors, name: String) -> Result<HttpResponse, Problem> {
    let teams = visit.services.db.read(|conn| Ok::<_, Refusal>(teams::teams(conn)?)).await?;
    let template = TeamsPage { page: visit.page(visit.t.s("admin-teams-title")), errors, teams, name };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/teams
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    page(&visit, StatusCode::OK, Errors::default(), String::new()).await
}

/// POST /admin/teams
pub async fn add(visit: Visit, Form(form): Form<NewTeam>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (name, now) = (form.name.clone(), visit.now);
    match visit.services.db.write(move |tx| teams::add(tx, Some(&actor), &name, now)).await {
        Ok(_) => Ok(Flash::of("flash-saved").then(&visit.services, "/admin/teams")),
        Err(why) => page(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, form.name).await,
    }
}

/// POST /admin/teams/{id}
pub async fn rename(visit: Visit, id: web::Path<i64>, Form(form): Form<NewTeam>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (id, name, now) = (id.into_inner(), form.name.clone(), visit.now);
    match visit.services.db.write(move |tx| teams::rename(tx, Some(&actor), id, &name, now)).await {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, "/admin/teams")),
        Err(why) => page(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, form.name).await,
    }
}
