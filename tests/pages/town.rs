//! A forum with people, products, tags and threads in it, visited over HTTP, on every database there is.

use std::cell::Cell;

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::tables::{categories, grants, people, products};
use kiez::accounts::{Actor, sessions};
use kiez::ground::clock::{DAY, Micros};
use kiez::ground::db::{AnyConnection, Tx};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::threads::kinds::Status;
use kiez::threads::raw::{self, RawAnswer, RawQuestion};
use kiez::threads::text::Text;
use kiez::threads::{Rules, state, tags};

use crate::support::{Answer, Browser, Database, Forum, START};

/// The forum and how many people have come.
pub struct Town {
    pub forum: Forum,
    count: Cell<u64>,
}

/// Opens a town on SQLite, and on PostgreSQL where there is one.
pub fn towns(visit: impl Fn(&Town)) {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        visit(&Town { forum: Forum::start_with(database, |_| {}), count: Cell::new(0) });
    }
}

/// Opens one town, on SQLite: for what no database has a say in.
pub fn town(look: impl Fn(&Town)) {
    visit(Forum::start(), look);
}

/// Opens a town in a forum that is configured otherwise.
pub fn visit(forum: Forum, look: impl Fn(&Town)) {
    look(&Town { forum, count: Cell::new(0) });
}

/// A question as tests want it.
#[derive(Clone)]
pub struct Asked {
    pub title: String,
    pub lang: &'static str,
    pub product: Option<i64>,
    pub category: Option<i64>,
    pub tags: Vec<&'static str>,
    pub at: Micros,
    pub status: Status,
}

pub fn asked(title: &str) -> Asked {
    Asked {
        title: title.into(),
        lang: "en",
        product: None,
        category: None,
        tags: Vec::new(),
        at: START,
        status: Status::Visible,
    }
}

/// A text as the renderer would leave it.
pub fn text(source: &str) -> Text {
    Text::render(source, "en", "t", "kiez.example", &|_| false).expect("a short text")
}

impl Town {
    pub fn write<T: Send + 'static>(&self, work: impl FnOnce(&mut Tx<'_>) -> Verdict<T> + Send + 'static) -> T {
        self.forum.services.db.write_blocking(work).expect("a write")
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut AnyConnection) -> QueryResult<T>) -> T {
        self.forum.services.db.read_blocking(|conn| work(conn).map_err(Refusal::from)).expect("a read")
    }

    /// Lets somebody act, loaded afresh as for a request.
    pub fn act<T: Send + 'static>(
        &self,
        person: i64,
        verb: impl FnOnce(&mut Tx<'_>, &Actor, &Rules, Micros) -> Verdict<T> + Send + 'static,
    ) -> T {
        let (rules, now) = (Rules::of(&self.forum.services), self.forum.clock.now());
        self.write(move |tx| {
            let actor = Actor::load(tx.conn(), person)?;
            verb(tx, &actor, &rules, now)
        })
    }

    /// Somebody who joined long ago.
    pub fn person(&self, name: &str, reputation: i64) -> i64 {
        let (name, handle) = (name.to_owned(), name.to_lowercase().replace(' ', "-"));
        self.write(move |tx| {
            Ok(diesel::insert_into(people::table)
                .values((
                    people::handle.eq(handle),
                    people::name.eq(name),
                    people::lang.eq("en"),
                    people::reputation.eq(reputation),
                    people::email_verified_at.eq(Some(START)),
                    people::created_at.eq(START.plus(-400 * DAY)),
                ))
                .returning(people::id)
                .get_result(tx.conn())?)
        })
    }

    pub fn grant(&self, person: i64, role: Role, scope: Scope) {
        self.write(move |tx| {
            diesel::insert_into(grants::table)
                .values((
                    grants::person_id.eq(person),
                    grants::role.eq(role),
                    grants::scope.eq(scope.word()),
                    grants::granted_at.eq(START),
                ))
                .execute(tx.conn())?;
            Ok(())
        });
    }

    /// Somebody's browser, signed in.
    pub fn browser_of(&self, person: i64) -> Browser {
        self.count.set(self.count.get() + 1);
        let token = format!("{:040x}", self.count.get());
        let cookie = token.clone();
        self.write(move |tx| sessions::open(tx, person, &cookie, "a test", START));
        let mut browser = self.forum.browser();
        browser.cookies.insert("kiez-session".into(), token);
        browser
    }

    pub fn product(&self, slug: &str, name: &str) -> i64 {
        let (slug, name) = (slug.to_owned(), name.to_owned());
        self.write(move |tx| {
            Ok(diesel::insert_into(products::table)
                .values((
                    products::slug.eq(slug),
                    products::name.eq(name),
                    products::descriptions.eq(r#"{"en":"A box"}"#),
                    products::position.eq(1),
                ))
                .returning(products::id)
                .get_result(tx.conn())?)
        })
    }

    pub fn category(&self, slug: &str) -> i64 {
        let slug = slug.to_owned();
        self.write(move |tx| {
            Ok(diesel::insert_into(categories::table)
                .values((
                    categories::slug.eq(slug),
                    categories::names.eq(r#"{"en":"Faults","de":"Störungen"}"#),
                    categories::position.eq(1),
                ))
                .returning(categories::id)
                .get_result(tx.conn())?)
        })
    }

    pub fn ask(&self, asker: i64, asked: Asked) -> i64 {
        self.write(move |tx| {
            let names: Vec<String> = asked.tags.iter().map(ToString::to_string).collect();
            let tags = tags::find_or_create(tx, &names, START)?.into_iter().map(|t| t.0).collect();
            let question = RawQuestion {
                author_id: asker,
                title: asked.title,
                body: "What to do?".into(),
                html: "<p>What to do?</p>".into(),
                lang: asked.lang.into(),
                product_id: asked.product,
                category_id: asked.category,
                tags,
                created_at: asked.at,
                edited_at: None,
                status: asked.status,
                up: 0,
                down: 0,
                imported_score: 0,
                views: 0,
                also_count: 0,
                closed: None,
                duplicate_of: None,
            };
            let id = raw::insert_question(tx.conn(), &question)?;
            state::refresh(tx, id, START)?;
            Ok(id)
        })
    }

    /// Answers; `accepted` says whether that solved it.
    pub fn answer(&self, question: i64, author: i64, status: Status, accepted: bool) -> i64 {
        self.write(move |tx| {
            let answer = RawAnswer {
                question_id: question,
                author_id: author,
                body: "Pull the plug.".into(),
                html: "<p>Pull the plug.</p>".into(),
                lang: "en".into(),
                created_at: START,
                edited_at: None,
                status,
                up: 0,
                down: 0,
                imported_score: 0,
                accepted: accepted.then_some((START, author)),
            };
            let id = raw::insert_answer(tx.conn(), &answer)?;
            state::refresh(tx, question, START)?;
            Ok(id)
        })
    }
}

/// The text of every element that a selector finds.
pub fn texts(answer: &Answer, selector: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(&answer.body);
    let selector = scraper::Selector::parse(selector).expect("a selector");
    page.select(&selector)
        .map(|e| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// An attribute of every element that a selector finds.
pub fn attributes(answer: &Answer, selector: &str, name: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(&answer.body);
    let selector = scraper::Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|e| e.value().attr(name)).map(ToOwned::to_owned).collect()
}
