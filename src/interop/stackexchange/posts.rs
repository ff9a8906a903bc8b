//! Questions and answers, each with its votes.

use std::collections::HashMap;

use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::interop::{memory, parallel};
use crate::threads::kinds::{CloseReason, Status};
use crate::threads::raw::{self, RawAnswer, RawQuestion, RawVote};
use crate::threads::tags;
use crate::threads::text::Text;

use super::people::{self, Authors};
use super::records::{Kind, Post};
use super::run::{BATCH, Step};
use super::survey::Survey;
use super::text::{self, Converter};
use super::xml;

/// Questions and answers share the dump's ids, so they share the import's memory.
pub const POST: &str = "post";

/// A post on its way: rendered, with everything that the survey knows of it.
struct Ready {
    post: Post,
    text: Text,
    lang: String,
    up: i64,
    down: i64,
    accepted: Option<Option<Micros>>,
    votes: Vec<(i64, i64, Micros)>,
    duplicate: bool,
}

/// Brings in the questions of Posts.xml.
///
/// # Errors
/// When the database fails.
pub fn questions(step: &mut Step<'_>) -> anyhow::Result<()> {
    import(step, "questions", |kind| kind == Kind::Question, question)
}

/// Brings in the answers of Posts.xml.
///
/// # Errors
/// When the database fails.
pub fn answers(step: &mut Step<'_>) -> anyhow::Result<()> {
    import(step, "answers", |kind| matches!(kind, Kind::Answer(_)), answer)
}

type Write = fn(&mut Tx<'_>, &Ready, &Known, Micros) -> Verdict<i64>;

fn import(step: &mut Step<'_>, kind: &'static str, wanted: fn(Kind) -> bool, write: Write) -> anyhow::Result<()> {
    let path = step.dump.file("Posts.xml")?;
    let mut batch: Vec<Post> = Vec::with_capacity(BATCH);
    let (survey, db, source, host, now) = (step.survey, step.db, step.source, step.host, step.now);
    let report = &mut *step.report;
    let mut flush = |batch: Vec<Post>| -> anyhow::Result<()> {
        let ids: Vec<i64> = batch.iter().map(|p| p.id).collect();
        let (key, questions) = (source.to_owned(), parents(&batch));
        let (known, langs) = db.read_blocking(move |conn| {
            let known = memory::known(conn, &key, POST, &ids)?;
            let parents = memory::known(conn, &key, POST, &questions)?;
            Ok::<_, Refusal>((known, super::rows::languages(conn, &parents)?))
        })?;
        report.line(kind).known += known.len() as u64;
        let fresh: Vec<Post> = batch.into_iter().filter(|p| !known.contains_key(&p.id)).collect();
        for id in known.keys() {
            let (up, down) = survey.votes.get(id).copied().unwrap_or_default();
            report.line("votes").known += (up + down).unsigned_abs();
            report.line("accepted").known += u64::from(survey.accepted.contains_key(id));
        }
        let ready = prepare(fresh, survey, &langs, host)?;
        report.line(kind).imported += ready.len() as u64;
        for one in &ready {
            report.line("votes").imported += (one.up + one.down).unsigned_abs();
            report.line("accepted").imported += u64::from(one.accepted.is_some());
        }
        let source = source.to_owned();
        db.write_blocking(move |tx| write_all(tx, &source, &ready, write, now))?;
        Ok(())
    };
    xml::each(&path, "posts", step.progress, |row| {
        let post = Post::read(row)?;
        if survey.posts.get(&post.id).is_some_and(|kind| wanted(*kind)) {
            batch.push(post);
        }
        if batch.len() >= BATCH { flush(std::mem::take(&mut batch)) } else { Ok(()) }
    })?;
    flush(batch)
}

fn parents(batch: &[Post]) -> Vec<i64> {
    batch.iter().filter_map(|p| if let Kind::Answer(question) = p.kind { Some(question) } else { None }).collect()
}

/// Turns HTML into Markdown and renders it, outside any transaction. An answer speaks its question's language.
fn prepare(fresh: Vec<Post>, survey: &Survey, langs: &HashMap<i64, String>, host: &str) -> anyhow::Result<Vec<Ready>> {
    let rendered = parallel::map(&fresh, |post| {
        let markdown = Converter::new().markdown(&post.body);
        let lang = match post.kind {
            Kind::Answer(question) => langs.get(&question).cloned(),
            _ => None,
        };
        let lang = lang.unwrap_or_else(|| text::language(&format!("{}\n{markdown}", post.title)).to_owned());
        let prefix = if post.kind == Kind::Question { "q" } else { "a" };
        text::render(&markdown, &lang, &format!("{prefix}i{}", post.id), host).map(|text| (text, lang))
    });
    let ready = fresh.into_iter().zip(rendered).map(|(post, rendered)| {
        let (text, lang) = rendered?;
        let (up, down) = survey.votes.get(&post.id).copied().unwrap_or_default();
        let votes = survey.named.get(&post.id).into_iter().flatten().map(|n| (n.voter, n.value, n.at)).collect();
        let accepted = survey.accepted.get(&post.id).copied();
        let duplicate = survey.duplicates.contains_key(&post.id);
        Ok(Ready { post, text, lang, up, down, accepted, votes, duplicate })
    });
    ready.collect()
}

/// Our ids that a batch needs.
struct Known {
    authors: Authors,
    voters: HashMap<i64, i64>,
    /// Our ids of the answered questions, with their askers.
    questions: HashMap<i64, (i64, i64)>,
}

fn write_all(tx: &mut Tx<'_>, source: &str, batch: &[Ready], write: Write, now: Micros) -> Verdict<()> {
    let Some(first_seen) = batch.iter().map(|r| r.post.created_at).min() else { return Ok(()) };
    let authors = batch.iter().map(|r| (&r.post.author, r.post.author_name.as_deref()));
    let authors = Authors::find(tx, source, authors, first_seen, now)?;
    let voters: Vec<i64> = batch.iter().flat_map(|r| &r.votes).map(|(voter, ..)| *voter).collect();
    let voters = people::users(tx.conn(), source, &voters)?;
    let parents: Vec<i64> =
        batch.iter().filter_map(|r| if let Kind::Answer(q) = r.post.kind { Some(q) } else { None }).collect();
    let parents = memory::known(tx.conn(), source, POST, &parents)?;
    let questions = super::rows::askers(tx.conn(), &parents)?;
    let known = Known { authors, voters, questions };
    for ready in batch {
        let id = write(tx, ready, &known, now)?;
        memory::remember(tx.conn(), source, POST, ready.post.id, id)?;
        cast(tx, ready, id, &known)?;
    }
    Ok(())
}

fn question(tx: &mut Tx<'_>, ready: &Ready, known: &Known, now: Micros) -> Verdict<i64> {
    let post = &ready.post;
    let mut names: Vec<String> = post.tags.iter().filter_map(|t| tags::normalise(t)).collect();
    names.truncate(tags::MOST);
    let tags = tags::find_or_create(tx, &names, now)?;
    // The dump does not say why; of all reasons this one blames nobody.
    let reason = if ready.duplicate { CloseReason::Duplicate } else { CloseReason::NoLongerRelevant };
    raw::insert_question(
        tx.conn(),
        &RawQuestion {
            author_id: known.authors.id(&post.author, post.author_name.as_deref())?,
            title: text::title(&post.title, &ready.text.text),
            body: ready.text.source.clone(),
            html: ready.text.html.clone(),
            lang: ready.lang.clone(),
            product_id: None,
            category_id: None,
            tags: tags.into_iter().map(|(id, _)| id).collect(),
            created_at: post.created_at,
            edited_at: post.edited_at,
            status: Status::Visible,
            up: ready.up,
            down: ready.down,
            imported_score: unaccounted(ready),
            views: post.views,
            also_count: 0,
            closed: post.closed_at.map(|at| (reason, None, at)),
            duplicate_of: None,
        },
    )
}

fn answer(tx: &mut Tx<'_>, ready: &Ready, known: &Known, _now: Micros) -> Verdict<i64> {
    let post = &ready.post;
    let Kind::Answer(foreign) = post.kind else { return Err(Refusal::Internal("not an answer".into())) };
    let (question_id, asker) = known.questions.get(&foreign).copied().ok_or(Refusal::NotFound)?;
    raw::insert_answer(
        tx.conn(),
        &RawAnswer {
            question_id,
            author_id: known.authors.id(&post.author, post.author_name.as_deref())?,
            body: ready.text.source.clone(),
            html: ready.text.html.clone(),
            lang: ready.lang.clone(),
            created_at: post.created_at,
            edited_at: post.edited_at,
            status: Status::Visible,
            up: ready.up,
            down: ready.down,
            imported_score: unaccounted(ready),
            accepted: ready.accepted.map(|at| (at.unwrap_or(post.created_at), asker)),
        },
    )
}

/// The part of the dump's score that its votes do not account for; old dumps have such posts.
fn unaccounted(ready: &Ready) -> i64 {
    ready.post.score - (ready.up - ready.down)
}

fn cast(tx: &mut Tx<'_>, ready: &Ready, post_id: i64, known: &Known) -> Verdict<()> {
    let author_id = known.authors.id(&ready.post.author, ready.post.author_name.as_deref())?;
    for (voter, value, at) in &ready.votes {
        if let Some(voter_id) = known.voters.get(voter) {
            raw::insert_vote(
                tx.conn(),
                &RawVote { post_id, voter_id: *voter_id, author_id, value: *value, created_at: *at },
            )?;
        }
    }
    Ok(())
}
