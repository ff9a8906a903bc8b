use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

/// All return the question.
pub fn delete(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
pub fn restore(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
