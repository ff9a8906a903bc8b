//! What the desk shows of a question that is with a ticket system, and the systems that it could go to.

use diesel::prelude::*;

use crate::escalation::hand_over::{self, Choice, HandOver};
use crate::escalation::rows::Escalation;
use crate::escalation::stage::Stage;
use crate::escalation::tables::ticket_systems;
use crate::ground::db::AnyConnection;
use crate::interop::tickets::log::{self, Delivery, DeliveryState};
use crate::pages::lists::{Name, names_of};

/// A hand-over with what is known of it.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Handed {
    pub known: HandOver,
    pub system: String,
    pub by: Name,
    pub delivery: Option<Delivery>,
}

impl Handed {
    /// What the ticket is called by: its number, else its id.
    pub fn ticket(&self) -> Option<&str> {
        self.known.ticket_number.as_deref().or(self.known.ticket_id.as_deref())
    }

    /// How far the delivery is; it waits, too, before the log's reader has come by.
    pub fn delivered(&self) -> &'static str {
        self.delivery.as_ref().map_or(DeliveryState::Waiting, |one| one.state).word()
    }
}

/// The hand-over of a question that is with a ticket system.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, row: &Escalation) -> QueryResult<Option<Handed>> {
    if row.stage != Stage::HandedOver {
        return Ok(None);
    }
    let Some(known) = hand_over::last(conn, row.question_id)? else { return Ok(None) };
    let system = ticket_systems::table.find(known.system_id).select(ticket_systems::name).first(conn)?;
    let by = names_of(conn, &[known.person_id])?.remove(&known.person_id).unwrap_or_default();
    Ok(Some(Handed { system, by, delivery: log::first_of(conn, known.id)?, known }))
}

/// The systems that somebody may hand a question over to.
///
/// # Errors
/// When the database fails.
pub fn systems(conn: &mut AnyConnection, row: &Escalation, ours: bool) -> QueryResult<Vec<Choice>> {
    if ours && row.stage == Stage::Staff { hand_over::choices(conn, row.team_id) } else { Ok(Vec::new()) }
}
