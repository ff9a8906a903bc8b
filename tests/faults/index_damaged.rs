//! 6: the index is deleted, truncated, or a byte of it flipped, while a node runs and before it starts: search says so, makes itself
//! anew and equals the database; posting never stops.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::prelude::*;
use kiez::ground::clock::Stopwatch;
use kiez::threads::tables::questions;

use super::clients_leaving::figure;
use super::house::House;
use super::node::Node;
use super::writes::{Client, Log, is_whole};
use super::{databases, report, sized, within};

/// The newest index, once there is one.
fn newest(data: &Path) -> PathBuf {
    let all = || fs::read_dir(data.join("index")).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    within(30, "an index", || all().any(|path| path.join("meta.json").exists()));
    all().filter(|path| path.join("meta.json").exists()).max().expect("an index")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    all.filter(|path| path.extension().is_some_and(|end| end == ending)).collect()
}

/// What can happen to an index. A file may be merged away under our hands: then another try will do.
fn damage(data: &Path, how: &str) {
    within(30, how, || {
        let folder = newest(data);
        match how {
            "deleted" => fs::remove_dir_all(&folder).is_ok(),
            "truncated" => {
                let all = ["store", "term", "idx", "fast"].into_iter().flat_map(|ending| files(&folder, ending));
                let cut =
                    |path: PathBuf| File::options().write(true).open(path).and_then(|file| file.set_len(3)).is_ok();
                all.filter(|path| path.exists()).map(cut).filter(|done| *done).count() > 3
            }
            _ => files(&folder, "store").first().is_some_and(|path| {
                let Ok(mut bytes) = fs::read(path) else { return false };
                let middle = bytes.len() / 2;
                bytes[middle] ^= 0x10;
                // In place: another file would be another matter.
                File::options()
                    .write(true)
                    .open(path)
                    .and_then(|mut file| std::io::Write::write_all(&mut file, &bytes))
                    .is_ok()
            }),
        }
    });
}

/// Search knows what the database has, and says that it does.
fn is_well(house: &House, client: &Client, log: &Log) -> bool {
    let stage = house.stage();
    let there: i64 = stage.read(|conn| questions::table.count().get_result(conn));
    let last = log.all().into_iter().rfind(|done| done.acknowledged() && done.writing.question.is_some());
    let found = last.is_none_or(|last| {
        let page = client.get(&format!("/search?q={}", last.writing.word)).expect("an answer");
        page.body.contains(&format!("/questions/{}", last.writing.question.expect("an answer's")))
    });
    figure(client, "index_degraded") == 0 && figure(client, "index_documents") == there && found
}

/// How often the node has found its index wanting.
fn noticed(node: &Node) -> usize {
    node.said().matches("is being made again").count()
}

#[test]
fn search_makes_itself_anew_while_people_write() {
    let (questions, kinds) = sized((20, &["deleted"][..]), (300, &["deleted", "truncated", "a byte flipped"][..]));
    for (name, database) in databases() {
        let house = House::on(database, questions);
        let log = Log::default();
        let mut node = house.serve();
        let (mut healed, mut said, mut tried) = (Duration::ZERO, 0, 0);
        for how in kinds {
            for running in [true, false] {
                let client = house.client(&node);
                within(60, "search is well", || is_well(&house, &client, &log));
                // Who looks after the index takes a file for granted that was the same twice, a second apart.
                let calm = Stopwatch::start();
                within(10, "two looks", || calm.elapsed() > Duration::from_millis(2_500));
                let before = noticed(&node);
                if running {
                    damage(&house.data(), how);
                } else {
                    node.kill();
                    damage(&house.data(), how);
                    node = house.serve();
                }
                let watch = Stopwatch::start();
                let (client, visitor) = (house.client(&node), Client::visitor(&node));
                log.while_writing(&house, &client, (2, 5_000), || {
                    loop {
                        let page = visitor.get("/search?q=light").expect("an answer");
                        assert_eq!(page.status, 200, "{}", page.body);
                        said += usize::from(page.body.contains("class=\"notice\" role=\"status\""));
                        let well = figure(&visitor, "index_degraded") == 0;
                        if well && (noticed(&node) > before || watch.elapsed() > Duration::from_secs(20)) {
                            break;
                        }
                        assert!(watch.elapsed() < Duration::from_secs(60), "{how} is not healed: {}", node.said());
                    }
                });
                within(30, "search equals the database", || is_well(&house, &client, &log));
                healed = healed.max(watch.elapsed());
                tried += 1;
                // A flipped byte may be where nobody ever looks; whatever else is lost is noticed.
                assert!(noticed(&node) > before || *how == "a byte flipped", "nobody noticed that the index was {how}");
            }
        }
        let all = log.all();
        assert!(all.iter().all(|done| done.acknowledged()), "{:?}", all.iter().find(|done| !done.acknowledged()));
        is_whole(&house, &all);
        report(
            "6 index_damaged",
            &format!("{name}: index {}, running and before the start", kinds.join(", ")),
            "search answers, makes itself anew and equals the database; posting goes on",
            &format!(
                "{tried} times damaged, {said} pages said so meanwhile; whole after {healed:.1?} at the latest; {} writes meanwhile, all kept",
                all.len()
            ),
        );
    }
}
