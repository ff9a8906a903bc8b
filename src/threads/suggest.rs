use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub struct Suggestion { pub id: i64, pub post_id: i64, pub base_revision: i64, pub author_id: i64, pub title: Option<String>, pub body: String, pub tags: Option<String>, pub reason: String, pub state: SuggestionState, pub decision_reason: Option<String>, pub created_at: Micros }
pub fn waiting(conn: &mut AnyConnection, after: i64, limit: i64) -> Verdict<Vec<Suggestion>> { todo!() }
pub fn find(conn: &mut AnyConnection, id: i64) -> Verdict<Suggestion> { todo!() }
/// `accepted` holds the rendered body of the suggestion to accept it (made before the transaction), None rejects it.
pub struct Decision { pub suggestion_id: i64, pub accepted: Option<Text>, pub reason: String }
/// Returns the post.
pub fn decide(tx: &mut Tx<'_>, actor: &Actor, decision: &Decision, rules: &Rules, now: Micros) -> Verdict<i64> { todo!() }
