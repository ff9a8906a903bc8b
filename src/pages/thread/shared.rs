//! What a thread shows to everybody alike: read once for all who look at it, and again when something of it changes. What
//! the reader has done here, and what they may do, is added to it each time by `load`.
//!
//! It is read with the eyes of a visitor. Whoever sees more in this thread, because something hidden there is theirs or
//! because they keep order, must never be given it, nor may what they see be kept.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::cache::{Lasting, PageCache};
use crate::pages::cached::Subject;
use crate::threads::eyes::Eyes;
use crate::threads::order::{self, Place};

use super::load::{PAGES, PER_PAGE, Wanted};
use super::people::{self, Person};
use super::rows::{self, Answers, Question};
use super::waiting::{self, Waiting};
use super::{comments, endorsements, kept};

/// Bytes that are remembered of all threads together.
const ROOM: u64 = 16 * 1024 * 1024;
/// Bytes of a row and of what it is kept in, beside its texts; an estimate.
const ROW: usize = 400;

/// Which part of which thread: the question, whether the newest answers come first, the page, and the post whose
/// comments are all shown.
pub type Key = (i64, bool, usize, Option<i64>);

/// What is remembered.
pub struct Threads(Lasting<Key, Shared>);

impl Default for Threads {
    fn default() -> Self {
        Self(Lasting::new(ROOM, Shared::weight))
    }
}

/// A part of a thread.
#[allow(missing_docs)] // the names say it
pub struct Shared {
    pub question: Question,
    pub answers: Answers,
    /// Every answer's place.
    pub places: Vec<Place>,
    /// Pages of answers.
    pub pages: usize,
    /// The question, and the answers of this page in their order.
    pub ids: Vec<i64>,
    pub posts: HashMap<i64, rows::Post>,
    pub comments: HashMap<i64, Vec<comments::Row>>,
    pub endorsements: Vec<endorsements::Row>,
    pub moved: kept::Moved,
    /// (id, title, slug, lang) of what it duplicates, and of what duplicates it.
    pub relatives: Vec<(i64, String, String, String)>,
    pub people: HashMap<i64, Person>,
    pub waiting: Waiting,
    /// Everything that appears.
    pub subject: Subject,
    /// Whose words are there and not shown to everybody.
    pub withheld: HashSet<i64>,
}

impl Shared {
    /// Bytes, about.
    fn weight(&self) -> usize {
        let posts: usize = self.posts.values().map(|post| post.html.len() + ROW).sum();
        let comments: usize = self.comments.values().flatten().map(|comment| comment.html.len() + ROW).sum();
        let answers = self.places.len() * 2 * size_of::<order::Standing>();
        let rest = self.people.len() + self.endorsements.len() + self.relatives.len() + self.subject.questions.len();
        posts + comments + answers + (rest + 4) * ROW + self.moved.weight()
    }
}

impl Threads {
    /// Whether the part that is wanted was read lately by somebody else: most likely it need not be read again.
    pub fn holds(&self, wanted: &Wanted) -> bool {
        !wanted.eyes().sees_all && self.0.has(&key(wanted))
    }

    /// The part that is wanted, for a connection that sees the log up to `log`.
    ///
    /// # Errors
    /// `NotFound` when these eyes may not see it or there is no such page of answers.
    pub fn of(&self, conn: &mut AnyConnection, wanted: &Wanted, pages: &PageCache, log: i64) -> Verdict<Arc<Shared>> {
        let eyes = wanted.eyes();
        if eyes.sees_all {
            return read(conn, wanted, &eyes).map(Arc::new);
        }
        let key = key(wanted);
        let shared = match self.0.get(pages, &key, log) {
            Some(shared) => Ok(shared),
            None => read(conn, wanted, &Eyes::default()).map(Arc::new).inspect(|fresh| {
                self.0.put(key, fresh.clone(), fresh.subject.marks(), log);
            }),
        };
        match (shared, eyes.person) {
            (Ok(shared), Some(person)) if shared.withheld.contains(&person) => read(conn, wanted, &eyes).map(Arc::new),
            // What nobody else sees may be theirs: the question itself, or an answer that makes another page.
            (Err(Refusal::NotFound), Some(_)) => read(conn, wanted, &eyes).map(Arc::new),
            (shared, _) => shared,
        }
    }
}

/// Which part is wanted.
pub fn key(wanted: &Wanted) -> Key {
    (wanted.id, wanted.newest, wanted.page, wanted.open)
}

/// Reads it for these eyes, in a fixed number of queries.
fn read(conn: &mut AnyConnection, wanted: &Wanted, eyes: &Eyes) -> Verdict<Shared> {
    let question = rows::question(conn, wanted.id, eyes)?;
    let answers = rows::answers(conn, wanted.id, eyes)?;
    let places = places(&answers, wanted.newest);
    let pages = places.len().div_ceil(PER_PAGE).clamp(1, PAGES);
    if wanted.page == 0 || wanted.page > pages {
        return Err(Refusal::NotFound);
    }
    let here = places.iter().skip((wanted.page - 1) * PER_PAGE).take(PER_PAGE).map(|place| place.id);
    let ids: Vec<i64> = std::iter::once(wanted.id).chain(here).collect();
    let posts: HashMap<i64, rows::Post> = rows::posts(conn, &ids)?.into_iter().map(|post| (post.id, post)).collect();
    let comments = comments::of(conn, &ids, wanted.open, eyes)?;
    let is_endorsed = answers.standings.iter().any(|answer| answer.endorsed);
    let endorsements = if is_endorsed { endorsements::of(conn, wanted.id)? } else { Vec::new() };
    let moved = kept::moved(conn, wanted.id, eyes)?;
    let relatives = rows::relatives(conn, &question.head)?;
    let waiting = waiting::load(conn, wanted.id)?;
    let mut withheld: HashSet<i64> = answers.withheld.iter().chain(moved.withheld()).copied().collect();
    withheld.extend(comments::withheld(conn, &ids)?);

    let mut everybody: Vec<i64> = std::iter::once(question.head.asker_id)
        .chain(question.head.closed_by)
        .chain(question.head.locked_by)
        .chain(posts.values().flat_map(|post| std::iter::once(post.author_id).chain(post.accepted_by)))
        .chain(comments.values().flatten().map(|comment| comment.author_id))
        .chain(endorsements.iter().filter(|row| posts.contains_key(&row.post_id)).map(|row| row.expert_id))
        .chain(moved.people())
        .collect();
    everybody.sort_unstable();
    everybody.dedup();
    let people = people::of(conn, &everybody)?;
    let named = relatives.iter().map(|one| one.0).chain(moved.questions());
    let questions = std::iter::once(wanted.id).chain(named).collect();
    let subject = Subject { questions, people: everybody, until: None };
    Ok(Shared {
        question,
        answers,
        places,
        pages,
        ids,
        posts,
        comments,
        endorsements,
        moved,
        relatives,
        people,
        waiting,
        subject,
        withheld,
    })
}

/// The places of a thread's answers in the wanted order.
pub(super) fn places(answers: &Answers, newest: bool) -> Vec<Place> {
    let best = order::order(&answers.standings);
    if !newest {
        return best;
    }
    let outscored: HashSet<i64> = best.iter().filter(|place| place.outscored).map(|place| place.id).collect();
    answers.standings.iter().map(|s| Place { id: s.id, outscored: outscored.contains(&s.id) }).collect()
}
