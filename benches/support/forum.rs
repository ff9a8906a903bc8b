//! A forum of any size, the same for the same seed: people, products, tags, and threads with answers, comments
//! and votes in believable proportions. One thread makes up and renders, another writes, many rows to a commit.

use std::sync::mpsc::{Receiver, sync_channel};

use anyhow::{Context, anyhow};
use diesel::prelude::*;
use kiez::accounts::tables::{people, products};
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros};
use kiez::ground::db::{Db, Tx};
use kiez::ground::refusal::Verdict;
use kiez::threads::kinds::Status;
use kiez::threads::raw::{self, RawAnswer, RawComment, RawQuestion, RawVote};
use kiez::threads::text::Text;
use kiez::threads::{paths, slug, state, tags};

use super::words::{Dice, Language, Zipf};

/// Threads in one transaction: SQLite walks what a transaction noted to take back once for each statement, so that many more cost
/// four times the whole (a profile said so).
const BATCH: usize = 20;
/// How far back the forum's memory goes.
const YEARS: i64 = 3 * 365 * DAY;
/// In 100 threads, how many have 0, 1, 2 … 6 answers.
const ANSWERS: [usize; 7] = [15, 25, 25, 15, 10, 6, 4];
/// Tags there are, besides combinations of them.
const TAGS: usize = 120;

/// What was made.
#[derive(Debug, Default)]
pub struct Forum {
    /// Each question with its path.
    pub questions: Vec<(i64, String)>,
    /// Everybody.
    pub people: Vec<i64>,
    /// Questions and answers.
    pub posts: usize,
    /// Comments.
    pub comments: usize,
    /// Votes.
    pub votes: usize,
}

/// People, products and tags, which threads refer to.
#[derive(Clone)]
struct Ground {
    people: Vec<i64>,
    products: Vec<i64>,
    tags: Vec<i64>,
}

/// A thread that is made up but not written; ids of posts are not known yet.
struct Thread {
    question: RawQuestion,
    votes: Vec<(i64, i64)>,
    comments: Vec<RawComment>,
    answers: Vec<Reply>,
}

struct Reply {
    answer: RawAnswer,
    votes: Vec<(i64, i64)>,
    comments: Vec<RawComment>,
}

/// Fills a migrated, empty database with `posts` questions and answers.
///
/// # Errors
/// When the database fails.
pub fn generate(db: &Db, posts: usize, seed: u64, now: Micros) -> anyhow::Result<Forum> {
    let mut dice = Dice::new(seed);
    let languages = [Language::german(&mut dice), Language::english(&mut dice)];
    let count = (posts / 40).max(80);
    let names: Vec<String> = (0..count).map(|_| languages[0].phrase(2, &mut dice)).collect();
    let tag_names: Vec<String> = (0..TAGS).map(|n| format!("{}-{n}", languages[0].phrase(1, &mut dice))).collect();
    let ground = db.write_blocking(move |tx| found(tx, &names, &tag_names, now))?;

    let (batches, ready) = sync_channel::<Vec<Thread>>(4);
    let author = Author { languages, zipf: Zipf::new(count), ground: ground.clone(), dice, now };
    let maker = std::thread::spawn(move || author.write(posts, &batches));
    let mut forum = write(db, &ready, now)?;
    maker.join().map_err(|_| anyhow!("the thread that makes threads up panicked"))??;
    forum.people = ground.people;
    Ok(forum)
}

/// The people, products and tags.
fn found(tx: &mut Tx<'_>, names: &[String], tag_names: &[String], now: Micros) -> Verdict<Ground> {
    let mut ground = Ground { people: Vec::new(), products: Vec::new(), tags: Vec::new() };
    for (n, name) in names.iter().enumerate() {
        let reputation = 20_000 / (i64::try_from(n).unwrap_or(0) + 1) + 1;
        ground.people.push(
            diesel::insert_into(people::table)
                .values((
                    people::handle.eq(format!("person-{n}")),
                    people::name.eq(name),
                    people::lang.eq(if n % 3 == 0 { "en" } else { "de" }),
                    people::reputation.eq(reputation),
                    people::email_verified_at.eq(Some(now.plus(-YEARS).0)),
                    people::created_at.eq(now.plus(-YEARS - DAY)),
                ))
                .returning(people::id)
                .get_result(tx.conn())?,
        );
    }
    for n in 0..5_i64 {
        ground.products.push(
            diesel::insert_into(products::table)
                .values((
                    products::slug.eq(format!("product-{n}")),
                    products::name.eq(format!("Product {n}")),
                    products::descriptions.eq("{}"),
                    products::position.eq(n),
                ))
                .returning(products::id)
                .get_result(tx.conn())?,
        );
    }
    for five in tag_names.chunks(5) {
        ground.tags.extend(tags::find_or_create(tx, five, now)?.into_iter().map(|tag| tag.0));
    }
    Ok(ground)
}

/// Makes threads up.
struct Author {
    languages: [Language; 2],
    zipf: Zipf,
    ground: Ground,
    dice: Dice,
    now: Micros,
}

impl Author {
    fn write(mut self, posts: usize, batches: &std::sync::mpsc::SyncSender<Vec<Thread>>) -> anyhow::Result<()> {
        let mut made = 0;
        while made < posts {
            let mut batch = Vec::with_capacity(BATCH);
            while batch.len() < BATCH && made < posts {
                let gone = i64::try_from(made).unwrap_or(0) * (YEARS / i64::try_from(posts).unwrap_or(i64::MAX));
                let thread = self.thread(self.now.plus(gone - YEARS), posts - made - 1)?;
                made += 1 + thread.answers.len();
                batch.push(thread);
            }
            // The other end is gone only after an error, which it tells.
            if batches.send(batch).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn thread(&mut self, at: Micros, most: usize) -> anyhow::Result<Thread> {
        let lang = usize::from(self.dice.chance(33));
        let author_id = self.somebody();
        let (words, answers) = (5 + self.dice.below(8), self.answers().min(most));
        let title = self.languages[lang].phrase(words, &mut self.dice);
        let (body, html) = self.text(lang)?;
        let (votes, up, down) = self.votes(author_id);
        let mut tags: Vec<i64> = (0..=self.dice.below(4)).map(|_| self.tag()).collect();
        tags.sort_unstable();
        tags.dedup();
        let product_id = self.ground.products[self.dice.below(self.ground.products.len())];
        let edited = self.dice.chance(10);
        let question = RawQuestion {
            author_id,
            title: title.chars().take(150).collect(),
            body,
            html,
            lang: self.languages[lang].code.into(),
            product_id: Some(product_id),
            category_id: None,
            tags,
            created_at: at,
            edited_at: edited.then(|| self.earliest(at.plus(HOUR))),
            status: Status::Visible,
            up,
            down,
            imported_score: 0,
            views: i64::try_from(self.dice.below(2_000))?,
            also_count: 0,
            closed: None,
            duplicate_of: None,
        };
        let (solvable, which) = (self.dice.chance(60), self.dice.below(2));
        let solved = solvable.then_some(which);
        let comments = self.comments(at, lang)?;
        let mut thread = Thread { question, votes, comments, answers: Vec::with_capacity(answers) };
        let mut last = at;
        for n in 0..answers {
            let wait = MINUTE * i64::try_from(1 + self.dice.below(600))?;
            last = self.earliest(last.plus(wait));
            let accepted = (solved == Some(n)).then_some((self.earliest(last.plus(HOUR)), author_id));
            thread.answers.push(self.reply(last, lang, accepted)?);
        }
        Ok(thread)
    }

    fn reply(&mut self, at: Micros, lang: usize, accepted: Option<(Micros, i64)>) -> anyhow::Result<Reply> {
        let author_id = self.somebody();
        let (body, html) = self.text(lang)?;
        let (votes, up, down) = self.votes(author_id);
        let answer = RawAnswer {
            question_id: 0,
            author_id,
            body,
            html,
            lang: self.languages[lang].code.into(),
            created_at: at,
            edited_at: None,
            status: Status::Visible,
            up,
            down,
            imported_score: 0,
            accepted,
        };
        Ok(Reply { answer, votes, comments: self.comments(at, lang)? })
    }

    fn comments(&mut self, at: Micros, lang: usize) -> anyhow::Result<Vec<RawComment>> {
        let mut comments = Vec::new();
        let mut last = at;
        while comments.len() < 6 && self.dice.chance(40) {
            let wait = MINUTE * i64::try_from(1 + self.dice.below(90))?;
            last = self.earliest(last.plus(wait));
            let sentences = 1 + self.dice.below(2);
            let body = self.languages[lang].paragraph(sentences, &mut self.dice);
            let html = format!("<p>{body}</p>\n");
            let author_id = self.somebody();
            comments.push(RawComment { post_id: 0, question_id: 0, author_id, body, html, created_at: last });
        }
        Ok(comments)
    }

    /// A body with what the forum's own renderer makes of it.
    fn text(&mut self, lang: usize) -> anyhow::Result<(String, String)> {
        let body = self.languages[lang].body(&mut self.dice);
        let text = Text::render(&body, self.languages[lang].code, "p", "localhost", &|_| false)
            .map_err(|why| anyhow!("a made-up text: {why}"))?;
        Ok((text.source, text.html))
    }

    /// Voters with their votes, how many up and how many down. Most posts have few.
    fn votes(&mut self, author: i64) -> (Vec<(i64, i64)>, i64, i64) {
        let mut count = 0;
        while count < 14 && self.dice.chance(65) {
            count += 1;
        }
        let first = self.dice.below(self.ground.people.len());
        let voters = self.ground.people.iter().cycle().skip(first).filter(|voter| **voter != author).take(count);
        let voters: Vec<i64> = voters.copied().collect();
        let votes: Vec<(i64, i64)> =
            voters.into_iter().map(|voter| (voter, if self.dice.chance(12) { -1 } else { 1 })).collect();
        let up = votes.iter().filter(|vote| vote.1 > 0).count();
        let (up, all) = (i64::try_from(up).unwrap_or(0), i64::try_from(votes.len()).unwrap_or(0));
        (votes, up, all - up)
    }

    fn answers(&mut self) -> usize {
        let mut at = self.dice.below(ANSWERS.iter().sum());
        for (answers, share) in ANSWERS.iter().enumerate() {
            if at < *share {
                return answers;
            }
            at -= share;
        }
        0
    }

    /// A few people write most of a forum.
    fn somebody(&mut self) -> i64 {
        self.ground.people[self.zipf.draw(&mut self.dice)]
    }

    fn tag(&mut self) -> i64 {
        let rank = self.dice.below(self.ground.tags.len());
        self.ground.tags[self.dice.below(rank + 1)]
    }

    fn earliest(&self, at: Micros) -> Micros {
        at.min(self.now)
    }
}

/// Writes batches as they come.
fn write(db: &Db, ready: &Receiver<Vec<Thread>>, now: Micros) -> anyhow::Result<Forum> {
    let mut forum = Forum::default();
    for batch in ready {
        for thread in &batch {
            let replies = &thread.answers;
            forum.posts += 1 + replies.len();
            forum.comments += thread.comments.len() + replies.iter().map(|r| r.comments.len()).sum::<usize>();
            forum.votes += thread.votes.len() + replies.iter().map(|r| r.votes.len()).sum::<usize>();
        }
        let questions = db.write_blocking(move |tx| {
            batch.into_iter().map(|thread| insert(tx, thread, now)).collect::<Verdict<Vec<_>>>()
        });
        forum.questions.extend(questions.context("a batch of threads")?);
    }
    Ok(forum)
}

fn insert(tx: &mut Tx<'_>, thread: Thread, now: Micros) -> Verdict<(i64, String)> {
    let asker = thread.question.author_id;
    let id = raw::insert_question(tx.conn(), &thread.question)?;
    attach(tx, (id, id, asker), &thread.votes, thread.comments, thread.question.created_at)?;
    for mut reply in thread.answers {
        reply.answer.question_id = id;
        let post = raw::insert_answer(tx.conn(), &reply.answer)?;
        attach(tx, (id, post, reply.answer.author_id), &reply.votes, reply.comments, reply.answer.created_at)?;
    }
    state::refresh(tx, id, now)?;
    Ok((id, paths::question(id, &slug::slug(&thread.question.title))))
}

fn attach(
    tx: &mut Tx<'_>,
    (question_id, post_id, author_id): (i64, i64, i64),
    votes: &[(i64, i64)],
    comments: Vec<RawComment>,
    created_at: Micros,
) -> Verdict<()> {
    for (voter_id, value) in votes {
        raw::insert_vote(tx.conn(), &RawVote { post_id, voter_id: *voter_id, author_id, value: *value, created_at })?;
    }
    for comment in comments {
        raw::insert_comment(tx.conn(), &RawComment { post_id, question_id, ..comment })?;
    }
    Ok(())
}
