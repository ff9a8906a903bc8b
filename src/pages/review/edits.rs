//! A suggested edit, with what it would change.

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::pages::lists::{Name, names_of, tags_of};
use crate::threads::difference::{Line, Piece, lines, words};
use crate::threads::kinds::PostKind;
use crate::threads::mask::mark::brief;
use crate::threads::paths;
use crate::threads::suggest::{self, Suggestion};
use crate::threads::tables::{posts, questions};

/// A suggestion as the page shows it.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Edit {
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
    body: String,
    lang: String,
    revision: i64,
    question_id: i64,
    slug: String,
    title: String,
}

/// One suggestion; who may see it was asked before.
///
/// # Errors
/// `NotFound`.
pub fn of(conn: &mut AnyConnection, id: i64) -> Verdict<Edit> {
    let suggestion = suggest::find(conn, id)?;
    let row: Row = posts::table
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        .filter(posts::id.eq(suggestion.post_id))
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
        .first(conn)?;
    let author = names_of(conn, &[suggestion.author_id])?.remove(&suggestion.author_id).unwrap_or_default();
    let tags = tags_of(conn, &[row.question_id])?.remove(&row.question_id).unwrap_or_default();
    let tags = sorted(tags.into_iter().map(|tag| tag.name));
    Ok(compare(suggestion, &row, author, &tags))
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
