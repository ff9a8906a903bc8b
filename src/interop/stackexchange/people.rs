//! People, and stand-ins for those whom the dump knows by name only or not at all. None has a mail address, so none
//! can sign in; their texts keep their names.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::accounts::create::{NewPerson, create};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::interop::memory;
use crate::reputation::ledger;

use super::records::{Author, User};
use super::run::{BATCH, Step};
use super::text::Converter;
use super::xml;

/// The kind of record in the import's memory.
pub const USER: &str = "user";
/// Stand-ins, by a number made from their name.
const GUEST: &str = "guest";
/// The name of the one who stands in for everybody without a name.
const NAMELESS: &str = "(former member)";
/// Longest text about oneself, in characters.
const ABOUT_LENGTH: usize = 1_000;

/// Brings in Users.xml.
///
/// # Errors
/// When the database fails.
pub fn import(step: &mut Step<'_>) -> anyhow::Result<()> {
    let path = step.dump.file("Users.xml")?;
    let (db, source, now) = (step.db, step.source, step.now);
    let line = step.report.line("people");
    let mut batch: Vec<User> = Vec::with_capacity(BATCH);
    let mut flush = |batch: Vec<User>| -> anyhow::Result<()> {
        let (count, source) = (batch.len() as u64, source.to_owned());
        let new = db.write_blocking(move |tx| write(tx, &source, batch, now))?;
        line.imported += new;
        line.known += count - new;
        Ok(())
    };
    xml::each(&path, "users", step.progress, |row| {
        batch.push(User::read(row)?);
        if batch.len() >= BATCH { flush(std::mem::take(&mut batch)) } else { Ok(()) }
    })?;
    flush(batch)
}

fn write(tx: &mut Tx<'_>, source: &str, batch: Vec<User>, now: Micros) -> Result<u64, Refusal> {
    let ids: Vec<i64> = batch.iter().map(|u| u.id).collect();
    let known = memory::known(tx.conn(), source, USER, &ids)?;
    let converter = Converter::new();
    let mut new = 0;
    for user in batch.into_iter().filter(|u| !known.contains_key(&u.id)) {
        let bio = if user.about.trim().is_empty() { String::new() } else { converter.markdown(&user.about) };
        let id = create(tx, newcomer(user.name, bio.chars().take(ABOUT_LENGTH).collect(), user.created_at), now)?;
        if user.reputation > 1 {
            ledger::import(tx, id, user.reputation - 1, user.created_at)?;
        }
        memory::remember(tx.conn(), source, USER, user.id, id)?;
        new += 1;
    }
    Ok(new)
}

fn newcomer(name: String, bio: String, created_at: Micros) -> NewPerson {
    NewPerson {
        name,
        email: None,
        password_hash: None,
        lang: "en".into(),
        formal: false,
        verified: false,
        bio,
        created_at,
    }
}

/// Who wrote things: our ids.
pub struct Authors {
    users: HashMap<i64, i64>,
    guests: HashMap<i64, i64>,
}

impl Authors {
    /// Finds the authors of a batch, making stand-ins where there is nobody.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find<'a>(
        tx: &mut Tx<'_>,
        source: &str,
        all: impl Iterator<Item = (&'a Author, Option<&'a str>)> + Clone,
        first_seen: Micros,
        now: Micros,
    ) -> Verdict<Self> {
        let ids: BTreeSet<i64> = all
            .clone()
            .filter_map(|(author, _)| if let Author::User(id) = author { Some(*id) } else { None })
            .collect();
        let users = memory::known(tx.conn(), source, USER, &ids.into_iter().collect::<Vec<_>>())?;
        let names: BTreeSet<&str> = all
            .filter(|(author, _)| !matches!(author, Author::User(id) if users.contains_key(id)))
            .map(|(author, name)| stand_in(author, name))
            .collect();
        let keys: Vec<i64> = names.iter().map(|name| key(name)).collect();
        let mut guests = memory::known(tx.conn(), source, GUEST, &keys)?;
        for name in names {
            let key = key(name);
            if let Entry::Vacant(free) = guests.entry(key) {
                let id = create(tx, newcomer(name.to_owned(), String::new(), first_seen), now)?;
                memory::remember(tx.conn(), source, GUEST, key, id)?;
                free.insert(id);
            }
        }
        Ok(Self { users, guests })
    }

    /// Our id of an author of the batch.
    ///
    /// # Errors
    /// Only if the author was not in the batch.
    pub fn id(&self, author: &Author, name: Option<&str>) -> Verdict<i64> {
        let user = if let Author::User(id) = author { self.users.get(id) } else { None };
        let found = user.or_else(|| self.guests.get(&key(stand_in(author, name))));
        found.copied().ok_or_else(|| Refusal::Internal("an author was not looked up".into()))
    }
}

fn stand_in<'a>(author: &'a Author, name: Option<&'a str>) -> &'a str {
    match author {
        Author::Name(name) => name,
        Author::User(_) | Author::Nobody => name.unwrap_or(NAMELESS),
    }
}

/// A number for a name, so that one name is one stand-in however often the import runs.
fn key(name: &str) -> i64 {
    let digest = Sha256::digest(name.as_bytes());
    i64::from_le_bytes(digest.first_chunk().copied().unwrap_or_default())
}

/// Our ids of users, for votes and badges.
///
/// # Errors
/// When the database fails.
pub fn users(conn: &mut AnyConnection, source: &str, ids: &[i64]) -> Verdict<HashMap<i64, i64>> {
    Ok(memory::known(conn, source, USER, ids)?)
}
