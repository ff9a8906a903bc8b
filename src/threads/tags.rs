use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

pub const MOST: usize = 5;
pub fn normalise(name: &str) -> Option<String> { todo!() }
pub fn find_or_create(tx: &mut Tx<'_>, names: &[String], now: Micros) -> Verdict<Vec<(i64, String)>> { todo!() }
/// An existing tag of that name is merged into `tag_id`.
pub fn add_synonym(tx: &mut Tx<'_>, actor: &Actor, tag_id: i64, name: &str, rules: &Rules, now: Micros) -> Verdict<()> { todo!() }
pub fn remove_synonym(tx: &mut Tx<'_>, actor: &Actor, name: &str, rules: &Rules, now: Micros) -> Verdict<()> { todo!() }
/// The old name becomes a synonym.
pub fn rename(tx: &mut Tx<'_>, actor: &Actor, tag_id: i64, name: &str, rules: &Rules, now: Micros) -> Verdict<()> { todo!() }
/// Language code to text.
pub fn describe(tx: &mut Tx<'_>, actor: &Actor, tag_id: i64, descriptions: &std::collections::BTreeMap<String, String>, rules: &Rules, now: Micros) -> Verdict<()> { todo!() }
/// The tag of a name or synonym: id and name.
pub fn resolve(conn: &mut AnyConnection, name: &str) -> Verdict<Option<(i64, String)>> { todo!() }
