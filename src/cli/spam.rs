//! `kiez spam try`

use serde_json::json;

use crate::ground::clock::{Clock, DAY};
use crate::ground::config::Config;
use crate::ground::refusal::Refusal;
use crate::moderation::screen::book::Book;
use crate::moderation::screen::replay::{self, Report};

use super::open;

#[derive(clap::Subcommand)]
pub enum Spam {
    /// Say which of the posts that everybody sees would have been held
    Try(Options),
}

#[derive(clap::Args)]
pub struct Options {
    /// Only posts of the last so many days
    #[arg(long)]
    days: Option<i64>,
    /// Hold at so many points instead of what is set
    #[arg(long)]
    hold_at: Option<i64>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Prints what would have been held.
///
/// # Errors
/// When the database cannot be asked.
pub fn run(config: &Config, command: &Spam) -> anyhow::Result<()> {
    let Spam::Try(options) = command;
    let db = open::for_reading(config)?;
    let since = options.days.map(|days| Clock::System.now().plus(-days.clamp(1, 36_500) * DAY));
    let hold_at = options.hold_at;
    let (book, report) = db.read_blocking(|conn| {
        let mut book = Book::load(conn)?;
        book.hold_at = hold_at.unwrap_or(book.hold_at);
        let report = replay::run(conn, &book, since)?;
        Ok::<_, Refusal>((book, report))
    })?;
    if options.json {
        println!("{}", json!({ "hold_at": book.hold_at, "share": report.share(), "report": report }));
    } else {
        lines(&book, &report).iter().for_each(|line| println!("{line}"));
    }
    Ok(())
}

fn lines(book: &Book, report: &Report) -> Vec<String> {
    let share = report.share();
    let mut lines = vec![
        format!("Posts that everybody sees: {}", report.posts),
        format!("Looked at, their authors not being known: {}", report.looked_at),
        format!("Held from {} points: {} ({}.{:02} %)", book.hold_at, report.held, share / 100, share % 100),
    ];
    if !report.by_signal.is_empty() {
        lines.push(format!("{:<20} {:>8} {:>8}", "Signal", "seen", "held"));
    }
    for (name, (seen, held)) in &report.by_signal {
        lines.push(format!("{name:<20} {seen:>8} {held:>8}"));
    }
    for held in &report.some {
        lines.push(format!("Post {} with {} points: {}", held.post_id, held.points, held.signals.join(", ")));
    }
    lines
}
