//! /inbox: everything that somebody was told. Reading is a POST.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::notices::{self, AccountNotice};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Form, Limit, Page, Problem, see_other};
use crate::notifications::inbox::{self, Line};
use crate::notifications::nudge::{Ask, consent, why};
use crate::notifications::read;

const INBOX: &str = "/inbox";

/// Where a page begins.
#[derive(serde::Deserialize)]
pub struct From {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "notifications/inbox.html")]
struct InboxPage {
    page: Page,
    /// What concerns the account and was not read yet.
    account: Vec<AccountNotice>,
    lines: Vec<Line>,
    unread: i64,
    /// The newest notice that the page shows.
    newest: i64,
    first: bool,
    /// Where older ones begin.
    older: Option<i64>,
    /// What reasons for asking name.
    names: why::Names,
    /// Whether to offer to be asked for help.
    offer: bool,
}

impl InboxPage {
    /// The sentence of a line, without the title.
    fn says(&self, line: &Line) -> String {
        let t = self.page.t;
        let name = line.actor.clone().unwrap_or_else(|| t.s("notice-somebody"));
        t.a(&format!("notice-{}", line.kind.word()), "name", name)
    }

    /// The sentence of a notice about the account.
    fn tells(&self, notice: &AccountNotice) -> String {
        self.page.t.a(&notice.key(), "detail", &notice.detail)
    }

    fn why(&self, ask: &Ask) -> String {
        self.names.say(self.page.t, &ask.why)
    }
}

/// GET /inbox
pub async fn show(visit: Visit, web::Query(from): web::Query<From>) -> Result<HttpResponse, Problem> {
    // The suspended may read, too.
    let actor = visit.actor.clone().ok_or_else(|| Problem::SignIn(visit.here.clone()))?;
    let unread = actor.unread;
    let first = from.before.is_none();
    let (account, (lines, more), names, offer) = visit
        .services
        .db
        .read(move |conn| {
            let account = if first { notices::unread(conn, actor.id)? } else { Vec::new() };
            let (lines, more) = inbox::page(conn, &actor, from.before)?;
            let names = why::names(conn, lines.iter().filter_map(|line| line.ask.as_ref()).map(|ask| &ask.why))?;
            Ok::<_, Refusal>((account, (lines, more), names, first && consent::is_offered(conn, actor.id)?))
        })
        .await?;
    let mut page = visit.page(visit.t.s("inbox-title"));
    page.head.noindex = true;
    let template = InboxPage {
        newest: lines.first().map_or(0, |line| line.id),
        older: lines.last().filter(|_| more).map(|line| line.id),
        first,
        names,
        offer,
        page,
        account,
        lines,
        unread,
    };
    visit.html(&template.page, &template)
}

/// The newest notice that the reader has seen.
#[derive(serde::Deserialize)]
pub struct UpTo {
    up_to: i64,
}

/// POST /inbox/read
pub async fn mark_all(visit: Visit, Form(form): Form<UpTo>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to(INBOX)?;
    visit.limit(Limit::Act).await?;
    let now = visit.now;
    let count = visit.services.db.write(move |tx| read::read_all(tx, &actor, form.up_to, now)).await?;
    let flash = Flash { n: count, ..Flash::of("flash-notices-read") };
    Ok(flash.then(&visit.services, INBOX))
}

/// POST /inbox/{id}/read
pub async fn mark_one(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to(INBOX)?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (path.into_inner(), visit.now);
    visit.services.db.write(move |tx| read::read(tx, &actor, id, now)).await?;
    Ok(see_other(INBOX))
}
