//! Feeds the search index from the event log and asks it.
