//! /admin: how the forum is.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::events::JobRetried;
use crate::accounts::{Visit, people};
use crate::ground::db::MANY;
use crate::ground::events::{lag, last_position};
use crate::ground::jobs::{self, Job};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Limit, Page, Problem};

/// Dead jobs that are shown.
const DEAD: i64 = 50;

#[derive(Template)]
#[template(path = "accounts/admin/overview.html")]
struct Overview {
    page: Page,
    people: i64,
    events: i64,
    waiting: i64,
    dead_count: i64,
    dead: Vec<Job>,
    readers: Vec<(String, i64)>,
}

/// GET /admin
pub async fn show(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let read = visit.services.db.read(|conn| {
        Ok::<_, Refusal>((
            people::count(conn)?,
            last_position(conn)?,
            jobs::counts(conn)?,
            jobs::dead(conn, DEAD)?,
            lag(conn)?,
        ))
    });
    let (people, events, (waiting, dead_count), dead, readers) = read.await?;
    let template =
        Overview { page: visit.page(visit.t.s("admin-title")), people, events, waiting, dead_count, dead, readers };
    visit.html(&template.page, &template)
}

/// POST /admin/jobs/{id}/retry
pub async fn retry(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (id.into_inner(), visit.now);
    let retried = visit.services.db.write(move |tx| {
        jobs::retry(tx, id, now)?;
        tx.record(Some(actor.id), &JobRetried { job_id: id }, now);
        Ok::<_, Refusal>(())
    });
    retried.await?;
    Ok(Flash::of("flash-job-retried").then(&visit.services, "/admin"))
}
