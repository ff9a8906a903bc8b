//! `kiez votes simulate`

use std::collections::HashMap;

use serde_json::json;

use crate::accounts::people::cards;
use crate::ground::clock::Clock;
use crate::ground::config::Config;
use crate::ground::refusal::Refusal;
use crate::moderation::serial::policy::VotePolicy;
use crate::moderation::serial::simulate::{Outcome, simulate};

use super::open;

#[derive(clap::Subcommand)]
pub enum Votes {
    /// Say which votes the nightly pass would reverse, and whose totals would change
    Simulate(Options),
}

#[derive(clap::Args)]
pub struct Options {
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Prints what a pass would do.
///
/// # Errors
/// When the database cannot be asked.
pub fn run(config: &Config, command: &Votes) -> anyhow::Result<()> {
    let Votes::Simulate(options) = command;
    let db = open::for_reading(config)?;
    let now = Clock::System.now();
    let (policy, outcome, names) = db.read_blocking(|conn| {
        let policy = VotePolicy::load(conn)?;
        let outcome = simulate(conn, &policy, now)?;
        let ids: Vec<i64> = outcome
            .cases
            .iter()
            .flat_map(|c| c.members.clone())
            .chain(outcome.totals.iter().map(|t| t.person))
            .collect();
        let names: HashMap<i64, String> = cards(conn, &ids)?.into_iter().map(|(id, card)| (id, card.name)).collect();
        Ok::<_, Refusal>((policy, outcome, names))
    })?;
    if options.json {
        println!("{}", json!({ "on": policy.on, "policy": policy, "outcome": outcome, "names": names }));
    } else {
        lines(&policy, &outcome, &names).iter().for_each(|line| println!("{line}"));
    }
    Ok(())
}

fn lines(policy: &VotePolicy, outcome: &Outcome, names: &HashMap<i64, String>) -> Vec<String> {
    let name = |id: &i64| names.get(id).map_or_else(|| format!("#{id}"), |name| format!("{name} (#{id})"));
    let mut lines = vec![
        format!("The nightly pass is {}.", if policy.on { "on" } else { "off" }),
        format!(
            "Found in the last {} days: {} with {} votes; all totals together would change by {} points.",
            policy.days,
            outcome.cases.len(),
            outcome.votes,
            outcome.points
        ),
    ];
    for case in &outcome.cases {
        let members: Vec<String> = case.members.iter().map(name).collect();
        let then = if case.review { "a moderator would be asked" } else { "would be reversed" };
        lines.push(format!("{}: {}; {} votes, {then}", case.kind, members.join(", "), case.votes));
        for pair in &case.pairs {
            let kind = if pair.value > 0 { "up" } else { "down" };
            let (voter, author) = (name(&pair.voter), name(&pair.author));
            lines.push(format!("  {voter} for {author}: {} {kind}, {} % of theirs", pair.votes, pair.share));
        }
    }
    for total in &outcome.totals {
        lines.push(format!("Total of {}: {} would be {}", name(&total.person), total.now, total.then));
    }
    lines
}
