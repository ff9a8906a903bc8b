use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub struct Waiting { pub post_id: i64, pub kind: PostKind, pub question_id: i64, pub author_id: i64, pub html: String, pub lang: String, pub created_at: Micros, pub held_at: Micros }
/// Oldest first, after (held_at, post_id).
pub fn waiting(conn: &mut AnyConnection, after: Option<(Micros, i64)>, limit: i64) -> Verdict<Vec<Waiting>> { todo!() }
pub fn release(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
pub fn reject(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, reason: HideReason, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
