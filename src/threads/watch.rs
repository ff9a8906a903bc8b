use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub fn watch(tx: &mut Tx<'_>, actor: &Actor, kind: WatchKind, subject_id: i64, on: bool, now: Micros) -> Verdict<()> { todo!() }
pub fn watched(conn: &mut AnyConnection, person: i64) -> Verdict<Vec<(WatchKind, i64)>> { todo!() }
