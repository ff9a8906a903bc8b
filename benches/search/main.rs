//! Search in a forum of a million posts, German and English, beside SQLite's FTS5 with the same texts and queries in
//! the same run: how fast texts are taken in, how large the index gets, how long each kind of query takes alone, and
//! on two threads while a hundred threads a second are written.
//!
//! Ours gives hits in order, facets, marked snippets and a closer look; FTS5 gives what it has: hits by BM25, a count
//! and a snippet, without stems, compounds, typos and facets.
//!
//! `cargo bench --bench search -- [--posts 1000000] [--queries 400] [--seed 1]`

mod fts5;
mod load;

#[path = "../support/option.rs"]
mod option;
#[path = "../support/place.rs"]
mod place;
#[path = "../support/words.rs"]
mod words;

use std::time::Duration;

use anyhow::Context;
use kiez::ground::clock::Stopwatch;
use option::option;
use place::folder;
use search_index::{AnswerText, Begun, Document, Index, Query, SimilarTo, State};
use words::{Dice, Language};

/// Posts of a thread: a question and its answers.
const POSTS: u64 = 4;
/// How long queries of one kind are asked at most: some take FTS5 seconds.
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> anyhow::Result<()> {
    let posts: u64 = option("--posts", 1_000_000)?;
    let queries: usize = option("--queries", 400)?;
    let seed: u64 = option("--seed", 1)?;
    let folder = folder()?;
    let mut dice = Dice::new(seed);
    let town = Town { languages: [Language::german(&mut dice), Language::english(&mut dice)] };
    let threads = i64::try_from(posts / POSTS)?;

    let home = folder.path().join("index");
    let watch = Stopwatch::start();
    let index = Index::create_fresh(&home)?;
    let mut dice = Dice::new(seed);
    for id in 1..=threads {
        index.put(&town.thread(id, &mut dice))?;
    }
    index.commit(1)?;
    let ours = watch.elapsed().as_secs_f64();
    // Opened anew, as a server does: what the writer needed is given back.
    drop(index);
    let index = Index::open_or_create(&home)?.index;
    let file = folder.path().join("fts5.db");
    let watch = Stopwatch::start();
    let mut sqlite = fts5::create(&file)?;
    let mut dice = Dice::new(seed);
    fts5::fill(&mut sqlite, &town, threads, &mut dice)?;
    let theirs = watch.elapsed().as_secs_f64();
    println!("{posts} posts in {threads} threads\n");
    println!("{:<10} {:>12} {:>12}", "", "posts/s", "MB on disk");
    let row = |name, seconds: f64, bytes: u64| {
        println!("{name:<10} {:>12.0} {:>12.0}", posts as f64 / seconds, bytes as f64 / 1e6);
    };
    row("ours", ours, index.size_on_disk());
    row("fts5", theirs, std::fs::metadata(&file)?.len());

    println!(
        "\n{:<26} {:>9} {:>9} {:>9} {:>9} {:>7} {:>7}",
        "one thread", "p50 ms", "p99 ms", "fts5 p50", "fts5 p99", "hits", "theirs"
    );
    for kind in KINDS {
        let asked = town.asked(kind, queries, seed + 7);
        let (mine, hits) = time(&asked, Duration::MAX, |text| ask(&index, kind, text))?;
        let (other, found) = time(&asked, PATIENCE, |text| fts5::ask(&mut sqlite, kind, text))?;
        println!(
            "{:<26} {:>9.2} {:>9.2} {:>9.2} {:>9.2} {:>7} {:>7}",
            kind.name(),
            at(&mine, 50),
            at(&mine, 99),
            at(&other, 50),
            at(&other, 99),
            hits / mine.len(),
            found / other.len()
        );
    }
    println!(
        "\nmemory while serving: {} MB, of it {} MB its own (the rest are pages of the index's files)",
        memory("VmRSS")?,
        memory("RssAnon")?
    );
    drop(sqlite);
    load::measure(&index, &file, &town, threads, queries, seed)
}

/// Kinds of queries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    TwoWords,
    Frequent,
    Phrase,
    Typo,
    Compound,
    Sentence,
    Completion,
    SimilarTitle,
    SimilarBody,
}

const KINDS: [Kind; 9] = [
    Kind::TwoWords,
    Kind::Frequent,
    Kind::Phrase,
    Kind::Typo,
    Kind::Compound,
    Kind::Sentence,
    Kind::Completion,
    Kind::SimilarTitle,
    Kind::SimilarBody,
];

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::TwoWords => "two words",
            Kind::Frequent => "two frequent words",
            Kind::Phrase => "phrase",
            Kind::Typo => "typo and a word",
            Kind::Compound => "compound, never written",
            Kind::Sentence => "sentence",
            Kind::Completion => "completion",
            Kind::SimilarTitle => "similar, by title",
            Kind::SimilarBody => "similar, by title and body",
        }
    }
}

struct Town {
    languages: [Language; 2],
}

impl Town {
    /// The same thread for the same number and dice.
    fn thread(&self, id: i64, dice: &mut Dice) -> Document {
        let language = &self.languages[usize::from(dice.chance(40))];
        let topic: Vec<&str> = (0..4).map(|_| telling(language, dice)).collect();
        let text = |dice: &mut Dice| {
            let (sentences, about) = (2 + dice.below(4), dice.pick(&topic));
            // Names and numbers that stand nowhere else.
            let number = dice.below(1_000_000);
            format!("{} {} {about} {number}.", language.paragraph(sentences, dice), dice.pick(&topic))
        };
        let solved = dice.chance(60);
        Document {
            id,
            lang: language.code.to_owned(),
            title: format!("{} {} {}", topic[0], language.phrase(4, dice), topic[1]),
            body: format!("{} {}", language.body(dice), text(dice)),
            answers: (1..POSTS.cast_signed())
                .map(|n| {
                    let (accepted, endorsed) = (solved && n == 1, dice.chance(5));
                    AnswerText { id: id * POSTS.cast_signed() + n, text: text(dice), accepted, endorsed, score: 1 }
                })
                .collect(),
            tags: (0..1 + dice.below(3)).map(|_| format!("tag-{}", dice.below(20) * dice.below(20))).collect(),
            product: Some(dice.below(12).to_string()),
            people: vec![1 + dice.below(20_000) as i64],
            state: if solved { State::Solved } else { State::Answered },
            score: dice.below(9) as i64,
            asked_at: id * 1_000_000,
            active_at: id * 1_000_000,
        }
    }

    fn asked(&self, kind: Kind, many: usize, seed: u64) -> Vec<String> {
        let mut dice = Dice::new(seed);
        let dice = &mut dice;
        let one = |_| {
            let language = &self.languages[usize::from(dice.chance(40))];
            match kind {
                Kind::TwoWords => format!("{} {}", telling(language, dice), telling(language, dice)),
                Kind::Frequent => language.phrase(2, dice),
                Kind::Phrase => format!("\"{}\"", language.phrase(2, dice)),
                Kind::Typo => {
                    let word = telling(language, dice);
                    let wrong: String = word.chars().enumerate().filter(|(at, _)| *at != 2).map(|(_, c)| c).collect();
                    format!("{wrong} {}", telling(language, dice))
                }
                Kind::Compound => {
                    let (one, two) = (telling(&self.languages[0], dice), telling(&self.languages[0], dice));
                    format!("{one}{}", two.to_lowercase())
                }
                Kind::Sentence => language.phrase(9, dice),
                Kind::Completion => {
                    let letters = 2 + dice.below(3);
                    let begun: String = telling(language, dice).chars().take(letters).collect();
                    if dice.chance(50) { begun } else { format!("{} {begun}", telling(language, dice)) }
                }
                Kind::SimilarTitle => self.thread(1, dice).title,
                Kind::SimilarBody => {
                    let thread = self.thread(1, dice);
                    format!("{}\n{}", thread.title, thread.body)
                }
            }
        };
        (0..many).map(one).collect()
    }
}

/// A word that tells something: neither among the most frequent nor among the rarest.
fn telling<'a>(language: &'a Language, dice: &mut Dice) -> &'a str {
    let rank = 40.0 * 100f64.powf(dice.part());
    &language.words[(rank as usize).min(language.words.len() - 1)]
}

fn langs() -> Vec<String> {
    vec!["de".to_owned(), "en".to_owned()]
}

/// Asks ours; gives how many hits there are.
fn ask(index: &Index, kind: Kind, text: &str) -> anyhow::Result<usize> {
    Ok(match kind {
        Kind::Completion => index.complete(&Begun { text: text.to_owned(), langs: langs(), limit: 5 })?.len(),
        Kind::SimilarTitle | Kind::SimilarBody => {
            let (title, body) = text.split_once('\n').unwrap_or((text, ""));
            let (title, body) = (title.to_owned(), body.to_owned());
            index.similar(&SimilarTo { title, body, langs: langs(), exclude: None, limit: 5, looks: 0 })?.len()
        }
        _ => {
            let query = Query { text: text.to_owned(), langs: langs(), limit: 20, now: Some(1), ..Query::default() };
            index.search(&query)?.total
        }
    })
}

/// How long each takes in milliseconds, in order, and how many hits there are in all; as many as there is patience for.
fn time(
    asked: &[String],
    patience: Duration,
    mut ask: impl FnMut(&str) -> anyhow::Result<usize>,
) -> anyhow::Result<(Vec<f64>, usize)> {
    let mut hits = 0;
    let mut times = Vec::with_capacity(asked.len());
    let all = Stopwatch::start();
    for text in asked {
        if all.elapsed() > patience {
            break;
        }
        let watch = Stopwatch::start();
        hits += ask(text)?;
        times.push(watch.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    Ok((times, hits))
}

fn at(times: &[f64], percent: usize) -> f64 {
    times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// A figure of this process in MB, as the system has it.
fn memory(name: &str) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).context("no such figure")?;
    Ok(line.split_whitespace().next().unwrap_or_default().parse::<u64>()? / 1_000)
}
