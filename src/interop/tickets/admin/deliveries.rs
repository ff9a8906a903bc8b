//! /admin/deliveries: what ticket systems were told, every try, and once more.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::super::letter;
use super::super::log::{self, Delivery, DeliveryState, Try};
use super::super::systems::{self, System};
use crate::accounts::Visit;
use crate::escalation::hand_over::HandOver;
use crate::escalation::kinds::SystemKind;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Limit, Page, Problem};
use crate::threads::Rules;

/// Deliveries on a page.
const PAGE: i64 = 50;
/// Where the list is.
const LIST: &str = "/admin/deliveries";

/// Which ones.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Wanted {
    state: String,
    before: Option<i64>,
}

impl Wanted {
    fn state(&self) -> Option<DeliveryState> {
        DeliveryState::from_word(&self.state)
    }

    fn path(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if self.state().is_some() {
            query.append_pair("state", &self.state);
        }
        if let Some(before) = self.before {
            query.append_pair("before", &before.to_string());
        }
        let query = query.finish();
        if query.is_empty() { LIST.to_owned() } else { format!("{LIST}?{query}") }
    }
}

#[derive(Template)]
#[template(path = "interop/deliveries.html")]
struct ListPage {
    page: Page,
    lines: Vec<(Delivery, System)>,
    filters: [(&'static str, String, bool); 3],
    older: Option<String>,
    newest: Option<String>,
}

#[derive(Template)]
#[template(path = "interop/delivery.html")]
struct DeliveryPage {
    page: Page,
    one: Delivery,
    system: System,
    hand_over: Option<HandOver>,
    tries: Vec<Try>,
    /// JSON, or paragraphs.
    body: Vec<String>,
}

/// The word of a state.
fn state(page: &Page, state: &DeliveryState) -> String {
    page.t.s(&format!("handover-delivery-{}", state.word()))
}

/// What was wrong, or why it was not sent.
fn why(page: &Page, one: &Delivery) -> Option<String> {
    let said = one.last_error.clone()?;
    Some(if one.state == DeliveryState::Dropped { page.t.s(&format!("handover-dropped-{said}")) } else { said })
}

fn icon(state: &DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => "waiting",
        DeliveryState::Delivered => "check",
        DeliveryState::Failed => "warning",
        DeliveryState::Dropped => "hidden",
    }
}

impl ListPage {
    fn state(&self, one: &Delivery) -> String {
        state(&self.page, &one.state)
    }

    fn icon(&self, one: &Delivery) -> &'static str {
        icon(&one.state)
    }

    fn why(&self, one: &Delivery) -> Option<String> {
        why(&self.page, one)
    }
}

impl DeliveryPage {
    fn state(&self) -> String {
        state(&self.page, &self.one.state)
    }

    fn icon(&self) -> &'static str {
        icon(&self.one.state)
    }

    fn why(&self) -> Option<String> {
        why(&self.page, &self.one)
    }

    fn is_mail(&self) -> bool {
        self.system.kind == SystemKind::Mail
    }

    fn is_json(&self) -> bool {
        self.system.kind == SystemKind::Webhook
    }
}

/// GET /admin/deliveries
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn list(visit: Visit, wanted: web::Query<Wanted>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let (only, before) = (wanted.state(), wanted.before);
    let read = visit.services.db.read(move |conn| Ok::<_, Refusal>(log::list(conn, only, before, PAGE + 1)?));
    let mut lines = read.await?;
    let more = lines.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        lines.pop();
    }
    let at = |state: &str, before| Wanted { state: state.to_owned(), before }.path();
    let state = only.map_or("", DeliveryState::word);
    let older = lines.last().filter(|_| more).map(|(one, _)| at(state, Some(one.id)));
    let filter = |key, word: &'static str| (key, at(word, None), word == state);
    let template = ListPage {
        page: visit.page(visit.t.s("handover-deliveries")),
        lines,
        filters: [
            filter("handover-all", ""),
            filter("handover-waiting", DeliveryState::Waiting.word()),
            filter("handover-failed", DeliveryState::Failed.word()),
        ],
        older,
        newest: before.map(|_| at(state, None)),
    };
    visit.html(&template.page, &template)
}

/// GET /admin/deliveries/{id}
///
/// # Errors
/// `NotFound`, and as `list`.
pub async fn show(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let (id, site) = (path.into_inner(), visit.services.public_url.clone());
    let read = visit.services.db.read(move |conn| {
        let one = log::find(conn, id)?;
        let system = systems::find(conn, one.system_id)?;
        let hand_over = one.hand_over_id.map(|id| letter::hand_over(conn, id)).transpose()?;
        let letter = match &hand_over {
            Some(known) => letter::load(conn, known, &one.event, one.created_at, &site)?,
            None => None,
        };
        Ok::<_, Refusal>((log::tries(conn, id)?, one, system, hand_over, letter))
    });
    let (tries, one, system, hand_over, letter) = read.await?;
    let t = visit.t;
    let body = match letter {
        Some(letter) if system.kind == SystemKind::Webhook => {
            serde_json::to_string_pretty(&letter).into_iter().collect()
        }
        Some(letter) => letter.words(&t),
        None => Vec::new(),
    };
    let page = visit.page(t.n("handover-one", one.id));
    let template = DeliveryPage { page, one, system, hand_over, tries, body };
    visit.html(&template.page, &template)
}

/// POST /admin/deliveries/{id}/again
///
/// # Errors
/// What the verb says.
pub async fn again(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (actor, id) = (visit.admin()?, path.into_inner());
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| log::again(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-handover-again").then(&visit.services, &format!("{LIST}/{id}")))
}
