use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub struct Question { pub title: String, pub text: Text, pub lang: String, pub product_id: Option<i64>, pub category_id: Option<i64>, pub tags: Vec<String>, pub key: String }
/// What asking and answering made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted { pub question_id: i64, pub post_id: i64, pub path: String, pub held: bool, pub repeated: bool }
pub fn ask(tx: &mut Tx<'_>, actor: &Actor, question: &Question, rules: &Rules, now: Micros) -> Verdict<Posted> { todo!() }
