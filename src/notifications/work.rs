//! Who is told of work: moderators of what came into triage, staff of what is theirs, nearly due or late, leads of what
//! is late, and the asker that somebody has taken the question up.

use diesel::prelude::*;

use super::kinds::NoticeKind;
use super::tell::Telling;
use crate::accounts::roles::{Role, Scope};
use crate::accounts::tables::grants;
use crate::escalation::events::{QuestionAssigned, StaffOverdue, StaffWarned, StageEntered};
use crate::escalation::rows::{self, Escalation};
use crate::escalation::stage::Stage;
use crate::ground::db::AnyConnection;
use crate::ground::events::{Event, Stored};
use crate::ground::refusal::Verdict;

/// People with a role at most.
const MOST: i64 = 1_000;

/// Tells them, as things stand at this moment: what somebody has dealt with meanwhile is no news.
pub(super) fn tell(telling: &mut Telling<'_, '_>, event: &Stored) -> Verdict<()> {
    let Some(row) = rows::find(telling.tx.conn(), telling.about.thread.id)?.filter(|row| row.waits) else {
        return Ok(());
    };
    match event.kind.as_str() {
        StageEntered::KIND if entered(event) == Some(Stage::Triage) && row.stage == Stage::Triage => {
            let moderators = holders(telling.tx.conn(), &[Role::Moderator], None)?;
            telling.tell(NoticeKind::Triage, &moderators)
        }
        StaffWarned::KIND => {
            let people = owners(telling.tx.conn(), &row, &[Role::Staff])?;
            telling.tell(NoticeKind::DueSoon, &people)
        }
        StaffOverdue::KIND => {
            let people = owners(telling.tx.conn(), &row, &[Role::Staff])?;
            telling.tell(NoticeKind::Overdue, &people)?;
            let leads = holders(telling.tx.conn(), &[Role::Lead], row.team_id)?;
            telling.tell(NoticeKind::Overdue, &leads)
        }
        QuestionAssigned::KIND => match event.decode::<QuestionAssigned>() {
            Some(assigned) if Some(assigned.person_id) == row.assigned_to => {
                telling.tell(NoticeKind::Assigned, &[assigned.person_id])?;
                telling.tell(NoticeKind::TakenUp, &[telling.about.thread.asker_id])
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn entered(event: &Stored) -> Option<Stage> {
    event.decode::<StageEntered>().map(|entered| entered.stage)
}

/// Whose it is; as long as it is nobody's, the whole team's.
fn owners(conn: &mut AnyConnection, row: &Escalation, roles: &[Role]) -> QueryResult<Vec<i64>> {
    match row.assigned_to {
        Some(person) => Ok(vec![person]),
        None => holders(conn, roles, row.team_id),
    }
}

/// Those who hold one of the roles everywhere or for the team; for any team if it has none.
fn holders(conn: &mut AnyConnection, roles: &[Role], team: Option<i64>) -> QueryResult<Vec<i64>> {
    let held = grants::table
        .filter(grants::role.eq_any(roles.to_vec()))
        .order(grants::person_id)
        .select(grants::person_id)
        .distinct()
        .limit(MOST);
    match team {
        None => held.load(conn),
        Some(team) => held.filter(grants::scope.eq_any([String::new(), Scope::Team(team).word()])).load(conn),
    }
}
