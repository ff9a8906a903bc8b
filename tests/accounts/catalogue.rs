//! Products, categories and teams.

use std::collections::BTreeMap;

use kiez::accounts::catalogue::*;
use kiez::accounts::teams;

use super::*;
use crate::support::on_both;

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(lang, text)| ((*lang).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn products_have_an_order_an_address_and_texts_by_language() {
    on_both(|db| {
        let add = |name: &'static str, slug: &'static str| {
            let new = NewProduct {
                slug: slug.into(),
                name: name.into(),
                descriptions: texts(&[("de", "Ein Router"), ("en", "")]),
            };
            db.write_blocking(move |tx| add_product(tx, None, new, START))
        };
        let one = add("TannBox 6", "").expect("added");
        let two = add("Tür & Tor", "tuer").expect("added");
        assert_eq!(why(add("Another", "tannbox-6")), "problem-slug-taken");
        assert_eq!(why(add("x", "")), "problem-name-short");
        let products = db.read_blocking(|conn| Ok::<_, Refusal>(products(conn)?)).expect("the list");
        let seen: Vec<_> = products.iter().map(|p| (p.id, p.path())).collect();
        assert_eq!(seen, [(one, "/products/tannbox-6".into()), (two, "/products/tuer".into())]);
        assert_eq!(products[0].description("en"), "Ein Router", "another language is better than none");
        let new = NewProduct { slug: "tuer".into(), name: "Tor".into(), descriptions: texts(&[]) };
        db.write_blocking(move |tx| change_product(tx, None, two, new, 0, true, START)).expect("changed");
        let first = db
            .read_blocking(|conn| Ok::<_, Refusal>(kiez::accounts::catalogue::products(conn)?.remove(0)))
            .expect("the first");
        assert_eq!((first.id, first.retired, first.name.as_str()), (two, true, "Tor"));
        assert_eq!(kinds(&db), ["product.changed"; 3]);
    });
}

#[test]
fn categories_speak_both_languages() {
    on_both(|db| {
        let new = NewCategory { slug: String::new(), names: texts(&[("de", "Einrichtung"), ("en", "Setting up")]) };
        let id = db.write_blocking(move |tx| add_category(tx, None, new, START)).expect("added");
        let empty = NewCategory::default();
        assert_eq!(why(db.write_blocking(move |tx| add_category(tx, None, empty, START))), "problem-name-short");
        let category = db.read_blocking(move |conn| category(conn, id)).expect("the category");
        assert_eq!(
            (category.slug.as_str(), category.name("de"), category.name("en")),
            ("einrichtung", "Einrichtung", "Setting up")
        );
    });
}

#[test]
fn only_admins_change_them() {
    on_both(|db| {
        let mo = with_role(&db, "Mo Moderator", Role::Moderator);
        let mo = actor(&db, mo);
        let (a, b, c) = (mo.clone(), mo.clone(), mo);
        let product = NewProduct { name: "TannBox".into(), ..NewProduct::default() };
        let category = NewCategory { names: texts(&[("en", "Setting up")]), ..NewCategory::default() };
        assert_eq!(why(db.write_blocking(move |tx| add_product(tx, Some(&a), product, START))), "problem-needs-role");
        assert_eq!(why(db.write_blocking(move |tx| add_category(tx, Some(&b), category, START))), "problem-needs-role");
        assert_eq!(why(db.write_blocking(move |tx| teams::add(tx, Some(&c), "Hotline", START))), "problem-needs-role");
    });
}

#[test]
fn teams_have_names_of_their_own() {
    on_both(|db| {
        let id = db.write_blocking(|tx| teams::add(tx, None, "Hotline", START)).expect("a team");
        assert_eq!(why(db.write_blocking(|tx| teams::add(tx, None, "Hotline", START))), "problem-name-taken");
        db.write_blocking(move |tx| teams::rename(tx, None, id, "Hotline", START)).expect("its own name");
        db.write_blocking(move |tx| teams::rename(tx, None, id, "Werkstatt", START)).expect("another");
        assert_eq!(why(db.write_blocking(|tx| teams::rename(tx, None, 99, "Lager", START))), "not found");
    });
}
