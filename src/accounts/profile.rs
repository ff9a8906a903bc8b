//! What people say about themselves, and how they want to be spoken to.

use diesel::prelude::*;

use super::events::PersonChanged;
use super::{name, upload};
use crate::accounts::tables::{owned_products, people, products};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::i18n::{T, supported};
use crate::ground::markdown::{self, Links, Place, Words};
use crate::ground::refusal::{Refusal, Verdict};

/// Characters of a bio at most.
pub const BIO_LONGEST: usize = 2_000;
/// Products that somebody can own at most.
const MOST_PRODUCTS: i64 = 200;

/// A profile as its owner edits it.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// 2 to 60 characters.
    pub name: String,
    /// Markdown.
    pub bio: String,
    /// The bio rendered by `bio_html`, before the transaction.
    pub bio_html: String,
    /// A supported language's code.
    pub lang: String,
    /// "Sie" rather than "du".
    pub formal: bool,
    /// Ids of the products they own.
    pub products: Vec<i64>,
}

struct NobodyMentioned<'a>(&'a str);

impl Links for NobodyMentioned<'_> {
    // A bio is read by all and calls nobody.
    fn mention(&self, _: &str) -> Option<String> {
        None
    }

    fn host(&self) -> &str {
        self.0
    }
}

/// Renders a bio. `host` is the forum's own, whose links stay plain.
///
/// # Errors
/// `Invalid` when it is far too long to be rendered.
pub fn bio_html(bio: &str, lang: &str, host: &str) -> Verdict<String> {
    if bio.trim().is_empty() {
        return Ok(String::new());
    }
    let t = T::new(lang, false);
    let (table, done, open, back) =
        (t.s("profile-bio-table"), t.s("profile-bio-done"), t.s("profile-bio-open"), t.s("profile-bio-back"));
    let words = Words { table: &table, task_done: &done, task_open: &open, back: &back };
    let place = Place { prefix: "bio", words, links: &NobodyMentioned(host) };
    let rendered = markdown::render(bio, &place).map_err(|_| Refusal::field("bio", "problem-bio-long"))?;
    Ok(rendered.html)
}

/// Stores a profile.
///
/// # Errors
/// `Invalid` with every field that needs another look.
pub fn change(tx: &mut Tx<'_>, person: i64, profile: Profile, now: Micros) -> Verdict<()> {
    let checked = name::check(&profile.name);
    let mut errors = Vec::new();
    if profile.bio.chars().count() > BIO_LONGEST {
        errors.push(Refusal::field_n("bio", "problem-bio-long", 2_000));
    }
    if supported(&profile.lang).is_none() {
        errors.push(Refusal::field("lang", "problem-language"));
    }
    let name = collect(checked, errors)?;
    let lang = supported(&profile.lang).unwrap_or("en");
    let changed = diesel::update(people::table.find(person).filter(people::erased_at.is_null()))
        .set((
            people::name.eq(name),
            people::bio.eq(profile.bio),
            people::bio_html.eq(profile.bio_html),
            people::lang.eq(lang),
            people::formal.eq(profile.formal),
        ))
        .execute(tx.conn())?;
    if changed == 0 {
        return Err(Refusal::NotFound);
    }
    own(tx, person, &profile.products)?;
    tx.record(Some(person), &PersonChanged { person_id: person }, now);
    Ok(())
}

fn collect(name: Verdict<String>, errors: Vec<Refusal>) -> Verdict<String> {
    let mut fields = Vec::new();
    let mut keep = |why| match why {
        Refusal::Invalid(more) => {
            fields.extend(more);
            Ok(())
        }
        other => Err(other),
    };
    let name = match name {
        Ok(name) => Some(name),
        Err(why) => {
            keep(why)?;
            None
        }
    };
    for why in errors {
        keep(why)?;
    }
    name.filter(|_| fields.is_empty()).ok_or(Refusal::Invalid(fields))
}

/// Sets which products somebody owns; unknown ones are left out.
///
/// # Errors
/// When the database fails.
pub fn own(tx: &mut Tx<'_>, person: i64, wanted: &[i64]) -> Verdict<()> {
    let wanted: Vec<i64> = products::table
        .filter(products::id.eq_any(wanted))
        .select(products::id)
        .order(products::id)
        .limit(MOST_PRODUCTS)
        .load(tx.conn())?;
    let mine = owned_products::table.filter(owned_products::person_id.eq(person));
    let owned: Vec<i64> = mine.select(owned_products::product_id).limit(MOST_PRODUCTS).load(tx.conn())?;
    diesel::delete(mine.filter(owned_products::product_id.ne_all(&wanted))).execute(tx.conn())?;
    // Only what is new is written: a handful at most, and nothing when nothing changed.
    for product in wanted.iter().filter(|id| !owned.contains(id)) {
        diesel::insert_into(owned_products::table)
            .values((owned_products::person_id.eq(person), owned_products::product_id.eq(product)))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// Ids of the products that somebody owns.
///
/// # Errors
/// When the database fails.
pub fn owned(conn: &mut AnyConnection, person: i64) -> QueryResult<Vec<i64>> {
    owned_products::table
        .filter(owned_products::person_id.eq(person))
        .select(owned_products::product_id)
        .order(owned_products::product_id)
        .limit(MOST_PRODUCTS)
        .load(conn)
}

/// A bio as it was typed.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn bio(conn: &mut AnyConnection, person: i64) -> Verdict<String> {
    Ok(people::table.find(person).select(people::bio).first(conn)?)
}

/// Sets or takes away somebody's picture; returns the name of the one before.
///
/// # Errors
/// `NotFound` when there is no such person.
pub fn set_picture(tx: &mut Tx<'_>, person: i64, picture: Option<&str>, now: Micros) -> Verdict<Option<String>> {
    let there = people::table.find(person).filter(people::erased_at.is_null());
    let before: Option<String> = there.select(people::picture).first(tx.conn())?;
    diesel::update(there).set(people::picture.eq(picture)).execute(tx.conn())?;
    upload::forget(tx, before.as_deref())?;
    tx.record(Some(person), &PersonChanged { person_id: person }, now);
    Ok(before)
}
