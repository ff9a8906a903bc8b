//! A new index from the tables, beside the one that serves. The log's position is noted before the first row is
//! read, so whatever happens meanwhile is taken from the log afterwards.

use std::path::Path;

use diesel::prelude::*;

use super::documents::{self, CHUNK};
use super::feeder::catch_up;
use super::generation::Generation;
use super::service::{refusal, root};
use crate::ground::db::Db;
use crate::ground::events::last_position;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::tables::questions;

/// Told how many threads are done, and of how many.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Makes the index in `data_dir` again and deletes the old ones; returns how many threads can be found. A server that
/// runs there takes the new one within seconds.
///
/// # Errors
/// When the database cannot be read or the index not written; then the old one stays.
pub fn rebuild(db: &Db, data_dir: &Path, progress: Progress<'_>) -> Verdict<u64> {
    let root = root(data_dir);
    let fresh = build(db, &root, progress)?;
    fresh.tidy(&root);
    Ok(fresh.index.documents())
}

/// Makes a new generation that knows everything the log knows.
///
/// # Errors
/// As `rebuild`; nothing is left of what was begun.
pub(super) fn build(db: &Db, root: &Path, progress: Progress<'_>) -> Verdict<Generation> {
    let (position, total) = db.read_blocking(|conn| {
        let total: i64 = questions::table.filter(questions::shown).count().get_result(conn)?;
        Ok::<_, Refusal>((last_position(conn)?, total.cast_unsigned()))
    })?;
    let fresh = Generation::fresh(root).map_err(refusal)?;
    let (mut from, mut done) = (0, 0);
    progress(done, total);
    loop {
        let ids: Vec<i64> = db.read_blocking(|conn| {
            let page = questions::table
                .filter(questions::id.gt(from))
                .select(questions::id)
                .order(questions::id)
                .limit(CHUNK as i64)
                .load(conn)?;
            Ok::<_, Refusal>(page)
        })?;
        let Some(last) = ids.last() else {
            break;
        };
        from = *last;
        let documents = db.read_blocking(|conn| Ok::<_, Refusal>(documents::load(conn, &ids)?))?;
        for document in &documents {
            fresh.index.put(document).map_err(refusal)?;
        }
        done += documents.len() as u64;
        progress(done, total.max(done));
    }
    fresh.index.commit(position).map_err(refusal)?;
    catch_up(db, &fresh.index)?;
    fresh.keep();
    Ok(fresh)
}
