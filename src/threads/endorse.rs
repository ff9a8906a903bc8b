use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub struct Endorsement { pub note: String, pub version: String }
/// Returns the question, as all of these do.
pub fn endorse(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64, endorsement: &Endorsement, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64, now: Micros) -> Verdict<i64> { todo!() }
