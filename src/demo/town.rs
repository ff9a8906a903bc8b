//! The company and its people: products, categories, tags, teams, accounts, roles.

use std::collections::{BTreeMap, HashMap};

use anyhow::Context;

use crate::accounts::catalogue::{NewCategory, NewProduct, add_category, add_product};
use crate::accounts::create::{NewPerson, create};
use crate::accounts::grant::grant;
use crate::accounts::roles::{Role, Scope};
use crate::accounts::teams;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::threads::tags;

use super::ages::micros;
use super::format::{Community, Person};
use super::rows;

/// Mail to this domain goes nowhere: `.example` is kept free for examples.
const DOMAIN: &str = "demo.tannfunk.example";

/// Our ids by the files' keys.
#[derive(Default)]
pub struct Town {
    pub products: HashMap<String, i64>,
    pub categories: HashMap<String, i64>,
    pub tags: HashMap<String, i64>,
    pub people: HashMap<String, i64>,
    pub teams: HashMap<String, i64>,
}

impl Town {
    /// Somebody's id.
    ///
    /// # Errors
    /// When the files speak of nobody of that key.
    pub fn person(&self, key: &str) -> anyhow::Result<i64> {
        self.people.get(key).copied().with_context(|| format!("nobody has the key {key:?}"))
    }

    /// Writes everything and everybody.
    ///
    /// # Errors
    /// When the database fails, or a key leads nowhere.
    pub fn build(tx: &mut Tx<'_>, community: &Community, now: Micros) -> anyhow::Result<Self> {
        let mut town = Self::default();
        town.catalogue(tx, community, now)?;
        for tag in &community.tag {
            let found = tags::find_or_create(tx, std::slice::from_ref(&tag.name), now)?;
            let (id, name) = found.into_iter().next().with_context(|| format!("{:?} is no tag", tag.name))?;
            rows::describe_tag(tx.conn(), id, &tag.description_de, &tag.description_en)?;
            town.tags.insert(name, id);
        }
        for tag in &community.tag {
            let id = town.tags.get(&tag.name).copied().with_context(|| format!("{:?} is no tag", tag.name))?;
            for synonym in tag.synonyms.iter().filter_map(|s| tags::normalise(s)).filter(|s| !town.tags.contains_key(s))
            {
                rows::add_synonym(tx.conn(), &synonym, id)?;
            }
        }
        for person in &community.person {
            let id = town.settle(tx, person, now)?;
            town.people.insert(person.key.clone(), id);
        }
        Ok(town)
    }

    fn catalogue(&mut self, tx: &mut Tx<'_>, community: &Community, now: Micros) -> anyhow::Result<()> {
        let both =
            |de: &str, en: &str| BTreeMap::from([("de".to_owned(), de.to_owned()), ("en".to_owned(), en.to_owned())]);
        for product in &community.product {
            let descriptions = both(&product.description_de, &product.description_en);
            let new = NewProduct { slug: product.key.clone(), name: product.name.clone(), descriptions };
            self.products.insert(product.key.clone(), add_product(tx, None, new, now)?);
        }
        for category in &community.category {
            let new = NewCategory { slug: category.key.clone(), names: both(&category.name_de, &category.name_en) };
            self.categories.insert(category.key.clone(), add_category(tx, None, new, now)?);
        }
        Ok(())
    }

    fn settle(&mut self, tx: &mut Tx<'_>, person: &Person, now: Micros) -> anyhow::Result<i64> {
        let joined = now.plus(-micros(&person.joined)?);
        let new = NewPerson {
            name: person.name.clone(),
            email: Some(format!("{}@{DOMAIN}", person.key)),
            password_hash: None,
            lang: person.lang.clone(),
            formal: person.key == "herbert",
            verified: true,
            bio: person.bio.clone(),
            created_at: joined,
        };
        let id = create(tx, new, now)?;
        for product in &person.owns {
            let product = self.products.get(product).with_context(|| format!("{product:?} is no product"))?;
            rows::own(tx.conn(), id, *product)?;
        }
        for role in &person.roles {
            let (role, scope) = self.role(tx, role, now)?;
            grant(tx, None, id, role, scope, now)?;
        }
        Ok(id)
    }

    /// `moderator`, `expert:tannbox`, `expert:tag/wlan`, `staff:Netz`.
    fn role(&mut self, tx: &mut Tx<'_>, words: &str, now: Micros) -> anyhow::Result<(Role, Scope)> {
        let (role, place) = words.split_once(':').unwrap_or((words, ""));
        let role = Role::from_word(role).with_context(|| format!("{words:?} is no role"))?;
        if place.is_empty() {
            return Ok((role, Scope::Everywhere));
        }
        if matches!(role, Role::Staff | Role::Lead) {
            let id = match self.teams.get(place) {
                Some(id) => *id,
                None => teams::add(tx, None, place, now)?,
            };
            self.teams.insert(place.to_owned(), id);
            return Ok((role, Scope::Team(id)));
        }
        let scope = match place.strip_prefix("tag/") {
            Some(tag) => self.tags.get(tag).map(|id| Scope::Tag(*id)),
            None => self.products.get(place).map(|id| Scope::Product(*id)),
        };
        Ok((role, scope.with_context(|| format!("{words:?} leads nowhere"))?))
    }
}
