//! Suggested edits, each with what it would change.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::pages::lists::{Name, names_of, tags_of};
use crate::threads::difference::{Line, Piece, lines, words};
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::{PostKind, Status, SuggestionState};
use crate::threads::mask::mark::brief;
use crate::threads::paths;
use crate::threads::suggest::{self, Suggestion};
use crate::threads::tables::{posts, questions, suggested_edits};

/// Suggestions on a page.
const SIZE: usize = 20;
/// Suggestions that are read for it: some may not be shown.
const READ: i64 = 80;

/// A suggestion as the page shows it.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Edit {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub lang: String,
    pub question: bool,
    pub author: Name,
    pub at: Micros,
    pub reason: String,
    /// The title before and after, if it changes.
    pub titles: Option<(Vec<Piece>, Vec<Piece>)>,
    /// The tags before and after, if they change.
    pub tags: Option<(String, String)>,
    pub lines: Vec<Line>,
    /// The post was edited since: the suggestion can only be declined.
    pub overtaken: bool,
}

/// A post, and the question it belongs to.
#[derive(Queryable)]
struct Row {
    id: i64,
    kind: PostKind,
    author_id: i64,
    status: Status,
    body: String,
    lang: String,
    revision: i64,
    question_id: i64,
    slug: String,
    title: String,
    shown: bool,
}

impl Row {
    fn seen_by(&self, eyes: &Eyes) -> bool {
        can_see(self.status, self.author_id, eyes)
            && (self.shown || eyes.sees_all || eyes.person == Some(self.author_id))
    }
}

/// What waits, the oldest first, and whether there is more; without one's own suggestions and what these eyes may
/// not see. Those who may not review see what was suggested for their own posts.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut AnyConnection, me: i64, reviews: bool, eyes: &Eyes) -> Verdict<(Vec<Edit>, bool)> {
    let suggestions = if reviews { suggest::waiting(conn, 0, READ)? } else { for_mine(conn, me)? };
    let ids: Vec<i64> = suggestions.iter().map(|s| s.post_id).collect();
    let authors: Vec<i64> = suggestions.iter().map(|s| s.author_id).collect();
    let names = names_of(conn, &authors)?;
    let rows = posts_of(conn, &ids)?;
    let asked: Vec<i64> = rows.iter().map(|r| r.question_id).collect();
    let tags: HashMap<i64, String> =
        tags_of(conn, &asked)?.into_iter().map(|(id, tags)| (id, sorted(tags.into_iter().map(|t| t.name)))).collect();
    let posts: HashMap<i64, Row> = rows.into_iter().filter(|row| row.seen_by(eyes)).map(|row| (row.id, row)).collect();
    let mut open: Vec<Suggestion> =
        suggestions.into_iter().filter(|s| s.author_id != me && posts.contains_key(&s.post_id)).collect();
    let more = open.len() > SIZE;
    open.truncate(SIZE);
    let edit = |s: Suggestion| {
        let post = posts.get(&s.post_id)?;
        let author = names.get(&s.author_id).cloned().unwrap_or_default();
        Some(compare(s, post, author, tags.get(&post.question_id).map(String::as_str).unwrap_or_default()))
    };
    Ok((open.into_iter().filter_map(edit).collect(), more))
}

fn for_mine(conn: &mut AnyConnection, me: i64) -> QueryResult<Vec<Suggestion>> {
    suggested_edits::table
        .inner_join(posts::table.on(suggested_edits::post_id.eq(posts::id)))
        .filter(suggested_edits::state.eq(SuggestionState::Waiting))
        .filter(posts::author_id.eq(me))
        .order(suggested_edits::id)
        .limit(READ)
        .select(Suggestion::as_select())
        .load(conn)
}

fn posts_of(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<Vec<Row>> {
    posts::table
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        .filter(posts::id.eq_any(ids))
        .select((
            posts::id,
            posts::kind,
            posts::author_id,
            posts::status,
            posts::body,
            posts::lang,
            posts::revision,
            questions::id,
            questions::slug,
            questions::title,
            questions::shown,
        ))
        .load(conn)
}

fn sorted(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.join(" ")
}

fn compare(suggestion: Suggestion, post: &Row, author: Name, tags: &str) -> Edit {
    let question = post.kind == PostKind::Question;
    let wanted_tags = suggestion.tags.map(|names| sorted(names.split(' ').map(str::to_owned)));
    Edit {
        id: suggestion.id,
        path: if question { paths::question(post.question_id, &post.slug) } else { paths::answer(post.id) },
        title: post.title.clone(),
        lang: post.lang.clone(),
        question,
        author,
        at: suggestion.created_at,
        reason: suggestion.reason,
        titles: suggestion.title.filter(|new| *new != post.title).map(|new| words(&post.title, &new)),
        tags: wanted_tags.filter(|new| new != tags).map(|new| (tags.to_owned(), new)),
        lines: lines(&brief(&post.body), &brief(&suggestion.body)),
        overtaken: post.revision != suggestion.base_revision,
    }
}
