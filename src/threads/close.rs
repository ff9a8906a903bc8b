use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub fn close(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, reason: CloseReason, rules: &Rules, now: Micros) -> Verdict<()> { todo!() }
pub fn reopen(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, rules: &Rules, now: Micros) -> Verdict<()> { todo!() }
