use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub struct RawQuestion { pub author_id: i64, pub title: String, pub body: String, pub html: String, pub lang: String, pub product_id: Option<i64>, pub category_id: Option<i64>, pub tags: Vec<i64>, pub created_at: Micros, pub edited_at: Option<Micros>, pub status: Status, pub up: i64, pub down: i64, pub imported_score: i64, pub views: i64, pub also_count: i64, pub closed: Option<(CloseReason, Option<i64>, Micros)>, pub duplicate_of: Option<i64> }
pub struct RawAnswer { pub question_id: i64, pub author_id: i64, pub body: String, pub html: String, pub lang: String, pub created_at: Micros, pub edited_at: Option<Micros>, pub status: Status, pub up: i64, pub down: i64, pub imported_score: i64, pub accepted: Option<(Micros, i64)> }
pub struct RawComment { pub post_id: i64, pub question_id: i64, pub author_id: i64, pub body: String, pub html: String, pub created_at: Micros }
pub struct RawVote { pub post_id: i64, pub voter_id: i64, pub author_id: i64, pub value: i64, pub created_at: Micros }
/// Inserts the post, its first revision, its tags. Afterwards `state::refresh` once for each thread.
pub fn insert_question(conn: &mut AnyConnection, question: &RawQuestion) -> Verdict<i64> { todo!() }
pub fn insert_answer(conn: &mut AnyConnection, answer: &RawAnswer) -> Verdict<i64> { todo!() }
/// Counts itself at its post.
pub fn insert_comment(conn: &mut AnyConnection, comment: &RawComment) -> Verdict<i64> { todo!() }
/// The row alone: the post's up and down are given with the post.
pub fn insert_vote(conn: &mut AnyConnection, vote: &RawVote) -> Verdict<()> { todo!() }
