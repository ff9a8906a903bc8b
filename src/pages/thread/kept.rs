//! How order was kept in a thread, as its page says it: reading only, protected, what went into it, where parts of
//! it went.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, among};
use crate::ground::web::Html;
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::{LockReason, MoveKind, PostKind, Status};
use crate::threads::moves::{self, Move};
use crate::threads::paths;
use crate::threads::tables::{posts, questions};

use super::people::Person;
use super::rows::Head;
use super::view::Link;

/// Threads that went into one, or out of it, that are shown.
const SHOWN: i64 = 50;

/// All of it.
#[derive(Default)]
pub struct Kept {
    /// Why nobody may write here, by whom and since when.
    pub lock: Option<(&'static str, Option<Person>, Micros)>,
    /// Whether not everybody may answer.
    pub protected: bool,
    /// Questions that went into this one.
    pub merged: Vec<Merged>,
    /// Threads that came out of this one, or that it came out of.
    pub split: Vec<Split>,
    /// All that was moved here or from here and stands, the latest first; for those who keep order.
    pub moves: Vec<Moving>,
}

impl Kept {
    /// How many questions went into this one.
    pub fn count(&self) -> i64 {
        i64::try_from(self.merged.len()).unwrap_or(i64::MAX)
    }

    /// Whether threads came out of this one.
    pub fn has_offspring(&self) -> bool {
        self.split.iter().any(|half| !half.from)
    }
}

/// A question that went into this one.
pub struct Merged {
    /// Its number.
    pub id: i64,
    /// As asked.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// What was asked.
    pub html: Html,
    /// Who asked.
    pub author: Person,
    /// When.
    pub created_at: Micros,
    /// The move that can be taken back; none where it went through another thread.
    pub move_id: Option<i64>,
}

/// Another half of this thread.
pub struct Split {
    /// Whether this one came out of it.
    pub from: bool,
    /// Where it is.
    pub link: Link,
    /// The move that can be taken back.
    pub move_id: i64,
}

/// A move, with why.
pub struct Moving {
    /// Its number, by which it can be taken back.
    pub id: i64,
    /// Key of what happened.
    pub name: &'static str,
    /// Where the answer or the comment is now.
    pub path: Option<String>,
    /// As the mover wrote it; may be empty.
    pub reason: String,
    /// When.
    pub at: Micros,
}

type Asked = (i64, String, String, i64, String, Micros);

/// The rows.
#[derive(Default)]
pub struct Moved {
    moves: Vec<Move>,
    asked: Vec<Asked>,
    halves: Vec<(i64, String, String, String)>,
    withheld: Vec<i64>,
}

impl Moved {
    /// The threads that appear in it.
    pub fn questions(&self) -> impl Iterator<Item = i64> {
        self.asked.iter().map(|row| row.0).chain(self.halves.iter().map(|half| half.0))
    }

    /// Who appears in it.
    pub fn people(&self) -> impl Iterator<Item = i64> {
        self.asked.iter().map(|row| row.3)
    }

    /// Whose questions went into it and are not for these eyes.
    pub fn withheld(&self) -> impl Iterator<Item = &i64> {
        self.withheld.iter()
    }

    /// Bytes that it takes, about.
    pub fn weight(&self) -> usize {
        let asked: usize = self.asked.iter().map(|row| size_of::<Asked>() + row.1.len() + row.4.len()).sum();
        asked + size_of_val(self.moves.as_slice()) + size_of_val(self.halves.as_slice())
    }
}

/// Reads them: one query for most threads, three for those that have something to tell.
///
/// # Errors
/// When the database fails.
pub fn moved(conn: &mut AnyConnection, question: i64, eyes: &Eyes) -> QueryResult<Moved> {
    let moves = moves::standing(conn, question)?;
    let has = |kind: MoveKind| moves.iter().any(|row| row.kind == kind);
    let (asked, withheld) = if has(MoveKind::Merge) { asked(conn, question, eyes)? } else { Default::default() };
    let halves = if has(MoveKind::Split) { halves(conn, question, &moves)? } else { Vec::new() };
    Ok(Moved { moves, asked, halves, withheld })
}

/// The questions that went into one, and whose are not for these eyes.
fn asked(conn: &mut AnyConnection, question: i64, eyes: &Eyes) -> QueryResult<(Vec<Asked>, Vec<i64>)> {
    let rows: Vec<(Asked, Status)> = questions::table
        .inner_join(posts::table)
        .filter(questions::merged_into.eq(question))
        .filter(posts::kind.eq(PostKind::Question))
        .order((questions::created_at, questions::id))
        .limit(SHOWN)
        .select((
            (questions::id, questions::title, questions::lang, questions::asker_id, posts::html, questions::created_at),
            posts::status,
        ))
        .load(conn)?;
    let (seen, not): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(row, status)| can_see(*status, row.3, eyes));
    Ok((seen.into_iter().map(|(row, _)| row).collect(), not.into_iter().map(|(row, _)| row.3).collect()))
}

fn halves(conn: &mut AnyConnection, question: i64, moves: &[Move]) -> QueryResult<Vec<(i64, String, String, String)>> {
    let others: Vec<i64> =
        moves.iter().filter(|row| row.kind == MoveKind::Split).map(|row| other(row, question)).collect();
    questions::table
        .filter(among(questions::id, &others))
        .filter(questions::shown)
        .select((questions::id, questions::title, questions::slug, questions::lang))
        .limit(SHOWN)
        .load(conn)
}

fn other(row: &Move, question: i64) -> i64 {
    if row.from_question == question { row.to_question } else { row.from_question }
}

/// As the page shows it.
pub fn of(head: &Head, moved: &Moved, people: &HashMap<i64, Person>) -> Kept {
    let person = |id: i64| people.get(&id).cloned();
    let reason = head.lock_reason.unwrap_or(LockReason::Other);
    let lock = head.locked_at.map(|at| (locked(reason), head.locked_by.and_then(person), at));
    let by_from = |id: i64| {
        let merged = |row: &&Move| row.kind == MoveKind::Merge && row.from_question == id && row.to_question == head.id;
        moved.moves.iter().find(merged).map(|row| row.id)
    };
    let merged = moved.asked.iter().map(|(id, title, lang, author, html, created_at)| Merged {
        id: *id,
        title: title.clone(),
        lang: lang.clone(),
        html: Html(html.clone()),
        author: person(*author).unwrap_or_default(),
        created_at: *created_at,
        move_id: by_from(*id),
    });
    let split = moved.moves.iter().filter(|row| row.kind == MoveKind::Split).filter_map(|row| {
        let (id, title, slug, lang) = moved.halves.iter().find(|half| half.0 == other(row, head.id))?;
        let link = Link { path: paths::question(*id, slug), title: title.clone(), lang: lang.clone() };
        Some(Split { from: row.to_question == head.id, link, move_id: row.id })
    });
    let moves = moved.moves.iter().map(|row| Moving {
        id: row.id,
        name: happened(row, head.id),
        path: now_at(row),
        reason: row.reason.clone(),
        at: row.created_at,
    });
    let (protected, moves) = (head.protected_at.is_some(), moves.collect());
    Kept { lock, protected, merged: merged.collect(), split: split.collect(), moves }
}

fn now_at(row: &Move) -> Option<String> {
    match row.kind {
        MoveKind::Answer | MoveKind::ToAnswer => row.post_id.map(paths::answer),
        MoveKind::ToComment => row.comment_id.map(paths::comment),
        MoveKind::Merge | MoveKind::Split => None,
    }
}

/// Key of what a move did, as seen from one of its threads.
fn happened(row: &Move, question: i64) -> &'static str {
    match row.kind {
        MoveKind::Merge => "keep-move-merge",
        MoveKind::Split if row.to_question == question => "keep-move-split-from",
        MoveKind::Split => "keep-move-split",
        MoveKind::Answer if row.to_question == question => "keep-move-answer-came",
        MoveKind::Answer => "keep-move-answer-went",
        MoveKind::ToComment => "keep-move-to-comment",
        MoveKind::ToAnswer => "keep-move-to-answer",
    }
}

/// Key of the sentence that says why a thread is for reading only.
fn locked(reason: LockReason) -> &'static str {
    match reason {
        LockReason::Heated => "keep-locked-heated",
        LockReason::Noise => "keep-locked-noise",
        LockReason::Settled => "keep-locked-settled",
        LockReason::Checking => "keep-locked-checking",
        LockReason::Other => "keep-locked-other",
    }
}
