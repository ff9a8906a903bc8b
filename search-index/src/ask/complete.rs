//! Titles that go on as somebody has begun to type: with all its words, the last one as the beginning of a word.

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::tokenizer::TokenStream;
use tantivy::{TantivyDocument, Term};

use super::Desk;
use super::compose::{Boxed, everything, reader_langs};
use crate::analysis::{LONGEST_BEGINNING, Lang, Words};
use crate::error::Result;
use crate::schema::name;
use crate::{Begun, Completion, MAX_SIMILAR, MAX_TEXT, Piece, Snippet, State};

/// Letters from which something is offered.
const SHORTEST: usize = 2;
/// Words that are looked at.
const MAX_WORDS: usize = 12;

pub(crate) fn complete(desk: &mut Desk, begun: &Begun) -> Result<Vec<Completion>> {
    let text: String = begun.text.chars().take(MAX_TEXT).collect();
    let mut words = Words::spelling_umlauts().all(&text);
    words.truncate(MAX_WORDS);
    let limit = begun.limit.min(MAX_SIMILAR);
    if words.iter().all(|word| word.chars().count() < SHORTEST) || limit == 0 {
        return Ok(Vec::new());
    }
    // The same title may have been used more than once.
    let top = TopDocs::with_limit(limit * 2);
    let worth = SortByStaticFastValue::<i64>::for_field(name::WORTH);
    let query = query(desk, &words, &begun.langs);
    let top = desk.run(&query, &top.order_by((SortBySimilarityScore, worth)))?;
    let mut found: Vec<Completion> = Vec::new();
    for (_, place) in top {
        let stored = desk.fields.read(&desk.searcher.doc::<TantivyDocument>(place)?);
        if found.len() < limit && !found.iter().any(|one| one.title.text() == stored.title.as_str()) {
            let state = State::from_word(&stored.state).unwrap_or(State::Open);
            let title = marked(&stored.title, &words);
            found.push(Completion { id: stored.id, title, lang: stored.lang, state });
        }
    }
    Ok(found)
}

/// In the reader's own language first.
fn query(desk: &Desk, words: &[String], codes: &[String]) -> Boxed {
    let langs = reader_langs(codes);
    let mut all: Vec<(Occur, Boxed)> = Vec::new();
    for word in words.iter().filter(|word| word.chars().count() >= SHORTEST) {
        let begins: String = word.chars().take(LONGEST_BEGINNING).collect();
        let begins = TermQuery::new(Term::from_field_text(desk.fields.begins, &begins), IndexRecordOption::Basic);
        all.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(begins), 0.0))));
    }
    if codes.is_empty() {
        return Box::new(BooleanQuery::new(all));
    }
    let langs = langs.iter().filter(|(lang, _)| *lang != Lang::OTHER).map(|(lang, weight)| {
        let lang = Term::from_field_text(desk.fields.lang, lang.suffix());
        let lang = ConstScoreQuery::new(Box::new(TermQuery::new(lang, IndexRecordOption::Basic)), 1.0);
        Box::new(BoostQuery::new(Box::new(lang), *weight)) as Boxed
    });
    let langs: Vec<Boxed> = langs.collect();
    let rank: Boxed = if langs.is_empty() { everything() } else { Box::new(BooleanQuery::union(langs)) };
    all.push((Occur::Must, rank));
    Box::new(BooleanQuery::new(all))
}

/// The title with the beginnings marked.
fn marked<'t>(title: &'t str, begun: &[String]) -> Snippet {
    let mut pieces = Vec::new();
    let mut add = |text: &'t str, marked| {
        if !text.is_empty() {
            pieces.push(Piece { text, marked });
        }
    };
    let mut at = 0;
    let mut words = Words::spelling_umlauts();
    let mut stream = tantivy::tokenizer::Tokenizer::token_stream(&mut words, title);
    while stream.advance() {
        let token = stream.token();
        if begun.iter().any(|start| token.text.starts_with(start.as_str())) {
            add(title.get(at..token.offset_from).unwrap_or_default(), false);
            add(title.get(token.offset_from..token.offset_to).unwrap_or_default(), true);
            at = token.offset_to;
        }
    }
    add(title.get(at..).unwrap_or_default(), false);
    pieces.into_iter().collect()
}
