//! Asking the index, and putting what it finds beside what the tables say of it now.

use search_index::{Facets, Hit, Query, Snippet};

use super::asked::{Asked, SIZE};
use super::pinned;
use super::rows::{self, Product, Question};
use super::service::Service;
use super::stale::Stale;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What was asked, other names of tags resolved.
    pub asked: Asked,
    /// How many threads match.
    pub total: usize,
    /// Those of this page.
    pub hits: Vec<Shown>,
    /// Counts over all of them; products by id.
    pub facets: Facets,
    /// What the team has pinned to these words; not among the hits.
    pub pinned: Vec<Shown>,
    /// Every product.
    pub products: Vec<Product>,
    /// Whether there is another page.
    pub more: bool,
    /// Whether the index is missing or being made again, so that something may be missing here.
    pub degraded: bool,
}

/// A found thread.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The question.
    pub question: Question,
    /// Its title, with marks if the index knows the present one.
    pub title: Snippet,
    /// The passage that matches best; empty if it may be out of date.
    pub snippet: Snippet,
    /// The answer that the passage is from.
    pub answer: Option<i64>,
    /// Its tags.
    pub tags: Vec<String>,
}

impl Service {
    /// Searches. Whatever is asked is valid; a broken index finds nothing and says so. `langs` are the reader's
    /// languages, their own first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, asked: Asked, langs: Vec<String>) -> Verdict<Found> {
        let (asked, products) = self
            .db()
            .read(move |conn| {
                let tags = rows::resolved(conn, asked.tags.clone())?;
                Ok::<_, Refusal>((Asked { tags, ..asked }, rows::all_products(conn)?))
            })
            .await?;
        let (query, asking) = (query(&asked, &products, langs), self.clone());
        // The index reads files and computes: not on a thread that serves requests.
        let searched = tokio::task::spawn_blocking(move || asking.search(&query)).await;
        let searched = searched.ok().flatten();
        let degraded = searched.is_none() || self.degraded();
        let (mut found, cursor) = searched.unwrap_or_default();
        let more = found.total > asked.page * SIZE;
        let hits = std::mem::take(&mut found.hits);
        let before = hits.len();
        let words = self.words();
        let plain = asked.page == 1 && !asked.is_narrowed();
        let pins = if plain { words.pinned(&asked.text).to_vec() } else { Vec::new() };
        let read =
            self.db().read(move |conn| Ok::<_, Refusal>((dress(conn, hits, cursor)?, pinned::dress(conn, &pins)?)));
        let (mut hits, pinned) = read.await?;
        let total = found.total.saturating_sub(before - hits.len()).max(pinned.len());
        hits.retain(|hit| pinned.iter().all(|pin| pin.question.id != hit.question.id));
        Ok(Found { asked, total, hits, pinned, facets: found.facets, products, more, degraded })
    }

    /// Asks the index, and says up to where it knew the log at least.
    fn search(&self, query: &Query) -> Option<(search_index::Found, i64)> {
        let generation = self.current()?;
        let cursor = generation.index.cursor().unwrap_or(0);
        match generation.index.search(query) {
            Ok(found) => Some((found, cursor)),
            Err(why) => {
                self.failed(&generation, &why);
                None
            }
        }
    }
}

fn query(asked: &Asked, products: &[Product], langs: Vec<String>) -> Query {
    let product = |slug: &String| {
        let known = products.iter().find(|product| product.slug == *slug);
        known.map_or_else(|| "none".to_owned(), |product| product.id.to_string())
    };
    Query {
        text: asked.text.clone(),
        langs,
        tags: asked.tags.clone(),
        product: asked.product.as_ref().map(product),
        lang: asked.lang.clone(),
        states: asked.state.into_iter().collect(),
        sort: asked.sort,
        offset: (asked.page - 1) * SIZE,
        limit: SIZE,
        ..Query::default()
    }
}

fn dress(conn: &mut AnyConnection, hits: Vec<Hit>, cursor: i64) -> Verdict<Vec<Shown>> {
    if hits.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = hits.iter().map(|hit| hit.id).collect();
    let mut visible = rows::visible(conn, &ids)?;
    let mut tags = rows::tags_of(conn, &ids)?;
    // Asked last: what has happened by now was not seen by the rows above only if it is in here.
    let stale = Stale::since(conn, cursor)?;
    let shown = |hit: Hit| {
        let question = visible.remove(&hit.id)?;
        let tags = tags.remove(&hit.id).unwrap_or_default();
        let (title, snippet, answer) = if stale.has(hit.id) {
            (plain(&question.title), Snippet::default(), None)
        } else {
            (hit.title, hit.snippet, hit.answer_id)
        };
        Some(Shown { question, title, snippet, answer, tags })
    };
    Ok(hits.into_iter().filter_map(shown).collect())
}

fn plain(text: &str) -> Snippet {
    Snippet(vec![search_index::Piece { text: text.to_owned(), marked: false }])
}
