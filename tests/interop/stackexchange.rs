//! Stack Exchange dumps: a small one with every trap that real ones hold, and a real one where it is at hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::ground::db::Db;
use kiez::ground::refusal::Refusal;
use kiez::interop::stackexchange::{Report, import};
use kiez::interop::tables::imports;
use kiez::interop::{Progress, Quiet};
use kiez::pages::operator::{Stats, stats};
use kiez::reputation::tables::ledger;
use kiez::threads::kinds::State;
use kiez::threads::tables::{comments, posts, questions, tags, votes};

use crate::support::{Database, START, on_both};

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stackexchange")
}

fn run(db: &Db, folder: &Path, progress: &mut dyn Progress) -> anyhow::Result<Report> {
    import(db, folder, None, "kiez.example", START, progress)
}

fn read<T>(db: &Db, ask: impl FnOnce(&mut kiez::ground::db::AnyConnection) -> QueryResult<T>) -> T {
    db.read_blocking(|conn| Ok::<_, Refusal>(ask(conn)?)).expect("the database answers")
}

fn counts(db: &Db) -> Stats {
    read(db, stats)
}

/// Everything that an import decides, in an order that does not depend on ids.
fn picture(db: &Db) -> Vec<(i64, String, i64, i64, i64, i64, i64, Option<i64>, String)> {
    read(db, |conn| {
        posts::table
            .inner_join(people::table)
            .order((posts::created_at, posts::body))
            .select((
                posts::created_at,
                posts::html,
                posts::score,
                posts::up,
                posts::down,
                posts::imported_score,
                posts::comment_count,
                posts::accepted_at,
                people::name,
            ))
            .load(conn)
    })
}

/// (read, imported, known, left out)
fn line(report: &Report, kind: &str) -> (u64, u64, u64, u64) {
    let line = report.get(kind).unwrap_or_else(|| panic!("no line for {kind}"));
    (line.read, line.imported, line.known, line.left_out.values().sum())
}

#[test]
fn every_trap_is_survived_and_accounted_for() {
    on_both(|db| {
        let report = run(&db, &fixture(), &mut Quiet).expect("the fixture imports");
        assert_eq!(line(&report, "people"), (5, 5, 0, 0));
        assert_eq!(line(&report, "tags"), (3, 2, 0, 1));
        assert_eq!(line(&report, "questions"), (6, 6, 0, 0));
        assert_eq!(line(&report, "answers"), (5, 4, 0, 1));
        assert_eq!(line(&report, "accepted"), (2, 1, 0, 1));
        assert_eq!(line(&report, "other posts"), (3, 1, 0, 2));
        assert_eq!(line(&report, "comments"), (6, 4, 0, 2));
        assert_eq!(line(&report, "votes"), (33, 26, 0, 7));
        assert_eq!(line(&report, "links"), (6, 2, 0, 4));
        assert_eq!(line(&report, "badges"), (3, 1, 0, 2));
        for line in &report.lines {
            assert_eq!(line.read, line.imported + line.left_out.values().sum::<u64>(), "{}", line.kind);
        }
        let stats = counts(&db);
        assert_eq!((stats.people, stats.questions, stats.answers, stats.comments), (8, 6, 4, 4));
        assert_eq!((stats.votes, stats.accepted, stats.solved, stats.unanswered), (26, 1, 1, 1));
        let cast: i64 = read(&db, |conn| votes::table.count().get_result(conn));
        assert_eq!(cast, 2, "votes with a voter are votes");
    });
}

#[test]
fn threads_are_what_they_were() {
    on_both(|db| {
        run(&db, &fixture(), &mut Quiet).expect("the fixture imports");
        type Row = (i64, String, State, String, i64, Option<i64>, Option<String>);
        let rows: Vec<Row> = read(&db, |conn| {
            questions::table
                .order((questions::created_at, questions::id))
                .select((
                    questions::id,
                    questions::title,
                    questions::state,
                    questions::lang,
                    questions::answer_count,
                    questions::duplicate_of,
                    questions::close_reason,
                ))
                .load(conn)
        });
        let find = |title: &str| {
            rows.iter().find(|r| r.1.starts_with(title)).unwrap_or_else(|| panic!("{title}: {rows:?}")).clone()
        };
        let wobble = find("Wheel wobbles");
        assert_eq!((wobble.1.as_str(), wobble.2, wobble.4), ("Wheel wobbles \"a lot\" & squeaks", State::Solved, 3));
        let again = find("Wobble, again");
        assert_eq!((again.2, again.5, again.6.as_deref()), (State::Closed, Some(wobble.0), Some("duplicate")));
        let third = find("Wobble, a third time");
        assert_eq!(
            (third.2, third.5),
            (State::Closed, Some(wobble.0)),
            "a duplicate of a duplicate leads to the first"
        );
        assert_eq!(find("Schaltung").3, "de");
        assert_eq!(find("Which came first?").2, State::Open);
        assert_eq!(find("(untitled)").6.as_deref(), Some("no_longer_relevant"));
        let body: String = read(&db, |conn| posts::table.find(wobble.0).select(posts::body).first(conn));
        assert_eq!(body, "My wheel & hub **wobble**.\n\n```\na < b\n```");
        let html: Vec<String> = read(&db, |conn| comments::table.select(comments::html).load(conn));
        assert!(
            html.iter().all(|h| !h.contains("<b>")) && html.iter().any(|h| h.contains("<code>spokes</code>")),
            "{html:?}"
        );
        let scores: Vec<(i64, i64, i64, i64)> = read(&db, |conn| {
            posts::table
                .order(posts::created_at)
                .select((posts::score, posts::up, posts::down, posts::imported_score))
                .load(conn)
        });
        assert!(
            scores.contains(&(7, 9, 2, 0)) && scores.contains(&(-2, 0, 2, 0)) && scores.contains(&(1, 2, 0, -1)),
            "{scores:?}"
        );
        let tags: Vec<(String, i64, String)> = read(&db, |conn| {
            tags::table.order(tags::name).select((tags::name, tags::question_count, tags::descriptions)).load(conn)
        });
        assert_eq!(tags, [("c++".into(), 1, "{}".into()), ("wheels".into(), 3, "{\"en\":\"All that turns.\"}".into())]);
    });
}

#[test]
fn people_keep_names_and_reputation_but_cannot_sign_in() {
    on_both(|db| {
        run(&db, &fixture(), &mut Quiet).expect("the fixture imports");
        type Row = (i64, String, String, Option<String>, i64);
        let rows: Vec<Row> = read(&db, |conn| {
            people::table
                .order(people::id)
                .select((people::id, people::name, people::handle, people::email, people::reputation))
                .load(conn)
        });
        assert!(rows.iter().all(|r| r.3.is_none()));
        let names: Vec<(&str, i64)> = rows.iter().map(|r| (r.1.as_str(), r.4)).collect();
        for one in [
            ("Ada & Co", 2_101),
            ("Sam", 51),
            ("Sam", 1),
            ("user 4", 1),
            ("Community", 1),
            ("Wandering Guest", 1),
            ("Gone Soon", 1),
            ("(former member)", 1),
        ] {
            assert!(names.contains(&one), "{one:?} is not in {names:?}");
        }
        let handles: std::collections::BTreeSet<&String> = rows.iter().map(|r| &r.2).collect();
        assert_eq!(handles.len(), rows.len());
        for (id, name, _, _, reputation) in &rows {
            let lines: Vec<i64> =
                read(&db, |conn| ledger::table.filter(ledger::person_id.eq(id)).select(ledger::points).load(conn));
            assert_eq!(1 + lines.iter().sum::<i64>(), *reputation, "{name}");
        }
    });
}

#[test]
fn a_second_run_changes_nothing() {
    on_both(|db| {
        run(&db, &fixture(), &mut Quiet).expect("the fixture imports");
        let (before, shown) = (counts(&db), picture(&db));
        let report = run(&db, &fixture(), &mut Quiet).expect("it imports again");
        assert_eq!(report.written(), 0);
        assert_eq!(line(&report, "questions"), (6, 0, 6, 0));
        assert_eq!(line(&report, "votes"), (33, 0, 26, 7));
        assert_eq!((counts(&db), picture(&db)), (before, shown));
    });
}

#[test]
fn a_name_belongs_to_one_dump() {
    on_both(|db| {
        run(&db, &fixture(), &mut Quiet).expect("the fixture imports");
        let other =
            copy(|name, text| if name == "Users.xml" { text.replace("2012-03-01T10", "2013-03-01T10") } else { text });
        let folder = other.path().join("stackexchange");
        let why = run(&db, &folder, &mut Quiet).expect_err("another dump of the same name");
        assert!(why.to_string().contains("--source NAME"), "{why:#}");
        import(&db, &folder, Some("other"), "kiez.example", START, &mut Quiet).expect("under a name of its own");
        assert_eq!(counts(&db).questions, 12);
    });
}

/// Stops the import as a kill would, at one of the moments at which progress is told.
struct Killed(usize);

impl Killed {
    fn step(&mut self) -> anyhow::Result<()> {
        anyhow::ensure!(self.0 > 0, "killed");
        self.0 -= 1;
        Ok(())
    }
}

impl Progress for Killed {
    fn begin(&mut self, _: &str, _: u64) -> anyhow::Result<()> {
        self.step()
    }

    fn at(&mut self, _: u64) -> anyhow::Result<()> {
        self.step()
    }

    fn end(&mut self) -> anyhow::Result<()> {
        self.step()
    }
}

#[test]
fn a_killed_import_goes_on() {
    let whole = Database::sqlite();
    let whole = whole.open();
    run(&whole, &fixture(), &mut Quiet).expect("the fixture imports");
    let expected = (counts(&whole), picture(&whole));
    on_both(|db| {
        let mut kills = 0;
        // Each run gets a little further before it is killed; all of them work on one database.
        for steps in 10.. {
            match run(&db, &fixture(), &mut Killed(steps)) {
                Ok(_) => break,
                Err(why) => assert_eq!(why.root_cause().to_string(), "killed", "{why:#}"),
            }
            kills += 1;
        }
        assert!(kills > 15, "{kills}");
        assert_eq!((counts(&db), picture(&db)), expected);
    });
}

/// A copy of the fixture with some of its text changed.
fn copy(change: impl Fn(&str, String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("stackexchange");
    std::fs::create_dir(&inner).expect("a folder");
    for entry in std::fs::read_dir(fixture()).expect("the fixture") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("text");
        std::fs::write(inner.join(&name), change(&name, text)).expect("written");
    }
    folder
}

#[test]
fn a_broken_file_stops_with_its_line_before_anything_is_written() {
    type Change = fn(String) -> String;
    let faults: [(&str, Change, &str); 8] = [
        ("Badges.xml", |t| t.replace("</badges>", ""), "Badges.xml, line"),
        ("Comments.xml", |t| t.chars().take(t.chars().count() / 2).collect(), "Comments.xml, line"),
        (
            "Votes.xml",
            |t| t.replacen("VoteTypeId=\"3\"", "VoteTypeId=\"three\"", 1),
            "Votes.xml, line 11: VoteTypeId is \"three\"",
        ),
        (
            "Posts.xml",
            |t| t.replace("Score=\"5\"", "Score=\"5.5\""),
            "Posts.xml, line 5: Score is \"5.5\", not a whole number",
        ),
        (
            "Posts.xml",
            |t| t.replace("CreationDate=\"2012-03-08", "CreationDate=\"2012-13-08"),
            "Posts.xml, line 13: CreationDate is",
        ),
        ("Users.xml", |t| t.replace("&lt;p&gt;I", "&nope;I"), "Users.xml, line 4"),
        ("Users.xml", |_| "{\"not\": \"xml\"}".into(), "Users.xml"),
        (
            "PostLinks.xml",
            |t| t.replace("postlinks>", "votes>"),
            "PostLinks.xml, line 2: <votes> stands where <postlinks> should",
        ),
    ];
    let database = Database::sqlite();
    let db = database.open();
    for (file, change, expected) in faults {
        let broken = copy(|name, text| if name == file { change(text) } else { text });
        let why = run(&db, &broken.path().join("stackexchange"), &mut Quiet).expect_err(file);
        assert!(format!("{why:#}").starts_with(expected), "{file}: {why:#}");
        let written: (i64, i64) = (counts(&db).people, read(&db, |conn| imports::table.count().get_result(conn)));
        assert_eq!(written, (0, 0), "{file}");
    }
    let why = run(&db, Path::new("/nowhere/at/all"), &mut Quiet).expect_err("no folder");
    assert!(why.to_string().contains("is not a folder"), "{why:#}");
}

/// The real dump, where it lies beside the repository or above it.
fn real() -> Option<PathBuf> {
    let places = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    places.map(|place| place.join("shared/data/stackexchange/bicycles.meta")).find(|folder| folder.is_dir())
}

/// Post ids and scores as the dump's text has them, read without the importer.
fn scores_of(folder: &Path) -> BTreeMap<String, i64> {
    let text = std::fs::read_to_string(folder.join("Posts.xml")).expect("the dump's posts");
    let value = |row: &str, name: &str| {
        row.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(v, _)| v.to_owned())
    };
    let thread = |row: &&str| matches!(value(row, "PostTypeId").as_deref(), Some("1" | "2"));
    text.lines()
        .filter(thread)
        .map(|row| {
            (value(row, "Id").expect("an id"), value(row, "Score").and_then(|s| s.parse().ok()).expect("a score"))
        })
        .collect()
}

fn the_real_dump(database: &Database) {
    let Some(folder) = real() else { return };
    let db = database.open();
    // The check of all files takes steps too, and writes nothing: kill it later and later until something is there.
    let half = (75..)
        .step_by(50)
        .find_map(|steps| {
            run(&db, &folder, &mut Killed(steps)).expect_err("killed in the middle");
            Some(counts(&db)).filter(|half| half.people > 0)
        })
        .expect("a kill that leaves something");
    assert!(half.people > 0 && half.comments < 2_448, "{half:?}");
    let report = run(&db, &folder, &mut Quiet).expect("it goes on");
    assert_eq!(line(&report, "comments").0, 2_448);
    let stats = counts(&db);
    assert_eq!((stats.questions, stats.answers, stats.comments, stats.accepted), (453, 971, 2_448, 157));
    let pairs: Vec<(i64, i64)> = read(&db, |conn| {
        imports::table.filter(imports::kind.eq("post")).select((imports::foreign_id, imports::id)).load(conn)
    });
    let scores: BTreeMap<i64, i64> =
        read(&db, |conn| posts::table.select((posts::id, posts::score)).load::<(i64, i64)>(conn)).into_iter().collect();
    let ours: BTreeMap<String, i64> =
        pairs.into_iter().map(|(foreign, id)| (foreign.to_string(), scores[&id])).collect();
    assert_eq!(ours, scores_of(&folder), "every post's score is the dump's");
    assert_eq!(run(&db, &folder, &mut Quiet).expect("a second time").written(), 0);
    assert_eq!(counts(&db), stats);
}

#[test]
fn the_real_dump_on_sqlite() {
    the_real_dump(&Database::sqlite());
}

#[test]
fn the_real_dump_on_postgresql() {
    if let Some(database) = Database::postgres() {
        the_real_dump(&database);
    }
}
