//! 5: the disk is full, for the database, the index and the uploads in turn: what cannot be kept is refused with 507 or 503, reading
//! goes on, and freed space heals it without a restart. Each has a small disk of its own, which only the node sees.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use kiez::ground::db::Target;

use super::clients_leaving::figure;
use super::house::House;
use super::node::Node;
use super::writes::{Client, Done, Log, is_whole};
use super::{full, report, sized, within};
use crate::support::{Database, png};

/// Whether a process may have mounts of its own here.
fn may_mount() -> bool {
    let mut tried = Command::new("unshare");
    tried.args(["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]);
    tried.stderr(std::process::Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Fills what is left of a disk, and takes it away again.
struct Filler(PathBuf);

impl Filler {
    fn new(folder: &Path) -> Self {
        let path = folder.join("filler");
        let mut file = std::fs::File::create(&path).expect("there is room");
        let mut size = 1 << 20;
        while size > 0 {
            if std::io::Write::write_all(&mut file, &vec![1; size]).is_err() {
                size /= 2;
            }
        }
        Self(path)
    }

    fn remove(self) {
        std::fs::remove_file(self.0).expect("removed");
    }
}

struct Disks {
    house: House,
    node: Node,
    /// The node's data folder, seen through its eyes.
    seen: PathBuf,
}

impl Disks {
    /// A node whose database, index and uploads each have a few megabytes.
    fn mount() -> Self {
        let source = Database::sqlite();
        let Target::Sqlite(path) = &source.target else { unreachable!("it is SQLite") };
        let house = House::on(Database::at(source.target.clone()), 5);
        let data = house.data();
        for name in ["disk", "index", "uploads"] {
            std::fs::create_dir_all(data.join(name)).expect("a folder");
        }
        let script = "for name in disk index uploads; do mount -t tmpfs -o size=12m none data/$name || exit 1; done\n\
                      cp \"$1\"* data/disk/ && exec \"$2\" serve";
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
        command.arg(path).arg(env!("CARGO_BIN_EXE_kiez"));
        house.furnish(&mut command);
        command.env("DATABASE_URL", "sqlite://data/disk/kiez.db");
        let node = house.serve_with(command);
        drop(source);
        let seen = PathBuf::from(format!("/proc/{}/root", node.pid())).join(data.strip_prefix("/").expect("absolute"));
        Self { house, node, seen }
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.seen.join(name)
    }

    /// The database as it is now, where we can open it: SQLite follows our path out of the node's sight. Nobody writes.
    fn copied(self) -> House {
        let copy = self.house.folder.path().join("copy");
        std::fs::create_dir(&copy).expect("a folder");
        for entry in std::fs::read_dir(self.folder("disk")).expect("the disk").flatten() {
            if !entry.file_name().to_string_lossy().ends_with("-shm") {
                std::fs::copy(entry.path(), copy.join(entry.file_name())).expect("copied");
            }
        }
        House { database: Database::at(Target::Sqlite(copy.join("kiez.db"))), ..self.house }
    }
}

/// Reading works: pages that are in no memory, and search.
fn reads(house: &House, client: &Client, visitor: &Client) {
    for path in [format!("/questions/{}", house.questions[0]), "/people".to_owned(), "/search?q=light".to_owned()] {
        // Whoever has just written is kept waiting until their own words are found.
        let page =
            if path.starts_with("/search") { visitor.page(&path) } else { client.page(&path) }.expect("an answer");
        assert_eq!(page.status, 200, "{path}: {}", page.body);
    }
}

#[test]
fn a_full_disk_is_said_and_freed_space_heals() {
    if !may_mount() {
        assert!(!full(), "processes may have no mounts of their own here");
        return;
    }
    let disks = Disks::mount();
    let (house, client, log) = (&disks.house, disks.house.client(&disks.node), Log::default());
    let (visitor, times) = (Client::visitor(&disks.node), sized(1, 3));
    let mut refused: Vec<Done> = Vec::new();
    let mut healed = [Duration::ZERO; 3];
    for _ in 0..times {
        let kept = log.write(house, &client);
        assert!(kept.acknowledged(), "{kept:?}");

        let filler = Filler::new(&disks.folder("disk"));
        // What is left in the log that is written to already takes some more.
        for n in 0.. {
            let done = log.write(house, &client);
            reads(house, &client, &visitor);
            if !done.acknowledged() {
                assert!(matches!(done.status, Some(503 | 507)), "{done:?}");
                refused.push(done);
            }
            if refused.len() % 5 == 4 {
                break;
            }
            assert!(n < 20_000, "the disk does not get full");
        }
        refused.push(log.write(house, &client));
        filler.remove();
        healed[0] =
            healed[0].max(within(10, "the database is written to", || log.write(house, &client).acknowledged()));

        let filler = Filler::new(&disks.folder("index"));
        for _ in 0..sized(3, 20) {
            let done = log.write(house, &client);
            assert!(done.acknowledged(), "{done:?}");
            reads(house, &client, &visitor);
        }
        filler.remove();
        let last = log.write(house, &client);
        healed[1] = healed[1].max(within(30, "the index has caught up", || {
            let page = client.get(&format!("/search?q={}", last.writing.word)).expect("an answer");
            let found = page.body.contains(&format!("/questions/{}", last.writing.question.unwrap_or(0)));
            (found || last.writing.question.is_none()) && figure(&client, "index_degraded") == 0
        }));

        let filler = Filler::new(&disks.folder("uploads"));
        let reply = client.upload(&png()).expect("an answer");
        assert!(matches!(reply.status, 503 | 507), "{} {}", reply.status, reply.body);
        reads(house, &client, &visitor);
        assert!(log.write(house, &client).acknowledged());
        filler.remove();
        healed[2] = healed[2].max(within(10, "pictures are kept", || {
            client.upload(&png()).is_some_and(|r| r.status == 200 || r.status == 201)
        }));
        let left = std::fs::read_dir(disks.folder("uploads")).expect("the folder").count();
        assert!(left <= times, "half a picture was left: {left}");
    }
    let house = disks.copied();
    is_whole(&house, &log.all());
    house.stage().is_consistent();
    let found = log.all().iter().filter(|done| done.acknowledged()).count();
    let statuses: std::collections::BTreeSet<u16> = refused.iter().filter_map(|done| done.status).collect();
    report(
        "5 disk_full",
        &format!("a full disk under the database, the index and the uploads, {times} times each"),
        "refused with a clear status, reading goes on, healed without a restart",
        &format!(
            "{} writes refused with {statuses:?}, {found} acknowledged, 0 lost; healed after {:.1?}, {:.1?}, {:.1?}",
            refused.len(),
            healed[0],
            healed[1],
            healed[2]
        ),
    );
}
