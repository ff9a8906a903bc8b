//! The profile, the account and the look of the pages, from outside.

use kiez::accounts::catalogue::{NewProduct, add_product};
use kiez::accounts::profile;

use super::*;

#[test]
fn a_profile_is_saved_and_cleaned() {
    let forum = Forum::start();
    let db = &forum.services.db;
    let lena = person(db, "Lena Vogt");
    let product = db
        .write_blocking(|tx| {
            add_product(tx, None, NewProduct { name: "TannBox".into(), ..NewProduct::default() }, START)
        })
        .expect("a product");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let id = product.to_string();
    let bio = "**Hi** <script>alert(1)</script> [x](javascript:alert(1))";
    let fields = [
        ("name", " Lena  Vogt-Meier "),
        ("bio", bio),
        ("lang", "de"),
        ("address", "sie"),
        ("products", &id),
        ("products", "999"),
    ];
    assert_eq!(browser.post("/settings", &fields).location(), "/settings");
    let someone = actor(db, lena);
    assert_eq!((someone.name.as_str(), someone.lang.as_str(), someone.formal), ("Lena Vogt-Meier", "de", true));
    assert_eq!(someone.handle, "lena-vogt", "a handle is for good");
    let (owned, html) = db
        .read_blocking(move |conn| {
            use diesel::prelude::*;
            use kiez::accounts::tables::people;
            let html: String = people::table.find(lena).select(people::bio_html).first(conn)?;
            Ok::<_, Refusal>((profile::owned(conn, lena)?, html))
        })
        .expect("the profile");
    assert_eq!(owned, [product]);
    assert!(
        html.contains("<strong>Hi</strong>") && !html.contains("<script") && !html.contains("href=\"javascript"),
        "{html}"
    );
    // The page speaks German now, formally.
    let page = browser.get("/settings");
    assert!(page.body.contains("Über Sie") && page.body.contains("lang=\"de\""), "{}", page.body);
    let long = "ä".repeat(2_001);
    let again = browser.post("/settings", &[("name", "x"), ("bio", &long), ("lang", "fr")]);
    assert_eq!(again.status, 422);
    for field in ["name", "bio", "lang"] {
        assert!(again.text(&format!("#{field}-error")).is_some(), "{field}");
    }
    assert!(again.body.contains(&long), "typed text is never lost");
    let none = browser.post("/settings", &[("name", "Lena Vogt"), ("lang", "de")]);
    assert_eq!(none.status, 303);
    assert!(db.read_blocking(move |conn| Ok::<_, Refusal>(profile::owned(conn, lena)?)).expect("products").is_empty());
}

#[test]
fn a_new_address_is_confirmed_and_the_old_one_told() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let wrong =
        browser.post("/settings/account/address", &[("email", "new@example.org"), ("address_password", "wrong")]);
    assert_eq!((wrong.status, wrong.field("email").as_str()), (422, "new@example.org"));
    let answer = browser.post("/settings/account/address", &[("email", "new@example.org"), ("address_password", GOOD)]);
    assert_eq!(answer.location(), "/settings/account");
    assert!(mails(&forum, "lena-vogt@example.org", 1)[0].contains("is to be changed"));
    let path = link(&mails(&forum, "new@example.org", 1)[0], "/verify/");
    assert!(browser.get("/settings/account").body.contains("lena-vogt@example.org"));
    assert_eq!(browser.post(&path, &[]).location(), "/");
    assert!(browser.get("/settings/account").body.contains("new@example.org"));
    signed_in(&forum, "new@example.org", GOOD);
}

#[test]
fn the_mail_can_be_sent_again() {
    let forum = Forum::start();
    person_with(&forum.services.db, "Lena Vogt", false);
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    assert_eq!(browser.post("/settings/account/verify", &[]).status, 303);
    let path = link(&mails(&forum, "lena-vogt@example.org", 1)[0], "/verify/");
    assert_eq!(browser.post(&path, &[]).status, 303);
    assert_eq!(browser.post("/settings/account/verify", &[]).status, 409);
}

#[test]
fn language_and_colours_are_remembered_without_an_account() {
    let forum = Forum::start();
    let mut browser = forum.browser();
    assert!(browser.get("/sign-in").body.contains("<html lang=\"en\">"));
    assert_eq!(browser.post("/language", &[("lang", "de"), ("next", "/sign-up?x=1")]).location(), "/sign-up?x=1");
    browser.post("/theme", &[("theme", "dark"), ("next", "/")]);
    assert!(browser.get("/sign-in").body.contains("<html lang=\"de\" data-theme=\"dark\">"));
    browser.post("/theme", &[("theme", "auto"), ("next", "/")]);
    assert!(browser.get("/sign-in").body.contains("<html lang=\"de\">"));
    assert_eq!(browser.post("/theme", &[("theme", "\"><script>")]).status, 422);
    assert_eq!(browser.post("/language", &[("lang", "xx")]).status, 422);
}
