//! A collection as BEIR lays it out.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// A document or a query.
#[derive(Debug, Deserialize)]
pub struct Text {
    #[serde(rename = "_id")]
    pub id: String,
    #[serde(default)]
    pub title: String,
    pub text: String,
    #[serde(default)]
    pub body: String,
}

/// All of it.
#[derive(Debug)]
pub struct Collection {
    pub corpus: Vec<Text>,
    pub queries: Vec<Text>,
    /// By query: which documents help, and how much.
    pub relevant: HashMap<String, HashMap<String, u32>>,
}

impl Collection {
    /// Reads a folder.
    ///
    /// # Errors
    /// What is missing or malformed, with its line.
    pub fn read(folder: &Path) -> Result<Self, super::Failed> {
        let corpus = lines(&folder.join("corpus.jsonl"))?;
        let queries = lines(&folder.join("queries.jsonl"))?;
        let mut relevant: HashMap<String, HashMap<String, u32>> = HashMap::new();
        for line in text(&folder.join("qrels.tsv"))?.lines().skip(1).filter(|line| !line.trim().is_empty()) {
            let parts: Vec<&str> = line.split('\t').collect();
            let (query, document, score) = match parts.as_slice() {
                [query, document, score] => (query, document, score),
                // As TREC writes it, with a column that nobody uses.
                [query, _, document, score] => (query, document, score),
                _ => return Err(format!("qrels.tsv: {line:?} is not query, document, score").into()),
            };
            let score: f64 = score.trim().parse().map_err(|_| format!("qrels.tsv: no number in {line:?}"))?;
            if score > 0.0 {
                relevant
                    .entry((*query).to_owned())
                    .or_default()
                    .insert((*document).to_owned(), score.round().max(1.0) as u32);
            }
        }
        Ok(Self { corpus, queries, relevant })
    }
}

fn lines(path: &Path) -> Result<Vec<Text>, super::Failed> {
    let read = |(n, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|why| format!("{}, line {}: {why}", path.display(), n + 1).into())
    };
    text(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
}

fn text(path: &Path) -> Result<String, super::Failed> {
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()).into())
}
