//! GET and POST /review/votes/{id}, and its undo.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::moderation::serial::find::Pair;
use crate::moderation::serial::reverse::{self, Decision};
use crate::moderation::serial::rows::{self, Ring, RingState};
use crate::pages::lists::{Name, names_of};

/// The form.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Chosen {
    #[serde(rename = "do")]
    act: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "moderation/ring.html")]
struct RingPage {
    page: Page,
    ring: Ring,
    pairs: Vec<Pair>,
    names: HashMap<i64, Name>,
    reason: String,
    errors: Errors,
}

impl RingPage {
    fn open(&self) -> bool {
        matches!(self.ring.state, RingState::Found | RingState::Undone)
    }

    fn kind(&self) -> String {
        self.page.t.s(&format!("votes-kind-{}", self.ring.kind.word().replace('_', "-")))
    }

    fn state(&self) -> String {
        self.page.t.s(&format!("votes-state-{}", self.ring.state.word()))
    }

    fn person(&self, id: &i64) -> Name {
        self.names.get(id).cloned().unwrap_or_default()
    }

    fn votes(&self) -> i64 {
        self.pairs.iter().map(|pair| pair.votes).sum()
    }

    fn direction(&self, pair: &Pair) -> String {
        self.page.t.s(if pair.value > 0 { "thread-up" } else { "thread-down" })
    }
}

/// Moderators and admins; whoever is in it does not look at it either.
fn keeper(visit: &Visit) -> Result<Actor, Problem> {
    let actor = visit.actor()?;
    may(&actor, Act::Hide, &visit.services.settings.get().thresholds, false)?;
    Ok(actor)
}

async fn show(
    visit: &Visit,
    id: i64,
    actor: i64,
    reason: String,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let read = move |conn: &mut _| {
        let ring = rows::find(conn, id)?;
        let people = ring.people();
        if people.contains(&actor) {
            return Err(Refusal::forbidden("votes-problem-own"));
        }
        let pairs = rows::pairs(conn, &[id])?.remove(&id).unwrap_or_default();
        let everybody: Vec<i64> = people.into_iter().chain(ring.decided_by).collect();
        let names = names_of(conn, &everybody)?;
        Ok((ring, pairs, names))
    };
    let (ring, pairs, names) = visit.services.db.read(read).await?;
    let mut page = visit.page(visit.t.n("votes-ring-title", id));
    page.head.noindex = true;
    let template = RingPage { page, ring, pairs, names, reason, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /review/votes/{id}
///
/// # Errors
/// `NotFound`; `Forbidden` for all but moderators, and for whoever is in it.
pub async fn page(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = keeper(&visit)?;
    show(&visit, path.into_inner(), actor.id, String::new(), Errors::default(), StatusCode::OK).await
}

/// POST /review/votes/{id}
///
/// # Errors
/// As `page`; a decision that needs another look is shown again.
pub async fn decide(visit: Visit, path: web::Path<i64>, Form(form): Form<Chosen>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/review/votes/{id}"))?;
    visit.limit(Limit::Act).await?;
    let decision = match form.act.as_str() {
        "reverse" => Decision::Reverse,
        "leave" => Decision::Leave,
        _ => return Err(Refusal::field("", "problem-invalid").into()),
    };
    let (reason, person, now) = (form.reason.clone(), actor.id, visit.now);
    match visit.services.db.write(move |tx| reverse::decide(tx, &actor, id, decision, &reason, now)).await {
        Ok(_) => {
            let flash = Flash::of(match decision {
                Decision::Reverse => "flash-votes-reversed",
                Decision::Leave => "flash-votes-left",
            });
            let path = format!("/review/votes/{id}");
            Ok(flash.undo(format!("{path}/undo")).then(&visit.services, &path))
        }
        Err(Refusal::Invalid(errors)) => {
            let (status, errors) = again(Refusal::Invalid(errors), "reason")?;
            show(&visit, id, person, form.reason, errors, status).await
        }
        Err(why) => Err(why.into()),
    }
}

/// POST /review/votes/{id}/undo
///
/// # Errors
/// What the verb says.
pub async fn undo(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let page = format!("/review/votes/{id}");
    let actor = visit.actor_or_back_to(&page)?;
    visit.limit(Limit::Act).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| reverse::undo(tx, &actor, id, now)).await?;
    Ok(Flash::of("flash-votes-undone").then(&visit.services, &page))
}
