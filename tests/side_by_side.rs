//! Two neighbouring versions on one database: what the older one rests on must stay as it is while the newer one is there.
//! The newer one migrates first, then nodes are replaced one by one (docs/OPERATING.md, Upgrade).

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::Stopwatch;
use kiez::ground::db::{AnyConnection, Target, missing};
use kiez::ground::events::lag;
use kiez::ground::jobs;
use kiez::ground::refusal::Refusal;

use crate::pages::town::asked;
use crate::support::{Database, Forum, START};

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    /// Whether a row can do without it.
    #[diesel(sql_type = Bool)]
    optional: bool,
}

#[derive(QueryableByName)]
struct Rule {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    name: String,
}

/// What a program rests on.
#[derive(Default)]
struct Ground {
    /// Tables, their columns, and of each its type and whether a row can do without it.
    tables: BTreeMap<String, BTreeMap<String, (String, bool)>>,
    /// What refuses rows: unique indexes and triggers, with their table.
    rules: BTreeSet<(String, String)>,
}

impl Ground {
    fn of(conn: &mut AnyConnection) -> Self {
        let (columns, rules): (Vec<Column>, Vec<Rule>) = match conn {
            AnyConnection::Sqlite(conn) => (
                diesel::sql_query(
                    "SELECT m.name AS place, c.name AS name, c.type AS kind, \
                     (c.\"notnull\" = 0 OR c.dflt_value IS NOT NULL OR c.pk > 0) AS optional \
                     FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'",
                )
                .load(conn)
                .expect("columns"),
                diesel::sql_query(
                    "SELECT tbl_name AS place, name FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE UNIQUE%'",
                )
                .load(conn)
                .expect("rules"),
            ),
            AnyConnection::Postgres(conn) => (
                diesel::sql_query(
                    "SELECT table_name::text AS place, column_name::text AS name, data_type::text AS kind, \
                     (is_nullable = 'YES' OR column_default IS NOT NULL OR is_identity = 'YES') AS optional \
                     FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'",
                )
                .load(conn)
                .expect("columns"),
                diesel::sql_query(
                    "SELECT tablename::text AS place, indexname::text AS name FROM pg_indexes \
                     WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%' \
                     UNION SELECT event_object_table::text, trigger_name::text FROM information_schema.triggers \
                     WHERE trigger_schema = 'public'",
                )
                .load(conn)
                .expect("rules"),
            ),
        };
        let mut ground = Self::default();
        for Column { place, name, kind, optional } in columns {
            ground.tables.entry(place).or_default().insert(name, (kind, optional));
        }
        ground.rules = rules.into_iter().map(|rule| (rule.place, rule.name)).collect();
        ground
    }

    /// What a program that rests on this would miss on `next`.
    fn missed(&self, next: &Self) -> Vec<String> {
        let mut faults = Vec::new();
        for (table, columns) in &self.tables {
            let Some(now) = next.tables.get(table) else {
                faults.push(format!("{table} is gone"));
                continue;
            };
            for (column, (kind, optional)) in columns {
                match now.get(column) {
                    None => faults.push(format!("{table}.{column} is gone")),
                    Some((other, _)) if other != kind => faults.push(format!("{table}.{column} is {other} now")),
                    Some((_, false)) if *optional => faults.push(format!("{table}.{column} has become a duty")),
                    Some(_) => {}
                }
            }
            let new = now.iter().filter(|(column, (_, optional))| !columns.contains_key(*column) && !optional);
            faults.extend(new.map(|(column, _)| format!("{table}.{column} is new, and a duty")));
        }
        let rules = next.rules.difference(&self.rules).filter(|(table, _)| self.tables.contains_key(table));
        faults.extend(rules.map(|(table, rule)| format!("{rule} refuses rows of {table}")));
        faults
    }
}

fn run_next(conn: &mut AnyConnection, root: &str) -> Option<String> {
    let all = |tree: &str| FileBasedMigrations::from_path(format!("{root}/{tree}")).expect("migrations");
    let ran = match conn {
        AnyConnection::Sqlite(conn) => match conn.has_pending_migration(all("sqlite")) {
            Ok(true) => conn.run_next_migration(all("sqlite")).map(|version| version.to_string()),
            _ => return None,
        },
        AnyConnection::Postgres(conn) => match conn.has_pending_migration(all("postgresql")) {
            Ok(true) => conn.run_next_migration(all("postgresql")).map(|version| version.to_string()),
            _ => return None,
        },
    };
    Some(ran.expect("a migration"))
}

#[test]
fn a_migration_takes_nothing_from_the_version_before_it() {
    let (mut faults, mut steps) = (Vec::new(), 0);
    let folder = tempfile::tempdir().expect("a folder");
    let postgres = Database::postgres();
    let sqlite = Target::Sqlite(folder.path().join("kiez.db"));
    for target in std::iter::once(&sqlite).chain(postgres.as_ref().map(|database| &database.target)) {
        let mut conn = target.connect().expect("it opens");
        if let AnyConnection::Postgres(conn) = &mut conn {
            use diesel::connection::SimpleConnection;
            conn.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").expect("empty");
        }
        let mut before = Ground::default();
        while let Some(version) = run_next(&mut conn, concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")) {
            let after = Ground::of(&mut conn);
            assert!(after.tables.len() > 3, "only {} tables seen", after.tables.len());
            faults
                .extend(before.missed(&after).into_iter().map(|fault| format!("{} {version}: {fault}", target.kind())));
            (before, steps) = (after, steps + 1);
        }
        assert!(before.rules.len() > 5, "only {} rules seen", before.rules.len());
    }
    assert!(steps >= 16, "only {steps} migrations ran");
    crate::architecture::none(&faults);
}

#[test]
fn what_a_migration_must_not_do_is_seen() {
    use diesel::connection::SimpleConnection;
    let good = "CREATE TABLE a (id INTEGER PRIMARY KEY, x BIGINT, y TEXT NOT NULL)";
    let after = |next: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut conn = Target::Sqlite(folder.path().join("a.db")).connect().expect("it opens");
        conn.batch_execute(good).expect(good);
        let before = Ground::of(&mut conn);
        conn.batch_execute(next).expect(next);
        before.missed(&Ground::of(&mut conn))
    };
    let none: [&str; 0] = [];
    let adds = "ALTER TABLE a ADD COLUMN z BIGINT; ALTER TABLE a ADD COLUMN w TEXT NOT NULL DEFAULT ''; CREATE INDEX i ON a (x); \
                CREATE TABLE b (n BIGINT NOT NULL); CREATE UNIQUE INDEX j ON b (n)";
    assert_eq!(after(adds), none);
    let again = |columns: &str| format!("DROP TABLE a; CREATE TABLE a (id INTEGER PRIMARY KEY, {columns})");
    for (next, fault) in [
        ("DROP TABLE a".to_owned(), "a is gone"),
        ("ALTER TABLE a DROP COLUMN x".to_owned(), "a.x is gone"),
        (again("x TEXT, y TEXT NOT NULL"), "a.x is TEXT now"),
        (again("x BIGINT NOT NULL, y TEXT NOT NULL"), "a.x has become a duty"),
        (again("x BIGINT, y TEXT NOT NULL, z TEXT NOT NULL"), "a.z is new, and a duty"),
        ("CREATE UNIQUE INDEX i ON a (y)".to_owned(), "i refuses rows of a"),
    ] {
        assert_eq!(after(&next), [fault]);
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Tomorrow {
    question_id: i64,
    person_id: i64,
    words: Vec<String>,
}

impl kiez::ground::events::Event for Tomorrow {
    const KIND: &'static str = "tomorrow.came";
}

#[test]
fn lists_pass_over_what_only_a_newer_version_has_words_for() {
    use diesel::connection::SimpleConnection;
    crate::pages::town::towns(|town| {
        let (lena, ada) = (town.person("Lena", 500), town.person("Ada", 500));
        town.grant(ada, Role::Admin, Scope::Everywhere);
        let question = town.ask(lena, asked("The red light blinks"));
        let newer = format!(
            "INSERT INTO notices (person_id, kind, question_id, post_id, position, created_at, mail_at) \
                 VALUES ({lena}, 'tomorrow', {question}, {question}, 1, {at}, {at}); \
             INSERT INTO account_notices (person_id, kind, detail, at) VALUES ({lena}, 'tomorrow', '', {at}); \
             INSERT INTO badges (person_id, badge, post_id, awarded_at) VALUES ({lena}, 'tomorrow', 0, {at}); \
             INSERT INTO review_items (kind, subject, person_id, weight, detail, opened_at) \
                 VALUES ('tomorrow', 'tomorrow:1', {lena}, 9, '', {at}); \
             INSERT INTO review_items (kind, subject, person_id, weight, detail, opened_at, decided_by, decided_at, decision) \
                 VALUES ('tomorrow', 'tomorrow:2', {lena}, 9, '', {at}, {ada}, {at}, 'tomorrow')",
            at = START.0
        );
        town.write(move |tx| Ok(tx.conn().batch_execute(&newer)?));
        let profile = format!("/people/{lena}/lena");
        for (person, pages) in
            [(lena, ["/inbox", "/settings/notifications", &*profile]), (ada, ["/review", "/reports", &*profile])]
        {
            let mut browser = town.browser_of(person);
            for path in pages {
                assert_eq!(browser.get(path).status, 200, "{path}");
            }
        }
    });
}

#[test]
fn what_a_newer_version_has_done_holds_up_nobody() {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        let newer = move |tx: &mut kiez::ground::db::Tx<'_>| {
            use diesel::connection::SimpleConnection;
            tx.conn().batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('20991231000099')")?;
            let event = Tomorrow { question_id: 7, person_id: 1, words: vec!["new".into()] };
            tx.record(Some(1), &event, START);
            Ok::<_, Refusal>(())
        };
        // Migrated by a newer program before this one starts, as when a node of the version before is put back.
        database.open().write_blocking(newer).expect("an event");
        let forum = Forum::start_with(database, |_| {});
        let mut conn = forum.services.db.target().connect_read_only().expect("it opens");
        assert_eq!(missing(&mut conn).expect("the list"), 0, "what it knows has run");
        let event = Tomorrow { question_id: 8, person_id: 2, words: Vec::new() };
        let more = move |tx: &mut kiez::ground::db::Tx<'_>| {
            tx.record(None, &event, START);
            Ok::<_, Refusal>(())
        };
        forum.services.db.write_blocking(more).expect("another while it runs");
        let deadline = Stopwatch::start();
        loop {
            let ready = forum.browser().get("/readyz").status;
            let metrics = forum.browser().get("/metrics").body;
            let searched = metrics.contains("kiez_reader_lag_events{reader=\"search\"} 0");
            let behind: Vec<_> =
                lag(&mut conn).expect("the cursors").into_iter().filter(|(_, behind)| *behind != 0).collect();
            if ready == 200 && searched && behind.is_empty() {
                break;
            }
            assert!(deadline.elapsed().as_secs() < 20, "{ready}, search has it: {searched}, behind: {behind:?}");
            std::thread::yield_now();
        }
        let (_, dead) = jobs::counts(&mut conn).expect("the jobs");
        assert_eq!(dead, 0, "nothing was set aside");
        assert_eq!(forum.browser().get("/").status, 200);
    }
}
