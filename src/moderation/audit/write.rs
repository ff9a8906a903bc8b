//! Writes the audit's lines beside the acts: with the act or not at all.

use diesel::prelude::*;

use super::acts::{is_act, is_own_business};
use super::why::{self, Why};
use crate::accounts::roles::{self, Role};
use crate::ground::db::{Beside, Tx};
use crate::ground::events::Pending;
use crate::ground::refusal::Refusal;
use crate::moderation::tables::{audit_lines, audit_origins};

/// Does it.
pub(super) struct Recorder;

impl Beside for Recorder {
    fn beside(&self, tx: &mut Tx<'_>, events: &[Pending]) -> Result<(), Refusal> {
        for event in events.iter().filter(|event| is_act(event.kind())) {
            let why = why::of(tx.conn(), event)?;
            if is_own_business(event.kind()) && (event.actor().is_none() || event.actor() == why.person) {
                continue;
            }
            let line = insert(tx, event, &why)?;
            if let Some(origin) = tx.origin() {
                diesel::insert_into(audit_origins::table)
                    .values((
                        audit_origins::line_id.eq(line),
                        audit_origins::at.eq(event.at()),
                        audit_origins::network.eq(&origin.network),
                        audit_origins::device.eq(&origin.device),
                    ))
                    .execute(tx.conn())?;
            }
        }
        Ok(())
    }
}

fn insert(tx: &mut Tx<'_>, event: &Pending, why: &Why) -> Result<i64, Refusal> {
    let role = match event.actor() {
        Some(id) => mightiest(&roles::of(tx.conn(), id)?),
        None => "",
    };
    let mut detail: serde_json::Value = serde_json::from_str(event.payload()).unwrap_or_default();
    if let (Some(kind), Some(fields)) = (why.kind, detail.as_object_mut()) {
        fields.insert("kind".into(), kind.word().into());
    }
    let new = diesel::insert_into(audit_lines::table)
        .values((
            audit_lines::at.eq(event.at()),
            audit_lines::act.eq(event.kind()),
            audit_lines::actor_id.eq(event.actor()),
            audit_lines::role.eq(role),
            audit_lines::person_id.eq(why.person),
            audit_lines::subject.eq(&why.subject),
            audit_lines::reason.eq(&why.reason),
            audit_lines::detail.eq(detail.to_string()),
        ))
        .returning(audit_lines::id);
    Ok(crate::on_both!(tx.conn(), inner => new.get_result(inner))?)
}

/// The word of the mightiest role of these.
fn mightiest(grants: &[roles::Grant]) -> &'static str {
    [Role::Admin, Role::Moderator, Role::Lead, Role::Staff, Role::Expert]
        .iter()
        .find(|role| grants.iter().any(|grant| grant.role == **role))
        .map_or("", |role| role.word())
}
