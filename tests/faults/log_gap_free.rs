//! 7: eight writers that dawdle before the commit and take back one of ten: every reader sees every event once.

use super::{databases, report, sized};
use crate::ground::events::{WRITERS, under_writers};

#[test]
fn every_reader_sees_every_event_once() {
    let (nodes, writes) = sized((2, 15), (3, 500));
    for (name, database) in databases() {
        let all: Vec<_> = (0..nodes).map(|_| database.open()).collect();
        let kept = under_writers(&all, writes);
        report(
            "7 log_gap_free",
            &format!("{name}: {WRITERS} writers with {writes} writes each on {nodes} nodes, 10 % taken back"),
            "each reader saw each event once, in order, without gaps",
            &format!("{kept} events, {} readers", nodes * 2),
        );
    }
}
