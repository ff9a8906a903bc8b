//! Reads a thread and makes the page's view of it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Settings;
use crate::ground::web::cache::PageCache;
use crate::pages::cached::Subject;
use crate::threads::eyes::Eyes;
use crate::threads::kinds::State;
use crate::threads::paths;

use super::people::Person;
use super::post::{self, Around};
use super::rendered::Alike;
use super::rights::Rights;
use super::rows::{self, Head, Question};
use super::shared::{Shared, places};
use super::view::{Closing, Link, Post, Thread};
use super::{Memory, because, chip, kept, own, side, waiting};

/// Answers on a page.
pub const PER_PAGE: usize = 30;
/// Pages that can be turned to.
pub(super) const PAGES: usize = 1_000;

/// Which part of which thread, for whom.
#[derive(Clone)]
#[allow(missing_docs)] // the names say it
pub struct Wanted {
    pub id: i64,
    pub newest: bool,
    /// From 1.
    pub page: usize,
    /// The post whose comments are all shown.
    pub open: Option<i64>,
    pub actor: Option<Actor>,
    pub settings: Arc<Settings>,
    pub t: T,
    pub now: Micros,
}

impl Wanted {
    /// Whose eyes look.
    pub fn eyes(&self) -> Eyes {
        Eyes::of(self.actor.as_ref())
    }
}

/// A thread as its reader sees it, on a connection that sees the log up to `log`, and who sees the same if this one is like
/// many.
///
/// # Errors
/// `NotFound` when these eyes may not see it or there is no such page of answers.
pub fn thread(
    conn: &mut AnyConnection,
    wanted: &Wanted,
    memory: &Memory,
    pages: &PageCache,
    log: i64,
) -> Verdict<(Thread, Option<Alike>)> {
    let eyes = wanted.eyes();
    let shared = memory.threads.of(conn, wanted, pages, log)?;
    let Shared { question, places, ids, endorsements, people, waiting, .. } = &*shared;
    let own = own::of(conn, eyes.person, wanted.id, ids)?;
    let usual = memory.known.of(conn, question.head.product_id, wanted.now)?;
    let is_own = eyes.person == Some(question.head.asker_id);
    let may_ask_again = is_own && waiting::may_ask_again(conn, wanted.id, waiting)?;
    let asked = if waiting.waits(&question.head) { own::asked(conn, eyes.person, wanted.id, wanted.t)? } else { None };

    let alike = Alike::of(wanted, &shared, &own, asked.is_some());
    let rights =
        Rights { actor: wanted.actor.as_ref(), thresholds: &wanted.settings.thresholds, question, now: wanted.now };
    let around = Around { rights: &rights, people, endorsements, own: &own, places, t: wanted.t };
    let mut shown: Vec<Post> = ids
        .iter()
        .filter_map(|id| {
            let under = shared.comments.get(id).map(Vec::as_slice).unwrap_or_default();
            Some(post::view(shared.posts.get(id)?, under, &around))
        })
        .collect();
    if shown.is_empty() {
        return Err(Refusal::NotFound);
    }
    because::say(conn, &mut shown, &wanted.t)?;
    let first = shown.remove(0);
    let endorsed = endorsements.iter().filter(|e| places.iter().any(|p| p.id == e.post_id)).map(|e| e.created_at).min();
    let product = question.product.as_ref().map(|(_, name)| name.as_str());
    let (head, t) = (&question.head, wanted.t);
    let times = side::Times { edited: first.edited_at, accepted: shared.answers.accepted_at, endorsed };
    let reader = side::Reader { t, now: wanted.now, may_ask_again };
    let (original, duplicates) = split(&shared.relatives, head.duplicate_of);
    let thread = Thread {
        id: head.id,
        title: head.title.clone(),
        lang: head.lang.clone(),
        path: paths::question(head.id, &head.slug),
        state: match (head.state, head.locked_at) {
            (State::Open, Some(_)) => ("closed", "keep-state-locked"),
            (state, _) => chip::of(state, head.answer_count, original.is_some(), waiting.stage()),
        },
        product: question.product.as_ref().map(|(slug, name)| (format!("/products/{slug}"), name.clone())),
        category: question
            .category
            .as_ref()
            .map(|(slug, names)| (format!("/categories/{slug}"), chip::name_in(names, t.lang))),
        tags: question.tags.iter().map(|(_, name)| (format!("/tags/{}", chip::in_path(name)), name.clone())).collect(),
        created_at: head.created_at,
        views: t.n("thread-views", head.views),
        answer_count: head.answer_count,
        also_count: head.also_count,
        joined: own.joined,
        watching: own.watching,
        own: is_own,
        kept: kept::of(head, &shared.moved, people),
        closing: closing(head, people),
        original,
        duplicates,
        promise: side::promise(head, product, usual, waiting, reader),
        steps: side::timeline(head, times, waiting, wanted.now),
        newest: wanted.newest,
        page: wanted.page,
        newer: (wanted.page > 1).then(|| turn(wanted, wanted.page - 1)),
        older: (wanted.page < shared.pages).then(|| turn(wanted, wanted.page + 1)),
        similar: Vec::new(),
        people: helpers(&shown, head.asker_id),
        may: rights.on_thread(),
        subject: Subject { until: waiting.turns(wanted.now), ..shared.subject.clone() },
        question: first,
        asked,
        answers: shown,
    };
    Ok((thread, alike))
}

fn turn(wanted: &Wanted, page: usize) -> String {
    let sort = if wanted.newest { "sort=newest&" } else { "" };
    format!("?{sort}page={page}")
}

fn split(relatives: &[(i64, String, String, String)], original: Option<i64>) -> (Option<Link>, Vec<Link>) {
    let (mut up, mut down) = (None, Vec::new());
    for (id, title, slug, lang) in relatives {
        let link = Link { path: paths::question(*id, slug), title: title.clone(), lang: lang.clone() };
        if original == Some(*id) { up = Some(link) } else { down.push(link) }
    }
    (up, down)
}

fn closing(head: &Head, people: &HashMap<i64, Person>) -> Option<Closing> {
    let reason = head.close_reason?;
    (head.state == State::Closed).then(|| Closing {
        reason: chip::close_reason(reason),
        by: head.closed_by.and_then(|id| people.get(&id)).cloned(),
        at: head.closed_at,
    })
}

/// Those who answered, each once, without the asker.
fn helpers(answers: &[Post], asker: i64) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for answer in answers {
        if answer.author.id != asker && people.len() < 5 && !people.iter().any(|p| p.id == answer.author.id) {
            people.push(answer.author.clone());
        }
    }
    people
}

/// Where an answer stands for these eyes: the thread's (id, slug) and the page from 1.
///
/// # Errors
/// `NotFound` when they may not see it.
pub fn place(conn: &mut AnyConnection, answer: i64, eyes: &Eyes) -> Verdict<(i64, String, usize)> {
    let rows = rows::posts(conn, &[answer])?;
    let post = rows.first().filter(|p| p.id != p.question_id).ok_or(Refusal::NotFound)?;
    let Question { head, .. } = rows::question(conn, post.question_id, eyes)?;
    let answers = rows::answers(conn, head.id, eyes)?;
    let index = places(&answers, false).iter().position(|p| p.id == answer).ok_or(Refusal::NotFound)?;
    Ok((head.id, head.slug, index / PER_PAGE + 1))
}

/// The thread of a post and the page from 1 that shows it.
///
/// # Errors
/// `NotFound` when these eyes may not see it.
pub fn whereabouts(conn: &mut AnyConnection, post: i64, eyes: &Eyes) -> Verdict<(i64, usize)> {
    let rows = rows::posts(conn, &[post])?;
    match rows.first().map(|p| p.question_id) {
        Some(question) if question == post => rows::question(conn, question, eyes).map(|q| (q.head.id, 1)),
        Some(_) => place(conn, post, eyes).map(|(question, _, page)| (question, page)),
        None => Err(Refusal::NotFound),
    }
}
