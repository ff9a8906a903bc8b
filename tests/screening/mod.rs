//! Texts that are looked at before everybody sees them, votes that look like an arrangement, personal data in posts.

mod holding;
mod learning;
mod masking;
mod pages;
mod votes;

use std::sync::Arc;

use diesel::prelude::*;
use kiez::moderation::screen::guard::Guard;
use kiez::moderation::screen::waiting;
use kiez::threads::Rules;
use kiez::threads::screen::{Screener, Signal};
use kiez::threads::tables::posts;

use crate::support::stage::{Stage, stages};

/// Plays with somebody who looks at texts.
fn guarded(play: impl Fn(&Stage)) {
    stages(|stage| {
        let rules = Rules { screen: Screener(Arc::new(Guard::default())), ..stage.rules.clone() };
        play(&Stage { db: stage.db.clone(), clock: stage.clock.clone(), rules });
    });
}

/// What was seen in a post that waits.
fn signals(stage: &Stage, post: i64) -> Vec<Signal> {
    stage.read(|conn| waiting::signals(conn, &[post])).remove(&post).unwrap_or_default()
}

/// Why a post waits.
fn reason(stage: &Stage, post: i64) -> Option<String> {
    stage.read(|conn| posts::table.find(post).select(posts::status_reason).first(conn))
}
