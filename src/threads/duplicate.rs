use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

/// Returns the final original; also reachable as `threads::close::mark_duplicate`.
pub fn mark_duplicate(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, original_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
