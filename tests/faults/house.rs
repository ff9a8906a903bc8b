//! An installation: a database, a folder, and people who may write; any number of nodes serve it.

use std::path::PathBuf;
use std::process::Command;

use kiez::accounts::sessions;
use kiez::ground::clock::Clock;
use kiez::ground::db::Target;
use kiez::threads::Rules;

use super::node::Node;
use super::writes::Client;
use crate::support::Database;
use crate::support::stage::Stage;

/// The session of whoever writes.
const TOKEN: &str = "00000000000000000000000000000000000000f1";

/// The installation.
pub struct House {
    pub database: Database,
    pub folder: tempfile::TempDir,
    /// Who writes: known, so that nobody looks at their texts first.
    pub lena: i64,
    /// Questions that are there already.
    pub questions: Vec<i64>,
}

impl House {
    /// Furnishes one with somebody who is signed in and so many questions.
    pub fn on(database: Database, questions: usize) -> Self {
        let mut house = Self::empty(database);
        let stage = house.stage();
        let (lena, now) = (stage.person("Lena", 5_000), stage.now());
        stage.write(move |tx| sessions::open(tx, lena, TOKEN, "a test", now)).expect("a session");
        house.lena = lena;
        house.questions =
            (0..questions).map(|n| stage.ask(lena, &format!("Red light number {n}"), &["light"])).collect();
        house
    }

    /// One without anybody.
    pub fn empty(database: Database) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { database, folder, lena: 0, questions: Vec::new() }
    }

    /// Its database, looked at from here.
    pub fn stage(&self) -> Stage {
        Stage { db: self.database.open(), clock: Clock::System, rules: Rules::default() }
    }

    /// The program in this house.
    pub fn kiez(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiez"));
        command.args(arguments);
        self.furnish(&mut command);
        command
    }

    /// Gives a command the house's configuration and nothing else.
    pub fn furnish(&self, command: &mut Command) {
        let url = match &self.database.target {
            Target::Sqlite(path) => format!("sqlite://{}", path.display()),
            Target::Postgres(url) => url.clone(),
        };
        let kept = ["PATH", "PGSSLMODE"].map(|name| (name, std::env::var_os(name)));
        command.current_dir(self.folder.path()).env_clear();
        command.envs(kept.into_iter().filter_map(|(name, value)| Some((name, value?))));
        command.env("KIEZ_LISTEN", "127.0.0.1:0").env("KIEZ_LOG", "warn").env("KIEZ_RATE_LIMITS", "off");
        command.env("KIEZ_WORKERS", "2").env("DATABASE_URL", url);
    }

    /// Where its data are, beside the database.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A node that serves it.
    pub fn serve(&self) -> Node {
        self.serve_with(self.kiez(&["serve"]))
    }

    /// One of several nodes, with a folder of its own.
    pub fn serve_from(&self, folder: &str) -> Node {
        let mut command = self.kiez(&["serve"]);
        command.env("KIEZ_DATA_DIR", folder);
        Node::start(command, self.folder.path().join(format!("log-{folder}")))
    }

    /// A node that starts in another way.
    pub fn serve_with(&self, command: Command) -> Node {
        Node::start(command, self.folder.path().join("log"))
    }

    /// A browser of whoever writes.
    pub fn client(&self, node: &Node) -> Client {
        Client::new(&node.url, TOKEN)
    }
}
