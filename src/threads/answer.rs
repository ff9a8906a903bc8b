use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub struct Answer { pub question_id: i64, pub text: Text, pub lang: String, pub key: String }
pub fn answer(tx: &mut Tx<'_>, actor: &Actor, answer: &Answer, rules: &Rules, now: Micros) -> Verdict<super::Posted> { todo!() }
