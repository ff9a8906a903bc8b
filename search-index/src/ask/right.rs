//! What was probably meant: the typed text with mistyped words put right, as the forum writes them.

use tantivy::tokenizer::{TokenStream, Tokenizer};
use tantivy::{DocAddress, TantivyDocument};

use super::{Desk, compounds};
use crate::analysis::Words;
use crate::error::Result;

/// Hits that are read in search of how a word is written.
const READ: usize = 4;

/// The text put right by words (as typed, and as meant, folded) that the hits have; `None` if they have none of them:
/// a word that only stands in a thread which has gone meanwhile must not be told.
pub(super) fn put_right(
    desk: &mut Desk,
    text: &str,
    words: &[(String, String)],
    hits: &[DocAddress],
) -> Result<Option<String>> {
    if words.is_empty() {
        return Ok(None);
    }
    let mut texts = Vec::new();
    for place in hits.iter().take(READ) {
        let stored = desk.fields.read(&desk.searcher.doc::<TantivyDocument>(*place)?);
        texts.extend([stored.title, stored.body].into_iter().chain(stored.answers.into_iter().map(|(_, text)| text)));
    }
    let mut right = text.to_owned();
    let mut changed = false;
    for (typed, meant) in words {
        let folded = compounds::folded(desk, typed);
        if let Some(written) = texts.iter().find_map(|text| written(text, meant)) {
            changed |= replace(&mut right, &folded, written);
        }
    }
    Ok(changed.then_some(right))
}

/// How a text writes a folded word, if it has it.
fn written<'a>(text: &'a str, folded: &str) -> Option<&'a str> {
    let mut words = Words::spelling_umlauts();
    let mut stream = words.token_stream(text);
    while stream.advance() {
        let token = stream.token();
        if token.text == folded {
            return text.get(token.offset_from..token.offset_to);
        }
    }
    None
}

fn replace(text: &mut String, folded: &str, written: &str) -> bool {
    let mut words = Words::spelling_umlauts();
    let mut places = Vec::new();
    {
        let mut stream = words.token_stream(text);
        while stream.advance() {
            let token = stream.token();
            if token.text == folded {
                places.push(token.offset_from..token.offset_to);
            }
        }
    }
    for place in places.iter().rev() {
        text.replace_range(place.clone(), written);
    }
    !places.is_empty()
}
