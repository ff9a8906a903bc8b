//! GET and POST /admin/votes

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::moderation::serial::policy::{self, VotePolicy};
use crate::moderation::serial::rows::{self, Ring};
use crate::moderation::serial::simulate::{Case, Outcome, simulate};
use crate::pages::lists::{Name, names_of};

/// The page.
const HERE: &str = "/admin/votes";
/// Findings that are listed.
const LISTED: i64 = 50;

/// The form as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    on: Option<String>,
    days: String,
    one_sided_votes: String,
    one_sided_share: String,
    reciprocal_votes: String,
    reciprocal_share: String,
    ring_votes: String,
    ring_share: String,
    #[serde(rename = "do")]
    act: String,
}

impl Typed {
    fn of(policy: &VotePolicy) -> Self {
        let text = |n: i64| n.to_string();
        Self {
            on: policy.on.then(|| "1".to_owned()),
            days: text(policy.days),
            one_sided_votes: text(policy.one_sided_votes),
            one_sided_share: text(policy.one_sided_share),
            reciprocal_votes: text(policy.reciprocal_votes),
            reciprocal_share: text(policy.reciprocal_share),
            ring_votes: text(policy.ring_votes),
            ring_share: text(policy.ring_share),
            act: String::new(),
        }
    }

    /// A number that is none becomes 0, which is refused with its field.
    fn policy(&self) -> VotePolicy {
        let number = |typed: &str| typed.trim().parse().unwrap_or(0);
        VotePolicy {
            on: self.on.is_some(),
            days: number(&self.days),
            one_sided_votes: number(&self.one_sided_votes),
            one_sided_share: number(&self.one_sided_share),
            reciprocal_votes: number(&self.reciprocal_votes),
            reciprocal_share: number(&self.reciprocal_share),
            ring_votes: number(&self.ring_votes),
            ring_share: number(&self.ring_share),
        }
    }

    /// Field, as typed, least and most.
    fn numbers(&self) -> Vec<(&'static str, &str, i64, i64)> {
        let typed = [
            &self.days,
            &self.one_sided_votes,
            &self.one_sided_share,
            &self.reciprocal_votes,
            &self.reciprocal_share,
            &self.ring_votes,
            &self.ring_share,
        ];
        let numbers = VotePolicy::default().numbers();
        numbers.into_iter().zip(typed).map(|((f, _, (least, most)), typed)| (f, typed.as_str(), least, most)).collect()
    }
}

#[derive(Template)]
#[template(path = "moderation/votes.html")]
struct VotesPage {
    page: Page,
    typed: Typed,
    errors: Errors,
    outcome: Outcome,
    rings: Vec<Ring>,
    names: HashMap<i64, Name>,
}

impl VotesPage {
    fn label(&self, field: &str) -> String {
        self.page.t.s(&format!("votes-field-{}", field.replace('_', "-")))
    }

    fn kind(&self, kind: &str) -> String {
        self.page.t.s(&format!("votes-kind-{}", kind.replace('_', "-")))
    }

    fn kind_of(&self, ring: &Ring) -> String {
        self.kind(ring.kind.word())
    }

    fn state(&self, ring: &Ring) -> String {
        self.page.t.s(&format!("votes-state-{}", ring.state.word()))
    }

    fn name(&self, id: &i64) -> String {
        self.names.get(id).cloned().unwrap_or_default().shown(&self.page.t)
    }

    fn everybody(&self, ids: &[i64]) -> String {
        ids.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    fn people(&self, ring: &Ring) -> String {
        self.everybody(&ring.people())
    }

    fn then(&self, case: &Case) -> String {
        self.page.t.s(if case.review { "votes-would-review" } else { "votes-would-reverse" })
    }

    fn verdict(&self) -> String {
        let outcome = &self.outcome;
        let cases = i64::try_from(outcome.cases.len()).unwrap_or(i64::MAX);
        let values = vec![("n", cases.into()), ("votes", outcome.votes.into()), ("points", (-outcome.points).into())];
        self.page.t.f("votes-simulated", values)
    }
}

async fn show(
    visit: &Visit,
    typed: Typed,
    errors: Errors,
    policy: VotePolicy,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let now = visit.now;
    let read = move |conn: &mut _| {
        let outcome = simulate(conn, &policy, now)?;
        let rings = rows::latest(conn, LISTED)?;
        let cases = outcome.cases.iter().flat_map(|case| case.members.clone());
        let totals = outcome.totals.iter().map(|total| total.person);
        let ids: Vec<i64> = cases.chain(totals).chain(rings.iter().flat_map(Ring::people)).collect();
        let names = names_of(conn, &ids)?;
        Ok::<_, Refusal>((outcome, rings, names))
    };
    let (outcome, rings, names) = visit.services.db.read(read).await?;
    let template = VotesPage { page: visit.page(visit.t.s("votes-title")), typed, errors, outcome, rings, names };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/votes
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn page(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let policy = visit.services.db.read(|conn| Ok::<_, Refusal>(VotePolicy::load(conn)?)).await?;
    show(&visit, Typed::of(&policy), Errors::default(), policy, StatusCode::OK).await
}

/// POST /admin/votes: saves, or shows what other rules would do.
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn take(visit: Visit, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (wanted, now) = (typed.policy(), visit.now);
    if typed.act == "try" {
        return show(&visit, typed, Errors::default(), wanted, StatusCode::OK).await;
    }
    match visit.services.db.write(move |tx| policy::change(tx, &actor, &wanted, now)).await {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, HERE)),
        Err(why) => {
            let (status, errors) = again(why, "days")?;
            let stored = visit.services.db.read(|conn| Ok::<_, Refusal>(VotePolicy::load(conn)?)).await?;
            show(&visit, typed, errors, stored, status).await
        }
    }
}
