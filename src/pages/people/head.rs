//! Who somebody is: what stands at the top and beside their profile.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use crate::accounts::roles::{self, Grant, Role, Scope};
use crate::accounts::tables::{owned_products, people, teams};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::Verdict;
use crate::name_columns;
use crate::pages::lists::{Columns, Entry, Name, all_products};
use crate::reputation::badges;
use crate::threads::tables::tags;

/// A badge, and how often they have it.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Badge {
    pub name: String,
    pub why: String,
    pub times: usize,
}

/// Somebody.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Head {
    pub name: Name,
    pub bio_html: String,
    pub lang: String,
    pub since: Micros,
    pub roles: Vec<String>,
    pub products: Vec<Entry>,
    pub badges: Vec<Badge>,
}

/// Reads it. Of those who were erased nothing is left but that they were here.
///
/// # Errors
/// `NotFound`.
pub fn load(conn: &mut AnyConnection, id: i64, t: &T) -> Verdict<Head> {
    let (columns, bio_html, lang, since): (Columns, String, String, Micros) = people::table
        .find(id)
        .select((name_columns!(), people::bio_html, people::lang, people::created_at))
        .first(conn)?;
    let name = Name::from(columns);
    if !name.is_here() {
        let (roles, products, badges) = (Vec::new(), Vec::new(), Vec::new());
        return Ok(Head { name, bio_html: String::new(), lang, since, roles, products, badges });
    }
    let all: HashMap<i64, Entry> = all_products(conn, t.lang)?.into_iter().map(|p| (p.id, p)).collect();
    let owned: Vec<i64> = owned_products::table
        .filter(owned_products::person_id.eq(id))
        .select(owned_products::product_id)
        .limit(100)
        .load(conn)?;
    let held = roles::of(conn, id)?;
    let names = Names::load(conn, &held, &all)?;
    let mut awarded: BTreeMap<badges::Badge, usize> = BTreeMap::new();
    for badge in badges::of(conn, id)? {
        *awarded.entry(badge.badge).or_default() += 1;
    }
    let badge = |(badge, times): (badges::Badge, usize)| {
        let word = badge.word();
        Badge { name: t.s(&format!("badge-{word}")), why: t.s(&format!("badge-{word}-for")), times }
    };
    Ok(Head {
        name,
        bio_html,
        lang,
        since,
        roles: names.roles(&held, t),
        products: owned.iter().filter_map(|id| all.get(id).cloned()).collect(),
        badges: awarded.into_iter().map(badge).collect(),
    })
}

/// The key of a role's word; with `$field` when it holds for a part of the forum.
pub fn role_word(role: Role, scoped: bool) -> &'static str {
    match (role, scoped) {
        (Role::Moderator, false) => "role-moderator",
        (Role::Moderator, true) => "people-role-moderator-for",
        (Role::Expert, false) => "role-expert",
        (Role::Expert, true) => "people-role-expert-for",
        (Role::Staff, false) => "role-staff",
        (Role::Staff, true) => "people-role-staff-for",
        (Role::Lead, false) => "role-lead",
        (Role::Lead, true) => "people-role-lead-for",
        (Role::Admin, _) => "role-admin",
    }
}

/// The names of scopes.
struct Names(HashMap<String, String>);

impl Names {
    fn load(conn: &mut AnyConnection, held: &[Grant], products: &HashMap<i64, Entry>) -> QueryResult<Self> {
        let tag_ids: Vec<i64> =
            held.iter().filter_map(|g| if let Scope::Tag(id) = g.scope { Some(id) } else { None }).collect();
        let team_ids: Vec<i64> =
            held.iter().filter_map(|g| if let Scope::Team(id) = g.scope { Some(id) } else { None }).collect();
        let mut names: HashMap<String, String> =
            products.values().map(|p| (Scope::Product(p.id).word(), p.name.clone())).collect();
        if !tag_ids.is_empty() {
            let rows: Vec<(i64, String)> =
                tags::table.filter(tags::id.eq_any(tag_ids)).select((tags::id, tags::name)).load(conn)?;
            names.extend(rows.into_iter().map(|(id, name)| (Scope::Tag(id).word(), name)));
        }
        if !team_ids.is_empty() {
            let rows: Vec<(i64, String)> =
                teams::table.filter(teams::id.eq_any(team_ids)).select((teams::id, teams::name)).load(conn)?;
            names.extend(rows.into_iter().map(|(id, name)| (Scope::Team(id).word(), name)));
        }
        Ok(Self(names))
    }

    /// Each role once, with all its fields.
    fn roles(&self, held: &[Grant], t: &T) -> Vec<String> {
        let mut fields: BTreeMap<Role, Vec<String>> = BTreeMap::new();
        for grant in held {
            let names = fields.entry(grant.role).or_default();
            names.extend(self.0.get(&grant.scope.word()).cloned());
        }
        let say = |(role, names): (Role, Vec<String>)| match names.is_empty() {
            true => t.s(role_word(role, false)),
            false => t.a(role_word(role, true), "field", names.join(", ")),
        };
        fields.into_iter().map(say).collect()
    }
}
