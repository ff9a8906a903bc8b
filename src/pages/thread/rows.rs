//! What the question page reads: a fixed number of queries, whatever the thread's length.

use diesel::prelude::*;

use crate::accounts::tables::{categories, products};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, among};
use crate::ground::refusal::{Refusal, Verdict};
use crate::on_both;
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::{CloseReason, LockReason, PostKind, State, Status};
use crate::threads::moves::CONVERTED;
use crate::threads::order::Standing;
use crate::threads::tables::{posts, question_tags, questions, tags};

/// Answers that are put in order at most; beyond that the latest ones.
const RANKED: i64 = 5_000;

/// A question's own row.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = questions)]
#[allow(missing_docs)] // the columns
pub struct Head {
    pub id: i64,
    pub title: String,
    pub slug: String,
    pub asker_id: i64,
    pub product_id: Option<i64>,
    pub lang: String,
    pub state: State,
    pub answer_count: i64,
    pub also_count: i64,
    pub views: i64,
    pub created_at: Micros,
    pub active_at: Micros,
    pub first_answer_at: Option<Micros>,
    pub solved_at: Option<Micros>,
    pub close_reason: Option<CloseReason>,
    pub closed_by: Option<i64>,
    pub closed_at: Option<Micros>,
    pub duplicate_of: Option<i64>,
    pub locked_at: Option<Micros>,
    pub locked_by: Option<i64>,
    pub lock_reason: Option<LockReason>,
    pub protected_at: Option<Micros>,
    pub merged_into: Option<i64>,
}

/// A question with the names around it.
#[allow(missing_docs)] // the names say it
pub struct Question {
    pub head: Head,
    /// (slug, name)
    pub product: Option<(String, String)>,
    /// (slug, names as JSON)
    pub category: Option<(String, String)>,
    /// (id, name)
    pub tags: Vec<(i64, String)>,
}

/// A post's row.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = posts)]
#[allow(missing_docs)] // the columns
pub struct Post {
    pub id: i64,
    pub kind: PostKind,
    pub question_id: i64,
    pub author_id: i64,
    pub html: String,
    pub lang: String,
    pub score: i64,
    pub created_at: Micros,
    pub edited_at: Option<Micros>,
    pub status: Status,
    pub status_reason: Option<String>,
    pub accepted_at: Option<Micros>,
    pub accepted_by: Option<i64>,
    pub endorsement_count: i64,
}

/// The thread's head, if these eyes may see it.
///
/// # Errors
/// `NotFound` for what is not there or not for them.
pub fn question(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<Question> {
    type Row = (Head, (Option<(String, String)>, Option<(String, String)>, Status));
    let asked = questions::table
        .inner_join(posts::table)
        .left_join(products::table)
        .left_join(categories::table)
        .filter(questions::id.eq(id));
    let beside =
        ((products::slug, products::name).nullable(), (categories::slug, categories::names).nullable(), posts::status);
    let (head, (product, category, status)): Row =
        on_both!(conn, inner => asked.select((Head::as_select(), beside)).first(inner))?;
    // What went into another thread is an address; `elsewhere` knows where it leads.
    if !can_see(status, head.asker_id, eyes) || head.merged_into.is_some() {
        return Err(Refusal::NotFound);
    }
    let named = question_tags::table
        .inner_join(tags::table)
        .filter(question_tags::question_id.eq(id))
        .order(tags::name)
        .limit(20)
        .select((tags::id, tags::name));
    let tags = on_both!(conn, inner => named.load(inner))?;
    Ok(Question { head, product, category, tags })
}

/// A thread's answers, as far as these eyes see them.
#[derive(Default)]
pub struct Answers {
    /// What decides their order, the newest first.
    pub standings: Vec<Standing>,
    /// When the first one was accepted, of those that still are.
    pub accepted_at: Option<Micros>,
    /// Whose answers are there, but not for these eyes.
    pub withheld: Vec<i64>,
}

/// Reads what decides the order of a thread's answers.
///
/// # Errors
/// When the database fails.
pub fn answers(conn: &mut AnyConnection, question: i64, eyes: &Eyes) -> QueryResult<Answers> {
    type Row = (i64, i64, Status, i64, i64, i64, Option<Micros>, i64, Micros);
    let given = posts::table
        .filter(posts::question_id.eq(question))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status_reason.is_null().or(posts::status_reason.ne(CONVERTED)))
        .order((posts::created_at.desc(), posts::id.desc()))
        .limit(RANKED)
        .select((
            posts::id,
            posts::author_id,
            posts::status,
            posts::up,
            posts::down,
            posts::score,
            posts::accepted_at,
            posts::endorsement_count,
            posts::created_at,
        ));
    let rows: Vec<Row> = on_both!(conn, inner => given.load(inner))?;
    let mut answers = Answers::default();
    for (id, author, status, up, down, score, accepted_at, endorsements, created_at) in rows {
        if can_see(status, author, eyes) {
            answers.accepted_at = answers.accepted_at.into_iter().chain(accepted_at).min();
            let (accepted, endorsed) = (accepted_at.is_some(), endorsements > 0);
            answers.standings.push(Standing { id, accepted, endorsed, up, down, score, created_at });
        } else {
            answers.withheld.push(author);
        }
    }
    Ok(answers)
}

/// The rows of some posts, in no order.
///
/// # Errors
/// When the database fails.
pub fn posts(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<Vec<Post>> {
    let wanted = posts::table.filter(among(posts::id, ids)).limit(500);
    on_both!(conn, inner => wanted.select(Post::as_select()).load(inner))
}

/// Questions that this one duplicates, or that duplicate this one: (id, title, slug, lang), only visible ones.
///
/// # Errors
/// When the database fails.
pub fn relatives(conn: &mut AnyConnection, head: &Head) -> QueryResult<Vec<(i64, String, String, String)>> {
    let related = questions::table
        .inner_join(posts::table)
        .filter(questions::duplicate_of.eq(head.id).or(questions::id.eq(head.duplicate_of.unwrap_or(0))))
        .filter(posts::status.eq(Status::Visible))
        .filter(questions::merged_into.is_null())
        .order((questions::created_at.desc(), questions::id.desc()))
        .limit(50)
        .select((questions::id, questions::title, questions::slug, questions::lang));
    on_both!(conn, inner => related.load(inner))
}
