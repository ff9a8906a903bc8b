//! Products.

use std::collections::BTreeMap;

use diesel::dsl::max;
use diesel::prelude::*;

use super::{MOST, check_texts, finish, json, next, slug_of, taken, text, texts};
use crate::accounts::Actor;
use crate::accounts::events::ProductChanged;
use crate::accounts::grant::runs_the_forum;
use crate::accounts::name;
use crate::accounts::tables::products;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// A product.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Product {
    /// Its number.
    pub id: i64,
    /// Its address: `/products/SLUG`.
    pub slug: String,
    /// Its name, the same in every language.
    pub name: String,
    /// What it is, by language.
    pub descriptions: BTreeMap<String, String>,
    /// Its place in lists.
    pub position: i64,
    /// Not offered any more when somebody asks.
    pub retired: bool,
}

impl Product {
    /// The description in that language, or in another.
    pub fn description(&self, lang: &str) -> &str {
        text(&self.descriptions, lang)
    }

    /// Its page.
    pub fn path(&self) -> String {
        format!("/products/{}", self.slug)
    }
}

/// What an admin types.
#[derive(Clone, Debug, Default)]
pub struct NewProduct {
    /// Empty: made from the name.
    pub slug: String,
    /// 2 to 60 characters.
    pub name: String,
    /// By language.
    pub descriptions: BTreeMap<String, String>,
}

type Row = (i64, String, String, String, i64, bool);

fn product_of((id, slug, name, descriptions, position, retired): Row) -> Product {
    Product { id, slug, name, descriptions: texts(&descriptions), position, retired }
}

/// All products in their order, retired ones included.
///
/// # Errors
/// When the database fails.
pub fn products(conn: &mut AnyConnection) -> QueryResult<Vec<Product>> {
    let rows: Vec<Row> = products::table.order((products::position, products::id)).limit(MOST).load(conn)?;
    Ok(rows.into_iter().map(product_of).collect())
}

/// One product.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn product(conn: &mut AnyConnection, id: i64) -> Verdict<Product> {
    Ok(product_of(products::table.find(id).first(conn)?))
}

/// Adds a product at the end.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid`.
pub fn add_product(tx: &mut Tx<'_>, actor: Option<&Actor>, new: NewProduct, now: Micros) -> Verdict<i64> {
    runs_the_forum(actor)?;
    let (name, slug) = check(&new)?;
    let position = next(products::table.select(max(products::position)).first(tx.conn()))?;
    let id = diesel::insert_into(products::table)
        .values((
            products::slug.eq(slug),
            products::name.eq(name),
            products::descriptions.eq(json(&new.descriptions)?),
            products::position.eq(position),
            products::retired.eq(false),
        ))
        .returning(products::id)
        .get_result(tx.conn())
        .map_err(taken)?;
    tx.record(actor.map(|a| a.id), &ProductChanged { product_id: id }, now);
    Ok(id)
}

/// Changes a product.
///
/// # Errors
/// As `add_product`, and `NotFound`.
pub fn change_product(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: i64,
    new: NewProduct,
    position: i64,
    retired: bool,
    now: Micros,
) -> Verdict<()> {
    runs_the_forum(actor)?;
    let (name, slug) = check(&new)?;
    let done = diesel::update(products::table.find(id))
        .set((
            products::slug.eq(slug),
            products::name.eq(name),
            products::descriptions.eq(json(&new.descriptions)?),
            products::position.eq(position),
            products::retired.eq(retired),
        ))
        .execute(tx.conn())
        .map_err(taken)?;
    if done == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(actor.map(|a| a.id), &ProductChanged { product_id: id }, now);
    Ok(())
}

fn check(new: &NewProduct) -> Verdict<(String, String)> {
    let name = name::check(&new.name)?;
    let mut errors = Vec::new();
    check_texts(&new.descriptions, "descriptions", &mut errors);
    finish(errors)?;
    let slug = slug_of(&new.slug, &name);
    Ok((name, slug))
}
