//! /desk/canned: the texts that staff start an answer with.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::permissions::{Act, may};
use crate::accounts::teams::{self, Team};
use crate::accounts::{Actor, Visit};
use crate::escalation::canned::{self, Canned, Draft, may_edit};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::Rules;

/// Where the list is.
const LIST: &str = "/desk/canned";

/// The form.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    lang: String,
    /// A team's number; every team's if empty.
    team: String,
    body: String,
}

impl Typed {
    fn draft(&self) -> Verdict<Draft> {
        let team_id = match self.team.as_str() {
            "" => None,
            word => Some(word.parse().map_err(|_| Refusal::field("team", "problem-team"))?),
        };
        Ok(Draft { name: self.name.clone(), lang: self.lang.clone(), team_id, body: self.body.clone() })
    }
}

impl From<Canned> for Typed {
    fn from(one: Canned) -> Self {
        let team = one.team_id.map(|id| id.to_string()).unwrap_or_default();
        Self { name: one.name, lang: one.lang, team, body: one.body }
    }
}

/// A canned answer in the list.
struct Line {
    one: Canned,
    team: Option<String>,
    may_edit: bool,
}

#[derive(Template)]
#[template(path = "escalation/canned.html")]
struct ListPage {
    page: Page,
    lines: Vec<Line>,
    may_add: bool,
}

#[derive(Template)]
#[template(path = "escalation/canned_edit.html")]
struct EditPage {
    page: Page,
    /// Its number; none for a new one.
    id: Option<i64>,
    typed: Typed,
    errors: Errors,
    teams: Vec<(String, String)>,
    /// Whether it may be every team's.
    everybodys: bool,
}

impl EditPage {
    fn action(&self) -> String {
        self.id.map_or_else(|| LIST.to_owned(), |id| format!("{LIST}/{id}"))
    }
}

fn staff(visit: &Visit, back: &str) -> Result<Actor, Problem> {
    let actor = visit.actor_or_back_to(back)?;
    may(&actor, Act::WorkAtDesk, &visit.services.settings.get().thresholds, false)?;
    Ok(actor)
}

/// Whoever edits canned answers at all.
fn editor(visit: &Visit, back: &str) -> Result<Actor, Problem> {
    let actor = staff(visit, back)?;
    if edits_some(&actor) { Ok(actor) } else { Err(Refusal::forbidden("desk-canned-not-yours").into()) }
}

fn edits_some(actor: &Actor) -> bool {
    use crate::accounts::roles::Role;
    actor.is(Role::Lead) || actor.is(Role::Admin)
}

/// GET /desk/canned
///
/// # Errors
/// `Forbidden` for those who are not staff.
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = staff(&visit, LIST)?;
    let me = actor.clone();
    let (all, known): (Vec<Canned>, Vec<Team>) =
        visit.services.db.read(move |conn| Ok::<_, Refusal>((canned::list(conn, &me)?, teams::teams(conn)?))).await?;
    let line = |one: Canned| Line {
        team: one.team_id.and_then(|id| known.iter().find(|team| team.id == id)).map(|team| team.name.clone()),
        may_edit: may_edit(&actor, one.team_id),
        one,
    };
    let mut page = visit.page(visit.t.s("desk-canned-title"));
    page.head.noindex = true;
    let template = ListPage { page, lines: all.into_iter().map(line).collect(), may_add: edits_some(&actor) };
    visit.html(&template.page, &template)
}

async fn page(
    visit: &Visit,
    actor: &Actor,
    id: Option<i64>,
    typed: Typed,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let known = visit.services.db.read(|conn| Ok::<_, Refusal>(teams::teams(conn)?)).await?;
    let own = known.into_iter().filter(|team| may_edit(actor, Some(team.id)));
    let teams: Vec<(String, String)> = own.map(|team| (team.id.to_string(), team.name)).collect();
    let title = if id.is_some() { "desk-canned-edit" } else { "desk-canned-new" };
    let mut page = visit.page(visit.t.s(title));
    page.head.noindex = true;
    let template = EditPage { page, id, typed, errors, teams, everybodys: may_edit(actor, None) };
    visit.html_with(status, &template.page, &template)
}

/// GET /desk/canned/new
///
/// # Errors
/// `Forbidden` for all but leads and admins.
pub async fn new(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = editor(&visit, LIST)?;
    let typed = Typed { lang: visit.t.lang.to_owned(), ..Typed::default() };
    page(&visit, &actor, None, typed, Errors::default(), StatusCode::OK).await
}

/// GET /desk/canned/{id}
///
/// # Errors
/// `NotFound`, and `Forbidden` for those of other teams.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = editor(&visit, LIST)?;
    let (id, me) = (path.into_inner(), actor.clone());
    let one = visit.services.db.read(move |conn| canned::find(conn, &me, id)).await?;
    if !may_edit(&actor, one.team_id) {
        return Err(Refusal::forbidden("desk-canned-not-yours").into());
    }
    page(&visit, &actor, Some(id), one.into(), Errors::default(), StatusCode::OK).await
}

/// POST /desk/canned
///
/// # Errors
/// What the verb says; what is wrong is said at its field.
pub async fn add(visit: Visit, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    save(visit, None, typed).await
}

/// POST /desk/canned/{id}
///
/// # Errors
/// As `add`.
pub async fn edit(visit: Visit, path: web::Path<i64>, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    save(visit, Some(path.into_inner()), typed).await
}

async fn save(visit: Visit, id: Option<i64>, typed: Typed) -> Result<HttpResponse, Problem> {
    let actor = editor(&visit, LIST)?;
    let (me, rules, now) = (actor.clone(), Rules::of(&visit.services), visit.now);
    let done = match visit.limit(Limit::Act).await.and_then(|()| typed.draft()) {
        Ok(draft) => {
            let work = move |tx: &mut crate::ground::db::Tx<'_>| match id {
                Some(id) => canned::edit(tx, &me, id, &draft, &rules, now),
                None => canned::add(tx, &me, &draft, &rules, now).map(|_| ()),
            };
            visit.services.db.write(work).await
        }
        Err(why) => Err(why),
    };
    match done {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, LIST)),
        Err(why) => {
            let (status, errors) = again(why, "team")?;
            page(&visit, &actor, id, typed, errors, status).await
        }
    }
}

/// POST /desk/canned/{id}/delete
///
/// # Errors
/// What the verb says.
pub async fn delete(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = editor(&visit, LIST)?;
    visit.limit(Limit::Act).await?;
    let (id, rules, now) = (path.into_inner(), Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| canned::delete(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-desk-canned-deleted").then(&visit.services, LIST))
}
