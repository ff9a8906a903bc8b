//! What balancers and monitoring ask.

use crate::support::{Database, Forum};

#[test]
fn a_forum_that_runs_says_so() {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        says_so(&Forum::start_with(database, |_| {}));
    }
}

fn says_so(forum: &Forum) {
    let mut browser = forum.browser();
    assert_eq!(browser.get("/healthz").status, 200);
    // The first index is made in the background, in a moment.
    let mut ready = browser.get("/readyz");
    for _ in 0..200 {
        if ready.status == 200 {
            break;
        }
        assert!(ready.body.contains("no search index is open yet"), "{}", ready.body);
        std::thread::sleep(std::time::Duration::from_millis(50));
        ready = browser.get("/readyz");
    }
    assert_eq!((ready.status, ready.body.as_str()), (200, "{\"ready\":true,\"reasons\":[]}"));
    let metrics = browser.get("/metrics").body;
    for figure in [
        "kiez_requests_total{route=\"/healthz\",status=\"200\"}",
        "kiez_figure{name=\"database_up\"} 1",
        "kiez_figure{name=\"log_position\"}",
    ] {
        assert!(metrics.contains(figure), "{figure} is missing in {metrics}");
    }
}

#[test]
fn a_forum_that_lacks_a_migration_or_ends_is_not_ready() {
    let forum = Forum::start();
    forum
        .services
        .db
        .write_blocking(|tx| {
            use diesel::connection::SimpleConnection;
            Ok::<_, kiez::ground::refusal::Refusal>(tx.conn().batch_execute("DELETE FROM __diesel_schema_migrations WHERE version = (SELECT max(version) FROM __diesel_schema_migrations)")?)
        })
        .expect("a migration is forgotten");
    let mut browser = forum.browser();
    let ready = browser.get("/readyz");
    assert_eq!(ready.status, 503);
    assert!(ready.body.contains("migrations are missing"), "{}", ready.body);
    assert_eq!(browser.get("/healthz").status, 200);
}
