use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub fn join(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, on: bool, now: Micros) -> Verdict<i64> { todo!() }
