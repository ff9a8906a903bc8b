//! `kiez stats`

use crate::ground::config::Config;
use crate::ground::refusal::Refusal;
use crate::pages::operator::{self, Stats};

use super::open;
use super::table::{figure, lay_out};

#[derive(clap::Args)]
pub struct Options {
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Prints the counts.
///
/// # Errors
/// When the database cannot be asked.
pub fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let db = open::for_reading(config)?;
    let stats = db.read_blocking(|conn| Ok::<_, Refusal>(operator::stats(conn)?))?;
    if options.json {
        println!("{}", serde_json::to_string(&stats)?);
    } else {
        println!("{}", lay_out(&["what", "count"], &rows(&stats)));
    }
    Ok(())
}

fn rows(stats: &Stats) -> Vec<Vec<String>> {
    let all = [
        ("people", stats.people),
        ("questions", stats.questions),
        ("answers", stats.answers),
        ("comments", stats.comments),
        ("votes", stats.votes),
        ("accepted answers", stats.accepted),
        ("endorsed answers", stats.endorsed),
        ("unanswered questions", stats.unanswered),
        ("solved questions", stats.solved),
        ("tags", stats.tags),
        ("events", stats.events),
    ];
    all.iter().map(|(what, n)| vec![(*what).to_owned(), figure(*n)]).collect()
}
