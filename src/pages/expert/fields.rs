//! An expert's fields: products, tags, or everything.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::Actor;
use crate::accounts::roles::Scope as Held;
use crate::ground::db::AnyConnection;
use crate::pages::lists::{Scope, all_products};
use crate::threads::tables::tags;

/// The fields of somebody.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// Whether their word counts everywhere.
    pub everywhere: bool,
    /// Products.
    pub products: Vec<i64>,
    /// Tags.
    pub tags: Vec<i64>,
}

impl Fields {
    /// What they hold.
    pub fn of(actor: &Actor) -> Self {
        let mut fields = Self::default();
        for field in actor.fields() {
            match field {
                Held::Everywhere => fields.everywhere = true,
                Held::Product(id) => fields.products.push(id),
                Held::Tag(id) => fields.tags.push(id),
                Held::Team(_) => {}
            }
        }
        fields
    }

    /// Whether there is any.
    pub fn is_empty(&self) -> bool {
        !self.everywhere && self.products.is_empty() && self.tags.is_empty()
    }

    /// The questions that they are about.
    pub fn scope(&self) -> Scope {
        if self.everywhere {
            return Scope::All;
        }
        Scope::Following { products: self.products.clone(), tags: self.tags.clone() }
    }

    /// Their names, products first; none for everywhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn names(&self, conn: &mut AnyConnection, lang: &str) -> QueryResult<Vec<String>> {
        if self.everywhere {
            return Ok(Vec::new());
        }
        let all: HashMap<i64, String> = all_products(conn, lang)?.into_iter().map(|p| (p.id, p.name)).collect();
        let mut names: Vec<String> = self.products.iter().filter_map(|id| all.get(id).cloned()).collect();
        let named: Vec<String> = tags::table
            .filter(tags::id.eq_any(&self.tags))
            .order(tags::name)
            .select(tags::name)
            .limit(500)
            .load(conn)?;
        names.extend(named);
        Ok(names)
    }
}
