//! What the numbers in policies are called.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::catalogue::{self, Category, Product};
use crate::accounts::teams::{self, Team};
use crate::escalation::terms::Hours;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::Verdict;
use crate::threads::tables::{tag_synonyms, tags};

/// Products, categories, tags, teams and calendars by their numbers.
pub struct Names {
    pub products: Vec<Product>,
    pub categories: Vec<Category>,
    pub teams: Vec<Team>,
    calendars: HashMap<i64, String>,
    tags: HashMap<i64, String>,
}

impl Names {
    /// Loads all of them, and those of the tags.
    pub fn load(conn: &mut AnyConnection, hours: &[Hours], tag_ids: &[i64]) -> Verdict<Self> {
        let tags: Vec<(i64, String)> =
            tags::table.filter(tags::id.eq_any(tag_ids)).select((tags::id, tags::name)).load(conn)?;
        Ok(Self {
            products: catalogue::products(conn)?,
            categories: catalogue::categories(conn)?,
            teams: teams::teams(conn)?,
            calendars: hours.iter().map(|one| (one.id, one.name.clone())).collect(),
            tags: tags.into_iter().collect(),
        })
    }

    /// A product's name.
    pub fn product(&self, id: i64) -> String {
        let found = self.products.iter().find(|product| product.id == id);
        found.map_or_else(|| format!("#{id}"), |product| product.name.clone())
    }

    /// A category's name in the reader's language.
    pub fn category(&self, t: &T, id: i64) -> String {
        let found = self.categories.iter().find(|category| category.id == id);
        found.map_or_else(|| format!("#{id}"), |category| category.name(t.lang).to_owned())
    }

    /// A tag's name.
    pub fn tag(&self, id: i64) -> String {
        self.tags.get(&id).cloned().unwrap_or_else(|| format!("#{id}"))
    }

    /// A calendar's name.
    pub fn calendar(&self, id: i64) -> String {
        self.calendars.get(&id).cloned().unwrap_or_else(|| format!("#{id}"))
    }

    /// A team's name, or that any staff may take it.
    pub fn team(&self, t: &T, id: Option<i64>) -> String {
        match id {
            None => t.s("terms-any-team"),
            Some(id) => {
                let found = self.teams.iter().find(|team| team.id == id);
                found.map_or_else(|| format!("#{id}"), |team| team.name.clone())
            }
        }
    }
}

/// The tags of names or synonyms, as far as there are any.
pub fn tags_of(conn: &mut AnyConnection, names: &[String]) -> QueryResult<Vec<(String, i64)>> {
    let mut found: Vec<(String, i64)> =
        tags::table.filter(tags::name.eq_any(names)).select((tags::name, tags::id)).load(conn)?;
    let others: Vec<(String, i64)> = tag_synonyms::table
        .filter(tag_synonyms::name.eq_any(names))
        .select((tag_synonyms::name, tag_synonyms::tag_id))
        .load(conn)?;
    found.extend(others);
    Ok(found)
}
