//! A few people who ask and answer, and a search that listens to them.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::accounts::tables::{grants, people, products};
use kiez::ground::clock::{MINUTE, Micros};
use kiez::ground::db::{Db, Tx};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::ground::shutdown::Shutdown;
use kiez::search::{Asked, Found, Peers, Service};
use kiez::threads::Rules;
use kiez::threads::answer::{Answer, answer};
use kiez::threads::ask::{Question, ask};
use kiez::threads::comment::{Comment, comment};
use kiez::threads::text::Text;

use crate::support::{Browser, Forum, START, clock};

/// People and their forum.
pub struct Town {
    pub db: Db,
    pub asker: Actor,
    pub helper: Actor,
    pub admin: Actor,
    now: AtomicI64,
}

impl Town {
    pub fn new(db: &Db) -> Self {
        let person = |name: &'static str, reputation: i64, role: Option<&'static str>| {
            db.write_blocking(move |tx| person(tx, name, reputation, role)).expect("a person")
        };
        let (asker, helper) = (person("Lena", 50, None), person("Gunnar", 200, None));
        let admin = person("Mirko", 5_000, Some("admin"));
        Self { db: db.clone(), asker, helper, admin, now: AtomicI64::new(START.0) }
    }

    /// Runs a verb, a minute after the last one.
    pub fn act<T: Send + 'static>(
        &self,
        actor: &Actor,
        verb: impl FnOnce(&mut Tx<'_>, &Actor, &Rules, Micros) -> Verdict<T> + Send + 'static,
    ) -> T {
        let now = Micros(self.now.fetch_add(MINUTE, Ordering::Relaxed));
        let actor = actor.clone();
        self.db.write_blocking(move |tx| verb(tx, &actor, &Rules::default(), now)).expect("the verb does it")
    }

    pub fn ask(&self, title: &str, body: &str, tags: &[&str]) -> i64 {
        self.ask_in("de", title, body, tags, None)
    }

    pub fn ask_in(&self, lang: &str, title: &str, body: &str, tags: &[&str], product_id: Option<i64>) -> i64 {
        let tags = tags.iter().map(ToString::to_string).collect();
        let (title, lang, text, key) = (title.to_owned(), lang.to_owned(), text(body), self.key());
        let question = Question { title, text, lang, product_id, category_id: None, tags, key };
        self.act(&self.asker, move |tx, actor, rules, now| ask(tx, actor, &question, rules, now)).question_id
    }

    pub fn answer(&self, question_id: i64, body: &str) -> i64 {
        let answer_ = Answer { question_id, text: text(body), lang: "de".to_owned(), key: self.key() };
        self.act(&self.helper, move |tx, actor, rules, now| answer(tx, actor, &answer_, rules, now)).post_id
    }

    pub fn comment(&self, post_id: i64, body: &str) -> i64 {
        let comment_ = Comment { post_id, text: text(body), key: self.key() };
        self.act(&self.helper, move |tx, actor, rules, now| comment(tx, actor, &comment_, rules, now)).comment_id
    }

    pub fn product(&self, slug: &'static str, name: &'static str) -> i64 {
        self.act(&self.admin, move |tx, _, _, _| {
            let id = diesel::insert_into(products::table)
                .values((
                    products::slug.eq(slug),
                    products::name.eq(name),
                    products::descriptions.eq("{}"),
                    products::position.eq(1),
                    products::retired.eq(false),
                ))
                .returning(products::id)
                .get_result(tx.conn())?;
            Ok(id)
        })
    }

    fn key(&self) -> String {
        format!("key-{}", self.now.load(Ordering::Relaxed))
    }
}

pub fn text(source: &str) -> Text {
    Text::render(source, "de", "p", "kiez.example", &|_| false).expect("a text")
}

fn person(tx: &mut Tx<'_>, name: &str, reputation: i64, role: Option<&str>) -> Verdict<Actor> {
    let id: i64 = diesel::insert_into(people::table)
        .values((
            people::handle.eq(name.to_lowercase()),
            people::name.eq(name),
            people::lang.eq("de"),
            people::reputation.eq(reputation),
            people::email_verified_at.eq(Some(START.0)),
            people::created_at.eq(START.0),
        ))
        .returning(people::id)
        .get_result(tx.conn())?;
    if let Some(role) = role {
        diesel::insert_into(grants::table)
            .values((
                grants::person_id.eq(id),
                grants::role.eq(role),
                grants::scope.eq(""),
                grants::granted_at.eq(START.0),
            ))
            .execute(tx.conn())?;
    }
    Actor::load(tx.conn(), id)
}

/// A search that runs, with its threads.
pub struct Running {
    pub service: Service,
    shutdown: Shutdown,
}

impl Running {
    pub fn start(db: &Db, data_dir: &Path) -> Self {
        Self::start_among(db, data_dir, Peers::none())
    }

    /// The same for a node with peers.
    pub fn start_among(db: &Db, data_dir: &Path, peers: Peers) -> Self {
        let (service, shutdown) = (Service::open_among(db.clone(), clock(), data_dir, peers), Shutdown::default());
        service.start(&shutdown);
        Self { service, shutdown }
    }

    /// Ends it and waits until its threads have.
    pub fn end(self) -> Service {
        let service = self.service.clone();
        drop(self);
        until("its threads have ended", || service.holders() == 1);
        service
    }

    /// What is found for the part of an address behind the question mark, once the index has come up.
    pub fn find(&self, query: &str) -> Found {
        let asked = Asked::parse(query);
        for _ in 0..60 {
            wait(async { self.service.wait_for_own_writes().await });
            if !self.service.degraded() && wait(self.service.lag()).expect("the lag") == 0 {
                break;
            }
        }
        let langs = vec!["de".to_owned(), "en".to_owned()];
        wait(self.service.find(asked, langs)).expect("a search")
    }

    /// The ids that are found, in order.
    pub fn ids(&self, query: &str) -> Vec<i64> {
        self.find(query).hits.iter().map(|hit| hit.question.id).collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shutdown.begin();
    }
}

/// Runs something asynchronous to its end.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(future)
}

/// Waits until something is true, for ten seconds.
pub fn until(what: &str, mut is: impl FnMut() -> bool) {
    for _ in 0..200 {
        if is() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{what}: not within ten seconds");
}

/// The position of the newest event.
pub fn log_position(db: &Db) -> i64 {
    db.read_blocking(|conn| Ok::<_, Refusal>(kiez::ground::events::last_position(conn)?)).expect("the log")
}

/// Somebody's browser, signed in.
pub fn signed_in(forum: &Forum, person: i64) -> Browser {
    static COUNT: AtomicI64 = AtomicI64::new(1);
    let token = format!("{:040x}", COUNT.fetch_add(1, Ordering::Relaxed));
    let cookie = token.clone();
    let open = move |tx: &mut Tx<'_>| kiez::accounts::sessions::open(tx, person, &cookie, "a test", START);
    forum.services.db.write_blocking(open).expect("a session");
    let mut browser = forum.browser();
    browser.cookies.insert("kiez-session".into(), token);
    browser
}
