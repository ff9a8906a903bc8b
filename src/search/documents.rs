//! Threads as documents of the index: what everybody may see of them, in plain text. Four queries for any number of
//! threads (posts and comments in pages of rows, so that no answer is ever cut off).

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use search_index::{AnswerText, Document, State};

use super::plain;
use crate::accounts::tables::people;
use crate::ground::db::{AnyConnection, among};
use crate::threads::kinds::{PostKind, State as Stored, Status};
use crate::threads::tables::{comments, posts, question_tags, questions, tags};

/// Threads that are loaded at once.
pub(super) const CHUNK: usize = 500;
/// Rows that are fetched at once.
const ROWS: usize = 5_000;

type Head = (i64, String, String, Option<i64>, Stored, i64, i64, i64, i64, String, Author);
type Answer = (i64, i64, String, bool, i64, i64, Author);
/// Who wrote it, and whether they are gone: then nothing leads to them.
type Author = (i64, bool);

/// The documents of those of the threads that everybody may see.
///
/// # Errors
/// When the database fails.
pub(super) fn load(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<Vec<Document>> {
    let heads: Vec<Head> = questions::table
        .inner_join(posts::table)
        .inner_join(people::table.on(people::id.eq(questions::asker_id)))
        .filter(among(questions::id, ids))
        .filter(questions::shown)
        .filter(posts::status.eq(Status::Visible))
        .select((
            questions::id,
            questions::lang,
            questions::title,
            questions::product_id,
            questions::state,
            questions::answer_count,
            posts::score,
            questions::created_at,
            questions::active_at,
            posts::html,
            (people::id, people::erased_at.is_not_null()),
        ))
        .order(questions::id)
        .limit(CHUNK as i64)
        .load(conn)?;
    let ids: Vec<i64> = heads.iter().map(|head| head.0).collect();
    let mut tags = tags_of(conn, &ids)?;
    let rows = answers_of(conn, &ids)?;
    let texts: Vec<i64> = ids.iter().copied().chain(rows.iter().map(|row| row.0)).collect();
    let mut said = comments_of(conn, &texts)?;
    let mut answers: HashMap<i64, Vec<AnswerText>> = HashMap::new();
    let mut there: HashMap<i64, BTreeSet<i64>> = HashMap::new();
    for (id, question, html, accepted, endorsements, score, author) in rows {
        there.entry(question).or_default().extend(present(author));
        let text = with_comments(&html, said.remove(&id));
        let answer = AnswerText { id, text, accepted, endorsed: endorsements > 0, score };
        answers.entry(question).or_default().push(answer);
    }
    let document = |(id, lang, title, product, state, count, score, asked_at, active_at, html, asker): Head| Document {
        people: there
            .remove(&id)
            .unwrap_or_default()
            .into_iter()
            .chain(present(asker))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        id,
        lang,
        title,
        body: with_comments(&html, said.remove(&id)),
        answers: answers.remove(&id).unwrap_or_default(),
        tags: tags.remove(&id).unwrap_or_default(),
        product: product.map(|id| id.to_string()), // not its name in addresses, which an admin may change
        state: state_of(state, count),
        score,
        asked_at,
        active_at,
    };
    Ok(heads.into_iter().map(document).collect())
}

fn present((id, gone): Author) -> Option<i64> {
    (!gone).then_some(id)
}

/// Where a thread stands, as lists show it.
pub(super) fn state_of(state: Stored, answers: i64) -> State {
    match state {
        Stored::Closed => State::Closed,
        Stored::Solved => State::Solved,
        Stored::Open if answers > 0 => State::Answered,
        Stored::Open => State::Open,
    }
}

fn with_comments(html: &str, comments: Option<Vec<String>>) -> String {
    let mut text = plain::text(html);
    for comment in comments.unwrap_or_default() {
        text.push('\n');
        text.push_str(&comment);
    }
    text
}

fn answers_of(conn: &mut AnyConnection, questions: &[i64]) -> QueryResult<Vec<Answer>> {
    pages(|after| {
        posts::table
            .inner_join(people::table.on(people::id.eq(posts::author_id)))
            .filter(among(posts::question_id, questions))
            .filter(posts::kind.eq(PostKind::Answer))
            .filter(posts::status.eq(Status::Visible))
            .filter(posts::id.gt(after))
            .select((
                posts::id,
                posts::question_id,
                posts::html,
                posts::accepted_at.is_not_null(),
                posts::endorsement_count,
                posts::score,
                (people::id, people::erased_at.is_not_null()),
            ))
            .order(posts::id)
            .limit(ROWS as i64)
            .load(conn)
    })
}

/// The texts of visible comments by post.
fn comments_of(conn: &mut AnyConnection, posts: &[i64]) -> QueryResult<HashMap<i64, Vec<String>>> {
    let rows: Vec<(i64, i64, String)> = pages(|after| {
        comments::table
            .filter(among(comments::post_id, posts))
            .filter(comments::status.eq(Status::Visible))
            .filter(comments::id.gt(after))
            .select((comments::id, comments::post_id, comments::html))
            .order(comments::id)
            .limit(ROWS as i64)
            .load(conn)
    })?;
    let mut said: HashMap<i64, Vec<String>> = HashMap::new();
    for (_, post, html) in rows {
        said.entry(post).or_default().push(plain::text(&html));
    }
    Ok(said)
}

fn tags_of(conn: &mut AnyConnection, questions: &[i64]) -> QueryResult<HashMap<i64, Vec<String>>> {
    let rows: Vec<(i64, String)> = question_tags::table
        .inner_join(tags::table)
        .filter(among(question_tags::question_id, questions))
        .select((question_tags::question_id, tags::name))
        // Always in one order: the document's fingerprint knows it.
        .order((question_tags::question_id, tags::name))
        .limit((CHUNK * 20) as i64)
        .load(conn)?;
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    for (question, name) in rows {
        found.entry(question).or_default().push(name);
    }
    Ok(found)
}

/// A row that begins with its id.
trait Row {
    fn id(&self) -> i64;
}

impl Row for Answer {
    fn id(&self) -> i64 {
        self.0
    }
}

impl Row for (i64, i64, String) {
    fn id(&self) -> i64 {
        self.0
    }
}

/// Everything that a query finds, a page at a time; the query takes the id after which the page begins.
fn pages<R: Row>(mut page: impl FnMut(i64) -> QueryResult<Vec<R>>) -> QueryResult<Vec<R>> {
    let mut all = Vec::new();
    loop {
        let after = all.last().map_or(0, Row::id);
        let rows = page(after)?;
        let last = rows.len() < ROWS;
        all.extend(rows);
        if last {
            return Ok(all);
        }
    }
}
