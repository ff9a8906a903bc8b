use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub struct Comment { pub post_id: i64, pub text: Text, pub key: String }
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commented { pub comment_id: i64, pub question_id: i64, pub path: String, pub repeated: bool }
pub fn comment(tx: &mut Tx<'_>, actor: &Actor, comment: &Comment, rules: &Rules, now: Micros) -> Verdict<Commented> { todo!() }
/// One's own, or a moderator any; returns the question.
pub fn delete(tx: &mut Tx<'_>, actor: &Actor, comment_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
