//! The forum that is asked.

use std::path::Path;

use anyhow::Context;
use diesel::prelude::*;
use kiez::accounts::sessions;
use kiez::accounts::tables::people;
use kiez::ground::clock::{Clock, Stopwatch};
use kiez::ground::db::{Db, DbOptions, Target, migrate};
use kiez::ground::random::Random;
use kiez::ground::refusal::Refusal;
use kiez::threads::kinds::{PostKind, Status};
use kiez::threads::tables::{posts, tags};

use super::{option, standing};

/// People who are signed in, each with a session.
pub const MEMBERS: usize = 64;
/// Their reputation at least.
const TRUSTED: i64 = 100;
/// How many posts of one author each may vote on: below a day's share.
const OF_ONE: usize = 4;

/// Addresses, words and sessions.
pub struct Town {
    /// The database, as `DATABASE_URL` has it.
    pub database: String,
    /// Every question's path.
    pub questions: Vec<String>,
    /// Every question's number.
    pub ids: Vec<i64>,
    /// Answers that the members may vote on.
    pub answers: Vec<i64>,
    /// Titles as somebody would type them.
    pub titles: Vec<String>,
    /// Two words each.
    pub queries: Vec<String>,
    /// Tags, the most used first.
    pub tags: Vec<String>,
    /// Values of session cookies.
    pub sessions: Vec<String>,
    /// Stands in everything that this run writes, and in nothing that another one wrote.
    pub word: String,
    posts: usize,
    comments: usize,
    votes: usize,
    seconds: f64,
}

impl Town {
    /// Makes it, the same for the same seed, unless DATABASE_URL names one that stands.
    ///
    /// # Errors
    /// When the database fails.
    pub fn found(folder: &Path) -> anyhow::Result<Self> {
        let (count, seed): (usize, u64) = (option("--posts", 40_000)?, option("--seed", 1)?);
        let database =
            std::env::var("DATABASE_URL").unwrap_or_else(|_| format!("sqlite://{}", folder.join("kiez.db").display()));
        let target = Target::parse(&database)?;
        let watch = Stopwatch::start();
        migrate(&mut target.connect()?)?;
        let db = Db::open(target, DbOptions::default())?;
        let now = Clock::System.now();
        let made = standing::found(&db, count, seed, now)?;
        let seconds = watch.elapsed().as_secs_f64();

        // Known and trusted, so that nothing of theirs is refused or held, but not those who wrote most.
        let members: Vec<i64> = db.read_blocking(|conn| {
            let trusted = people::table.filter(people::reputation.ge(TRUSTED)).select(people::id);
            Ok::<_, Refusal>(trusted.order((people::reputation, people::id)).limit(MEMBERS as i64).load(conn)?)
        })?;
        anyhow::ensure!(members.len() == MEMBERS, "only {} people are trusted; give more --posts", members.len());
        let random = Random::from_system();
        let sessions: Vec<String> = members.iter().map(|_| random.token()).collect();
        let opened: Vec<(i64, String)> = members.iter().copied().zip(sessions.iter().cloned()).collect();
        db.write_blocking(move |tx| {
            opened.iter().try_for_each(|(person, token)| sessions::open(tx, *person, token, "benchmark", now))
        })?;
        let (answers, tags) = db.read_blocking(move |conn| {
            let rows: Vec<(i64, i64)> = posts::table
                .filter(posts::kind.eq(PostKind::Answer))
                .filter(posts::status.eq(Status::Visible))
                .filter(posts::author_id.ne_all(&members))
                .select((posts::id, posts::author_id))
                .order(posts::id.desc())
                .limit(200_000)
                .load(conn)?;
            let tags: Vec<String> =
                tags::table.select(tags::name).order(tags::question_count.desc()).limit(40).load(conn)?;
            Ok::<_, Refusal>((few_of_each(rows), tags))
        })?;
        let words: Vec<&str> = made.questions.iter().filter_map(|(_, path)| path.rsplit('/').next()).collect();
        let step = (words.len() / 2_000).max(1);
        let titles: Vec<String> = words.iter().step_by(step).map(|slug| slug.replace('-', "+")).collect();
        let queries = titles.iter().filter_map(|title| two_words(title)).collect();
        Ok(Self {
            database,
            ids: made.questions.iter().map(|(id, _)| *id).collect(),
            questions: made.questions.into_iter().map(|(_, path)| path).collect(),
            answers,
            titles,
            queries,
            tags,
            sessions,
            word: word(&random),
            posts: made.posts,
            comments: made.comments,
            votes: made.votes,
            seconds,
        })
    }

    /// In one line.
    pub fn describe(&self) -> String {
        let kind = if self.database.starts_with("sqlite") { "SQLite" } else { "PostgreSQL" };
        format!(
            "{} posts in {} threads, {} comments, {} votes on {kind}, made in {:.0} s",
            self.posts,
            self.questions.len(),
            self.comments,
            self.votes,
            self.seconds
        )
    }

    /// The newest question's path.
    ///
    /// # Errors
    /// When there is none.
    pub fn newest(&self) -> anyhow::Result<&str> {
        self.questions.last().map(String::as_str).context("a forum without questions")
    }
}

/// A word of letters: digits might be somebody's telephone.
fn word(random: &Random) -> String {
    random.bytes::<10>().iter().map(|byte| char::from(b'a' + byte % 26)).collect()
}

/// Posts of many authors, at most `OF_ONE` of each.
fn few_of_each(rows: Vec<(i64, i64)>) -> Vec<i64> {
    let mut seen = std::collections::HashMap::new();
    let few = rows.into_iter().filter(|(_, author)| {
        let count: &mut usize = seen.entry(*author).or_default();
        *count += 1;
        *count <= OF_ONE
    });
    few.map(|(id, _)| id).collect()
}

/// The two longest words of a title.
fn two_words(title: &str) -> Option<String> {
    let mut words: Vec<&str> = title.split('+').collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    match words.as_slice() {
        [one, two, ..] => Some(format!("{one}+{two}")),
        _ => None,
    }
}
