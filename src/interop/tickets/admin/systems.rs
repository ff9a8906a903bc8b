//! /admin/ticket-systems: which there are, how they are spoken to, and their secrets.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::super::log::{self, Order};
use super::super::post::TEST;
use super::super::routes::BASE;
use super::super::systems::{self, Draft, System};
use crate::accounts::Visit;
use crate::accounts::teams::{Team, teams};
use crate::escalation::kinds::SystemKind;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::Rules;

/// Where the list is.
const LIST: &str = "/admin/ticket-systems";

/// The form.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    kind: String,
    address: String,
    token: String,
    group: String,
    customer: String,
    /// A team's number; every team's if empty.
    team: String,
}

impl Typed {
    fn draft(&self) -> Verdict<Draft> {
        let team_id = match self.team.as_str() {
            "" => None,
            word => Some(word.parse().map_err(|_| Refusal::field("team", "problem-team"))?),
        };
        Ok(Draft {
            name: self.name.clone(),
            kind: SystemKind::from_word(&self.kind),
            address: self.address.clone(),
            token: self.token.clone(),
            group_name: self.group.clone(),
            customer: self.customer.clone(),
            team_id,
        })
    }
}

impl From<&System> for Typed {
    fn from(one: &System) -> Self {
        Self {
            name: one.name.clone(),
            kind: one.kind.word().into(),
            address: one.address.clone(),
            // What it is stays here.
            token: String::new(),
            group: one.group_name.clone(),
            customer: one.customer.clone(),
            team: one.team_id.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "interop/systems.html")]
struct ListPage {
    page: Page,
    systems: Vec<System>,
    teams: Vec<Team>,
    typed: Typed,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "interop/system.html")]
struct SystemPage {
    page: Page,
    system: System,
    teams: Vec<Team>,
    typed: Typed,
    errors: Errors,
    /// The new secret, the one time that it is shown.
    secret: Option<String>,
    reply_to: String,
}

/// The word of a kind.
fn kind(page: &Page, kind: &SystemKind) -> String {
    page.t.s(&format!("handover-kind-{}", kind.word()))
}

impl ListPage {
    fn kind(&self, one: &SystemKind) -> String {
        kind(&self.page, one)
    }

    fn is_zammad(&self) -> bool {
        true
    }

    fn is_new(&self) -> bool {
        true
    }

    fn team(&self, id: &Option<i64>) -> Option<&str> {
        self.teams.iter().find(|team| Some(team.id) == *id).map(|team| team.name.as_str())
    }
}

impl SystemPage {
    fn kind(&self, one: &SystemKind) -> String {
        kind(&self.page, one)
    }

    fn is_zammad(&self) -> bool {
        self.system.kind == SystemKind::Zammad
    }

    fn is_new(&self) -> bool {
        false
    }
}

async fn list_page(visit: &Visit, typed: Typed, errors: Errors, status: StatusCode) -> Result<HttpResponse, Problem> {
    let read = visit.services.db.read(|conn| Ok::<_, Refusal>((systems::all(conn)?, teams(conn)?)));
    let (systems, teams) = read.await?;
    let template = ListPage { page: visit.page(visit.t.s("handover-systems")), systems, teams, typed, errors };
    visit.html_with(status, &template.page, &template)
}

async fn system_page(
    visit: &Visit,
    id: i64,
    typed: Option<Typed>,
    (status, errors): (StatusCode, Errors),
    secret: Option<String>,
) -> Result<HttpResponse, Problem> {
    let read = visit.services.db.read(move |conn| Ok::<_, Refusal>((systems::find(conn, id)?, teams(conn)?)));
    let (system, teams) = read.await?;
    let page = visit.page(visit.t.a("handover-system-edit", "name", &system.name));
    let typed = typed.unwrap_or_else(|| Typed::from(&system));
    let reply_to = format!("{}{BASE}{id}", visit.services.public_url);
    let template = SystemPage { page, system, teams, typed, errors, secret, reply_to };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/ticket-systems
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let typed = Typed { kind: SystemKind::Webhook.word().into(), ..Typed::default() };
    list_page(&visit, typed, Errors::default(), StatusCode::OK).await
}

/// POST /admin/ticket-systems
///
/// # Errors
/// As `list`; what is wrong is said at its field.
pub async fn add(visit: Visit, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    let (rules, random, now) = (Rules::of(&visit.services), visit.services.random.clone(), visit.now);
    let done = match visit.limit(Limit::Act).await.and_then(|()| typed.draft()) {
        Ok(draft) => visit.services.db.write(move |tx| systems::add(tx, &actor, &draft, &random, &rules, now)).await,
        Err(why) => Err(why),
    };
    match done {
        Ok((id, _)) => Ok(Flash::of("flash-handover-added").then(&visit.services, &format!("{LIST}/{id}"))),
        Err(why) => {
            let (status, errors) = again(why, "name")?;
            list_page(&visit, typed, errors, status).await
        }
    }
}

/// GET /admin/ticket-systems/{id}
///
/// # Errors
/// `NotFound`, and as `list`.
pub async fn show(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    system_page(&visit, path.into_inner(), None, (StatusCode::OK, Errors::default()), None).await
}

/// POST /admin/ticket-systems/{id}
///
/// # Errors
/// As `add`.
pub async fn change(visit: Visit, path: web::Path<i64>, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    let (actor, id) = (visit.admin()?, path.into_inner());
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let done = match visit.limit(Limit::Act).await.and_then(|()| typed.draft()) {
        Ok(draft) => visit.services.db.write(move |tx| systems::change(tx, &actor, id, &draft, &rules, now)).await,
        Err(why) => Err(why),
    };
    match done {
        Ok(()) => Ok(Flash::of("flash-handover-saved").then(&visit.services, LIST)),
        Err(why) => {
            let answer = again(why, "name")?;
            system_page(&visit, id, Some(typed), answer, None).await
        }
    }
}

/// POST /admin/ticket-systems/{id}/secret: the answer is the only place where the secret stands.
///
/// # Errors
/// What the verb says.
pub async fn secret(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (actor, id) = (visit.admin()?, path.into_inner());
    visit.limit(Limit::Act).await?;
    let (rules, random, now) = (Rules::of(&visit.services), visit.services.random.clone(), visit.now);
    let work = visit.services.db.write(move |tx| systems::new_secret(tx, &actor, id, &random, &rules, now));
    let secret = work.await?;
    system_page(&visit, id, None, (StatusCode::OK, Errors::default()), Some(secret)).await
}

/// POST /admin/ticket-systems/{id}/test
///
/// # Errors
/// `NotFound`, and as `list`.
pub async fn test(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let system_id = path.into_inner();
    visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (message_id, now) = (format!("{TEST}_{}", visit.services.random.token()), visit.now);
    let work = visit.services.db.write(move |tx| {
        systems::find(tx.conn(), system_id)?;
        let order = Order { message_id: &message_id, system_id, hand_over_id: None, event: TEST, run_at: now };
        Ok::<_, Refusal>(log::order(tx, &order, now)?)
    });
    Ok(crate::ground::web::see_other(&format!("/admin/deliveries/{}", work.await?)))
}

/// POST /admin/ticket-systems/{id}/retire
///
/// # Errors
/// What the verb says.
pub async fn retire(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    put(visit, path.into_inner(), true).await
}

/// POST /admin/ticket-systems/{id}/use
///
/// # Errors
/// What the verb says.
pub async fn take_into_use(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    put(visit, path.into_inner(), false).await
}

async fn put(visit: Visit, id: i64, retired: bool) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| systems::retire(tx, &actor, id, retired, &rules, now)).await?;
    let flash = if retired {
        Flash::of("flash-handover-retired").undo(format!("{LIST}/{id}/use"))
    } else {
        Flash::of("flash-handover-used")
    };
    Ok(flash.then(&visit.services, LIST))
}
