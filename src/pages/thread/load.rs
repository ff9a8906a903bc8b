//! Reads a thread and makes the page's view of it.

use std::collections::{HashMap, HashSet};

use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;
use crate::pages::cached::Subject;
use crate::threads::eyes::Eyes;
use crate::threads::kinds::State;
use crate::threads::order::{self, Place};
use crate::threads::paths;

use super::people::{self, Person};
use super::post::{self, Around};
use super::rights::Rights;
use super::rows::{self, Answers, Head, Question};
use super::usual::Known;
use super::view::{Closing, Link, Post, Thread};
use super::{because, chip, comments, endorsements, kept, own, side, waiting};

/// Answers on a page.
pub const PER_PAGE: usize = 30;
/// Pages that can be turned to.
const PAGES: usize = 1_000;

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
    pub thresholds: Thresholds,
    pub t: T,
    pub now: Micros,
}

impl Wanted {
    /// Whose eyes look.
    pub fn eyes(&self) -> Eyes {
        Eyes::of(self.actor.as_ref())
    }
}

/// The places of a thread's answers in the wanted order.
fn places(answers: &Answers, newest: bool) -> Vec<Place> {
    let best = order::order(&answers.standings);
    if !newest {
        return best;
    }
    let outscored: HashSet<i64> = best.iter().filter(|p| p.outscored).map(|p| p.id).collect();
    answers.standings.iter().map(|s| Place { id: s.id, outscored: outscored.contains(&s.id) }).collect()
}

/// Reads the page.
///
/// # Errors
/// `NotFound` when these eyes may not see it or there is no such page of answers.
pub fn thread(conn: &mut AnyConnection, wanted: &Wanted, known: &Known) -> Verdict<Thread> {
    let eyes = wanted.eyes();
    let question = rows::question(conn, wanted.id, &eyes)?;
    let answers = rows::answers(conn, wanted.id, &eyes)?;
    let places = places(&answers, wanted.newest);
    let pages = places.len().div_ceil(PER_PAGE).clamp(1, PAGES);
    if wanted.page == 0 || wanted.page > pages {
        return Err(Refusal::NotFound);
    }
    let here: Vec<i64> = places.iter().skip((wanted.page - 1) * PER_PAGE).take(PER_PAGE).map(|p| p.id).collect();
    let ids: Vec<i64> = std::iter::once(wanted.id).chain(here.iter().copied()).collect();
    let mut posts: HashMap<i64, rows::Post> = rows::posts(conn, &ids)?.into_iter().map(|p| (p.id, p)).collect();
    let comments = comments::of(conn, &ids, wanted.open, &eyes)?;
    let endorsements = endorsements::of(conn, wanted.id)?;
    let moved = kept::moved(conn, wanted.id, &eyes)?;
    let relatives = rows::relatives(conn, &question.head)?;
    let own = own::of(conn, eyes.person, wanted.id, &ids)?;
    let mut everybody = everybody(&question.head, &posts, &comments, &endorsements);
    everybody.extend(moved.people());
    let people = people::of(conn, &everybody)?;
    let named = relatives.iter().map(|one| one.0).chain(moved.questions());
    let questions: Vec<i64> = std::iter::once(wanted.id).chain(named).collect();
    let usual = known.of(conn, question.head.product_id, wanted.now)?;
    let waiting = waiting::load(conn, wanted.id, eyes.person == Some(question.head.asker_id))?;
    let asked = if waiting.waits(&question.head) { own::asked(conn, eyes.person, wanted.id, wanted.t)? } else { None };

    let rights =
        Rights { actor: wanted.actor.as_ref(), thresholds: &wanted.thresholds, question: &question, now: wanted.now };
    let around = Around {
        rights: &rights,
        people: &people,
        endorsements: &endorsements,
        own: &own,
        places: &places,
        t: wanted.t,
    };
    let mut shown: Vec<Post> = ids
        .iter()
        .filter_map(|id| {
            let row = posts.remove(id)?;
            let under = comments.get(id).cloned().unwrap_or_default();
            Some(post::view(row, under, &around))
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
    let times = side::Times { edited: first.edited_at, accepted: answers.accepted_at, endorsed };
    let (original, duplicates) = split(relatives, head.duplicate_of);
    Ok(Thread {
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
        own: eyes.person == Some(head.asker_id),
        kept: kept::of(head, moved, &people),
        closing: closing(head, &people),
        original,
        duplicates,
        promise: side::promise(head, product, usual, &waiting, side::Reader { t, now: wanted.now }),
        steps: side::timeline(head, times, &waiting, wanted.now),
        newest: wanted.newest,
        page: wanted.page,
        newer: (wanted.page > 1).then(|| turn(wanted, wanted.page - 1)),
        older: (wanted.page < pages).then(|| turn(wanted, wanted.page + 1)),
        similar: Vec::new(),
        people: helpers(&shown, head.asker_id),
        may: rights.on_thread(),
        subject: Subject { questions, people: everybody, until: waiting.turns(wanted.now) },
        question: first,
        asked,
        answers: shown,
    })
}

fn turn(wanted: &Wanted, page: usize) -> String {
    let sort = if wanted.newest { "sort=newest&" } else { "" };
    format!("?{sort}page={page}")
}

fn everybody(
    head: &Head,
    posts: &HashMap<i64, rows::Post>,
    comments: &HashMap<i64, Vec<comments::Row>>,
    endorsements: &[endorsements::Row],
) -> Vec<i64> {
    let mut ids: Vec<i64> = vec![head.asker_id];
    ids.extend(head.closed_by);
    ids.extend(head.locked_by);
    ids.extend(posts.values().map(|p| p.author_id));
    ids.extend(posts.values().filter_map(|p| p.accepted_by));
    ids.extend(comments.values().flatten().map(|c| c.author_id));
    ids.extend(endorsements.iter().filter(|e| posts.contains_key(&e.post_id)).map(|e| e.expert_id));
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn split(relatives: Vec<(i64, String, String, String)>, original: Option<i64>) -> (Option<Link>, Vec<Link>) {
    let (mut up, mut down) = (None, Vec::new());
    for (id, title, slug, lang) in relatives {
        let link = Link { path: paths::question(id, &slug), title, lang };
        if original == Some(id) { up = Some(link) } else { down.push(link) }
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
