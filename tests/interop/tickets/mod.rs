//! Ticket systems: what they are told, and what they say back. They are played by servers on this machine.

mod admin;
mod delivering;
mod inbound;
mod nodes;
mod zammad;

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::escalation::hand_over::{self, HandOver};
use kiez::escalation::kinds::SystemKind;
use kiez::escalation::rows::{self, Escalation};
use kiez::escalation::{attach, route, setup};
use kiez::ground::clock::SECOND;
use kiez::ground::db::Db;
use kiez::ground::events::{DatabaseReader, catch_up};
use kiez::ground::jobs::{Handler, Lane, work_off};
use kiez::ground::mail::Mail;
use kiez::ground::random::Random;
use kiez::ground::refusal::Verdict;
use kiez::ground::settings::Shared;
use kiez::ground::tables::jobs;
use kiez::interop::tables::deliveries;
use kiez::interop::tickets::log::{self, Delivery, Try, tries};
use kiez::interop::tickets::systems::{self, Draft};
use kiez::interop::tickets::{Courier, Herald};

use crate::support::stage::{Stage, stages};

/// Where the forum thinks it is.
pub const SITE: &str = "https://kiez.example";

/// A forum with a team of one, and ticket systems.
pub struct Counter<'a> {
    pub stage: &'a Stage,
    pub asker: i64,
    pub nora: i64,
    pub admin: i64,
    pub team: i64,
}

impl<'a> Counter<'a> {
    pub fn new(stage: &'a Stage) -> Self {
        attach(&stage.db);
        let now = stage.now();
        stage.write(move |tx| setup::begin(tx, now)).expect("terms");
        Self::within(stage)
    }

    /// In a forum that has its terms.
    pub fn within(stage: &'a Stage) -> Self {
        let now = stage.now();
        let team = stage.write(move |tx| kiez::accounts::teams::add(tx, None, "Netz", now)).expect("a team");
        let person = |name: &str, role: Option<(Role, Scope)>| {
            let id = stage.person(name, 1);
            if let Some((role, scope)) = role {
                stage.grant(id, role, scope);
            }
            id
        };
        Self {
            stage,
            asker: person("Lena", None),
            nora: person("Nora", Some((Role::Staff, Scope::Team(team)))),
            admin: person("Ada", Some((Role::Admin, Scope::Everywhere))),
            team,
        }
    }

    /// A system and its secret.
    pub fn system(&self, kind: SystemKind, address: &str) -> (i64, String) {
        let draft = Draft {
            name: format!("Tickets ({})", kind.word()),
            kind: Some(kind),
            address: address.to_owned(),
            token: "zammad-token".into(),
            group_name: "2nd Level".into(),
            customer: "kiez@forum.example".into(),
            team_id: None,
        };
        self.stage
            .act(self.admin, move |tx, a, rules, now| systems::add(tx, a, &draft, &Random::seeded(3), rules, now))
            .expect("a system")
    }

    pub fn row(&self, question: i64) -> Escalation {
        self.stage.read(|conn| rows::find(conn, question)).expect("it stands somewhere")
    }

    /// A question that is with the team.
    pub fn with_team(&self, title: &str) -> i64 {
        let question = self.stage.ask(self.asker, title, &["router"]);
        let (seen, team) = (self.row(question).version, self.team);
        self.stage
            .act(self.admin, move |tx, a, rules, now| route::route(tx, a, question, seen, team, "", rules, now))
            .expect("routed");
        question
    }

    pub fn try_hand_over(&self, question: i64, system: i64) -> Verdict<i64> {
        let seen = self.row(question).version;
        self.stage.act(self.nora, move |tx, a, rules, now| {
            hand_over::hand_over(tx, a, question, seen, system, "Line 7 is down.", rules, now)
        })
    }

    /// A question that is with a ticket system; its number and the hand-over's.
    pub fn handed_over(&self, title: &str, system: i64) -> (i64, i64) {
        let question = self.with_team(title);
        (question, self.try_hand_over(question, system).expect("handed over"))
    }

    pub fn take_back(&self, question: i64) {
        let seen = self.row(question).version;
        self.stage
            .act(self.nora, move |tx, a, rules, now| hand_over::take_back(tx, a, question, seen, rules, now))
            .expect("taken back");
    }

    /// Reads the log, and works off what is due.
    pub fn work(&self) -> usize {
        work(&self.stage.db, "worker", &self.stage.clock)
    }

    /// The same once the first delivery is due.
    pub fn work_later(&self) {
        self.work();
        self.stage.clock.advance(10 * SECOND);
        self.work();
    }

    pub fn deliveries(&self) -> Vec<Delivery> {
        self.stage.read(|conn| deliveries::table.order(deliveries::id).select(Delivery::as_select()).load(conn))
    }

    pub fn tries(&self, delivery: i64) -> Vec<Try> {
        self.stage.read(|conn| tries(conn, delivery))
    }

    pub fn hand_over(&self, question: i64) -> HandOver {
        self.stage.read(|conn| hand_over::last(conn, question)).expect("it was handed over")
    }

    /// Mails that wait to be sent.
    pub fn mails(&self) -> Vec<Mail> {
        let payloads: Vec<String> = self
            .stage
            .read(|conn| jobs::table.filter(jobs::kind.eq("mail")).order(jobs::id).select(jobs::payload).load(conn));
        payloads.iter().map(|payload| serde_json::from_str(payload).expect("a mail")).collect()
    }
}

/// What a node does: its reader and its worker. Mail is left alone, so that it can be counted.
pub fn work(db: &Db, worker: &str, clock: &kiez::ground::clock::Clock) -> usize {
    let reader: Arc<dyn DatabaseReader> = Arc::new(Herald);
    catch_up(db, &reader, clock).expect("the database works");
    work_off(db, &handlers(db, clock), Lane::Only(log::JOB), worker, clock).expect("the database works")
}

pub fn handlers(db: &Db, clock: &kiez::ground::clock::Clock) -> HashMap<&'static str, Arc<dyn Handler>> {
    let courier: Arc<dyn Handler> =
        Arc::new(Courier::new(db.clone(), clock.clone(), SITE.into(), Shared::default(), vec!["127.0.0.1".into()]));
    HashMap::from([(courier.kind(), courier)])
}

/// Plays on both databases.
pub fn counters(play: impl Fn(&Counter<'_>)) {
    stages(|stage| play(&Counter::new(stage)));
}
