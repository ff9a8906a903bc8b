//! Threads before they are written: times counted back from now, every text rendered.

use std::collections::HashSet;

use crate::ground::clock::Micros;
use crate::interop::parallel;
use crate::threads::text::Text;

use super::ages::micros;
use super::format::{Comment, Community, HeldAnswer, Thread};

/// A thread with the HTML of everything in it.
pub struct Draft<'a> {
    pub thread: &'a Thread,
    pub asked_at: Micros,
    /// HTML of the question's last text.
    pub html: String,
    pub comments: Vec<String>,
    pub answers: Vec<Answer>,
}

/// An answer's HTML.
pub struct Answer {
    pub html: String,
    pub comments: Vec<String>,
}

/// What a text may refer to.
pub struct Around<'a> {
    pub handles: &'a HashSet<String>,
    pub host: &'a str,
    pub now: Micros,
}

impl Draft<'_> {
    /// The moment that a length of time after the question names.
    ///
    /// # Errors
    /// When it is no length of time.
    pub fn after(&self, after: &str) -> anyhow::Result<Micros> {
        Ok(self.asked_at.plus(micros(after)?))
    }
}

/// Renders all threads, on all cores; originals before their duplicates, else the oldest first.
///
/// # Errors
/// A text or a time that will not do, with its thread.
pub fn all<'a>(community: &'a Community, around: &Around<'_>) -> anyhow::Result<Vec<Draft<'a>>> {
    let drafts = parallel::map(&community.thread, |thread| {
        draft(thread, around).map_err(|why| why.context(format!("the thread {:?}", thread.key)))
    });
    let mut drafts = drafts.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    drafts.sort_by_key(|d| (d.thread.duplicate_of.is_some(), d.asked_at));
    Ok(drafts)
}

fn draft<'a>(thread: &'a Thread, around: &Around<'_>) -> anyhow::Result<Draft<'a>> {
    let render = |body: &str, prefix: &str| html(body, &thread.lang, prefix, around);
    let comments = |all: &[Comment], prefix: &str| -> anyhow::Result<Vec<String>> {
        all.iter().enumerate().map(|(n, comment)| render(&comment.body, &format!("{prefix}-c{n}"))).collect()
    };
    let last = |body: &'a str, edits: &'a [super::format::Edit]| edits.last().map_or(body, |e| e.body.as_str());
    let answers = thread.answer.iter().enumerate().map(|(n, answer)| {
        let prefix = format!("{}-a{n}", thread.key);
        anyhow::Ok(Answer {
            html: render(last(&answer.body, &answer.edit), &prefix)?,
            comments: comments(&answer.comment, &prefix)?,
        })
    });
    Ok(Draft {
        thread,
        asked_at: around.now.plus(-micros(&thread.age)?),
        html: render(last(&thread.body, &thread.edit), &thread.key)?,
        comments: comments(&thread.comment, &thread.key)?,
        answers: answers.collect::<anyhow::Result<_>>()?,
    })
}

/// The HTML of an answer that waits for review.
///
/// # Errors
/// A text that is too long.
pub fn held(answer: &HeldAnswer, lang: &str, around: &Around<'_>) -> anyhow::Result<String> {
    html(&answer.body, lang, &format!("{}-held", answer.thread), around)
}

fn html(body: &str, lang: &str, prefix: &str, around: &Around<'_>) -> anyhow::Result<String> {
    let known = |handle: &str| around.handles.contains(handle);
    Ok(Text::render(body.trim(), lang, prefix, around.host, &known)?.html)
}
