//! What admins may change while the forum runs: its name, its languages, the privileges' thresholds.
//! Kept in memory; changed in the database first and read again by every node when the log says so.

use std::sync::Arc;

use arc_swap::ArcSwap;
use diesel::prelude::*;

use crate::ground::db::{AnyConnection, Tx};
use crate::ground::i18n;
use crate::ground::refusal::Verdict;
use crate::ground::tables::settings;

/// Reputation that each privilege needs (product.md, Reputation).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the names are the privileges
pub struct Thresholds {
    pub vote_up: i64,
    pub flag: i64,
    pub comment: i64,
    pub vote_down: i64,
    pub retag: i64,
    pub edit: i64,
    pub close: i64,
    /// Answering where a question is protected.
    pub protect: i64,
    /// No reputation: what flags count together that hide a post until review (moderation::weigh).
    pub hide_by_flags: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            vote_up: 15,
            flag: 15,
            comment: 50,
            vote_down: 125,
            retag: 200,
            edit: 1_000,
            close: 2_000,
            protect: 10,
            hide_by_flags: 300,
        }
    }
}

/// The forum's settings.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The forum's name, 1 to 60 characters.
    pub name: String,
    /// The languages that are offered, the default first.
    pub languages: Vec<String>,
    /// The zone of the clock that is shown to whoever's own is not known, by its IANA name.
    pub zone: String,
    /// What privileges cost.
    pub thresholds: Thresholds,
    /// Words of the roles that work only with a second factor.
    pub second_factor: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "Kiez".into(),
            languages: i18n::LANGUAGES.iter().map(ToString::to_string).collect(),
            zone: "UTC".into(),
            thresholds: Thresholds::default(),
            second_factor: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads them; what was never set has its default.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut AnyConnection) -> QueryResult<Self> {
        let stored: Option<String> = settings::table.find("forum").select(settings::value).first(conn).optional()?;
        Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Stores them all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save(&self, tx: &mut Tx<'_>) -> Verdict<()> {
        let json = serde_json::to_string(self).map_err(anyhow::Error::from)?;
        put(tx, "forum", &json)?;
        Ok(())
    }
}

/// What a room keeps under a name of its own, as it wrote it.
///
/// # Errors
/// When the database fails.
pub fn get(conn: &mut AnyConnection, key: &str) -> QueryResult<Option<String>> {
    settings::table.find(key).select(settings::value).first(conn).optional()
}

/// Keeps something under a name.
///
/// # Errors
/// When the database fails.
pub fn put(tx: &mut Tx<'_>, key: &str, value: &str) -> QueryResult<()> {
    let changed = diesel::update(settings::table.find(key)).set(settings::value.eq(value)).execute(tx.conn())?;
    if changed == 0 {
        diesel::insert_into(settings::table)
            .values((settings::key.eq(key), settings::value.eq(value)))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// The installation's own secret, made once and shared by all nodes through the database.
///
/// # Errors
/// When the database fails.
pub fn secret(tx: &mut Tx<'_>, fresh: &str) -> Verdict<String> {
    let known = settings::table.find("secret").select(settings::value).first(tx.conn()).optional()?;
    if let Some(secret) = known {
        return Ok(secret);
    }
    put(tx, "secret", fresh)?;
    Ok(fresh.to_owned())
}

/// The settings in memory; cheap to clone and to read.
#[derive(Clone, Default)]
pub struct Shared(Arc<ArcSwap<Settings>>);

impl Shared {
    /// The settings of this moment.
    pub fn get(&self) -> Arc<Settings> {
        self.0.load_full()
    }

    /// Replaces them.
    pub fn set(&self, settings: Settings) {
        self.0.store(Arc::new(settings));
    }
}
