//! A running forum with people signed in.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::sessions;
use kiez::accounts::tables::{categories, grants, people, products};
use kiez::ground::clock::{DAY, Micros};
use kiez::ground::db::{AnyConnection, Tx};
use kiez::ground::refusal::{Refusal, Verdict};

use crate::support::{Answer, Browser, Forum};

pub const TITLE: &str = "The red light blinks all night";
pub const BODY: &str = "Since yesterday the red light blinks and nothing else happens.";

pub struct House {
    pub forum: Forum,
    count: std::cell::Cell<u64>,
}

/// Somebody at their browser.
pub struct Guest {
    pub id: i64,
    pub browser: Browser,
}

impl House {
    pub fn open() -> Self {
        Self { forum: Forum::start(), count: std::cell::Cell::new(0) }
    }

    pub fn write<T: Send + 'static>(&self, work: impl FnOnce(&mut Tx<'_>) -> Verdict<T> + Send + 'static) -> T {
        self.forum.services.db.write_blocking(work).expect("a write")
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut AnyConnection) -> QueryResult<T>) -> T {
        self.forum.services.db.read_blocking(|conn| work(conn).map_err(Refusal::from)).expect("a read")
    }

    /// Somebody who joined long ago and is signed in.
    pub fn guest(&self, name: &str, reputation: i64) -> Guest {
        self.count.set(self.count.get() + 1);
        let token = format!("{:040x}", self.count.get());
        let (name, cookie) = (name.to_owned(), token.clone());
        let now = self.forum.clock.now();
        let id = self.write(move |tx| {
            let id = diesel::insert_into(people::table)
                .values((
                    people::handle.eq(name.to_lowercase()),
                    people::name.eq(&name),
                    people::lang.eq("en"),
                    people::reputation.eq(reputation),
                    people::email_verified_at.eq(Some(now)),
                    people::created_at.eq(Micros(now.0 - 400 * DAY)),
                ))
                .returning(people::id)
                .get_result(tx.conn())?;
            sessions::open(tx, id, &cookie, "a test", now)?;
            Ok(id)
        });
        let mut browser = self.forum.browser();
        browser.cookies.insert("kiez-session".into(), token);
        Guest { id, browser }
    }

    pub fn grant(&self, person: i64, role: Role) {
        let now = self.forum.clock.now();
        self.write(move |tx| {
            diesel::insert_into(grants::table)
                .values((
                    grants::person_id.eq(person),
                    grants::role.eq(role),
                    grants::scope.eq(Scope::Everywhere.word()),
                    grants::granted_at.eq(now),
                ))
                .execute(tx.conn())?;
            Ok(())
        });
    }

    /// A product and a category.
    pub fn furnish(&self) {
        self.write(|tx| {
            diesel::insert_into(products::table)
                .values((
                    products::slug.eq("tannbox"),
                    products::name.eq("TannBox"),
                    products::descriptions.eq("{}"),
                    products::position.eq(1),
                ))
                .execute(tx.conn())?;
            diesel::insert_into(categories::table)
                .values((
                    categories::slug.eq("faults"),
                    categories::names.eq(r#"{"en":"Faults","de":"Störungen"}"#),
                    categories::position.eq(1),
                ))
                .execute(tx.conn())?;
            Ok(())
        });
    }
}

impl Guest {
    /// Asks and returns the question's address and number.
    pub fn ask(&mut self, title: &str, body: &str) -> (String, i64) {
        let answer =
            self.browser.post("/ask", &[("title", title), ("body", body), ("tags", "wlan, light"), ("lang", "en")]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let path = answer.location().to_owned();
        (path.clone(), number(&path))
    }

    /// Answers and returns the answer's number.
    pub fn answer(&mut self, question: i64, body: &str) -> i64 {
        let answer = self.browser.post(&format!("/questions/{question}/answers"), &[("body", body)]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        number(answer.location())
    }

    /// Posts a form without fields and expects to be sent on.
    pub fn press(&mut self, path: &str) -> Answer {
        self.send(path, &[])
    }

    pub fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.browser.post(path, fields);
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        answer
    }
}

pub fn number(path: &str) -> i64 {
    path.split('/').nth(2).and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no number in {path}"))
}

/// How many elements a selector finds.
pub fn count(answer: &Answer, selector: &str) -> usize {
    let page = scraper::Html::parse_document(&answer.body);
    page.select(&scraper::Selector::parse(selector).expect("a selector")).count()
}

/// An attribute of the first element that a selector finds.
pub fn attribute(answer: &Answer, selector: &str, name: &str) -> Option<String> {
    let page = scraper::Html::parse_document(&answer.body);
    let selector = scraper::Selector::parse(selector).expect("a selector");
    page.select(&selector).next().and_then(|e| e.value().attr(name)).map(ToOwned::to_owned)
}
