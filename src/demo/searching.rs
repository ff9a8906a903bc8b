//! What was searched in the last weeks, what means the same, and what is pinned.

use std::collections::HashMap;

use anyhow::Context;
use diesel::prelude::*;

use crate::accounts::Actor;
use crate::ground::clock::{DAY, HOUR, Micros};
use crate::ground::db::{Prepared, Tx, Value};
use crate::ground::random::Random;
use crate::search::learn::key::{self, Key, Who};
use crate::search::learn::tally::{Counted, Tally};
use crate::search::learn::{keep, month, pins, synonyms};

use super::town::Town;

/// The same each time, but for its dates.
const SEED: u64 = 77;
/// Days that are told.
const DAYS: i64 = 75;
/// Words that mean the same here.
const SAME: [&str; 3] =
    ["WLAN = WiFi = Wi-Fi = wireless", "Passwort = Kennwort = password", "Update = Aktualisierung = Firmware"];
/// What is pinned, and the thread whose best answer it is.
const PINNED: (&str, &str) = ("Passwort vergessen", "da-kennwort-benutzeroberflaeche-vergessen");
/// Threads that spared others, and how often a week.
const SPARED: [(&str, u64); 2] = [("da-kennwort-benutzeroberflaeche-vergessen", 3), ("en-forgot-router-password", 2)];
/// Terms: how often they are searched in ten days, of a hundred how many find nothing, and how many open no hit.
const TERMS: [(&str, u64, u64, u64); 14] = [
    ("wlan langsam", 44, 0, 18),
    ("router startet nicht", 31, 0, 12),
    ("passwort vergessen", 27, 0, 9),
    ("wifi keeps dropping", 21, 0, 24),
    ("zigbee", 19, 0, 55),
    ("rechnung", 17, 0, 68),
    ("glasfaser umzug", 14, 100, 0),
    ("fernbedienung koppeln", 13, 0, 31),
    ("esim", 12, 100, 0),
    ("cancel contract", 11, 100, 0),
    ("kabelmodem brücke", 9, 100, 0),
    ("matter", 8, 40, 40),
    ("apple tv app", 7, 100, 0),
    ("mein nachbar grüßt nicht", 1, 100, 0),
];

/// Writes it all.
///
/// # Errors
/// A key that leads nowhere, or a database that fails.
pub fn begin(
    tx: &mut Tx<'_>,
    town: &Town,
    written: &HashMap<String, (i64, Vec<i64>)>,
    secrets: &Random,
    now: Micros,
) -> anyhow::Result<()> {
    let admin = Actor::load(tx.conn(), town.person("admin-ines")?)?;
    for words in SAME {
        synonyms::put(tx, &admin, None, words, now.plus(-20 * DAY))?;
    }
    let thread = |key: &str| written.get(key).with_context(|| format!("there is no thread {key:?}"));
    let (question, answers) = thread(PINNED.1)?;
    let target = answers.first().unwrap_or(question).to_string();
    pins::add(tx, &admin, PINNED.0, &target, now.plus(-12 * DAY))?;
    let random = Random::seeded(SEED);
    for day in (0..DAYS).rev() {
        // In the morning, so that today is told, too, and never in the future.
        let at = Micros(((now.day() - day) * DAY + 7 * HOUR).min(now.0));
        let key = key::of_month(tx, at.month(), &secrets.token())?;
        keep::keep(tx, &searches(&key, &random, at), at)?;
    }
    for (name, a_week) in SPARED {
        let (question, _) = thread(name)?;
        for day in (0..DAYS).filter(|_| random.below(7) < a_week) {
            let sql = "INSERT INTO search_saved (day, question_id, people) VALUES (?, ?, 1)";
            let values = [Value::Number(now.day() - day), Value::Number(*question)];
            crate::on_both!(tx.conn(), inner => Prepared(sql, values).execute(inner))?;
        }
    }
    month::close(tx, now)?;
    Ok(())
}

/// The searches of a day, counted as they are in the forum.
fn searches(key: &Key, random: &Random, at: Micros) -> Counted {
    let tally = Tally::default();
    for (term, often, nothing, unopened) in TERMS {
        let n = (often + random.below(10)) / 10;
        for _ in 0..n {
            // Not in everybody's browser do scripts run.
            let (who, found) =
                (Who::Person(1_000_000 + i64::try_from(random.below(400)).unwrap_or(0)), random.below(100) >= nothing);
            tally.searched(key, who, term, (found, random.below(10) > 0), at);
            if found && random.below(100) >= unopened {
                // The first places are opened most.
                let place = random.below(6) * random.below(6) / 2;
                let place = if term == "passwort vergessen" && place > 3 { 0 } else { place + 1 };
                tally.clicked(key, who, term, i64::try_from(place).unwrap_or(1), at);
            }
        }
    }
    tally.take()
}
