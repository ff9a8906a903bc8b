//! The admin's pages, from outside.

use kiez::accounts::forum_settings;
use kiez::ground::jobs;
use kiez::ground::settings::Settings;

use super::*;
use crate::support::on_both;

const PAGES: [&str; 7] = [
    "/admin",
    "/admin/products",
    "/admin/categories",
    "/admin/people",
    "/admin/teams",
    "/admin/settings",
    "/admin/audit",
];

#[test]
fn only_admins_come_in() {
    let forum = Forum::start();
    let db = &forum.services.db;
    with_role(db, "Ada Admin", Role::Admin);
    let lena = person(db, "Lena Vogt");
    let mut admin = signed_in(&forum, "ada-admin@example.org", GOOD);
    let mut member = signed_in(&forum, "lena-vogt@example.org", GOOD);
    for path in PAGES.into_iter().map(str::to_owned).chain([format!("/admin/people/{lena}")]) {
        assert_eq!(admin.get(&path).status, 200, "{path}");
        assert_eq!(member.get(&path).status, 403, "{path}");
        assert_eq!(forum.browser().get(&path).status, 303, "{path}");
    }
    for path in ["/admin/products", "/admin/categories", "/admin/teams", "/admin/settings", "/admin/jobs/1/retry"] {
        assert_eq!(member.post(path, &[("name", "Evil")]).status, 403, "{path}");
    }
    let grant = format!("/admin/people/{lena}/grant");
    assert_eq!(member.post(&grant, &[("role", "admin")]).status, 403);
    assert!(actor(db, lena).grants.is_empty());
}

#[test]
fn the_catalogue_is_kept_and_logged() {
    let forum = Forum::start();
    with_role(&forum.services.db, "Ada Admin", Role::Admin);
    let mut admin = signed_in(&forum, "ada-admin@example.org", GOOD);
    let bad = admin.post("/admin/products", &[("name", "x"), ("text-de", "Ein <b>Router</b>")]);
    assert!(bad.status == 422 && bad.body.contains("Ein &#60;b&#62;Router"), "{}", bad.body);
    assert_eq!(admin.post("/admin/products", &[("name", "TannBox"), ("text-de", "Ein Router")]).status, 303);
    assert_eq!(admin.get("/admin/products/1").text("#text-de").as_deref(), Some("Ein Router"));
    assert_eq!(
        admin.post("/admin/products/1", &[("name", "TannBox 7"), ("position", "3"), ("retired", "yes")]).status,
        303
    );
    assert_eq!(admin.post("/admin/categories", &[("text-en", "Setting up")]).status, 303);
    assert_eq!(admin.post("/admin/categories/1", &[("text-en", "Setup"), ("position", "1")]).status, 303);
    assert_eq!(admin.post("/admin/teams", &[("name", "Hotline")]).status, 303);
    assert_eq!(admin.post("/admin/teams/1", &[("name", "Werkstatt")]).status, 303);
    assert_eq!(admin.get("/admin/products/99").status, 404);
    let log = admin.get("/admin/audit");
    for words in ["saved the product TannBox 7", "saved the category Setup", "saved the team Werkstatt", "Ada Admin"] {
        assert!(log.body.contains(words), "{words}");
    }
}

#[test]
fn roles_are_granted_and_taken_back() {
    let forum = Forum::start();
    let db = &forum.services.db;
    let ada = with_role(db, "Ada Admin", Role::Admin);
    let lena = person(db, "Lena Vogt");
    let mut admin = signed_in(&forum, "ada-admin@example.org", GOOD);
    let mut member = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let path = |id: i64, verb: &str| format!("/admin/people/{id}/{verb}");
    assert_eq!(admin.post(&path(lena, "grant"), &[("role", "admin"), ("scope", "")]).status, 303);
    assert_eq!(member.get("/admin").status, 200, "on the next request");
    assert_eq!(admin.post(&path(lena, "revoke"), &[("role", "admin"), ("scope", "")]).status, 303);
    assert_eq!(member.get("/admin").status, 403);
    assert_eq!(admin.post(&path(ada, "revoke"), &[("role", "admin"), ("scope", "")]).status, 409, "the last one");
    assert_eq!(admin.post(&path(lena, "grant"), &[("role", "king"), ("scope", "")]).status, 422);
    assert_eq!(admin.post(&path(lena, "grant"), &[("role", "staff"), ("scope", "team:9")]).status, 422);
    assert!(admin.get("/admin/audit").body.contains("made Lena Vogt Admin"));
    assert_eq!(admin.post(&path(lena, "erase"), &[]).location(), "/admin/people");
    assert_eq!(member.get("/settings").status, 303);
    assert_eq!(admin.post(&path(ada, "erase"), &[]).status, 403);
}

#[test]
fn people_are_found_and_paged() {
    let forum = Forum::start();
    let db = &forum.services.db;
    with_role(db, "Ada Admin", Role::Admin);
    person(db, "Käthe Müller");
    for n in 0..60 {
        db.write_blocking(move |tx| {
            create(tx, NewPerson { name: format!("Someone {n}"), lang: "en".into(), ..NewPerson::default() }, START)
        })
        .expect("a person");
    }
    let mut admin = signed_in(&forum, "ada-admin@example.org", GOOD);
    let names = |body: &str| body.matches("class=\"name\"").count();
    let first = admin.get("/admin/people");
    assert_eq!(names(&first.body), 50);
    let page = scraper::Html::parse_document(&first.body);
    let next = scraper::Selector::parse("a[rel=next]").expect("a selector");
    let next = page.select(&next).next().and_then(|a| a.value().attr("href")).expect("a next page").to_owned();
    assert_eq!(names(&admin.get(&next).body), 12);
    for query in ["?q=k%C3%A4the", "?q=MUELLER", "?q=k%C3%A4the-m%C3%BCller%40example.org", "?q=%25%25&role=admin"] {
        assert_eq!(
            names(&admin.get(&format!("/admin/people{query}")).body),
            usize::from(!query.contains("admin")),
            "{query}"
        );
    }
    assert_eq!(names(&admin.get("/admin/people?role=admin").body), 1);
}

#[test]
fn settings_are_checked_and_every_node_hears_of_them() {
    let forum = Forum::start();
    let db = &forum.services.db;
    with_role(db, "Ada Admin", Role::Admin);
    let mut admin = signed_in(&forum, "ada-admin@example.org", GOOD);
    let mut fields = vec![
        ("name", "Tannfunk Kiez"),
        ("languages", "en"),
        ("languages", "de"),
        ("first", "de"),
        ("vote_up", "5"),
        ("zone", "Europe/Berlin"),
    ];
    fields.extend([
        ("flag", "15"),
        ("comment", "50"),
        ("vote_down", "125"),
        ("retag", "200"),
        ("edit", "1000"),
        ("close", "2000"),
        ("protect", "10"),
        ("hide_by_flags", "300"),
    ]);
    assert_eq!(admin.post("/admin/settings", &fields).status, 303);
    assert!(admin.get("/settings").body.contains("Tannfunk Kiez"), "on the very next page");
    let settings = forum.services.settings.get();
    assert_eq!((settings.languages.join(" "), settings.thresholds.vote_up), ("de en".into(), 5));
    let bad = admin.post("/admin/settings", &[("name", ""), ("vote_up", "many")]);
    assert_eq!(bad.status, 422);
    for field in ["name", "languages", "vote_up", "close"] {
        assert!(bad.text(&format!("#{field}-error")).is_some(), "{field}");
    }
    // A change by another node: only the log says so.
    db.write_blocking(|tx| {
        forum_settings::change(tx, None, &Settings { name: "Elsewhere".into(), ..Settings::default() }, START)
    })
    .expect("changed");
    let patience = Stopwatch::start();
    while forum.services.settings.get().name != "Elsewhere" && patience.elapsed() < Duration::from_secs(5) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(forum.services.settings.get().name, "Elsewhere");
}

#[test]
fn dead_jobs_are_shown_and_tried_again() {
    let forum = Forum::start();
    let db = &forum.services.db;
    with_role(db, "Ada Admin", Role::Admin);
    db.write_blocking(|tx| {
        Ok::<_, Refusal>(jobs::bury(tx, "letter", "secret@example.org", "the post office is closed", START)?)
    })
    .expect("a dead job");
    let mut admin = signed_in(&forum, "ada-admin@example.org", GOOD);
    let page = admin.get("/admin");
    assert!(page.body.contains("the post office is closed") && !page.body.contains("secret@example.org"));
    let (_, form) = page.body.split_once("action=\"/admin/jobs/").expect("a form for it");
    let (job, _) = form.split_once('/').expect("its number");
    assert_eq!(admin.post(&format!("/admin/jobs/{job}/retry"), &[]).status, 303);
    assert_eq!(admin.post("/admin/jobs/99/retry", &[]).status, 404);
    assert!(admin.get("/admin/audit").body.contains("another try"));
}

#[test]
fn settings_are_for_admins() {
    on_both(|db| {
        let mo = with_role(&db, "Mo Moderator", Role::Moderator);
        let mo = actor(&db, mo);
        let tried = db.write_blocking(move |tx| forum_settings::change(tx, Some(&mo), &Settings::default(), START));
        assert_eq!(why(tried), "problem-needs-role");
    });
}

#[test]
fn an_experts_field_can_be_a_tag() {
    let forum = Forum::start();
    let db = &forum.services.db;
    with_role(db, "Ada Admin", Role::Admin);
    let lena = person(db, "Lena Vogt");
    let tags = db.write_blocking(|tx| kiez::threads::tags::find_or_create(tx, &["wlan".into()], START)).expect("a tag");
    let mut admin = signed_in(&forum, "ada-admin@example.org", GOOD);
    let path = format!("/admin/people/{lena}/grant");
    assert_eq!(admin.post(&path, &[("role", "expert"), ("tag", "nothing")]).status, 422);
    assert_eq!(admin.post(&path, &[("role", "expert"), ("tag", "WLAN")]).status, 303);
    assert_eq!(actor(db, lena).fields(), [Scope::Tag(tags[0].0)]);
    assert!(admin.get(&format!("/admin/people/{lena}")).body.contains("wlan"));
    let scope = Scope::Tag(tags[0].0).word();
    assert_eq!(
        admin.post(&format!("/admin/people/{lena}/revoke"), &[("role", "expert"), ("scope", &scope)]).status,
        303
    );
    assert!(actor(db, lena).grants.is_empty());
}
