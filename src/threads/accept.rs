use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub fn accept(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
pub fn unaccept(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
