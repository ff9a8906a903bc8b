//! What is shown of a found thread, read from the tables at the moment it is shown: what is not visible any more is
//! not found.

use std::collections::HashMap;

use diesel::prelude::*;

use super::asked::Person;
use crate::accounts::person_path;
use crate::accounts::tables::{people, products};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, among};
use crate::threads::kinds::{State, Status};
use crate::threads::paths;
use crate::threads::tables::{posts, question_tags, questions, tag_synonyms, tags};

/// More products than any company has.
const PRODUCTS: i64 = 500;

type Line =
    (i64, String, String, String, State, i64, i64, i64, Option<i64>, Option<i64>, Micros, (i64, String, String, bool));

/// A visible question.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Question {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub lang: String,
    pub state: State,
    pub answers: i64,
    pub endorsed: i64,
    pub also: i64,
    pub duplicate: bool,
    pub product: Option<i64>,
    pub asked_at: Micros,
    /// The asker's name and page; none when they are gone.
    pub asker: Option<(String, String)>,
}

/// Those of the questions that everybody may see, by id.
///
/// # Errors
/// When the database fails.
pub(super) fn visible(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Question>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let lines: Vec<Line> = questions::table
        .inner_join(posts::table)
        .inner_join(people::table.on(people::id.eq(questions::asker_id)))
        .filter(among(questions::id, ids))
        .filter(questions::shown)
        .filter(posts::status.eq(Status::Visible))
        .select((
            questions::id,
            questions::slug,
            questions::title,
            questions::lang,
            questions::state,
            questions::answer_count,
            questions::endorsed_count,
            questions::also_count,
            questions::duplicate_of,
            questions::product_id,
            questions::created_at,
            (people::id, people::handle, people::name, people::erased_at.is_not_null()),
        ))
        .limit(ids.len() as i64)
        .load(conn)?;
    Ok(lines.into_iter().map(|line| (line.0, question(line))).collect())
}

fn question(line: Line) -> Question {
    let (id, slug, title, lang, state, answers, endorsed, also, duplicate_of, product, asked_at, asker) = line;
    let (person, handle, name, erased) = asker;
    Question {
        id,
        path: paths::question(id, &slug),
        title,
        lang,
        state,
        answers,
        endorsed,
        also,
        duplicate: duplicate_of.is_some(),
        product,
        asked_at,
        asker: (!erased).then(|| (name, person_path(person, &handle))),
    }
}

/// The tags of questions, the most used first.
///
/// # Errors
/// When the database fails.
pub(super) fn tags_of(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Vec<String>>> {
    let rows: Vec<(i64, String)> = question_tags::table
        .inner_join(tags::table)
        .filter(among(question_tags::question_id, ids))
        .select((question_tags::question_id, tags::name))
        .order((question_tags::question_id, tags::question_count.desc(), tags::id))
        .limit(1_000)
        .load(conn)?;
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    for (question, name) in rows {
        found.entry(question).or_default().push(name);
    }
    Ok(found)
}

/// A product as links need it.
#[derive(Clone, Debug, Queryable)]
#[allow(missing_docs)] // the names say it
pub struct Product {
    pub id: i64,
    pub slug: String,
    pub name: String,
}

/// Every product.
///
/// # Errors
/// When the database fails.
pub(super) fn all_products(conn: &mut AnyConnection) -> QueryResult<Vec<Product>> {
    products::table
        .select((products::id, products::slug, products::name))
        .order((products::position, products::id))
        .limit(PRODUCTS)
        .load(conn)
}

/// Tags' names, other names of a tag resolved.
///
/// # Errors
/// When the database fails.
pub(super) fn resolved(conn: &mut AnyConnection, names: Vec<String>) -> QueryResult<Vec<String>> {
    if names.is_empty() {
        return Ok(names);
    }
    let others: HashMap<String, String> = tag_synonyms::table
        .inner_join(tags::table)
        .filter(among(tag_synonyms::name, &names))
        .select((tag_synonyms::name, tags::name))
        .limit(20)
        .load::<(String, String)>(conn)?
        .into_iter()
        .collect();
    let mut known: Vec<String> = Vec::new();
    for name in names {
        let name = others.get(&name).cloned().unwrap_or(name);
        if !known.contains(&name) {
            known.push(name);
        }
    }
    Ok(known)
}

/// Those of the names that are tags.
///
/// # Errors
/// When the database fails.
pub(super) fn existing_tags(conn: &mut AnyConnection, names: &[String]) -> QueryResult<Vec<String>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    tags::table.filter(among(tags::name, &names)).select(tags::name).limit(20).load(conn)
}

/// Those of the people who are still there.
///
/// # Errors
/// When the database fails.
pub(super) fn people(conn: &mut AnyConnection, handles: &[String]) -> QueryResult<Vec<Person>> {
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, String, String)> = people::table
        .filter(among(people::handle, &handles))
        .filter(people::erased_at.is_null())
        .select((people::id, people::handle, people::name))
        .limit(20)
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, handle, name)| Person { id, handle, name }).collect())
}
