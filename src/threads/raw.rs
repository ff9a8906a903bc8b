//! Rows as they come from elsewhere: for imports and sample data, which bring their own times and counts.
//! No events, no reputation, no limits. Afterwards `state::refresh`, once for each thread.

use diesel::prelude::*;

use super::kinds::{CloseReason, PostKind, State, Status};
use super::tables::{comments, posts, questions, revisions, tags as tag_table, votes};
use super::{slug, tags};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;

/// A question from elsewhere.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the columns
pub struct RawQuestion {
    pub author_id: i64,
    pub title: String,
    pub body: String,
    pub html: String,
    pub lang: String,
    pub product_id: Option<i64>,
    pub category_id: Option<i64>,
    /// Ids, from `tags::find_or_create`.
    pub tags: Vec<i64>,
    pub created_at: Micros,
    pub edited_at: Option<Micros>,
    pub status: Status,
    pub up: i64,
    pub down: i64,
    /// Points that no vote accounts for; the score is up − down + this.
    pub imported_score: i64,
    pub views: i64,
    pub also_count: i64,
    /// Why, by whom and when it was closed.
    pub closed: Option<(CloseReason, Option<i64>, Micros)>,
    pub duplicate_of: Option<i64>,
}

/// An answer from elsewhere.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the columns
pub struct RawAnswer {
    pub question_id: i64,
    pub author_id: i64,
    pub body: String,
    pub html: String,
    pub lang: String,
    pub created_at: Micros,
    pub edited_at: Option<Micros>,
    pub status: Status,
    pub up: i64,
    pub down: i64,
    /// As for questions.
    pub imported_score: i64,
    /// When and by whom it was accepted.
    pub accepted: Option<(Micros, i64)>,
}

/// A comment from elsewhere.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the columns
pub struct RawComment {
    pub post_id: i64,
    pub question_id: i64,
    pub author_id: i64,
    pub body: String,
    pub html: String,
    pub created_at: Micros,
}

/// A vote from elsewhere.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the columns
pub struct RawVote {
    pub post_id: i64,
    pub voter_id: i64,
    pub author_id: i64,
    pub value: i64,
    pub created_at: Micros,
}

/// Inserts a question with its post, first revision and tags.
///
/// # Errors
/// When the database fails.
pub fn insert_question(conn: &mut AnyConnection, question: &RawQuestion) -> Verdict<i64> {
    let id: i64 = diesel::insert_into(posts::table)
        .values((
            posts::kind.eq(PostKind::Question),
            posts::question_id.eq(0),
            posts::author_id.eq(question.author_id),
            posts::body.eq(&question.body),
            posts::html.eq(&question.html),
            posts::lang.eq(&question.lang),
            posts::up.eq(question.up),
            posts::down.eq(question.down),
            posts::score.eq(question.up - question.down + question.imported_score),
            posts::imported_score.eq(question.imported_score),
            posts::created_at.eq(question.created_at),
            posts::edited_at.eq(question.edited_at),
            posts::status.eq(question.status),
        ))
        .returning(posts::id)
        .get_result(conn)?;
    diesel::update(posts::table.find(id)).set(posts::question_id.eq(id)).execute(conn)?;
    let shown = question.status == Status::Visible;
    diesel::insert_into(questions::table)
        .values((
            questions::id.eq(id),
            questions::title.eq(&question.title),
            questions::slug.eq(slug::slug(&question.title)),
            questions::asker_id.eq(question.author_id),
            questions::product_id.eq(question.product_id),
            questions::category_id.eq(question.category_id),
            questions::lang.eq(&question.lang),
            questions::state.eq(if question.closed.is_some() { State::Closed } else { State::Open }),
            questions::shown.eq(shown),
            questions::also_count.eq(question.also_count),
            questions::views.eq(question.views),
            questions::created_at.eq(question.created_at),
            questions::active_at.eq(question.edited_at.unwrap_or(question.created_at)),
            questions::close_reason.eq(question.closed.map(|c| c.0)),
            questions::closed_by.eq(question.closed.and_then(|c| c.1)),
            questions::closed_at.eq(question.closed.map(|c| c.2)),
            questions::duplicate_of.eq(question.duplicate_of),
        ))
        .execute(conn)?;
    let tags: Vec<(i64, String)> = if question.tags.is_empty() {
        Vec::new()
    } else {
        tag_table::table
            .filter(tag_table::id.eq_any(&question.tags))
            .order(tag_table::name)
            .select((tag_table::id, tag_table::name))
            .load(conn)?
    };
    tags::attach(conn, id, &tags, shown, question.created_at)?;
    let names = tags::joined(&tags);
    first_revision(
        conn,
        id,
        question.author_id,
        (Some(&question.title), &question.body, Some(&names)),
        question.created_at,
    )?;
    Ok(id)
}

/// Inserts an answer with its first revision.
///
/// # Errors
/// When the database fails.
pub fn insert_answer(conn: &mut AnyConnection, answer: &RawAnswer) -> Verdict<i64> {
    let id: i64 = diesel::insert_into(posts::table)
        .values((
            posts::kind.eq(PostKind::Answer),
            posts::question_id.eq(answer.question_id),
            posts::author_id.eq(answer.author_id),
            posts::body.eq(&answer.body),
            posts::html.eq(&answer.html),
            posts::lang.eq(&answer.lang),
            posts::up.eq(answer.up),
            posts::down.eq(answer.down),
            posts::score.eq(answer.up - answer.down + answer.imported_score),
            posts::imported_score.eq(answer.imported_score),
            posts::created_at.eq(answer.created_at),
            posts::edited_at.eq(answer.edited_at),
            posts::status.eq(answer.status),
            posts::accepted_at.eq(answer.accepted.map(|a| a.0)),
            posts::accepted_by.eq(answer.accepted.map(|a| a.1)),
        ))
        .returning(posts::id)
        .get_result(conn)?;
    first_revision(conn, id, answer.author_id, (None, &answer.body, None), answer.created_at)?;
    Ok(id)
}

fn first_revision(
    conn: &mut AnyConnection,
    post_id: i64,
    author_id: i64,
    (title, body, tags): (Option<&str>, &str, Option<&str>),
    at: Micros,
) -> Verdict<()> {
    diesel::insert_into(revisions::table)
        .values((
            revisions::post_id.eq(post_id),
            revisions::number.eq(1),
            revisions::author_id.eq(author_id),
            revisions::title.eq(title),
            revisions::body.eq(body),
            revisions::tags.eq(tags),
            revisions::reason.eq(""),
            revisions::created_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Inserts a comment, which counts at its post.
///
/// # Errors
/// When the database fails.
pub fn insert_comment(conn: &mut AnyConnection, comment: &RawComment) -> Verdict<i64> {
    let id = diesel::insert_into(comments::table)
        .values((
            comments::post_id.eq(comment.post_id),
            comments::question_id.eq(comment.question_id),
            comments::author_id.eq(comment.author_id),
            comments::body.eq(&comment.body),
            comments::html.eq(&comment.html),
            comments::status.eq(Status::Visible),
            comments::created_at.eq(comment.created_at),
        ))
        .returning(comments::id)
        .get_result(conn)?;
    diesel::update(posts::table.find(comment.post_id))
        .set(posts::comment_count.eq(posts::comment_count + 1))
        .execute(conn)?;
    Ok(id)
}

/// Inserts a vote's row alone: the post brings its counts along. A second vote of the same person is left out.
///
/// # Errors
/// When the database fails.
pub fn insert_vote(conn: &mut AnyConnection, vote: &RawVote) -> Verdict<()> {
    let row = (
        votes::post_id.eq(vote.post_id),
        votes::voter_id.eq(vote.voter_id),
        votes::author_id.eq(vote.author_id),
        votes::value.eq(vote.value.signum()),
        votes::created_at.eq(vote.created_at),
    );
    crate::on_both!(conn, inner =>
        diesel::insert_into(votes::table).values(row).on_conflict_do_nothing().execute(inner))?;
    Ok(())
}
