//! The few writes that no verb of another room offers, because only an import may choose what they write.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::ground::db::AnyConnection;
use crate::threads::tables::{posts, questions, tags};

/// Which question a duplicate repeats; it can only be told when both are there.
///
/// # Errors
/// When the database fails.
pub fn set_original(conn: &mut AnyConnection, question: i64, original: i64) -> QueryResult<()> {
    diesel::update(questions::table.find(question)).set(questions::duplicate_of.eq(original)).execute(conn).map(|_| ())
}

/// What a tag is for, unless somebody here has said so already.
///
/// # Errors
/// When the database fails.
pub fn describe_tag(conn: &mut AnyConnection, tag: i64, lang: &str, text: &str) -> QueryResult<()> {
    let json = serde_json::json!({ lang: text }).to_string();
    diesel::update(tags::table.filter(tags::id.eq(tag)).filter(tags::descriptions.eq("{}")))
        .set(tags::descriptions.eq(json))
        .execute(conn)
        .map(|_| ())
}

/// The languages of questions, by their foreign ids.
///
/// # Errors
/// When the database fails.
pub fn languages(conn: &mut AnyConnection, known: &HashMap<i64, i64>) -> QueryResult<HashMap<i64, String>> {
    let ids: Vec<i64> = known.values().copied().collect();
    let found: Vec<(i64, String)> =
        questions::table.filter(questions::id.eq_any(&ids)).select((questions::id, questions::lang)).load(conn)?;
    let found: HashMap<i64, String> = found.into_iter().collect();
    Ok(known.iter().filter_map(|(foreign, id)| Some((*foreign, found.get(id)?.clone()))).collect())
}

/// Our ids of questions with their askers, by their foreign ids.
///
/// # Errors
/// When the database fails.
pub fn askers(conn: &mut AnyConnection, known: &HashMap<i64, i64>) -> QueryResult<HashMap<i64, (i64, i64)>> {
    let ids: Vec<i64> = known.values().copied().collect();
    let found: Vec<(i64, i64)> =
        questions::table.filter(questions::id.eq_any(&ids)).select((questions::id, questions::asker_id)).load(conn)?;
    let found: HashMap<i64, i64> = found.into_iter().collect();
    Ok(known.iter().filter_map(|(foreign, id)| Some((*foreign, (*id, *found.get(id)?)))).collect())
}

/// The threads of posts, by the posts' ids.
///
/// # Errors
/// When the database fails.
pub fn threads(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, (i64, String)>> {
    let found: Vec<(i64, i64, String)> =
        posts::table.filter(posts::id.eq_any(ids)).select((posts::id, posts::question_id, posts::lang)).load(conn)?;
    Ok(found.into_iter().map(|(id, question, lang)| (id, (question, lang))).collect())
}
