//! A forum with terms, on which questions wait: what the tests of the verbs and the clock stand on.

use kiez::accounts::roles::{Role, Scope};
use kiez::escalation::change::{Change, Effect, change};
use kiez::escalation::rows::{Escalation, Step, find, steps};
use kiez::escalation::terms::{Book, StoredPolicy};
use kiez::escalation::{attach, clock, setup};
use kiez::ground::clock::Micros;
use kiez::ground::refusal::Verdict;

use crate::support::stage::{Stage, stages};

/// A forum that begins with the usual terms: peers 4 h, triage 2 h and staff 8 h from Monday to Friday, 9 to 17 UTC.
pub struct Desk<'a> {
    pub stage: &'a Stage,
    pub asker: i64,
    pub peer: i64,
    pub moderator: i64,
    pub admin: i64,
}

/// Plays on both databases.
pub fn desks(play: impl Fn(&Desk<'_>)) {
    stages(|stage| {
        attach(&stage.db);
        let now = stage.now();
        stage.write(move |tx| setup::begin(tx, now)).expect("the first terms");
        let moderator = stage.person("Mo", 1);
        let admin = stage.person("Ada", 1);
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        stage.grant(admin, Role::Admin, Scope::Everywhere);
        play(&Desk { stage, asker: stage.person("Lena", 1), peer: stage.person("Gunnar", 200), moderator, admin });
    });
}

impl Desk<'_> {
    /// A new question.
    pub fn ask(&self, title: &str) -> i64 {
        self.stage.ask(self.asker, title, &["router"])
    }

    /// Where it stands.
    pub fn row(&self, question: i64) -> Escalation {
        self.stage.read(|conn| find(conn, question)).expect("it stands somewhere")
    }

    /// What happened to it.
    pub fn steps(&self, question: i64) -> Vec<Step> {
        self.stage.read(|conn| steps(conn, question))
    }

    /// The words of what happened to it.
    pub fn words(&self, question: i64) -> Vec<&'static str> {
        self.steps(question).into_iter().map(|step| step.kind.word()).collect()
    }

    /// Lets the time pass, and the clock look once.
    pub fn pass(&self, micros: i64) -> usize {
        self.stage.clock.advance(micros);
        self.tick()
    }

    /// Lets the clock do all that is due; how many questions it moved.
    pub fn tick(&self) -> usize {
        let now = self.stage.now();
        let mut moved = 0;
        loop {
            match self.stage.write(move |tx| clock::tick(tx, now)).expect("a tick") {
                0 => return moved,
                some => moved += some,
            }
        }
    }

    /// The forum's terms.
    pub fn book(&self) -> Book {
        self.stage.db.read_blocking(Book::load).expect("terms").expect("there are some")
    }

    /// The last policy.
    pub fn fallback(&self) -> StoredPolicy {
        self.book().policies.last().expect("a fallback").clone()
    }

    /// Changes terms as the admin.
    pub fn change(&self, what: Change) -> Verdict<(i64, Effect)> {
        self.stage.act(self.admin, move |tx, actor, rules, now| change(tx, actor, &what, rules, now))
    }

    pub fn now(&self) -> Micros {
        self.stage.now()
    }
}
