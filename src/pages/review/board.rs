//! GET /review, and the same page after a form that could not be done: with everything that was typed.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::ground::db::AnyConnection;
use crate::ground::events::last_position;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Html, Page, Problem, escape};
use crate::moderation::figures;
use crate::moderation::kinds::{About, Decision, ItemKind};
use crate::moderation::reasons::Reason;
use crate::moderation::rows::Row;
use crate::pages::given::Given;
use crate::pages::signals::exact;
use crate::threads::Rules;
use crate::threads::difference::Line;
use crate::threads::eyes::Eyes;
use crate::threads::screen::Signal;

use super::detail::{self, Detail};
use super::filters::{self, Filters};
use super::list::{self, Line as Entry, Reader};

/// Characters of a text that fit into a list to choose from.
const SHORT: usize = 70;

/// What somebody wanted to do and could not.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Typed {
    pub decision: Option<Decision>,
    pub reason: String,
    pub words: String,
    pub errors: Errors,
    /// Who was faster, in a sentence.
    pub faster: Option<String>,
}

#[derive(Template)]
#[template(path = "review/board.html")]
struct Board {
    page: Page,
    filters: Filters,
    reader: Reader,
    lines: Vec<Entry>,
    next: Option<String>,
    /// What waits, by kind.
    kinds: Vec<(ItemKind, i64)>,
    detail: Option<Detail>,
    typed: Typed,
    /// Up to where in the log this page knows of everything.
    position: i64,
}

impl Board {
    fn is_open(&self, line: &Entry) -> bool {
        self.detail.as_ref().is_some_and(|detail| detail.row.id == line.id)
    }

    fn list(&self) -> String {
        self.filters.href(None)
    }

    fn beside(&self, line: &Entry) -> String {
        self.filters.href(Some(line.id))
    }

    fn here(&self) -> String {
        self.filters.href(self.detail.as_ref().map(|detail| detail.row.id))
    }

    /// Where the next item is, for whoever leaves this one to others.
    fn skip(&self, detail: &Detail) -> Option<String> {
        let place = filters::Place { weight: detail.row.weight, at: detail.row.opened_at, id: detail.row.id };
        list::next(&self.lines, detail.row.id, Some(place)).map(|id| self.filters.href(Some(id)))
    }

    fn kind(&self, kind: &ItemKind) -> String {
        self.page.t.s(&format!("review-kind-{}", kind.word()))
    }

    fn all(&self) -> i64 {
        self.kinds.iter().map(|(_, n)| n).sum()
    }

    fn is_kind(&self, kind: &ItemKind) -> bool {
        self.filters.kind == Some(*kind)
    }

    /// The hidden fields of every form.
    fn hidden(&self) -> Html {
        let back = escape(&self.list());
        Html(format!("{}<input type=\"hidden\" name=\"back\" value=\"{back}\">", self.page.csrf_field()))
    }

    fn action(&self, detail: &Detail, decision: &Decision) -> String {
        format!("/review/{}/{}", detail.row.id, decision.word())
    }

    fn says(&self, decision: &Decision) -> String {
        self.page.t.s(&format!("review-do-{}", decision.word()))
    }

    fn icon_of(&self, decision: &Decision) -> &'static str {
        match decision {
            Decision::Hide | Decision::Reject => "hidden",
            Decision::Keep | Decision::Release | Decision::Accept | Decision::Overturn => "check",
            Decision::Decline | Decision::Uphold => "closed",
        }
    }

    fn texts<'a>(&self, detail: &'a Detail, decision: &Decision) -> Vec<&'a Reason> {
        detail.reasons.iter().filter(|one| one.decision == *decision).collect()
    }

    /// A text as the reader says it, short enough to choose it.
    fn short(&self, reason: &Reason) -> String {
        let text = reason.text(self.page.t.lang);
        if text.chars().count() <= SHORT {
            return text;
        }
        text.chars().take(SHORT - 1).chain(['…']).collect()
    }

    fn chosen(&self, detail: &Detail, reason: &Reason) -> bool {
        if self.typed.decision == Some(reason.decision) {
            return self.typed.reason == reason.id.to_string();
        }
        detail.suggested == Some(reason.id)
    }

    fn flag_reason(&self, flag: &detail::Raised) -> String {
        self.page.t.s(&format!("flag-reason-{}", flag.reason.word().replace('_', "-")))
    }

    fn signal(&self, signal: &Signal) -> String {
        exact(&self.page.t, signal)
    }

    /// Whether the forms can be used, or were just tried: then what was typed stays.
    fn offers(&self, detail: &Detail) -> bool {
        detail.row.decided_at.is_none() && detail.refused.is_empty() && (detail.claimed_by.is_none() || detail.mine)
    }

    /// What was typed into a form that is no more.
    fn kept(&self, detail: &Detail) -> Option<&str> {
        (!self.offers(detail) && !self.typed.words.trim().is_empty()).then_some(self.typed.words.as_str())
    }
}

/// Who may look at the queue, and what they may see of it.
///
/// # Errors
/// Sends visitors to sign in.
pub fn reader(visit: &Visit, back: &str) -> Result<(Actor, Reader), Problem> {
    let actor = visit.actor_or_back_to(back)?;
    let thresholds = &visit.services.settings.get().thresholds;
    let can = |act| may(&actor, act, thresholds, false).is_ok();
    let (moderates, reviews) = (can(Act::ReviewHeld), can(Act::ReviewEdits));
    let reader = Reader { me: actor.id, moderates, reviews, eyes: Eyes::of(Some(&actor)) };
    Ok((actor, reader))
}

/// Whether somebody may see an item at all.
///
/// # Errors
/// `NotFound`.
pub fn may_see(conn: &mut AnyConnection, row: &Row, reader: Reader) -> Verdict<()> {
    let seen = match row.about()? {
        About::Edit(id) => {
            list::edits(conn, std::slice::from_ref(row))?.get(&id).is_some_and(|edit| edit.seen_by(reader))
        }
        _ => reader.moderates,
    };
    if seen { Ok(()) } else { Err(Refusal::NotFound) }
}

/// GET /review
///
/// # Errors
/// Sends visitors to sign in; `NotFound`.
pub async fn show(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let (filters, item) = (Filters::of(&given), filters::item(&given));
    render(&visit, filters, item, Typed::default(), StatusCode::OK).await
}

/// The page, with what was typed on it.
///
/// # Errors
/// `NotFound` for an item that is not there, or not for this reader.
pub async fn render(
    visit: &Visit,
    filters: Filters,
    item: Option<i64>,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = reader(visit, &visit.here)?;
    let (t, now, chosen, rules) = (visit.t, visit.now, filters.clone(), Rules::of(&visit.services));
    let read = visit.services.db.read(move |conn| {
        // First: what comes between this and the rest is told again, never not at all.
        let position = last_position(conn)?;
        let (lines, next) = list::page(conn, &chosen, reader, now)?;
        let waiting = if reader.moderates { figures::waiting(conn)? } else { Vec::new() };
        let detail = match item {
            Some(id) => Some(detail::of(conn, id, &actor, reader, &rules, &t, now)?),
            None => None,
        };
        Ok::<_, Refusal>((position, lines, next, waiting, detail))
    });
    let (position, lines, next, waiting, detail) = read.await?;
    let number = |kind: &ItemKind| waiting.iter().find(|one| one.kind == *kind).map_or(0, |one| one.n);
    let kinds = ItemKind::ALL.iter().map(|kind| (*kind, number(kind))).collect();
    let mut page = visit.page(visit.t.s("review-title"));
    page.head.noindex = true;
    let next = next.map(|place| filters.behind(Some(place)).href(None));
    let template = Board { page, filters, reader, lines, next, kinds, detail, typed, position };
    visit.html_with(status, &template.page, &template)
}
