//! GET /triage, and the same page after a form that could not be done: with everything that was typed.

use std::sync::atomic::Ordering;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::escalation::prioritise::PRIORITIES;
use crate::ground::clock::{DAY, Micros};
use crate::ground::events::last_position;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Html, Page, Problem, escape};
use crate::pages::given::Given;
use crate::threads::kinds::State;
use crate::threads::similar::{Finder, Wanted, solved_first};

use super::act::Verb;
use super::counts::{self, Counts};
use super::detail::{self, Detail};
use super::filters::{self, Filters, Who};
use super::list::{self, Line};
use super::words;

/// Similar questions beside a question.
const SIMILAR: usize = 5;

/// What somebody wanted to do and could not.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Typed {
    pub verb: Option<Verb>,
    pub reason: String,
    pub team: String,
    pub until: String,
    pub errors: Errors,
    /// Who was faster, in a sentence.
    pub faster: Option<String>,
}

#[derive(Template)]
#[template(path = "triage/board.html")]
struct Board {
    page: Page,
    filters: Filters,
    lines: Vec<Line>,
    next: Option<String>,
    counts: Counts,
    detail: Option<Detail>,
    typed: Typed,
    /// Up to where in the log this page knows of everything.
    position: i64,
}

impl Board {
    /// "in 40 min", with the exact time.
    fn due(&self, due: &Option<Micros>) -> Html {
        let t = &self.page.t;
        due.map_or_else(Html::default, |due| {
            let (exact, word) = (t.exact(due), words::due(t, due, self.page.now));
            Html(format!("<time datetime=\"{}\" title=\"{exact}\">{word}</time>", due.rfc3339()))
        })
    }

    fn over(&self, line: &Line) -> bool {
        line.due.is_some_and(|due| due <= self.page.now)
    }

    fn is_open(&self, line: &Line) -> bool {
        self.detail.as_ref().is_some_and(|detail| detail.id == line.id)
    }

    fn who(&self, who: &Who) -> String {
        self.page.t.s(&format!("triage-who-{}", who.word()))
    }

    fn narrows<V: PartialEq>(&self, chosen: &Option<V>, value: &V) -> bool {
        chosen.as_ref() == Some(value)
    }

    fn priority(&self, n: &i64) -> String {
        self.page.t.s(words::priority(*n))
    }

    /// This board's address without a question beside it.
    fn list(&self) -> String {
        self.filters.href(None)
    }

    /// The same with a line's question beside it.
    fn beside(&self, line: &Line) -> String {
        self.filters.href(Some(line.id))
    }

    fn here(&self) -> String {
        self.filters.href(self.detail.as_ref().map(|detail| detail.id))
    }

    /// The hidden fields of every form: what was looked at, and where to go back to.
    fn hidden(&self, detail: &Detail) -> Html {
        let field =
            |name: &str, value: &str| format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value));
        let seen = field("seen", &detail.row.version.to_string());
        Html(format!("{}{seen}{}", self.page.csrf_field(), field("back", &self.list())))
    }

    /// Whether a form is open: somebody has just tried it.
    fn tried(&self, verb: Verb) -> bool {
        self.typed.verb == Some(verb)
    }

    /// What was typed into a form.
    fn reason(&self, verb: Verb) -> &str {
        if self.tried(verb) { &self.typed.reason } else { "" }
    }

    /// Whether the forms can be used: it waits here, and nobody else has it. The one that was just tried stays, so that
    /// what was typed into it does.
    fn offers(&self, detail: &Detail, verb: Verb) -> bool {
        detail.in_triage() && (detail.claimed_by.is_none() || detail.mine || self.tried(verb))
    }

    /// What was typed into a form that is no more.
    fn kept(&self, detail: &Detail) -> Option<&str> {
        let gone = self.typed.verb.is_some_and(|verb| !self.offers(detail, verb));
        (gone && !self.typed.reason.trim().is_empty()).then_some(self.typed.reason.as_str())
    }

    fn team_chosen(&self, detail: &Detail, team: &i64) -> bool {
        if self.tried(Verb::Route) { self.typed.team == team.to_string() } else { detail.row.team_id == Some(*team) }
    }

    fn priority_chosen(&self, detail: &Detail, priority: &i64) -> bool {
        detail.row.priority == *priority
    }

    /// Tomorrow at this hour, or what was typed.
    fn until(&self, detail: &Detail) -> String {
        if self.tried(Verb::Snooze) {
            return self.typed.until.clone();
        }
        let local = self.page.now.plus(DAY).timestamp().to_zoned(words::zone(&detail.zone));
        local.strftime("%Y-%m-%dT%H:00").to_string()
    }

    fn until_of(&self, detail: &Detail) -> Option<String> {
        let until = detail.row.snoozed_until.filter(|until| *until > self.page.now)?;
        Some(words::moment(&self.page.t, until, &words::zone(&detail.zone)))
    }

    fn close_reasons(&self) -> Vec<(&'static str, &'static str)> {
        crate::threads::routes::close_reasons()
    }
}

/// Who may look at the board.
///
/// # Errors
/// Sends visitors to sign in; `Forbidden` for all but moderators.
pub fn moderator(visit: &Visit, back: &str) -> Result<Actor, Problem> {
    let actor = visit.actor_or_back_to(back)?;
    may(&actor, Act::Triage, &visit.services.settings.get().thresholds, false)?;
    Ok(actor)
}

/// GET /triage
///
/// # Errors
/// Sends visitors to sign in; `Forbidden`, `NotFound`.
pub async fn show(visit: Visit, given: Given, finder: Option<web::Data<Finder>>) -> Result<HttpResponse, Problem> {
    let actor = moderator(&visit, &visit.here)?;
    let (filters, question) = (Filters::of(&given), filters::question(&given));
    render(&visit, actor.id, filters, question, Typed::default(), StatusCode::OK, finder).await
}

/// The page, with what was typed on it.
///
/// # Errors
/// `NotFound` for a question that never escalates.
pub async fn render(
    visit: &Visit,
    me: i64,
    filters: Filters,
    question: Option<i64>,
    typed: Typed,
    status: StatusCode,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let (t, now, chosen) = (visit.t, visit.now, filters.clone());
    let (position, (lines, next), counts, waiting, mut detail) = visit
        .services
        .db
        .read(move |conn| {
            // First: what comes between this and the rest is told again, never not at all.
            let position = last_position(conn)?;
            let lines = list::page(conn, &chosen, me, now)?;
            let counts = counts::of(conn, &chosen, me, now)?;
            let waiting = counts::waiting(conn, now)?;
            let detail = question.map(|id| detail::of(conn, id, me, &t, now)).transpose()?;
            Ok::<_, Refusal>((position, lines, counts, waiting, detail))
        })
        .await?;
    visit.services.waiting.store(waiting, Ordering::Relaxed);
    if let (Some(detail), Some(finder)) = (&mut detail, finder)
        && detail.in_triage()
    {
        let (title, langs) = (detail.title.clone(), vec![detail.lang.clone()]);
        let like =
            Wanted { title, body: String::new(), langs, exclude: Some(detail.id), limit: SIMILAR, beside: false };
        detail.similar = finder.find(like).await;
        solved_first(&mut detail.similar);
    }
    let mut page = visit.page(visit.t.s("triage-title"));
    page.head.noindex = true;
    let next = next.map(|key| filters.behind(Some(key)).href(None));
    let template = Board { page, filters, lines, next, counts, detail, typed, position };
    visit.html_with(status, &template.page, &template)
}
