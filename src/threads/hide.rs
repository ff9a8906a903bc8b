use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub fn hide(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, reason: HideReason, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
pub fn show(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
