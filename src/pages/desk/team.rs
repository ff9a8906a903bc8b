//! GET /desk/team: a lead sees the team's load and punctuality, each figure with what it means.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use askama::Template;
use diesel::dsl::{count, count_star, min};
use diesel::prelude::*;

use super::list::OURS;
use crate::accounts::permissions::{Act, may};
use crate::accounts::roles::{Role, Scope};
use crate::accounts::teams::{self, Team};
use crate::accounts::{Actor, Visit};
use crate::escalation::kinds::StepKind;
use crate::escalation::tables::{escalation_steps, escalations};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Page, Problem};
use crate::pages::given::Given;
use crate::pages::lists::{Name, names_of};

/// How far back punctuality looks, in microseconds.
const WINDOW: i64 = 30 * DAY;
/// People in the table; a team has fewer.
const MOST: i64 = 500;

/// Somebody's load and punctuality, or those of all together.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
struct Load {
    who: Option<Name>,
    open: i64,
    overdue: i64,
    oldest: Option<Micros>,
    answered: i64,
    late: i64,
}

impl Load {
    fn in_time(&self) -> i64 {
        self.answered - self.late
    }

    fn share(&self) -> Option<i64> {
        (self.answered > 0).then(|| self.in_time() * 100 / self.answered)
    }
}

#[derive(Template)]
#[template(path = "pages/desk_team.html")]
struct TeamPage {
    page: Page,
    team: Option<Team>,
    teams: Vec<Team>,
    /// Of people; the first without a name is what nobody has taken.
    loads: Vec<Load>,
    total: Load,
}

impl TeamPage {
    fn is_current(&self, team: &Team) -> bool {
        self.team.as_ref() == Some(team)
    }
}

/// Whether somebody leads a team.
fn leads(actor: &Actor, team: i64) -> bool {
    actor.grants.iter().any(|grant| match (grant.role, grant.scope) {
        (Role::Admin, _) | (Role::Lead, Scope::Everywhere) => true,
        (Role::Lead, Scope::Team(of)) => of == team,
        _ => false,
    })
}

/// GET /desk/team
///
/// # Errors
/// `NotFound`; `Forbidden` for all but those who lead the team.
pub async fn page(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    may(&actor, Act::SeeReports, &visit.services.settings.get().thresholds, false)?;
    if !actor.is(Role::Lead) && !actor.is(Role::Admin) {
        return Err(Refusal::forbidden("problem-needs-role").into());
    }
    let wanted = given.text("team").parse().ok();
    let now = visit.now;
    let (teams, team, loads, total) = visit
        .services
        .db
        .read(move |conn| {
            let all = teams::teams(conn)?;
            let known = |id: i64| all.iter().any(|team| team.id == id);
            let own: Vec<Team> = all.iter().filter(|team| leads(&actor, team.id)).cloned().collect();
            let team = match wanted {
                Some(id) if known(id) && !leads(&actor, id) => return Err(Refusal::forbidden("problem-other-team")),
                Some(id) => Some(own.iter().find(|team| team.id == id).cloned().ok_or(Refusal::NotFound)?),
                None => own.first().cloned(),
            };
            let (loads, total) = match &team {
                Some(team) => load(conn, team.id, now)?,
                None => Default::default(),
            };
            Ok((own, team, loads, total))
        })
        .await?;
    let mut page = visit.page(visit.t.s("desk-team-title"));
    page.head.noindex = true;
    let template = TeamPage { page, team, teams, loads, total };
    visit.html(&template.page, &template)
}

type Open = (Option<i64>, i64, Option<Micros>);

fn load(conn: &mut AnyConnection, team: i64, now: Micros) -> Verdict<(Vec<Load>, Load)> {
    let open: Vec<Open> = escalations::table
        .filter(escalations::waits)
        .filter(escalations::team_id.eq(team))
        .filter(escalations::stage.eq_any(OURS))
        .group_by(escalations::assigned_to)
        .select((escalations::assigned_to, count_star(), min(escalations::since)))
        .limit(MOST)
        .load(conn)?;
    let overdue: Vec<(Option<i64>, i64)> = escalations::table
        .filter(escalations::waits)
        .filter(escalations::team_id.eq(team))
        .filter(escalations::stage.eq_any(OURS))
        .filter(escalations::due.le(now.0))
        .group_by(escalations::assigned_to)
        .select((escalations::assigned_to, count_star()))
        .limit(MOST)
        .load(conn)?;
    let answered = answers(conn, team, now, false)?;
    let late = answers(conn, team, now, true)?;
    let mut loads: BTreeMap<Option<i64>, Load> = BTreeMap::new();
    for (who, n, oldest) in open {
        let load = loads.entry(who).or_default();
        (load.open, load.oldest) = (n, oldest);
    }
    for (who, n) in overdue {
        loads.entry(who).or_default().overdue = n;
    }
    for (who, n) in answered {
        loads.entry(who).or_default().answered = n;
    }
    for (who, n) in late {
        loads.entry(who).or_default().late = n;
    }
    let total = Load {
        who: None,
        open: loads.values().map(|load| load.open).sum(),
        overdue: loads.values().map(|load| load.overdue).sum(),
        oldest: loads.values().filter_map(|load| load.oldest).min(),
        answered: loads.values().map(|load| load.answered).sum(),
        late: loads.values().map(|load| load.late).sum(),
    };
    let people: Vec<i64> = loads.keys().flatten().copied().collect();
    let names = names_of(conn, &people)?;
    let named = |(who, load): (Option<i64>, Load)| Load {
        who: who.map(|id| names.get(&id).cloned().unwrap_or_default()),
        ..load
    };
    Ok((loads.into_iter().map(named).collect(), total))
}

/// Questions of the team that an answer of each person ended, or those that it ended too late.
fn answers(conn: &mut AnyConnection, team: i64, now: Micros, late: bool) -> QueryResult<Vec<(Option<i64>, i64)>> {
    let query = escalation_steps::table
        .filter(escalation_steps::kind.eq(StepKind::Answered))
        .filter(escalation_steps::at.gt(now.plus(-WINDOW)))
        .filter(escalation_steps::team_id.eq(team))
        .filter(escalation_steps::stage.eq_any(OURS))
        .group_by(escalation_steps::actor_id)
        .select((escalation_steps::actor_id, count(escalation_steps::question_id).aggregate_distinct()))
        .limit(MOST);
    if late {
        query.filter(escalation_steps::due.le(escalation_steps::at.nullable())).load(conn)
    } else {
        query.load(conn)
    }
}
