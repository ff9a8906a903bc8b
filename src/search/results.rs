//! The search page's parts: tabs, chips, facets and hits with their links.

use askama::Template;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use search_index::{Snippet, Sort, State};

use super::asked::{Asked, SIZE, sort_word, state_word};
use super::rows::{Product, Question};
use super::{Found, Shown};
use crate::ground::i18n::T;
use crate::ground::web::{Html, Page, escape};
use crate::threads::kinds::State as Stored;
use crate::threads::paths;

/// What stays as it is in a path.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
/// Facets' entries that are shown.
const ENTRIES: usize = 10;

/// `/search`
#[derive(Template)]
#[template(path = "search/results.html")]
pub(super) struct Results {
    pub(super) page: Page,
    text: String,
    filters: Vec<(&'static str, String)>,
    tabs: Vec<Link>,
    chips: Vec<Link>,
    facets: Vec<Facet>,
    hits: Vec<Hit>,
    pinned: Vec<Hit>,
    /// Hits before those of this page.
    before: usize,
    total: usize,
    degraded: bool,
    /// Without the filters, if there are any.
    widened: Option<String>,
    newer: Option<String>,
    older: Option<String>,
}

struct Link {
    href: String,
    name: String,
    current: bool,
}

/// One way to narrow down, with its key.
struct Facet {
    title: &'static str,
    entries: Vec<(Link, i64)>,
}

struct Hit {
    question: Question,
    chip: (&'static str, &'static str, &'static str),
    title: Html,
    snippet: Html,
    answer: Option<String>,
    product: Option<(String, String)>,
    tags: Vec<(String, String)>,
}

/// The page's title.
pub(super) fn title(t: &T, asked: &Asked) -> String {
    if asked.text.is_empty() { t.s("search-title") } else { t.a("search-title-for", "words", &asked.text) }
}

impl Results {
    pub(super) fn new(mut page: Page, found: Found) -> Self {
        let asked = &found.asked;
        page.query.clone_from(&asked.text);
        let turn = |to: usize| Asked { page: to, ..asked.clone() }.address();
        Self {
            text: asked.text.clone(),
            filters: asked.filters(),
            tabs: tabs(&page.t, asked),
            chips: chips(&page, asked, &found.products),
            facets: facets(&page, &found),
            total: found.total,
            degraded: found.degraded,
            widened: asked.is_narrowed().then(|| asked.widened().address()),
            newer: (asked.page > 1).then(|| turn(asked.page - 1)),
            older: found.more.then(|| turn(asked.page + 1)),
            hits: found.hits.into_iter().map(|shown| hit(shown, &found.products)).collect(),
            pinned: found.pinned.into_iter().map(|shown| hit(shown, &found.products)).collect(),
            before: (asked.page - 1) * SIZE,
            page,
        }
    }
}

fn tabs(t: &T, asked: &Asked) -> Vec<Link> {
    let tab = |sort| Link {
        href: asked.with(|asked| asked.sort = sort),
        name: t.s(&format!("search-sort-{}", sort_word(sort))),
        current: asked.sort == sort,
    };
    [Sort::Relevance, Sort::Newest, Sort::Votes].map(tab).into()
}

fn state_name(t: &T, state: State) -> String {
    t.s(&format!("search-state-{}", state_word(state)))
}

/// The chosen filters; each link takes its own away.
fn chips(page: &Page, asked: &Asked, products: &[Product]) -> Vec<Link> {
    let link = |href, name| Link { href, name, current: true };
    let mut chips: Vec<Link> =
        asked.tags.iter().map(|tag| link(asked.with(|a| a.tags.retain(|t| t != tag)), tag.clone())).collect();
    if let Some(slug) = &asked.product {
        let name = products.iter().find(|product| product.slug == *slug).map_or(slug, |product| &product.name);
        chips.push(link(asked.with(|a| a.product = None), name.clone()));
    }
    if let Some(state) = asked.state {
        chips.push(link(asked.with(|a| a.state = None), state_name(&page.t, state)));
    }
    if let Some(lang) = &asked.lang {
        chips.push(link(asked.with(|a| a.lang = None), page.language_name(lang)));
    }
    chips
}

fn facets(page: &Page, found: &Found) -> Vec<Facet> {
    let (asked, counts) = (&found.asked, &found.facets);
    let entry = |name: String, n: u64, current: bool, change: &dyn Fn(&mut Asked, bool)| {
        (Link { href: asked.with(|asked| change(asked, !current)), name, current }, n.cast_signed())
    };
    let states = counts.states.iter().map(|(state, n)| {
        let on = asked.state == Some(*state);
        entry(state_name(&page.t, *state), *n, on, &|asked, on| asked.state = on.then_some(*state))
    });
    let tags = counts.tags.iter().map(|(tag, n)| {
        let change = |asked: &mut Asked, on: bool| {
            asked.tags.retain(|chosen| chosen != tag);
            if on {
                asked.tags.push(tag.clone());
            }
        };
        entry(tag.clone(), *n, asked.tags.contains(tag), &change)
    });
    let products = counts.products.iter().filter_map(|(id, n)| {
        let product = found.products.iter().find(|product| product.id.to_string() == *id)?;
        let on = asked.product.as_ref() == Some(&product.slug);
        let change = |asked: &mut Asked, on: bool| asked.product = on.then(|| product.slug.clone());
        Some(entry(product.name.clone(), *n, on, &change))
    });
    let langs = counts.langs.iter().map(|(lang, n)| {
        let on = asked.lang.as_ref() == Some(lang);
        entry(page.language_name(lang), *n, on, &|asked, on| asked.lang = on.then(|| lang.clone()))
    });
    let all = [
        Facet { title: "search-facet-state", entries: states.take(ENTRIES).collect() },
        Facet { title: "search-facet-product", entries: products.take(ENTRIES).collect() },
        Facet { title: "search-facet-tag", entries: tags.take(ENTRIES).collect() },
        Facet { title: "search-facet-lang", entries: langs.take(ENTRIES).collect() },
    ];
    all.into_iter().filter(|facet| !facet.entries.is_empty()).collect()
}

fn hit(shown: Shown, products: &[Product]) -> Hit {
    let product = shown.question.product.and_then(|id| products.iter().find(|product| product.id == id));
    let tag = |name: String| (format!("/tags/{}", utf8_percent_encode(&name, KEPT)), name);
    Hit {
        chip: chip(&shown.question),
        title: marked(&shown.title),
        snippet: marked(&shown.snippet),
        answer: shown.answer.map(paths::answer),
        product: product.map(|product| (format!("/products/{}", product.slug), product.name.clone())),
        tags: shown.tags.into_iter().map(tag).collect(),
        question: shown.question,
    }
}

/// Class, icon and key of a question's state.
fn chip(question: &Question) -> (&'static str, &'static str, &'static str) {
    match question.state {
        Stored::Closed if question.duplicate => ("duplicate", "duplicate", "search-state-duplicate"),
        Stored::Closed => ("closed", "closed", "search-state-closed"),
        Stored::Solved => ("solved", "solved", "search-state-solved"),
        Stored::Open if question.endorsed > 0 => ("endorsed", "endorsed", "search-state-endorsed"),
        Stored::Open if question.answers > 0 => ("answered", "answer", "search-state-answered"),
        Stored::Open => ("waiting", "waiting", "search-state-unanswered"),
    }
}

/// A passage as HTML: every piece escaped, the found ones marked.
fn marked(snippet: &Snippet) -> Html {
    let mut out = String::new();
    for piece in &snippet.0 {
        let text = escape(&piece.text);
        if piece.marked {
            out.push_str(&format!("<mark>{text}</mark>"));
        } else {
            out.push_str(&text);
        }
    }
    Html(out)
}

#[cfg(test)]
mod tests {
    use search_index::{Piece, Snippet};

    use super::marked;

    #[test]
    fn pieces_are_text() {
        let piece = |text: &str, marked| Piece { text: text.to_owned(), marked };
        let snippet = Snippet(vec![piece("<b>", false), piece("a&\"'", true), piece("</mark>", false)]);
        let html = marked(&snippet).0;
        assert!(html.matches('<').count() == 2 && html.contains("<mark>a"), "{html}");
    }
}
