//! Hears what is committed: on this node before whoever wrote is answered, from other nodes through the log.

use super::PageCache;
use crate::ground::db::{After, Db};
use crate::ground::events::{NodeReader, Pending, Stored, last_position};
use crate::ground::refusal::{Refusal, Verdict};

impl After for PageCache {
    fn after(&self, position: i64, events: &[Pending]) {
        for event in events {
            self.0.marks.change(&(self.0.table.changed)(event.kind(), event.payload()), position);
        }
        self.0.marks.reach(position);
    }
}

/// Follows the log for what others write.
pub struct Follower {
    pages: PageCache,
    position: i64,
}

impl Follower {
    /// From the log's end on: nothing is kept yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn new(db: &Db, pages: PageCache) -> Verdict<Self> {
        let position = db.read_blocking(|conn| Ok::<_, Refusal>(last_position(conn)?))?;
        pages.0.marks.reach(position);
        Ok(Self { pages, position })
    }
}

impl NodeReader for Follower {
    fn name(&self) -> &'static str {
        "pages"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read(&mut self, _: &Db, events: &[Stored]) -> Verdict<()> {
        let pages = &self.pages.0;
        for event in events {
            pages.marks.change(&(pages.table.changed)(&event.kind, &event.payload), event.position);
        }
        self.position = events.last().map_or(self.position, |event| event.position);
        pages.marks.reach(self.position);
        Ok(())
    }
}
