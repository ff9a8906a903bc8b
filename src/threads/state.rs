use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub fn refresh(tx: &mut Tx<'_>, question_id: i64, now: Micros) -> Verdict<()> { todo!() }
