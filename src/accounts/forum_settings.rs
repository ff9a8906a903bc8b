//! The forum's name, languages and thresholds are changed here; every node hears of it through the log.

use super::Actor;
use super::events::SettingsChanged;
use super::grant::runs_the_forum;
use crate::ground::clock::Micros;
use crate::ground::db::{Db, Tx};
use crate::ground::events::{Event, NodeReader, Stored, last_position};
use crate::ground::i18n::supported;
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::settings::{Settings, Shared};
use crate::ground::zones;

/// A threshold at most.
const HIGHEST: i64 = 1_000_000;

/// Stores new settings.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid` with every field that needs another look.
pub fn change(tx: &mut Tx<'_>, actor: Option<&Actor>, settings: &Settings, now: Micros) -> Verdict<()> {
    runs_the_forum(actor)?;
    check(settings)?;
    settings.save(tx)?;
    tx.record(actor.map(|a| a.id), &SettingsChanged {}, now);
    Ok(())
}

fn check(settings: &Settings) -> Verdict<()> {
    let mut errors = Vec::new();
    let name = settings.name.trim();
    if !(1..=60).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        errors.push(FieldError { field: "name", message: "problem-forum-name", n: 60 });
    }
    if settings.languages.is_empty() || settings.languages.iter().any(|l| supported(l) != Some(l.as_str())) {
        errors.push(FieldError { field: "languages", message: "problem-languages", n: 0 });
    }
    if zones::find(&settings.zone).is_none() {
        errors.push(FieldError { field: "zone", message: "problem-zone", n: 0 });
    }
    let t = &settings.thresholds;
    let thresholds = [
        ("vote_up", t.vote_up),
        ("flag", t.flag),
        ("comment", t.comment),
        ("vote_down", t.vote_down),
        ("retag", t.retag),
        ("edit", t.edit),
        ("close", t.close),
        ("protect", t.protect),
        ("hide_by_flags", t.hide_by_flags),
    ];
    for (field, value) in thresholds {
        if !(1..=HIGHEST).contains(&value) {
            errors.push(FieldError { field, message: "problem-threshold", n: HIGHEST });
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}

/// Keeps this node's copy of the settings fresh.
pub struct SettingsReader {
    shared: Shared,
    position: i64,
}

impl SettingsReader {
    /// Reads the settings once; from here on the log says when to read again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn new(db: &Db, shared: Shared) -> Verdict<Self> {
        let (position, settings) =
            db.read_blocking(|conn| Ok::<_, Refusal>((last_position(conn)?, Settings::load(conn)?)))?;
        shared.set(settings);
        Ok(Self { shared, position })
    }
}

impl NodeReader for SettingsReader {
    fn name(&self) -> &'static str {
        "settings"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read(&mut self, db: &Db, events: &[Stored]) -> Verdict<()> {
        if events.iter().any(|e| e.kind == SettingsChanged::KIND) {
            let settings = db.read_blocking(|conn| Ok::<_, Refusal>(Settings::load(conn)?))?;
            self.shared.set(settings);
        }
        self.position = events.last().map_or(self.position, |e| e.position);
        Ok(())
    }
}
