//! Asking the index, and putting what it finds beside what the tables say of it now.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use search_index::{Explained, Facets, Hit, Meant, Query, Snippet};

use super::asked::{Asked, Known, Person, SIZE, known};
use super::generation::Generation;
use super::pinned;
use super::rows::{self, Product, Question};
use super::seeker::Seeker;
use super::service::Service;
use super::stale::Stale;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What was asked; what it names exists, other names of tags are resolved.
    pub asked: Asked,
    /// The people it names.
    pub people: Vec<Person>,
    /// Whether nothing has all of the words, and these have some.
    pub near: bool,
    /// The words put right, if they seem mistyped.
    pub meant: Option<Meant>,
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
    /// Why it stands where it stands, for whoever wants to know.
    pub explained: Option<Explained>,
}

/// What the index has said.
#[derive(Default)]
struct Told {
    found: search_index::Found,
    explained: HashMap<i64, Explained>,
    /// Up to where it knew the log at least.
    cursor: i64,
}

impl Service {
    /// Searches. Whatever is asked is valid; a broken index finds nothing and says so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, asked: Asked, seeker: impl Into<Seeker>) -> Verdict<Found> {
        let seeker = seeker.into();
        // All of it in one visit to a thread: waking three for a search that is known would take longer than the search.
        let (service, place) = (self.clone(), self.place().await);
        let find = move |conn: &mut AnyConnection| {
            let found = service.found(conn, asked, &seeker);
            drop(place);
            found
        };
        self.db().read(find).await
    }

    fn found(&self, conn: &mut AnyConnection, asked: Asked, seeker: &Seeker) -> Verdict<Found> {
        let known = known(conn, asked, seeker.person)?;
        let (query, explain) = (query(&known, seeker), seeker.explain);
        let Known { asked, products, people } = known;
        // Whatever is wrong with the index, the page is there.
        let told = catch_unwind(AssertUnwindSafe(|| self.search(&query, explain))).ok().flatten();
        let degraded = told.is_none() || self.degraded();
        let Told { mut found, explained, cursor } = told.unwrap_or_default();
        let more = found.total > asked.page * SIZE;
        let hits = std::mem::take(&mut found.hits);
        let before = hits.len();
        let words = self.words();
        let plain = asked.page == 1 && !asked.is_narrowed();
        let pins = if plain { words.pinned(&asked.text).to_vec() } else { Vec::new() };
        let mut hits = dress(conn, hits, explained, cursor)?;
        let pinned = pinned::dress(conn, &pins)?;
        let total = found.total.saturating_sub(before - hits.len()).max(pinned.len());
        // How a word is written is told by the hits; if one of them has just been hidden, it may be its word.
        let whole = hits.len() == before;
        hits.retain(|hit| pinned.iter().all(|pin| pin.question.id != hit.question.id));
        let search_index::Found { near, meant, facets, .. } = found;
        let meant = meant.filter(|_| whole);
        Ok(Found { asked, people, near, meant, total, hits, pinned, facets, products, more, degraded })
    }

    fn search(&self, query: &Query, explain: bool) -> Option<Told> {
        let generation = self.current()?;
        let cursor = generation.index.cursor().unwrap_or(0);
        match generation.index.search(query) {
            Ok(found) => {
                let explained = if explain { self.explain(&generation, query, &found) } else { HashMap::new() };
                Some(Told { found, explained, cursor })
            }
            Err(why) => {
                self.failed(&generation, &why);
                None
            }
        }
    }

    fn explain(
        &self,
        generation: &Arc<Generation>,
        query: &Query,
        found: &search_index::Found,
    ) -> HashMap<i64, Explained> {
        // What was searched is what has an order.
        let meant = found.meant.as_ref().filter(|meant| meant.searched);
        let text = meant.map_or(&query.text, |meant| &meant.text).clone();
        let query = Query { text, ..query.clone() };
        let one = |hit: &Hit| match generation.index.explain(&query, hit.id) {
            Ok(explained) => Some((hit.id, explained?)),
            Err(why) => {
                self.failed(generation, &why);
                None
            }
        };
        found.hits.iter().filter_map(one).collect()
    }
}

fn query(known: &Known, seeker: &Seeker) -> Query {
    let asked = &known.asked;
    let product = |slug: &String| {
        let known = known.products.iter().find(|product| product.slug == *slug);
        known.map_or_else(|| "none".to_owned(), |product| product.id.to_string())
    };
    let mut people: Vec<i64> = known.people.iter().map(|person| person.id).collect();
    people.extend(seeker.person.filter(|_| asked.mine));
    Query {
        text: asked.text.clone(),
        langs: seeker.langs.clone(),
        tags: asked.tags.clone(),
        product: asked.product.as_ref().map(product),
        lang: asked.lang.clone(),
        states: asked.state.into_iter().collect(),
        people,
        endorsed: asked.endorsed,
        after: asked.after.and_then(|day| day.start(seeker.zone)),
        before: asked.before.and_then(|day| day.start(seeker.zone)),
        now: seeker.now.map(|now| now.0),
        sort: asked.sort,
        offset: (asked.page - 1) * SIZE,
        limit: SIZE,
    }
}

fn dress(
    conn: &mut AnyConnection,
    hits: Vec<Hit>,
    mut explained: HashMap<i64, Explained>,
    cursor: i64,
) -> Verdict<Vec<Shown>> {
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
            (Snippet::plain(&question.title), Snippet::default(), None)
        } else {
            (hit.title, hit.snippet, hit.answer_id)
        };
        let explained = explained.remove(&question.id);
        Some(Shown { question, title, snippet, answer, tags, explained })
    };
    Ok(hits.into_iter().filter_map(shown).collect())
}
