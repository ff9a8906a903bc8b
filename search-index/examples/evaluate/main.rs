//! How well the index finds, on a collection in BEIR's layout: through the analysis and the ranking that the forum
//! uses, with nothing switched for the occasion.
//!
//! `cargo run --release -p search-index --example evaluate -- DIR [--similar]`
//!
//! DIR holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`, perhaps `body`) and `qrels.tsv`
//! with a heading. With `--similar` the queries are questions that are being asked. Prints one line of JSON.

mod collection;
mod metrics;

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use search_index::{Document, Index, MAX_LIMIT, Query, SimilarTo, State, detect};

use collection::{Collection, Text};
use metrics::Mean;

/// How many hits are looked at.
const DEPTH: usize = 100;

type Failed = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failed> {
    let mut similar = false;
    let mut folder = None;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--similar" => similar = true,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder.ok_or("usage: evaluate DIR [--similar]")?;
    let collection = Collection::read(&folder)?;
    let home = tempfile::tempdir()?;
    let index = fill(&collection, &home)?;
    let numbers: HashMap<&str, i64> = collection.corpus.iter().zip(0..).map(|(one, n)| (one.id.as_str(), n)).collect();
    let mut mean = Mean::default();
    #[allow(clippy::disallowed_methods)] // an example measures itself
    let began = Instant::now();
    for query in &collection.queries {
        let Some(relevant) = collection.relevant.get(&query.id) else { continue };
        let own = numbers.get(query.id.as_str()).copied();
        let found = if similar { alike(&index, query, own)? } else { search(&index, query, own)? };
        let ranked: Vec<u32> = found
            .iter()
            .filter_map(|n| collection.corpus.get(usize::try_from(*n).ok()?))
            .map(|document| relevant.get(&document.id).copied().unwrap_or_default())
            .collect();
        mean.add(&ranked, relevant.values().copied());
    }
    let seconds = began.elapsed().as_secs_f64();
    println!("{}", mean.json(collection.corpus.len(), seconds));
    Ok(())
}

fn fill(collection: &Collection, home: &tempfile::TempDir) -> Result<Index, Failed> {
    let index = Index::create_fresh(home.path())?;
    for (text, id) in collection.corpus.iter().zip(0..) {
        index.put(&document(text, id))?;
    }
    index.commit(1)?;
    Ok(index)
}

/// A question without an answer; what matters here is its text.
fn document(text: &Text, id: i64) -> Document {
    let all = format!("{}\n{}", text.title, text.text);
    Document {
        id,
        lang: detect(&all).unwrap_or_default().to_owned(),
        title: text.title.clone(),
        body: text.text.clone(),
        answers: Vec::new(),
        tags: Vec::new(),
        product: None,
        people: Vec::new(),
        state: State::Open,
        score: 0,
        asked_at: 0,
        active_at: 0,
    }
}

/// The reader's languages: that of the words, then all others.
fn langs(text: &str) -> Vec<String> {
    let own = detect(text);
    own.into_iter().chain(["de", "en"].into_iter().filter(|lang| Some(*lang) != own)).map(str::to_owned).collect()
}

fn search(index: &Index, query: &Text, own: Option<i64>) -> Result<Vec<i64>, Failed> {
    let mut found = Vec::new();
    for offset in (0..DEPTH).step_by(MAX_LIMIT) {
        let asked =
            Query { text: query.text.clone(), langs: langs(&query.text), offset, limit: MAX_LIMIT, ..Query::default() };
        let hits = index.search(&asked)?.hits;
        found.extend(hits.iter().map(|hit| hit.id).filter(|id| Some(*id) != own));
        if hits.len() < MAX_LIMIT {
            break;
        }
    }
    Ok(found)
}

fn alike(index: &Index, query: &Text, own: Option<i64>) -> Result<Vec<i64>, Failed> {
    let all = format!("{}\n{}", query.text, query.body);
    let to = SimilarTo {
        title: query.text.clone(),
        body: query.body.clone(),
        langs: langs(&all),
        exclude: own,
        limit: DEPTH,
        looks: 0,
    };
    Ok(index.similar(&to)?.into_iter().map(|one| one.id).collect())
}
