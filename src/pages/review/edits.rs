//! Suggested edits, each with what it would change.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::pages::lists::{Name, names_of, tags_of};
use crate::threads::difference::{Line, Piece, lines, words};
use crate::threads::kinds::PostKind;
use crate::threads::paths;
use crate::threads::suggest::{self, Suggestion};
use crate::threads::tables::{posts, questions};

/// Suggestions on a page.
const SIZE: i64 = 20;

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
    /// Somebody else has edited the post since.
    pub overtaken: bool,
}

/// A post, and the question it belongs to.
type Row = (i64, PostKind, String, String, i64, i64, String, String);

/// What waits, the oldest first, and whether there is more; without one's own and what cannot be seen.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut AnyConnection, me: i64) -> Verdict<(Vec<Edit>, bool)> {
    let mut suggestions = suggest::waiting(conn, 0, SIZE + 1)?;
    let more = suggestions.len() > usize::try_from(SIZE).unwrap_or(usize::MAX);
    suggestions.truncate(usize::try_from(SIZE).unwrap_or(usize::MAX));
    let ids: Vec<i64> = suggestions.iter().map(|s| s.post_id).collect();
    let authors: Vec<i64> = suggestions.iter().map(|s| s.author_id).collect();
    let names = names_of(conn, &authors)?;
    let rows: Vec<Row> = posts::table
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        .filter(posts::id.eq_any(&ids))
        .select((
            posts::id,
            posts::kind,
            posts::body,
            posts::lang,
            posts::revision,
            questions::id,
            questions::slug,
            questions::title,
        ))
        .load(conn)?;
    let asked: Vec<i64> = rows.iter().map(|r| r.5).collect();
    let tags: HashMap<i64, String> =
        tags_of(conn, &asked)?.into_iter().map(|(id, tags)| (id, sorted(tags.into_iter().map(|t| t.name)))).collect();
    let posts: HashMap<i64, Row> = rows.into_iter().map(|row| (row.0, row)).collect();
    let edit = |s: Suggestion| {
        let post = posts.get(&s.post_id)?;
        let author = names.get(&s.author_id).cloned().unwrap_or_default();
        Some(compare(s, post, author, tags.get(&post.5).map(String::as_str).unwrap_or_default()))
    };
    Ok((suggestions.into_iter().filter(|s| s.author_id != me).filter_map(edit).collect(), more))
}

fn sorted(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.join(" ")
}

fn compare(suggestion: Suggestion, post: &Row, author: Name, tags: &str) -> Edit {
    let (id, kind, body, lang, revision, question, slug, title) = post;
    let wanted_tags = suggestion.tags.map(|names| sorted(names.split(' ').map(str::to_owned)));
    Edit {
        id: suggestion.id,
        path: if *kind == PostKind::Question { paths::question(*question, slug) } else { paths::answer(*id) },
        title: title.clone(),
        lang: lang.clone(),
        question: *kind == PostKind::Question,
        author,
        at: suggestion.created_at,
        reason: suggestion.reason,
        titles: suggestion.title.filter(|new| new != title).map(|new| words(title, &new)),
        tags: wanted_tags.filter(|new| new != tags).map(|new| (tags.to_owned(), new)),
        lines: lines(body, &suggestion.body),
        overtaken: *revision != suggestion.base_revision,
    }
}
