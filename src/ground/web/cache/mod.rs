//! Pages for visitors, kept in memory as they are sent. Knows nothing of forums: which pages may be kept, what they
//! show and what an event changes is told by whoever makes it.
//!
//! | file     | what it knows                                                      |
//! |----------|--------------------------------------------------------------------|
//! | `ask`    | who is nobody in particular, and what tells pages apart             |
//! | `mark`   | what changed when; why a page is never older than the last write    |
//! | `page`   | a page's bytes and headers, and until when they are true            |
//! | `coding` | brotli and gzip, made when somebody first wants them                |
//! | `flight` | one rendering for all who wait                                      |
//! | `follow` | hears what is committed, here and elsewhere                         |
//! | `lasting`| what was read for pages that are somebody's, but is everybody's     |
//! | `serve`  | the middleware                                                      |
//!
//! It must never hold anything personal, nor outlive what it shows. docs/adr/0014-page-cache.md says why it is so.

mod ask;
mod coding;
mod flight;
mod follow;
mod lasting;
mod mark;
mod page;
mod serve;

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use moka::sync::Cache;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use ask::Plan;
pub use follow::Follower;
pub use lasting::Lasting;
pub use mark::{Changed, Mark};
pub use page::{LIFE, Route, Shown};
pub use serve::serve;

use ask::Key;
use flight::Flights;
use mark::Marks;
use page::Kept;

/// After that nobody wants a page any more, however it is.
const FORGET: Duration = Duration::from_secs(600);
/// A page may take such a part of all the room at most.
const PART: u64 = 8;

/// What is to be known of the pages.
#[derive(Clone, Copy)]
pub struct Table {
    /// Whether the page at a path may be kept.
    pub plan: fn(path: &str) -> Option<Plan>,
    /// What an event of a kind, with its fields as JSON, changes of what pages show.
    pub changed: fn(kind: &str, payload: &str) -> Changed,
}

/// What was asked for so far, and what is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Figures {
    pub hits: u64,
    pub misses: u64,
    /// Too old, but better than an error.
    pub rescues: u64,
    pub pages: u64,
    pub bytes: u64,
}

/// The pages; cheap to clone.
#[derive(Clone)]
pub struct PageCache(Arc<Inside>);

struct Inside {
    room: u64,
    table: Table,
    pages: Cache<Key, Arc<Kept>>,
    marks: Marks,
    flights: Flights,
    /// Pages are made smaller on so many threads at a time as there are cores: each needs megabytes for it.
    presses: Arc<Semaphore>,
    hits: AtomicU64,
    misses: AtomicU64,
    rescues: AtomicU64,
}

impl PageCache {
    /// With room for so many bytes; without any, nothing is kept.
    pub fn new(room: u64, table: Table) -> Self {
        let pages = Cache::builder()
            .max_capacity(room)
            .weigher(|key: &Key, page: &Arc<Kept>| page.weight(key))
            .time_to_live(FORGET)
            .build();
        let (hits, misses, rescues) = Default::default();
        Self(Arc::new(Inside {
            room,
            table,
            pages,
            marks: Marks::default(),
            flights: Flights::default(),
            presses: Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(1, NonZero::get))),
            hits,
            misses,
            rescues,
        }))
    }

    /// Waits for a place where a page is made smaller; it is taken until this is dropped.
    async fn press(&self) -> Option<OwnedSemaphorePermit> {
        self.0.presses.clone().acquire_owned().await.ok()
    }

    /// Whether anything is kept.
    pub fn is_on(&self) -> bool {
        self.0.room > 0
    }

    /// Whether the page at a path is one that visitors may get.
    pub fn is_public(&self, path: &str) -> bool {
        (self.0.table.plan)(path).is_some()
    }

    /// Whether what was read after `since` is what somebody finds who sees the log up to `log`: this node has heard of
    /// everything up to there, and none of these things has changed.
    pub fn holds(&self, marks: &[Mark], since: i64, log: i64) -> bool {
        self.0.marks.reached() >= log && self.0.marks.unchanged(marks, since)
    }

    /// What was asked for so far, and what is there.
    pub fn figures(&self) -> Figures {
        self.0.pages.run_pending_tasks();
        let load = |figure: &AtomicU64| figure.load(Ordering::Relaxed);
        Figures {
            hits: load(&self.0.hits),
            misses: load(&self.0.misses),
            rescues: load(&self.0.rescues),
            pages: self.0.pages.entry_count(),
            bytes: self.0.pages.weighted_size(),
        }
    }

    /// Everything that is kept, as it would be sent: headers and bytes in every coding.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.pages.iter().flat_map(|(_, page)| page.whole()).collect()
    }

    fn find(&self, key: &Key) -> Option<Arc<Kept>> {
        self.0.pages.get(key)
    }

    fn keep(&self, key: &Key, page: &Arc<Kept>) {
        if u64::from(page.weight(key)) <= self.0.room / PART {
            self.0.pages.insert(key.clone(), page.clone());
        }
    }

    /// A page that has become heavier is weighed again, unless another one has taken its place.
    fn weigh(&self, key: &Key, page: &Arc<Kept>) {
        if self.find(key).is_some_and(|there| Arc::ptr_eq(&there, page)) {
            self.keep(key, page);
        }
    }
}
