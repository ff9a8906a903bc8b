use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub struct Revision { pub base: i64, pub title: Option<String>, pub text: Text, pub tags: Option<Vec<String>>, pub reason: String }
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revised { Saved { number: i64 }, Suggested { id: i64 } }
pub fn revise(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, revision: &Revision, rules: &Rules, now: Micros) -> Verdict<Revised> { todo!() }
/// `text` is the rendered body of revision `to`, made before the transaction.
pub fn rollback(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, base: i64, to: i64, text: Text, rules: &Rules, now: Micros) -> Verdict<Revised> { todo!() }
/// A revision as stored; tags are names separated by one space.
pub struct Past { pub number: i64, pub author_id: i64, pub title: Option<String>, pub body: String, pub tags: Option<String>, pub reason: String, pub created_at: Micros }
/// The newest first, at most 100, before number `before`.
pub fn history(conn: &mut AnyConnection, post_id: i64, before: Option<i64>) -> Verdict<Vec<Past>> { todo!() }
