//! GET and POST /admin/spam

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::form::Typed;
use crate::accounts::Visit;
use crate::ground::clock::DAY;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::moderation::screen::bayes::{ENOUGH, Seen};
use crate::moderation::screen::book::{self, Book};
use crate::moderation::screen::replay::{self, Report};
use crate::moderation::screen::{facts, learn};
use crate::pages::signals;

/// The page.
const HERE: &str = "/admin/spam";
/// Days that are tried.
const TRIED: i64 = 30;
/// Hosts that are named.
const HOSTS: i64 = 10;

/// What was learned.
struct Learned {
    lessons: Seen,
    words: i64,
    hosts: Vec<(String, i64, i64)>,
}

#[derive(Template)]
#[template(path = "moderation/spam.html")]
struct SpamPage {
    page: Page,
    typed: Typed,
    errors: Errors,
    learned: Learned,
    tried: Option<Report>,
}

impl SpamPage {
    fn label(&self, field: &str) -> String {
        self.page.t.s(&format!("spam-field-{}", field.replace('_', "-")))
    }

    fn hint(&self, field: &str) -> String {
        self.page.t.s(&format!("spam-hint-{}", field.replace('_', "-")))
    }

    fn silent(&self) -> bool {
        self.learned.lessons.spam < ENOUGH || self.learned.lessons.fine < ENOUGH
    }

    fn counts(&self) -> [(&'static str, i64); 3] {
        let Learned { lessons, words, .. } = &self.learned;
        [("spam-learned-spam", lessons.spam), ("spam-learned-fine", lessons.fine), ("spam-learned-words", *words)]
    }

    fn verdict(&self, report: &Report) -> String {
        let t = &self.page.t;
        let share = format!("{}.{:02}", report.share() / 100, report.share() % 100);
        let share = if t.lang == "de" { share.replace('.', ",") } else { share };
        let values = vec![
            ("held", report.held.into()),
            ("posts", report.posts.into()),
            ("looked", report.looked_at.into()),
            ("share", share.as_str().into()),
        ];
        t.f("spam-tried", values)
    }

    fn signal(&self, name: &str) -> String {
        signals::name(&self.page.t, name)
    }
}

async fn show(
    visit: &Visit,
    typed: Typed,
    errors: Errors,
    tried: Option<Report>,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let read = |conn: &mut _| {
        let (lessons, words) = (facts::lessons(conn)?, learn::words_known(conn)?);
        Ok::<_, Refusal>(Learned { lessons, words, hosts: learn::hosts(conn, HOSTS)? })
    };
    let learned = visit.services.db.read(read).await?;
    let template = SpamPage { page: visit.page(visit.t.s("spam-title")), typed, errors, learned, tried };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/spam
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn page(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let book = visit.services.db.read(|conn| Ok::<_, Refusal>(Book::load(conn)?)).await?;
    show(&visit, Typed::of(&book), Errors::default(), None, StatusCode::OK).await
}

/// POST /admin/spam: saves, or tries on the posts of the last weeks.
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn take(visit: Visit, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (book, now) = (typed.book(), visit.now);
    if typed.act == "try" {
        let since = now.plus(-TRIED * DAY);
        let report =
            visit.services.db.read(move |conn| Ok::<_, Refusal>(replay::run(conn, &book, Some(since))?)).await?;
        return show(&visit, typed, Errors::default(), Some(report), StatusCode::OK).await;
    }
    match visit.services.db.write(move |tx| book::change(tx, &actor, &book, now)).await {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, HERE)),
        Err(why) => {
            let (status, errors) = again(why, "hold_at")?;
            show(&visit, typed, errors, None, status).await
        }
    }
}
