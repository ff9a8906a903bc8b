use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

/// What an answer's place depends on.
#[derive(Clone, Copy, Debug)]
pub struct Standing { pub id: i64, pub accepted: bool, pub endorsed: bool, pub up: i64, pub down: i64, pub score: i64, pub created_at: Micros }
/// An answer's place: its id, and whether it is accepted but clearly outscored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place { pub id: i64, pub outscored: bool }
/// The visible answers in the order in which they are shown.
pub fn order(answers: &[Standing]) -> Vec<Place> { todo!() }
