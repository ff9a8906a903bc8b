//! Splitting: answers and comments that are about something else become a thread of their own, with links both ways.
//!
//! The oldest of them is the new question, by its own author and from its own time; whoever splits gives it a title,
//! which is a revision. Answers stay answers there, comments stand under the new question. Votes on an answer that
//! becomes a question count as votes on a question from then on, by visible lines of the ledger.

use diesel::prelude::*;

use super::credit::{self, OF_ANSWER};
use super::events::QuestionSplit;
use super::kinds::{MoveKind, PostKind, State, Status};
use super::moves::{self, Before, New, Was};
use super::posting::{self, Version};
use super::raw::{self, RawQuestion};
use super::subject::{self, Subject};
use super::tables::{comments, posts, questions};
use super::{Rules, carry, limits, ranks, slug, state, tags};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::Cause;
use crate::reputation::ledger::{Given, MOVED};

/// Answers and comments that are taken out at once at most.
pub const MOST: usize = 50;

/// What becomes a thread of its own.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// The thread.
    pub question: i64,
    /// Chosen answers.
    pub answers: Vec<i64>,
    /// Chosen comments; those under chosen answers go along with them anyway.
    pub comments: Vec<i64>,
    /// The new question's title.
    pub title: String,
    /// How often the thread was moved about when whoever splits looked at it (`moves::seen`).
    pub saw: i64,
    /// Why; may be empty.
    pub reason: String,
}

/// A chosen answer.
#[derive(Queryable)]
struct Answer {
    id: i64,
    author_id: i64,
    created_at: Micros,
    accepted: bool,
}

/// A chosen comment.
#[derive(Queryable)]
struct Said {
    id: i64,
    post_id: i64,
    author_id: i64,
    created_at: Micros,
}

/// Splits; returns the new question and the move's number.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a choice or a title that will not do, or `Conflict` when somebody was
/// faster.
pub fn split(tx: &mut Tx<'_>, actor: &Actor, wish: &Split, rules: &Rules, now: Micros) -> Verdict<(i64, i64)> {
    rules.allow(actor, Act::Keep, false, now)?;
    let title = limits::tidy_title(&wish.title);
    let picked = wish.answers.len() + wish.comments.len();
    let choice = match picked {
        0 => Some(Refusal::field("pick", "problem-keep-none")),
        n if n > MOST => Some(Refusal::field_n("pick", "problem-keep-many", 50)),
        _ => limits::check_title(&title).map(|error| Refusal::Invalid(vec![error])),
    };
    if let Some(why) = choice {
        return Err(why);
    }
    let reason = limits::short("reason", &wish.reason, limits::REASON)?;
    let subject = subject::question(tx, actor, wish.question)?;
    subject.open()?;
    moves::check_seen(tx, wish.question, wish.saw)?;
    let (answers, said) = chosen(tx, wish)?;
    let mut authors: Vec<i64> = answers.iter().map(|a| a.author_id).chain(said.iter().map(|c| c.author_id)).collect();
    authors.sort_unstable();
    authors.dedup();
    for author in authors {
        ranks::may_act_on(tx, actor, author)?;
    }
    let first_answer = answers.iter().min_by_key(|a| (a.created_at, a.id)).map(|a| (a.created_at, 0, a.id));
    let first_said = said.iter().min_by_key(|c| (c.created_at, c.id)).map(|c| (c.created_at, 1, c.id));
    let Some(first) = [first_answer, first_said].into_iter().flatten().min() else {
        return Err(Refusal::field("pick", "problem-keep-none"));
    };
    let mut before = Before::default();
    let opening = Opening { title: &title, reason: &reason, from: &subject };
    let (question, comment) = if first.1 == 0 {
        before.first = Some(open_with_answer(tx, actor, first.2, &opening, now)?);
        (first.2, None)
    } else {
        (open_with_comment(tx, actor, first.2, &opening, now)?, Some(first.2))
    };
    take_along(tx, actor, (wish.question, question), (&answers, &said, comment), &mut before, now)?;
    state::refresh(tx, wish.question, now)?;
    state::refresh(tx, question, now)?;
    let new = New {
        kind: MoveKind::Split,
        from: wish.question,
        to: question,
        post_id: Some(question),
        comment_id: comment,
        reason: &reason,
        before: &before,
    };
    let move_id = moves::insert(tx, actor, &new, now)?;
    let event = QuestionSplit { question_id: question, post_id: question, from_id: wish.question, move_id };
    tx.record(Some(actor.id), &event, now);
    moves::changed(tx, actor, wish.question, question, now);
    Ok((question, move_id))
}

/// What was chosen, if all of it is there for everybody; comments under chosen answers left out.
fn chosen(tx: &mut Tx<'_>, wish: &Split) -> Verdict<(Vec<Answer>, Vec<Said>)> {
    let answers: Vec<Answer> = posts::table
        .filter(posts::id.eq_any(&wish.answers))
        .filter(posts::question_id.eq(wish.question))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .order(posts::id)
        .select((posts::id, posts::author_id, posts::created_at, posts::accepted_at.is_not_null()))
        .load(tx.conn())?;
    let mut said: Vec<Said> = comments::table
        .filter(comments::id.eq_any(&wish.comments))
        .filter(comments::question_id.eq(wish.question))
        .filter(comments::status.eq(Status::Visible))
        .order(comments::id)
        .select((comments::id, comments::post_id, comments::author_id, comments::created_at))
        .load(tx.conn())?;
    if answers.len() < wish.answers.len() || said.len() < wish.comments.len() {
        return Err(Refusal::Conflict("problem-keep-faster"));
    }
    said.retain(|comment| !answers.iter().any(|answer| answer.id == comment.post_id));
    Ok((answers, said))
}

/// What the new question is given.
struct Opening<'a> {
    title: &'a str,
    reason: &'a str,
    from: &'a Subject,
}

/// An answer becomes the question of a thread with its own number.
fn open_with_answer(tx: &mut Tx<'_>, actor: &Actor, id: i64, opening: &Opening<'_>, now: Micros) -> Verdict<Was> {
    let answer = subject::answer(tx, actor, id)?;
    if answer.post.endorsement_count > 0 {
        return Err(Refusal::field("pick", "problem-keep-endorsed"));
    }
    let (accepted_at, accepted_by) = (answer.post.accepted_at, answer.post.accepted_by);
    let lines = credit::take_back_all(tx, &answer, &OF_ANSWER, Some(MOVED), now)?;
    let lang: String = posts::table.find(id).select(posts::lang).first(tx.conn())?;
    let number = answer.post.revision + 1;
    diesel::update(posts::table.find(id))
        .set((
            posts::kind.eq(PostKind::Question),
            posts::question_id.eq(id),
            posts::accepted_at.eq(None::<Micros>),
            posts::accepted_by.eq(None::<i64>),
            posts::revision.eq(number),
            posts::edited_at.eq(Some(now)),
        ))
        .execute(tx.conn())?;
    diesel::update(comments::table.filter(comments::post_id.eq(id)))
        .set(comments::question_id.eq(id))
        .execute(tx.conn())?;
    // One that was a question of its own once has its row still.
    let known: i64 = questions::table.find(id).count().get_result(tx.conn())?;
    let thread = &opening.from.thread;
    let values = (
        questions::title.eq(opening.title),
        questions::slug.eq(slug::slug(opening.title)),
        questions::asker_id.eq(answer.post.author_id),
        questions::product_id.eq(thread.product_id),
        questions::category_id.eq(thread.category_id),
        questions::lang.eq(&lang),
        questions::state.eq(State::Open),
        questions::created_at.eq(answer.post.created_at),
        questions::active_at.eq(now),
        questions::merged_into.eq(None::<i64>),
        questions::shown.eq(false),
    );
    if known == 0 {
        diesel::insert_into(questions::table).values((questions::id.eq(id), values)).execute(tx.conn())?;
    } else {
        diesel::update(questions::table.find(id)).set(values).execute(tx.conn())?;
    }
    let tags = tags::of_question(tx.conn(), thread.id)?;
    tags::replace(tx, id, &tags, false, answer.post.created_at)?;
    let names = tags::joined(&tags);
    let titled = Version {
        post_id: id,
        number,
        author_id: actor.id,
        title: Some(opening.title),
        body: &answer.post.body,
        tags: Some(&names),
        reason: opening.reason,
    };
    posting::keep(tx, &titled, now)?;
    let question = subject::unseen(tx, id)?;
    credit::give_all_again(tx, &question, &as_question(&lines), now)?;
    Ok(Was { id, accepted_at, accepted_by, lines })
}

/// The lines that votes on an answer leave where it is a question.
fn as_question(lines: &[Given]) -> Vec<Given> {
    let cause = |cause| match cause {
        Cause::AnswerUp => Some(Cause::QuestionUp),
        Cause::AnswerDown => Some(Cause::QuestionDown),
        _ => None,
    };
    lines.iter().filter_map(|line| Some(Given { cause: cause(line.cause)?, ..*line })).collect()
}

/// A comment becomes the question of a new thread; returns its number.
fn open_with_comment(tx: &mut Tx<'_>, actor: &Actor, id: i64, opening: &Opening<'_>, now: Micros) -> Verdict<i64> {
    type Said = (i64, i64, String, String, Micros, Option<Micros>);
    let (under, author_id, body, html, created_at, edited_at): Said = comments::table
        .find(id)
        .select((
            comments::post_id,
            comments::author_id,
            comments::body,
            comments::html,
            comments::created_at,
            comments::edited_at,
        ))
        .first(tx.conn())?;
    let thread = &opening.from.thread;
    let tags = tags::of_question(tx.conn(), thread.id)?;
    let new = RawQuestion {
        author_id,
        title: opening.title.to_owned(),
        body: body.clone(),
        html,
        lang: thread.lang.clone(),
        product_id: thread.product_id,
        category_id: thread.category_id,
        tags: tags.iter().map(|tag| tag.0).collect(),
        created_at,
        edited_at,
        status: Status::Visible,
        up: 0,
        down: 0,
        imported_score: 0,
        views: 0,
        also_count: 0,
        closed: None,
        duplicate_of: None,
    };
    let question = raw::insert_question(tx.conn(), &new)?;
    let names = tags::joined(&tags);
    diesel::update(posts::table.find(question))
        .set((posts::revision.eq(2), posts::edited_at.eq(Some(now))))
        .execute(tx.conn())?;
    let titled = Version {
        post_id: question,
        number: 2,
        author_id: actor.id,
        title: Some(opening.title),
        body: &body,
        tags: Some(&names),
        reason: opening.reason,
    };
    posting::keep(tx, &titled, now)?;
    carry::set_comment(tx, id, false, actor.id, now)?;
    carry::masks(tx, (under, Some(id)), (question, None))?;
    carry::count_comments(tx.conn(), &[under])?;
    Ok(question)
}

/// What was chosen besides the first.
fn take_along(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (from, into): (i64, i64),
    (answers, said, first_said): (&[Answer], &[Said], Option<i64>),
    before: &mut Before,
    now: Micros,
) -> Verdict<()> {
    let rest: Vec<&Answer> = answers.iter().filter(|answer| answer.id != into).collect();
    for answer in &rest {
        let was = if answer.accepted {
            let subject = subject::answer(tx, actor, answer.id)?;
            carry::unaccepted(tx, &subject, now)?
        } else {
            Was { id: answer.id, ..Was::default() }
        };
        before.answers.push(was);
    }
    let ids: Vec<i64> = rest.iter().map(|answer| answer.id).collect();
    carry::answers(tx, &ids, from, into)?;
    for comment in said.iter().filter(|comment| Some(comment.id) != first_said) {
        before.comments.push((comment.id, comment.post_id));
        carry::comments(tx, &[comment.id], comment.post_id, into, into)?;
    }
    Ok(())
}
