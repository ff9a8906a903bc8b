//! What a verb is given: a place inside a transaction, and a pen for the event log.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{AnyConnection, Origin};
use crate::ground::clock::Micros;
use crate::ground::events::{Event, Pending};

/// One caller's part of a batch. It is kept or taken back as a whole, with its events.
pub struct Tx<'a> {
    conn: &'a mut AnyConnection,
    pub(super) events: Vec<Pending>,
    pub(super) origin: Option<Arc<Origin>>,
    touched: BTreeSet<(&'static str, i64)>,
}

impl<'a> Tx<'a> {
    pub(super) fn new(conn: &'a mut AnyConnection) -> Self {
        Self { conn, events: Vec::new(), origin: None, touched: BTreeSet::new() }
    }

    /// The connection, for queries.
    pub fn conn(&mut self) -> &mut AnyConnection {
        self.conn
    }

    /// Whence the request came that writes, if it was one: for what works beside a verb, never for verbs.
    pub fn origin(&self) -> Option<Arc<Origin>> {
        self.origin.clone()
    }

    /// Notes an event. It gets its position just before the batch commits and exists only if this part is kept.
    pub fn record<E: Event>(&mut self, actor: Option<i64>, event: &E, now: Micros) {
        self.events.push(Pending::new(actor, event, now));
    }

    /// Notes that something is shown otherwise from now on that the events do not name: the last of them carries it
    /// along, for those who keep what was shown.
    pub fn touch(&mut self, noun: &'static str, id: i64) {
        self.touched.insert((noun, id));
    }

    /// What is to be recorded of this part.
    pub(super) fn take_events(&mut self) -> Vec<Pending> {
        let mut events = std::mem::take(&mut self.events);
        if let Some(last) = events.last_mut() {
            last.add_touched(&self.touched);
        }
        events
    }
}
