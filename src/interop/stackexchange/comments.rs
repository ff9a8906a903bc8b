//! Comments, which are Markdown in the dump already.

use std::collections::HashMap;

use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::interop::{memory, parallel};
use crate::threads::raw::{self, RawComment};
use crate::threads::text::Text;

use super::people::Authors;
use super::posts::POST;
use super::records::Comment;
use super::run::{BATCH, Step};
use super::{rows, text, xml};

const COMMENT: &str = "comment";

/// A comment on its way: rendered, with our ids of its post and thread.
struct Ready {
    comment: Comment,
    text: Text,
    post_id: i64,
    question_id: i64,
}

/// Brings in Comments.xml.
///
/// # Errors
/// When the database fails.
pub fn import(step: &mut Step<'_>) -> anyhow::Result<()> {
    let Some(path) = step.dump.optional("Comments.xml") else { return Ok(()) };
    let (survey, db, source, host, now) = (step.survey, step.db, step.source, step.host, step.now);
    let line = step.report.line("comments");
    let mut batch: Vec<Comment> = Vec::with_capacity(BATCH);
    let mut homeless = 0;
    let mut flush = |batch: Vec<Comment>| -> anyhow::Result<()> {
        let (key, ids) = (source.to_owned(), batch.iter().map(|c| c.id).collect::<Vec<_>>());
        let foreign: Vec<i64> = batch.iter().map(|c| c.post).collect();
        let (known, places) = db.read_blocking(move |conn| {
            Ok::<_, Refusal>((memory::known(conn, &key, COMMENT, &ids)?, places(conn, &key, &foreign)?))
        })?;
        line.known += known.len() as u64;
        let fresh: Vec<Comment> = batch.into_iter().filter(|c| !known.contains_key(&c.id)).collect();
        let ready = prepare(fresh, &places, host)?;
        line.imported += ready.len() as u64;
        let source = source.to_owned();
        db.write_blocking(move |tx| write(tx, &source, &ready, now))?;
        Ok(())
    };
    xml::each(&path, "comments", step.progress, |row| {
        let comment = Comment::read(row)?;
        if survey.posts.contains_key(&comment.post) {
            batch.push(comment);
        } else {
            homeless += 1;
        }
        if batch.len() >= BATCH { flush(std::mem::take(&mut batch)) } else { Ok(()) }
    })?;
    flush(batch)?;
    step.report.line("comments").leave_out("their post is not in the dump or no part of a thread", homeless);
    Ok(())
}

/// Our post, its thread and its language, by the foreign id of the post.
fn places(
    conn: &mut crate::ground::db::AnyConnection,
    source: &str,
    foreign: &[i64],
) -> Verdict<HashMap<i64, (i64, i64, String)>> {
    let ours = memory::known(conn, source, POST, foreign)?;
    let ids: Vec<i64> = ours.values().copied().collect();
    let threads = rows::threads(conn, &ids)?;
    let place = |(foreign, id): (&i64, &i64)| {
        threads.get(id).map(|(question, lang)| (*foreign, (*id, *question, lang.clone())))
    };
    Ok(ours.iter().filter_map(place).collect())
}

fn prepare(fresh: Vec<Comment>, places: &HashMap<i64, (i64, i64, String)>, host: &str) -> anyhow::Result<Vec<Ready>> {
    let rendered = parallel::map(&fresh, |comment| {
        let (post_id, question_id, lang) = places.get(&comment.post).ok_or(Refusal::NotFound)?;
        let text = text::render(&comment.text, lang, &format!("ci{}", comment.id), host)?;
        Ok::<_, Refusal>((text, *post_id, *question_id))
    });
    let ready = fresh.into_iter().zip(rendered).map(|(comment, rendered)| {
        let (text, post_id, question_id) = rendered?;
        Ok(Ready { comment, text, post_id, question_id })
    });
    ready.collect()
}

fn write(tx: &mut Tx<'_>, source: &str, batch: &[Ready], now: Micros) -> Verdict<()> {
    let Some(first_seen) = batch.iter().map(|r| r.comment.created_at).min() else { return Ok(()) };
    let authors = batch.iter().map(|r| (&r.comment.author, r.comment.author_name.as_deref()));
    let authors = Authors::find(tx, source, authors, first_seen, now)?;
    for ready in batch {
        let comment = &ready.comment;
        let id = raw::insert_comment(
            tx.conn(),
            &RawComment {
                post_id: ready.post_id,
                question_id: ready.question_id,
                author_id: authors.id(&comment.author, comment.author_name.as_deref())?,
                body: ready.text.source.clone(),
                html: ready.text.html.clone(),
                created_at: comment.created_at,
            },
        )?;
        memory::remember(tx.conn(), source, COMMENT, comment.id, id)?;
    }
    Ok(())
}
