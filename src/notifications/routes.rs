//! The inbox over HTTP. GET changes nothing; reading is a POST.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::inbox::{self, Line};
use super::read;
use crate::accounts::Visit;
use crate::ground::web::{Flash, Form, Limit, Page, Problem, see_other};

const INBOX: &str = "/inbox";

/// This room's routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(INBOX, web::get().to(show))
        .route("/inbox/read", web::post().to(mark_all))
        .route("/inbox/{id}/read", web::post().to(mark_one));
}

#[derive(serde::Deserialize)]
struct From {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "notifications/inbox.html")]
struct InboxPage {
    page: Page,
    lines: Vec<Line>,
    unread: i64,
    /// The newest notice that the page shows.
    newest: i64,
    first: bool,
    /// Where older ones begin.
    older: Option<i64>,
}

impl InboxPage {
    /// The sentence of a line, without the title.
    fn says(&self, line: &Line) -> String {
        let t = self.page.t;
        let name = line.actor.clone().unwrap_or_else(|| t.s("notice-somebody"));
        t.a(&format!("notice-{}", line.kind.word()), "name", name)
    }
}

async fn show(visit: Visit, web::Query(from): web::Query<From>) -> Result<HttpResponse, Problem> {
    // The suspended may read, too.
    let actor = visit.actor.clone().ok_or_else(|| Problem::SignIn(visit.here.clone()))?;
    let unread = actor.unread;
    let (lines, more) = visit.services.db.read(move |conn| inbox::page(conn, &actor, from.before)).await?;
    let mut page = visit.page(visit.t.s("inbox-title"));
    page.head.noindex = true;
    let template = InboxPage {
        newest: lines.first().map_or(0, |line| line.id),
        older: lines.last().filter(|_| more).map(|line| line.id),
        first: from.before.is_none(),
        page,
        lines,
        unread,
    };
    visit.html(&template.page, &template)
}

#[derive(serde::Deserialize)]
struct UpTo {
    up_to: i64,
}

async fn mark_all(visit: Visit, Form(form): Form<UpTo>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to(INBOX)?;
    visit.limit(Limit::Act)?;
    let now = visit.now;
    let count = visit.services.db.write(move |tx| read::read_all(tx, &actor, form.up_to, now)).await?;
    let flash = Flash { n: count, ..Flash::of("flash-notices-read") };
    Ok(flash.then(&visit.services, INBOX))
}

async fn mark_one(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to(INBOX)?;
    visit.limit(Limit::Act)?;
    let (id, now) = (path.into_inner(), visit.now);
    visit.services.db.write(move |tx| read::read(tx, &actor, id, now)).await?;
    Ok(see_other(INBOX))
}
