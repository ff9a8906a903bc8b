//! Asking for another look: what was decided and why, what was said before, and the form.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::moderation::appeal::{self, Appeal};
use crate::moderation::kinds::{About, Decision};
use crate::moderation::look::{self, Look};
use crate::moderation::{reasons, rows};
use crate::threads::eyes::Eyes;
use crate::threads::kinds::{HideReason, Status};

/// Appeals and decisions that are shown: the latest.
const MOST: i64 = 10;

/// The form, and the address that leads to it.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    about: String,
    text: String,
}

/// What somebody decided about it.
struct Said {
    at: Micros,
    text: String,
}

#[derive(Template)]
#[template(path = "moderation/appeal.html")]
struct AppealPage {
    page: Page,
    about: String,
    /// None for somebody themselves.
    look: Option<Look>,
    /// Why it is hidden: a key.
    why: &'static str,
    said: Option<Said>,
    appeals: Vec<Appeal>,
    /// Why the reader cannot appeal now: a key, or none.
    closed: &'static str,
    typed: Typed,
    errors: Errors,
}

impl AppealPage {
    fn lang(&self) -> &str {
        self.look.as_ref().map_or(self.page.t.lang, |look| look.lang.as_str())
    }

    fn answer(&self, appeal: &Appeal) -> Option<String> {
        appeal.reason.as_deref().filter(|kept| !kept.is_empty()).map(|kept| reasons::said(kept, self.page.t.lang))
    }

    fn became(&self, appeal: &Appeal) -> &'static str {
        match (appeal.decided_at, appeal.upheld) {
            (None, _) => "appeal-waits",
            (_, Some(true)) => "appeal-upheld",
            (_, Some(false)) => "appeal-overturned",
            (_, None) => "appeal-settled",
        }
    }
}

fn address(about: &str) -> String {
    format!("/appeals/new?about={about}")
}

fn read_about(word: &str) -> Verdict<About> {
    match About::from_word(word) {
        Some(about @ (About::Post(_) | About::Comment(_) | About::Person(_))) => Ok(about),
        _ => Err(Refusal::NotFound),
    }
}

async fn page(
    visit: &Visit,
    actor: &Actor,
    typed: Typed,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let about = read_about(&typed.about)?;
    let (me, eyes, lang) = (actor.id, Eyes::of(Some(actor)), visit.t.lang);
    let read = visit.services.db.read(move |conn| {
        let subject = about.word();
        let look = match about {
            About::Person(id) if id == me => None,
            About::Person(_) => return Err(Refusal::NotFound),
            other => Some(look::of(conn, other, &eyes)?).filter(|look| look.author_id == me),
        };
        if look.is_none() && !matches!(about, About::Person(_)) {
            return Err(Refusal::NotFound);
        }
        let decided = rows::decided(conn, &subject, MOST)?;
        let taken_away = |row: &&rows::Row| {
            matches!(row.decided_as(), Some(Decision::Hide | Decision::Reject)) && row.reason.is_some()
        };
        let since = look.as_ref().and_then(|look| look.since);
        let said = decided.iter().find(taken_away).filter(|row| row.decided_at >= since).and_then(|row| {
            let text = reasons::said(row.reason.as_deref()?, lang);
            Some(Said { at: row.decided_at?, text })
        });
        Ok((look, said, appeal::about(conn, &subject, MOST)?))
    });
    let (look, said, appeals) = read.await?;
    let closed = closed(look.as_ref(), &appeals);
    let why = look.as_ref().map_or("appeal-why-person", why);
    let mut page = visit.page(visit.t.s("appeal-title"));
    page.head.noindex = true;
    let template = AppealPage { page, about: about.word(), look, why, said, appeals, closed, typed, errors };
    visit.html_with(status, &template.page, &template)
}

/// Why there is nothing to appeal; the verb decides, this spares people a form that leads nowhere.
fn closed(look: Option<&Look>, appeals: &[Appeal]) -> &'static str {
    if look.is_some_and(|look| look.standing.status != Status::Hidden) {
        return "problem-appeal-nothing";
    }
    match appeals.first().map(|latest| (latest.decided_at, latest.upheld)) {
        Some((None, _)) => "problem-appeal-waits",
        Some((Some(at), Some(_))) if look.and_then(|look| look.since).is_some_and(|since| at >= since) => {
            "problem-appeal-decided"
        }
        _ => "",
    }
}

fn why(look: &Look) -> &'static str {
    if look.standing.status != Status::Hidden {
        return "appeal-why-shown";
    }
    if look.standing.by_flags() {
        return "appeal-why-flags";
    }
    match look.standing.reason.as_deref().and_then(HideReason::from_word) {
        Some(HideReason::Rude) => "appeal-why-rude",
        Some(HideReason::Spam) => "appeal-why-spam",
        Some(HideReason::PersonalData) => "appeal-why-personal-data",
        Some(HideReason::Wrong) => "appeal-why-wrong",
        Some(HideReason::Other) | None => "appeal-why-other",
    }
}

/// GET /appeals/new?about=
///
/// # Errors
/// `NotFound` for what is not the reader's; sends visitors to sign in. Suspended people may.
pub async fn form(visit: Visit, query: actix_web::web::Query<Typed>) -> Result<HttpResponse, Problem> {
    let typed = Typed { about: query.into_inner().about, text: String::new() };
    let actor = visit.person_or_back_to(&visit.here)?;
    page(&visit, &actor, typed, Errors::default(), StatusCode::OK).await
}

/// POST /appeals
///
/// # Errors
/// `NotFound`; what is wrong is said at its field.
pub async fn send(visit: Visit, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    let about = read_about(&typed.about)?;
    let back = address(&about.word());
    let actor = visit.person_or_back_to(&back)?;
    let done = match visit.limit(Limit::Act).await {
        Ok(()) => {
            let (me, text, now) = (actor.clone(), typed.text.clone(), visit.now);
            visit.services.db.write(move |tx| appeal::open(tx, &me, about, &text, now)).await
        }
        Err(why) => Err(why),
    };
    match done {
        Ok(_) => Ok(Flash::of("flash-appealed").then(&visit.services, &back)),
        Err(why) => {
            let (status, errors) = again(why, "text")?;
            page(&visit, &actor, typed, errors, status).await
        }
    }
}
