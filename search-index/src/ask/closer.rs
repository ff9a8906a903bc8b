//! A closer look at the best candidates: how many pieces of the asked words they have.
//!
//! Whole words decide who is a candidate. Among those, pieces of four letters see what word rules do not: parts of
//! compounds ("Vertretung" in "Vertretungsplanung"), other endings, slips of the pen. How telling a piece is follows
//! from how few of the candidates have it, so nothing has to be kept about the whole index, and a piece that all of
//! them have says nothing. What a thread is worth counts here, too, gently.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::columnar::Column;
use tantivy::{DocAddress, TantivyDocument};

use super::Desk;
use crate::analysis::{Lang, quads};
use crate::error::Result;
use crate::ranking::{B, CLOSENESS, CLOSENESS_WITH_COMPOUNDS, FRESHNESS, HALF_LIFE, K1, SOLVED, VOTES};
use crate::schema::{Stored, name};

/// How much of a candidate is read, in bytes of all its texts.
const READ: usize = 3_000;
/// Different pieces of a question that count.
const MAX_PIECES: usize = 400;

/// A candidate, looked at.
#[derive(Debug)]
pub(super) struct Close {
    /// What its score is now: the sum of the following.
    pub(super) score: f32,
    pub(super) place: DocAddress,
    pub(super) words: f32,
    pub(super) closeness: f32,
    pub(super) votes: f32,
    pub(super) solved: f32,
    pub(super) freshness: f32,
    /// What was read of it.
    pub(super) stored: Stored,
    /// How much of what was asked it has, from 0 to 1: by how telling each piece is.
    pub(super) share: f32,
}

/// Orders candidates by their scores and by a closer look at what was asked in a language; `scored` is best first.
/// `now` in microseconds.
pub(super) fn look(
    desk: &Desk,
    (text, lang): (&str, Lang),
    now: Option<i64>,
    scored: &[(f32, DocAddress)],
) -> Result<Vec<Close>> {
    let compounds = lang.language().is_some_and(|language| language.compounds.is_some());
    let weight = if compounds { CLOSENESS_WITH_COMPOUNDS } else { CLOSENESS };
    let asked = Asked::of(text);
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    let (mut looks, mut texts) = (Vec::with_capacity(scored.len()), Vec::with_capacity(scored.len()));
    for (_, place) in scored {
        let stored = desk.fields.read(&desk.searcher.doc::<TantivyDocument>(*place)?);
        looks.push(Look::at(&stored, &asked));
        texts.push(stored);
    }
    let telling = asked.telling(&looks);
    let all: f32 = telling.iter().sum();
    let closeness = closeness(&looks, &telling);
    let most = closeness.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let mut worth = Worth::default();
    let mut close = Vec::with_capacity(scored.len());
    for ((((words, place), close_by), look), stored) in scored.iter().zip(closeness).zip(&looks).zip(texts) {
        let mut one = Close {
            score: 0.0,
            place: *place,
            words: *words,
            closeness: best * weight * close_by / most,
            votes: 0.0,
            solved: 0.0,
            freshness: 0.0,
            stored,
            share: if all > 0.0 { look.having(&telling) / all } else { 0.0 },
        };
        worth.add(desk, best, now, &mut one)?;
        one.score = one.words + one.closeness + one.votes + one.solved + one.freshness;
        close.push(one);
    }
    // Stable: equals stay in the order they came in.
    close.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(close)
}

/// What threads are worth besides what they say: by segment, opened once.
#[derive(Default)]
struct Worth(HashMap<u32, Columns>);

struct Columns {
    votes: Column<i64>,
    solved: Column<bool>,
    active_at: Column<i64>,
}

impl Worth {
    fn add(&mut self, desk: &Desk, best: f32, now: Option<i64>, one: &mut Close) -> Result<()> {
        let columns = match self.0.entry(one.place.segment_ord) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(new) => {
                let fields = desk.searcher.segment_reader(one.place.segment_ord).fast_fields();
                let (votes, solved) = (fields.i64(name::SCORE)?, fields.bool(name::SOLVED)?);
                new.insert(Columns { votes, solved, active_at: fields.i64(name::ACTIVE_AT)? })
            }
        };
        let doc = one.place.doc_id;
        let votes = columns.votes.first(doc).unwrap_or_default().max(0);
        one.votes = best * VOTES * (votes as f32).ln_1p();
        if columns.solved.first(doc).unwrap_or_default() {
            one.solved = best * SOLVED;
        }
        if let Some(now) = now {
            let age = now.saturating_sub(columns.active_at.first(doc).unwrap_or_default()).max(0);
            one.freshness = best * FRESHNESS * (-(age as f32) / HALF_LIFE as f32).exp2();
        }
        Ok(())
    }
}

/// The pieces of what was asked: where each stands in a candidate's counts, and how often it was asked for.
struct Asked {
    pieces: HashMap<u64, usize>,
    times: Vec<u16>,
    /// Which pieces can be among them, for most are not: a bit each, by some of theirs.
    perhaps: [u64; 64],
}

impl Asked {
    fn of(text: &str) -> Self {
        let mut asked = Self { pieces: HashMap::new(), times: Vec::new(), perhaps: [0; 64] };
        quads(text, |piece| {
            let place = asked.times.len();
            if place < MAX_PIECES || asked.pieces.contains_key(&piece) {
                let place = *asked.pieces.entry(piece).or_insert(place);
                asked.times.resize(asked.times.len().max(place + 1), 0);
                if let Some(times) = asked.times.get_mut(place) {
                    *times = times.saturating_add(1);
                }
                let (word, bit) = bit(piece);
                asked.perhaps[word] |= bit;
            }
        });
        asked
    }

    fn place(&self, piece: u64) -> Option<usize> {
        let (word, bit) = bit(piece);
        if self.perhaps[word] & bit == 0 { None } else { self.pieces.get(&piece).copied() }
    }

    /// How telling each piece is: inverse document frequency, with the candidates as all there is.
    fn telling(&self, looks: &[Look]) -> Vec<f32> {
        let all = looks.len() as f32;
        let telling = |(place, times): (usize, &u16)| {
            let having = looks.iter().filter(|look| look.counts.get(place).is_some_and(|n| *n > 0)).count() as f32;
            f32::from(*times) * (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
        };
        self.times.iter().enumerate().map(telling).collect()
    }
}

/// Twelve bits of a piece, well mixed (Fibonacci hashing).
fn bit(piece: u64) -> (usize, u64) {
    let mixed = piece.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52;
    ((mixed >> 6) as usize, 1 << (mixed & 63))
}

/// What a candidate has.
struct Look {
    counts: Vec<u16>,
    pieces: usize,
}

impl Look {
    fn at(stored: &Stored, asked: &Asked) -> Self {
        let mut look = Self { counts: vec![0; asked.times.len()], pieces: 0 };
        let mut left = READ;
        let texts =
            [&stored.title, &stored.tags, &stored.body].into_iter().chain(stored.answers.iter().map(|(_, text)| text));
        for text in texts {
            let read = beginning(text, left);
            left -= read.len();
            quads(read, |piece| {
                look.pieces += 1;
                if let Some(count) = asked.place(piece).and_then(|place| look.counts.get_mut(place)) {
                    *count = count.saturating_add(1);
                }
            });
            if left == 0 {
                break;
            }
        }
        look
    }

    fn having(&self, telling: &[f32]) -> f32 {
        self.counts.iter().zip(telling).filter(|(n, _)| **n > 0).map(|(_, weight)| weight).sum()
    }
}

/// BM25 over pieces.
fn closeness(looks: &[Look], telling: &[f32]) -> Vec<f32> {
    let usual = (looks.iter().map(|look| look.pieces).sum::<usize>() as f32 / looks.len().max(1) as f32).max(1.0);
    let close = |look: &Look| {
        let length = K1 * (1.0 - B + B * look.pieces as f32 / usual);
        let counted = look.counts.iter().zip(telling);
        counted.map(|(n, weight)| weight * f32::from(*n) * (K1 + 1.0) / (f32::from(*n) + length)).sum()
    };
    looks.iter().map(close).collect()
}

/// As much of a text as there is room for, cut between characters.
fn beginning(text: &str, room: usize) -> &str {
    let mut end = room.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
