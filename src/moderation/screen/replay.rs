//! What would have been held: every post that everybody sees, in the order in which they were written, looked at as it
//! would have been then. How long people had been here, what they had earned and what they had written is as at that
//! time; what moderators taught is as it is now. Moderators saw nothing wrong with these posts, so each one is a mistake.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use crate::accounts::tables::{grants, people};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::moderation::tables::{spam_domains, spam_words};
use crate::reputation::tables::ledger;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{posts, questions};

use super::bayes::{self, Seen};
use super::book::Book;
use super::signals::{self, FLOOD, Facts, MEMORY};
use super::{facts, prints, words};

/// Posts that are looked at.
const POSTS: i64 = 500_000;
/// Texts that are read at once.
const CHUNK: usize = 500;
/// Posts that are named.
const NAMED: usize = 20;
/// Posts of somebody that count, as when they are looked at for the first time.
const COUNTED: i64 = 20;

/// A post that would have been held.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[allow(missing_docs)] // the names say it
pub struct Held {
    pub post_id: i64,
    pub points: i64,
    pub signals: Vec<String>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Posts.
    pub posts: i64,
    /// Those whose authors were not known.
    pub looked_at: i64,
    /// Those that would have been held.
    pub held: i64,
    /// By signal: posts in which it was seen, and how many of these would have been held.
    pub by_signal: BTreeMap<String, (i64, i64)>,
    /// Some of those that would have been held, the latest last.
    pub some: Vec<Held>,
}

impl Report {
    /// Of all posts, how many would have been held, in hundredths of a percent.
    pub fn share(&self) -> i64 {
        if self.posts == 0 { 0 } else { self.held * 10_000 / self.posts }
    }
}

/// Posts as far as the order needs them: id, author, when, and whether it is a question.
type Row = (i64, i64, Micros, PostKind);

/// What is known of people at a time.
struct World {
    joined: HashMap<i64, Micros>,
    mail: HashMap<i64, String>,
    company: std::collections::HashSet<i64>,
    /// When, whose, how many points; the next one to count.
    lines: Vec<(Micros, i64, i64)>,
    next: usize,
    totals: HashMap<i64, i64>,
    written: HashMap<i64, Vec<Micros>>,
    prints: HashMap<i64, Vec<(String, i64, bool, Micros)>>,
    hosts: HashMap<String, Seen>,
    words: HashMap<String, Seen>,
    lessons: Seen,
}

impl World {
    fn load(conn: &mut AnyConnection) -> QueryResult<Self> {
        let persons: Vec<(i64, Micros, Option<String>)> =
            people::table.select((people::id, people::created_at, people::email)).limit(POSTS).load(conn)?;
        let host = |mail: &str| mail.rsplit_once('@').map(|(_, host)| host.to_owned());
        let company: Vec<i64> = grants::table.select(grants::person_id).limit(POSTS).load(conn)?;
        let lines = ledger::table
            .order((ledger::at, ledger::id))
            .select((ledger::at, ledger::person_id, ledger::points))
            .limit(POSTS * 4)
            .load(conn)?;
        let seen = |rows: Vec<(String, i64, i64)>| -> HashMap<String, Seen> {
            rows.into_iter().map(|(name, spam, fine)| (name, Seen { spam, fine })).collect()
        };
        let hosts = spam_domains::table.limit(POSTS);
        let hosts = hosts.select((spam_domains::domain, spam_domains::spam, spam_domains::fine)).load(conn)?;
        let words = spam_words::table.limit(POSTS);
        let words = words.select((spam_words::word, spam_words::spam, spam_words::fine)).load(conn)?;
        Ok(Self {
            mail: persons.iter().filter_map(|(id, _, mail)| Some((*id, host(mail.as_deref()?)?))).collect(),
            joined: persons.into_iter().map(|(id, joined, _)| (id, joined)).collect(),
            company: company.into_iter().collect(),
            lines,
            next: 0,
            totals: HashMap::new(),
            written: HashMap::new(),
            prints: HashMap::new(),
            hosts: seen(hosts),
            words: seen(words),
            lessons: facts::lessons(conn)?,
        })
    }

    /// Counts what people had earned by `now`.
    fn earn(&mut self, now: Micros) {
        while let Some((at, person, points)) = self.lines.get(self.next).filter(|line| line.0 <= now) {
            let _ = at;
            *self.totals.entry(*person).or_insert(1) += points;
            self.next += 1;
        }
    }

    fn facts(&mut self, row: &Row, title: &str, html: &str) -> (Facts, Vec<(i64, bool)>) {
        let (id, author, now, _) = *row;
        let plain = words::of_html(html);
        let hosts = words::hosts(html);
        let prints = prints::of(&plain);
        let written = self.written.entry(author).or_default();
        let lately = written.iter().rev().take_while(|at| now.since(**at) < FLOOD).count();
        let visible = written.len();
        let count = |n: usize| i64::try_from(n).unwrap_or(COUNTED).min(COUNTED);
        let mut matches: Vec<prints::Match> = Vec::new();
        for (print, _) in &prints {
            let alike = self.prints.entry(*print).or_default();
            alike.retain(|(.., at)| now.since(*at) < MEMORY);
            matches.extend(alike.iter().map(|(about, by, whole, _)| (about.clone(), *by, *whole)));
        }
        for (print, whole) in &prints {
            self.prints.entry(*print).or_default().push((format!("post:{id}"), author, *whole, now));
        }
        let text = format!("{title}\n{plain}");
        let seen: Vec<Seen> = words::telling(&text).iter().filter_map(|word| self.words.get(word).copied()).collect();
        let facts = Facts {
            age: now.since(self.joined.get(&author).copied().unwrap_or(now)),
            visible: count(visible),
            lately: count(lately) + 1,
            known_hosts: hosts.iter().filter_map(|host| Some((host.clone(), *self.hosts.get(host)?))).collect(),
            twins: prints::twins(&matches, author, prints.len()),
            trapped: false,
            seconds: None,
            mail_host: self.mail.get(&author).cloned(),
            learned: bayes::percent(&seen, self.lessons),
            text,
            hosts,
        };
        (facts, prints)
    }
}

/// Looks at every visible post written at or after `since`, by these rules. Earlier ones are what came before them.
///
/// # Errors
/// When the database fails.
pub fn run(conn: &mut AnyConnection, book: &Book, since: Option<Micros>) -> QueryResult<Report> {
    let mut rows: Vec<Row> = posts::table
        .filter(posts::status.eq(Status::Visible))
        .order(posts::id)
        .limit(POSTS)
        .select((posts::id, posts::author_id, posts::created_at, posts::kind))
        .load(conn)?;
    rows.sort_by_key(|row| (row.2, row.0));
    let since = since.unwrap_or(Micros(i64::MIN));
    // Texts older than what is compared say nothing about those that are looked at.
    let needed = since.plus(-MEMORY);
    let mut world = World::load(conn)?;
    let mut report = Report::default();
    for chunk in rows.chunks(CHUNK) {
        let texts = texts(conn, chunk, needed)?;
        for row in chunk {
            world.earn(row.2);
            let reputation = world.totals.get(&row.1).copied().unwrap_or(1);
            let joined = world.joined.get(&row.1).copied().unwrap_or(row.2);
            let known = world.company.contains(&row.1) || book.knows(reputation, joined, row.2);
            let counts = row.2 >= since;
            report.posts += i64::from(counts);
            if !known && let Some((title, html)) = texts.get(&row.0) {
                let (facts, _) = world.facts(row, title, html);
                if counts {
                    report.add(row.0, &facts, book);
                }
            }
            world.written.entry(row.1).or_default().push(row.2);
        }
    }
    Ok(report)
}

impl Report {
    fn add(&mut self, post_id: i64, facts: &Facts, book: &Book) {
        self.looked_at += 1;
        let found = signals::all(facts, book);
        let points = signals::sum(&found);
        let held = points >= book.hold_at;
        for signal in &found {
            let (seen, of_held) = self.by_signal.entry(signal.name.clone()).or_default();
            *seen += 1;
            *of_held += i64::from(held);
        }
        if held {
            self.held += 1;
            let signals = found.iter().map(|s| format!("{} {} ({})", s.name, s.points, s.what)).collect();
            self.some.push(Held { post_id, points, signals });
            if self.some.len() > NAMED {
                self.some.remove(0);
            }
        }
    }
}

/// Title and HTML of those that are late enough to matter.
fn texts(conn: &mut AnyConnection, rows: &[Row], needed: Micros) -> QueryResult<HashMap<i64, (String, String)>> {
    let ids: Vec<i64> = rows.iter().filter(|row| row.2 >= needed).map(|row| row.0).collect();
    let found: Vec<(i64, Option<String>, String)> = posts::table
        .left_join(questions::table.on(questions::id.eq(posts::id)))
        .filter(posts::id.eq_any(ids))
        .select((posts::id, questions::title.nullable(), posts::html))
        .limit(POSTS)
        .load(conn)?;
    Ok(found.into_iter().map(|(id, title, html)| (id, (title.unwrap_or_default(), html))).collect())
}
