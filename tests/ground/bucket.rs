//! Uploads in a bucket: the same forum, and no folder.

use std::path::Path;

use kiez::ground::store::Store;

use crate::accounts::{GOOD, link, person, signed_in};
use crate::support::bucket::Buckets;
use crate::support::{Answer, Browser, Database, Forum, multipart, png};

fn forum(buckets: &Buckets) -> Forum {
    let bucket = buckets.settings();
    Forum::start_with(Database::sqlite(), |config| config.bucket = Some(bucket))
}

fn send(browser: &mut Browser) -> Answer {
    browser.post_multipart("/uploads", &multipart(&[], &png()), "application/json")
}

#[test]
fn pictures_are_in_the_bucket_and_every_node_shows_them() {
    let buckets = Buckets::start();
    let (forum, other) = (forum(&buckets), forum(&buckets));
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let sent = send(&mut browser);
    assert_eq!(sent.status, 200, "{}", sent.body);
    let path = link(&sent.body, "/uploads/") + ".png";
    assert_eq!(buckets.names(), [format!("/forum/help{path}")]);
    assert!(!forum.services.config.data_dir.join("uploads").exists(), "there is no folder");
    for forum in [&forum, &other] {
        let shown = forum.browser().get(&path);
        assert_eq!((shown.status, shown.header("content-type")), (200, Some("image/png")));
    }
    assert_eq!(forum.browser().get("/uploads/0123456789abcdef0123456789abcdef01234567.png").status, 404);
}

#[test]
fn a_bucket_that_is_away_takes_no_page_with_it() {
    let buckets = Buckets::start();
    let forum = forum(&buckets);
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let path = link(&send(&mut browser).body, "/uploads/") + ".png";
    for status in [500, 403] {
        buckets.trouble(status);
        assert_eq!(send(&mut browser).status, 503, "a bucket that says {status}");
        assert_eq!(browser.get(&path).status, 503, "a bucket that says {status}");
        assert_eq!(browser.get("/").status, 200);
        assert_eq!(browser.get("/readyz").status, 200);
    }
    buckets.trouble(0);
    assert_eq!(browser.get(&path).status, 200);
    assert_eq!(send(&mut browser).status, 200);
    assert_eq!(buckets.names().len(), 2);
}

#[actix_web::test]
async fn what_may_be_over_soon_is_tried_again_and_what_is_not_is_not() {
    let buckets = Buckets::start();
    let store = buckets.store();
    store.check().await.expect("it can be used");
    assert_eq!(buckets.names(), Vec::<String>::new(), "the probe is taken away");
    buckets.asked();
    for (status, tries) in [(503, 3), (403, 1)] {
        buckets.trouble(status);
        let why = store.put("a.png", vec![1; 3]).await.expect_err("it refuses").to_string();
        assert!(why.starts_with("unavailable"), "{why}");
        assert_eq!(buckets.asked(), vec!["PUT /forum/help/uploads/a.png"; tries], "after {status}");
    }
    buckets.trouble(0);
    store.remove("a.png").await.expect("what is gone already is gone");
    let (mut stranger, mut guesser, mut nowhere) = (buckets.settings(), buckets.settings(), buckets.settings());
    stranger.key_id = "somebody".into();
    guesser.secret = "guessed".into();
    for other in [stranger, guesser] {
        let store = Store::open(Some(&other), Path::new("/nonexistent")).expect("a store");
        assert!(store.put("a.png", vec![1]).await.is_err(), "with another's key");
    }
    nowhere.endpoint = Some("http://127.0.0.1:9".into());
    let nowhere = Store::open(Some(&nowhere), Path::new("/nonexistent")).expect("a store");
    let why = nowhere.get("a.png").await.expect_err("nobody is there").to_string();
    assert!(why.starts_with("unavailable"), "{why}");
}
