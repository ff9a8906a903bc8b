//! The lines of the queue: what is most urgent first, then what has waited longest.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::moderation::kinds::{About, ItemKind};
use crate::moderation::rows::Row;
use crate::moderation::tables::review_items;
use crate::pages::lists::{Backend, Name, names_of};
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::Status;
use crate::threads::tables::{posts, questions, suggested_edits};

use super::filters::{Filters, Place};

/// Lines on a page.
const SIZE: usize = 40;
/// Lines that are read for it: some may not be shown.
const READ: i64 = 120;

/// Who looks, and what they may see of the queue.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Who.
    pub me: i64,
    /// Whether everything is for them.
    pub moderates: bool,
    /// Whether all edits are; else only those to their own posts.
    pub reviews: bool,
    /// What they may see in threads.
    pub eyes: Eyes,
}

/// Something that waits.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Line {
    pub id: i64,
    pub kind: ItemKind,
    /// The thread's title and language; none for what is about somebody.
    pub thread: Option<(String, String)>,
    pub person: Name,
    pub at: Micros,
    pub claimed_by: Option<Name>,
    pub mine: bool,
    pub place: Place,
}

/// A page of the queue for somebody, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn page(
    conn: &mut AnyConnection,
    filters: &Filters,
    reader: Reader,
    now: Micros,
) -> QueryResult<(Vec<Line>, Option<Place>)> {
    let mut query = review_items::table.filter(review_items::decided_at.is_null()).into_boxed::<Backend>();
    let kind = if reader.moderates { filters.kind } else { Some(ItemKind::Edit) };
    query = match kind {
        Some(kind) => query.filter(review_items::kind.eq(kind)),
        // A newer version beside this one may know more.
        None => query.filter(review_items::kind.eq_any(ItemKind::ALL.iter().copied())),
    };
    if !reader.moderates && !reader.reviews {
        query = query.filter(review_items::person_id.eq(reader.me));
    }
    if let Some(place) = filters.after {
        let older = review_items::opened_at.gt(place.at);
        let later = review_items::opened_at.eq(place.at).and(review_items::id.gt(place.id));
        let lighter = review_items::weight.lt(place.weight);
        query = query.filter(review_items::weight.le(place.weight)).filter(lighter.or(older.or(later)));
    }
    let rows: Vec<Row> = query
        .order((review_items::weight.desc(), review_items::opened_at, review_items::id))
        .limit(READ)
        .select(Row::as_select())
        .load(conn)?;
    let full = i64::try_from(rows.len()).is_ok_and(|n| n == READ);
    let last = rows.last().map(place);
    let edits = edits(conn, &rows)?;
    let seen = |row: &Row| match About::from_word(&row.subject) {
        Some(About::Edit(id)) => edits.get(&id).is_some_and(|edit| edit.seen_by(reader)),
        other => other.is_some(),
    };
    let mut rows: Vec<Row> = rows.into_iter().filter(seen).collect();
    let more = rows.len() > SIZE;
    rows.truncate(SIZE);
    let next = if more { rows.last().map(place) } else { last.filter(|_| full) };
    Ok((lines(conn, rows, reader.me, now)?, next))
}

fn place(row: &Row) -> Place {
    Place { weight: row.weight, at: row.opened_at, id: row.id }
}

fn lines(conn: &mut AnyConnection, rows: Vec<Row>, me: i64, now: Micros) -> QueryResult<Vec<Line>> {
    let people: Vec<i64> = rows.iter().flat_map(|row| [Some(row.person_id), row.claimant(now)]).flatten().collect();
    let names = names_of(conn, &people)?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let threads: Vec<i64> = rows.iter().filter_map(|row| row.question_id).collect();
    let titles: Vec<(i64, String, String)> = questions::table
        .filter(questions::id.eq_any(threads))
        .limit(READ)
        .select((questions::id, questions::title, questions::lang))
        .load(conn)?;
    let titles: HashMap<i64, (String, String)> =
        titles.into_iter().map(|(id, title, lang)| (id, (title, lang))).collect();
    let line = |row: Row| {
        let claimant = row.claimant(now);
        Line {
            id: row.id,
            kind: row.kind,
            thread: row.question_id.and_then(|id| titles.get(&id).cloned()),
            person: name(row.person_id),
            at: row.opened_at,
            claimed_by: claimant.map(name),
            mine: claimant == Some(me),
            place: place(&row),
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// A suggestion, as far as it matters who may see it.
pub struct Edit {
    by: i64,
    author: i64,
    status: Status,
    shown: bool,
}

impl Edit {
    /// One's own suggestions are for others to decide; what cannot be seen cannot be reviewed.
    pub fn seen_by(&self, reader: Reader) -> bool {
        let post = can_see(self.status, self.author, &reader.eyes);
        let thread = self.shown || reader.eyes.sees_all || self.author == reader.me;
        let allowed = reader.moderates || reader.reviews || self.author == reader.me;
        self.by != reader.me && post && thread && allowed
    }
}

/// The suggestions of these rows by their numbers.
///
/// # Errors
/// When the database fails.
pub fn edits(conn: &mut AnyConnection, rows: &[Row]) -> QueryResult<HashMap<i64, Edit>> {
    let id = |row: &Row| match About::from_word(&row.subject) {
        Some(About::Edit(id)) => Some(id),
        _ => None,
    };
    let ids: Vec<i64> = rows.iter().filter_map(id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(i64, i64, i64, Status, bool)> = suggested_edits::table
        .inner_join(posts::table.on(suggested_edits::post_id.eq(posts::id)))
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        .filter(suggested_edits::id.eq_any(ids))
        .limit(READ)
        .select((suggested_edits::id, suggested_edits::author_id, posts::author_id, posts::status, questions::shown))
        .load(conn)?;
    let edit = |(id, by, author, status, shown)| (id, Edit { by, author, status, shown });
    Ok(found.into_iter().map(edit).collect())
}

/// The line that comes next: behind a place if there is one, else from the top. What others have taken up is theirs.
pub fn next(lines: &[Line], not: i64, place: Option<Place>) -> Option<i64> {
    let free = |line: &&Line| line.id != not && (line.claimed_by.is_none() || line.mine);
    let behind = |line: &&Line| place.is_some_and(|place| line.place.is_behind(place));
    lines.iter().filter(free).find(behind).or_else(|| lines.iter().find(free)).map(|line| line.id)
}
