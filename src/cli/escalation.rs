//! `kiez escalation explain QUESTION`

use jiff::tz::TimeZone;

use crate::escalation::explain::{Explanation, Reason, explain};
use crate::escalation::stage::Stage;
use crate::ground::clock::{MINUTE, Micros};
use crate::ground::config::Config;
use crate::ground::refusal::Refusal;

use super::open;

#[derive(clap::Subcommand)]
pub enum Escalation {
    /// Say why a question is due when it is
    Explain(Options),
}

#[derive(clap::Args)]
pub struct Options {
    /// The question's number
    question: i64,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Prints the reasoning.
///
/// # Errors
/// When the database cannot be asked or there is no such question.
pub fn run(config: &Config, command: &Escalation) -> anyhow::Result<()> {
    let Escalation::Explain(options) = command;
    let db = open::for_reading(config)?;
    let number = options.question;
    let found = match db.read_blocking(|conn| explain(conn, number)) {
        Err(Refusal::NotFound) => {
            anyhow::bail!(
                "question {number} has no stage: it does not exist, or was asked before the forum's policies began"
            )
        }
        found => found?,
    };
    if options.json {
        println!("{}", serde_json::to_string(&found)?);
    } else {
        for line in lines(&found) {
            println!("{line}");
        }
    }
    Ok(())
}

fn lines(found: &Explanation) -> Vec<String> {
    let zone = match &found.calendar {
        Some((_, zone)) => TimeZone::get(zone).unwrap_or(TimeZone::UTC),
        None => TimeZone::UTC,
    };
    let row = &found.row;
    let mut lines = vec![format!("Question {}", row.question_id), "Policies, in order:".into()];
    for policy in &found.policies {
        lines.push(format!("  {}: {}", policy.name, words(&policy.reason)));
    }
    let state = match (row.closed, row.answered) {
        (true, _) => " (closed: nobody waits)",
        (_, true) => " (answered: nobody waits)",
        _ => "",
    };
    lines.push(format!("Stage: {}{state}, since {}", stage(row.stage), moment(row.since, &zone)));
    if let Some(window) = found.window {
        lines.push(format!("It has {} from {}", length(window), moment(row.counted_from, &zone)));
    }
    match &found.calendar {
        Some((name, zone)) => lines.push(format!("Counted by the calendar {name} ({zone}):")),
        None => lines.push("Counted around the clock:".into()),
    }
    let mut total = 0;
    for (from, to) in &found.intervals {
        total += to.since(*from);
        let (from_words, to_words) = (moment(*from, &zone), moment(*to, &zone));
        lines.push(format!("  {from_words} to {to_words}: {}, together {}", length(to.since(*from)), length(total)));
    }
    lines.push(match row.due {
        Some(due) => format!("Due: {}", moment(due, &zone)),
        None => "Never due: it was asked before its policy began".into(),
    });
    if let Some((at, what)) = &found.next {
        lines.push(format!("Next: {what} at {}", moment(*at, &zone)));
    }
    lines.push("What happened:".into());
    for step in &found.steps {
        let undone = if step.undone_at.is_some() { " (taken back)" } else { "" };
        let due = step.due.map(|due| format!(", due {}", moment(due, &zone))).unwrap_or_default();
        lines.push(format!("  {} {}: {}{due}{undone}", moment(step.at, &zone), step.kind.word(), stage(step.stage)));
    }
    lines
}

fn words(reason: &Reason) -> &'static str {
    match reason {
        Reason::Matches => "matches",
        Reason::StartsLater => "no, it holds for later questions only",
        Reason::Product => "no, it is for another product",
        Reason::Category => "no, it is for another category",
        Reason::Tags => "no, it is for other tags",
        Reason::Language => "no, it is for another language",
        Reason::Priority => "no, it is for another priority",
    }
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Peers => "with peers",
        Stage::Triage => "in triage",
        Stage::Staff => "with staff",
        Stage::HandedOver => "handed over",
    }
}

fn moment(at: Micros, zone: &TimeZone) -> String {
    at.timestamp().to_zoned(zone.clone()).strftime("%a %Y-%m-%d %H:%M:%S %:z").to_string()
}

fn length(micros: i64) -> String {
    let minutes = micros / MINUTE;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
