//! Whether what a search names exists. What does not is searched as words: nobody is told "nothing found" because of
//! a person or product that they only remember half.

use super::Asked;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::search::rows::{self, Product};

/// Somebody who is named in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Person {
    pub id: i64,
    pub handle: String,
    pub name: String,
}

/// A search in which everything that is named exists.
pub(in crate::search) struct Known {
    pub(in crate::search) asked: Asked,
    pub(in crate::search) products: Vec<Product>,
    pub(in crate::search) people: Vec<Person>,
}

/// Looks up what is named. `reader` is who is signed in.
///
/// # Errors
/// When the database fails.
pub(in crate::search) fn known(conn: &mut AnyConnection, mut asked: Asked, reader: Option<i64>) -> Verdict<Known> {
    let mut words = Vec::new();
    let products = rows::all_products(conn)?;
    if let Some(named) = asked.product.take() {
        let is = |product: &&Product| product.slug == named || product.name.to_lowercase() == named;
        asked.product = products.iter().find(is).map(|product| product.slug.clone());
        if asked.product.is_none() {
            words.push(typed("product", &named));
        }
    }
    let tags = rows::resolved(conn, std::mem::take(&mut asked.tags))?;
    let there = rows::existing_tags(conn, &tags)?;
    let (tags, unknown): (Vec<String>, Vec<String>) = tags.into_iter().partition(|tag| there.contains(tag));
    asked.tags = tags;
    words.extend(unknown.iter().map(|tag| typed("tag", tag)));
    let people = rows::people(conn, &asked.users)?;
    let unknown = asked.users.extract_if(.., |handle| !people.iter().any(|person| person.handle == *handle));
    words.extend(unknown.map(|handle| typed("user", &handle)));
    // Nobody is signed in: there is nothing of theirs.
    if asked.mine && reader.is_none() {
        asked.mine = false;
        words.push("is:mine".to_owned());
    }
    if !words.is_empty() {
        asked.text = format!("{} {}", asked.text, words.join(" ")).trim_start().to_owned();
    }
    Ok(Known { asked, products, people })
}

/// An operator as it is typed.
fn typed(name: &str, value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("{name}:\"{value}\"") } else { format!("{name}:{value}") }
}
