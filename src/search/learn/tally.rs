//! Counting in memory. A term counts once for a person and hour, so reloading, filtering, sorting and paging add
//! nothing. Bounded: whoever searches a million different things makes a heap of "others", not of memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::key::{Key, Who};
use crate::ground::clock::{HOUR, Micros};

/// Terms that are told apart between two visits to the tables.
pub const MOST: usize = 10_000;
/// Searches of this hour that are remembered, so that none counts twice.
const RECENT: usize = 200_000;
/// The position under which everything behind the first page is counted; 0 is a pinned answer.
pub const BEHIND: i64 = 21;

/// What a day knows of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Searches.
    pub searches: i64,
    /// Those that found nothing.
    pub without_hit: i64,
    /// Those that found something, by visitors whose browser would tell of a click.
    pub followable: i64,
    /// Those after which a hit was opened.
    pub clicked: i64,
}

/// What was counted since the tables were last told. Terms are folded; "" is all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// By month, day and term.
    pub days: BTreeMap<(i64, i64, String), Day>,
    /// Opened hits by month, day, term and position.
    pub clicks: BTreeMap<(i64, i64, String, i64), i64>,
    /// Who searched, by month and term, as the month's key has it: the term's number and the person's.
    pub seekers: BTreeSet<(i64, String, i64, i64)>,
}

impl Counted {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.clicks.is_empty()
    }

    /// The term under which one more is counted.
    fn place(&self, at: Micros, term: &str) -> String {
        let known = |term: &str| self.days.contains_key(&(at.month(), at.day(), term.to_owned()));
        if self.days.len() < MOST || known(term) { term.to_owned() } else { String::new() }
    }

    fn day(&mut self, at: Micros, term: String) -> &mut Day {
        self.days.entry((at.month(), at.day(), term)).or_default()
    }

    fn add(&mut self, other: Self) {
        for (key, day) in other.days {
            let sum = self.days.entry(key).or_default();
            sum.searches += day.searches;
            sum.without_hit += day.without_hit;
            sum.followable += day.followable;
            sum.clicked += day.clicked;
        }
        for (key, clicks) in other.clicks {
            *self.clicks.entry(key).or_default() += clicks;
        }
        self.seekers.extend(other.seekers);
    }
}

/// What somebody did with a term in this hour.
#[derive(Clone, Copy, Default)]
struct Recent {
    searched: bool,
    found: bool,
    followable: bool,
    clicked: bool,
    positions: u32,
}

#[derive(Default)]
struct Inner {
    hour: i64,
    recent: HashMap<i64, Recent>,
    counted: Counted,
}

/// The tally of a node.
#[derive(Default)]
pub struct Tally(Mutex<Inner>);

impl Tally {
    /// Counts a search; `found` says whether there was a hit, `scripts` whether a click would be heard of.
    pub fn searched(&self, key: &Key, seeker: Who, term: &str, (found, scripts): (bool, bool), at: Micros) {
        if term.is_empty() {
            return;
        }
        let mark = key.of_seeker(term, seeker);
        let mut inner = self.inner();
        let mut recent = inner.recent(mark, at);
        if recent.searched {
            return;
        }
        (recent.searched, recent.found, recent.followable) = (true, found, found && scripts);
        inner.remember(mark, recent);
        let counted = &mut inner.counted;
        let place = counted.place(at, term);
        if !place.is_empty() {
            counted.seekers.insert((at.month(), place.clone(), key.of_term(term), mark));
        }
        let day = counted.day(at, place);
        day.searches += 1;
        day.without_hit += i64::from(!found);
        day.followable += i64::from(recent.followable);
    }

    /// Counts a hit that was opened.
    pub fn clicked(&self, key: &Key, seeker: Who, term: &str, position: i64, at: Micros) {
        if term.is_empty() {
            return;
        }
        let position = position.clamp(0, BEHIND);
        let mark = key.of_seeker(term, seeker);
        let mut inner = self.inner();
        let mut recent = inner.recent(mark, at);
        let bit = 1u32 << position;
        if recent.positions & bit != 0 {
            return;
        }
        recent.positions |= bit;
        // Their very first page: the search did not know yet that scripts run there.
        let belated = recent.searched && recent.found && !recent.followable;
        let first = !recent.clicked;
        (recent.clicked, recent.followable) = (true, recent.followable || belated);
        inner.remember(mark, recent);
        let counted = &mut inner.counted;
        let place = counted.place(at, term);
        *counted.clicks.entry((at.month(), at.day(), place.clone(), position)).or_default() += 1;
        let day = counted.day(at, place);
        day.followable += i64::from(belated);
        day.clicked += i64::from(first);
    }

    /// What was counted; from here on it begins anew.
    pub fn take(&self) -> Counted {
        std::mem::take(&mut self.inner().counted)
    }

    /// What could not be kept comes back.
    pub fn put_back(&self, counted: Counted) {
        let mut inner = self.inner();
        if inner.counted.days.len() < MOST {
            inner.counted.add(counted);
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn recent(&mut self, mark: i64, at: Micros) -> Recent {
        let hour = at.0.div_euclid(HOUR);
        if self.hour != hour {
            (self.hour, self.recent) = (hour, HashMap::new());
        }
        self.recent.get(&mark).copied().unwrap_or_default()
    }

    fn remember(&mut self, mark: i64, recent: Recent) {
        if self.recent.len() < RECENT || self.recent.contains_key(&mark) {
            self.recent.insert(mark, recent);
        }
    }
}
