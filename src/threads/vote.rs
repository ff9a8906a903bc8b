use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Tally { pub question_id: i64, pub score: i64, pub up: i64, pub down: i64, pub mine: i64 }
pub fn vote(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, value: i64, rules: &Rules, now: Micros) -> Verdict<Tally> { todo!() }
