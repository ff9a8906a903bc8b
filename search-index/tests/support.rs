//! A fresh index for each test, and short ways to fill and ask it.

use std::ops::Deref;

use search_index::{AnswerText, Document, Found, Index, Query, State};
use tempfile::TempDir;

/// An index in a directory that goes with it.
pub struct Bench {
    index: Index,
    pub dir: TempDir,
}

impl Deref for Bench {
    type Target = Index;

    fn deref(&self) -> &Index {
        &self.index
    }
}

impl Bench {
    pub fn with(documents: &[Document]) -> Bench {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open_or_create(dir.path()).unwrap().index;
        documents.iter().for_each(|document| index.put(document).unwrap());
        index.commit(1).unwrap();
        Bench { index, dir }
    }

    /// Closes the index and keeps the directory.
    pub fn close(self) -> TempDir {
        drop(self.index);
        self.dir
    }

    pub fn ids(&self, text: &str) -> Vec<i64> {
        ids(&self.search(&ask(text)).unwrap())
    }
}

pub fn ids(found: &Found) -> Vec<i64> {
    found.hits.iter().map(|hit| hit.id).collect()
}

/// A query of a reader of German and English.
pub fn ask(text: &str) -> Query {
    let langs = vec!["de".to_owned(), "en".to_owned()];
    Query { text: text.to_owned(), langs, limit: 50, ..Query::default() }
}

/// An open German question, asked at `id` microseconds.
pub fn question(id: i64, title: &str, body: &str) -> Document {
    Document {
        id,
        lang: "de".to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        answers: Vec::new(),
        tags: Vec::new(),
        product: None,
        people: Vec::new(),
        state: State::Open,
        score: 0,
        asked_at: id,
        active_at: id,
    }
}

pub fn english(id: i64, title: &str, body: &str) -> Document {
    Document { lang: "en".to_owned(), ..question(id, title, body) }
}

pub fn answer(id: i64, text: &str) -> AnswerText {
    AnswerText { id, text: text.to_owned(), accepted: false, endorsed: false, score: 0 }
}
