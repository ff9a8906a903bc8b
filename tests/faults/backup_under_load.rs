//! 14: `kiez backup` while people write, restored elsewhere and served: what was acknowledged before it began is there, and whole.

use std::time::Duration;

use kiez::ground::clock::Stopwatch;
use kiez::ground::db::{Target, health};

use super::house::House;
use super::writes::{Done, Log, is_whole};
use super::{databases, report, sized, within};
use crate::support::Database;

fn done(house: &House, arguments: &[&str]) -> String {
    let output = house.kiez(arguments).output().expect("it runs");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

#[test]
fn what_was_acknowledged_before_is_restored_elsewhere() {
    let (people, before) = sized((4, 60), (20, 1_500));
    for (name, database) in databases() {
        let house = House::on(database, 20);
        let node = house.serve();
        let client = house.client(&node);
        let picture = client.upload(&crate::support::png()).expect("an answer");
        assert!(picture.status < 300, "{}", picture.body);
        let log = Log::default();
        let copy = house.folder.path().join("copy").to_string_lossy().into_owned();
        let (earlier, took) = log.while_writing(&house, &client, (people, 50_000), || {
            within(200, "enough writes", || log.acknowledged() >= before);
            let earlier: Vec<Done> = log.all().into_iter().filter(Done::acknowledged).collect();
            let watch = Stopwatch::start();
            done(&house, &["backup", &copy]);
            (earlier, watch.elapsed())
        });
        let meanwhile = log.acknowledged() - earlier.len();
        assert!(meanwhile > 0 && log.all().iter().all(Done::acknowledged), "people went on writing");
        drop(node);

        let other = match house.database.target {
            Target::Sqlite(_) => Database::sqlite(),
            Target::Postgres(_) => Database::postgres().expect("there is one already"),
        };
        let there = House {
            database: other,
            folder: tempfile::tempdir().expect("a folder"),
            lena: house.lena,
            questions: house.questions.clone(),
        };
        let watch = Stopwatch::start();
        done(&there, &["restore", &copy]);
        let restored: Duration = watch.elapsed();
        let mut conn = there.database.target.connect().expect("it opens");
        assert_eq!(health::integrity(&mut conn).expect("looked"), Vec::<String>::new());
        drop(conn);
        is_whole(&there, &earlier);
        there.stage().is_consistent();
        let node = there.serve();
        let client = there.client(&node);
        for one in earlier.iter().step_by(earlier.len() / 20 + 1) {
            let page = client.page(&one.location).expect("an answer");
            assert!(page.status == 200 && page.body.contains(&one.writing.word), "{} {one:?}", page.status);
        }
        assert!(log.write(&there, &client).acknowledged(), "it goes on elsewhere");
        report(
            "14 backup_under_load",
            &format!("{name}: backup while {people} people write, restored elsewhere and served"),
            "integrity ok, everything acknowledged before it began is there",
            &format!(
                "{} before, {meanwhile} meanwhile; backup in {took:.1?}, restored in {restored:.1?}",
                earlier.len()
            ),
        );
    }
}
