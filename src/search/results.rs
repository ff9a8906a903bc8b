//! The search page's parts: tabs, chips, facets and hits with their links.

use askama::Template;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use search_index::{Explained, Factor, Snippet, Sort, State};
use url::form_urlencoded::Serializer;

use super::asked::{Asked, SIZE, sort_word, state_word};
use super::rows::{Product, Question};
use super::{Found, Shown};
use crate::ground::i18n::T;
use crate::ground::web::{Html, Page, escape};
use crate::threads::kinds::State as Stored;
use crate::threads::paths;

/// What stays as it is in a path.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
/// Characters of a question's title.
const TITLE: usize = 150;
/// What may be typed, and the key of what it finds.
const HELP: &[(&str, &str)] = &[
    ("\"smart home\"", "search-help-phrase"),
    ("-router", "search-help-without"),
    ("tag:wlan", "search-help-tag"),
    ("product:\"Home Box\"", "search-help-product"),
    ("user:lena", "search-help-user"),
    ("is:solved", "search-help-solved"),
    ("is:unanswered", "search-help-unanswered"),
    ("is:endorsed", "search-help-endorsed"),
    ("is:mine", "search-help-mine"),
    ("after:2026-03-01", "search-help-after"),
    ("before:2026-04", "search-help-before"),
    ("lang:de", "search-help-lang"),
];
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
    /// What may be typed, and the key of what it finds.
    help: &'static [(&'static str, &'static str)],
    /// The words put right.
    meant: Option<Meant>,
    near: bool,
    /// The same with the reasons, for whoever may see them.
    explain: Option<String>,
    /// Where to ask what was not found.
    ask: String,
    /// Without the filters, if there are any.
    widened: Option<String>,
    newer: Option<String>,
    older: Option<String>,
}

/// The words put right, and where they lead.
struct Meant {
    text: String,
    href: String,
    searched: bool,
}

/// Why a hit stands where it stands: each factor's name, what it is of, and what it adds.
struct Why {
    score: String,
    factors: Vec<(&'static str, String, String)>,
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
    why: Option<Why>,
}

/// The page's title.
pub(super) fn title(t: &T, asked: &Asked) -> String {
    if asked.text.is_empty() { t.s("search-title") } else { t.a("search-title-for", "words", &asked.text) }
}

impl Results {
    /// `explains` says whether the reader may ask why.
    pub(super) fn new(mut page: Page, found: Found, explains: bool) -> Self {
        let asked = &found.asked;
        page.query.clone_from(&asked.text);
        let turn = |to: usize| Asked { page: to, ..asked.clone() }.address();
        Self {
            text: asked.text.clone(),
            filters: asked.filters(),
            tabs: tabs(&page.t, asked),
            chips: chips(&page, &found),
            facets: facets(&page, &found),
            total: found.total,
            degraded: found.degraded,
            help: HELP,
            meant: found.meant.as_ref().map(|meant| Meant {
                href: asked.with(|asked| asked.text.clone_from(&meant.text)),
                text: meant.text.clone(),
                searched: meant.searched,
            }),
            near: found.near,
            explain: explain(asked, explains),
            ask: ask(&asked.text),
            widened: asked.is_narrowed().then(|| asked.widened().address()),
            newer: (asked.page > 1).then(|| turn(asked.page - 1)),
            older: found.more.then(|| turn(asked.page + 1)),
            hits: found.hits.into_iter().map(|shown| hit(shown, &found.products, page.t)).collect(),
            pinned: found.pinned.into_iter().map(|shown| hit(shown, &found.products, page.t)).collect(),
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

/// The form for a question with these words as its title.
fn ask(text: &str) -> String {
    if text.is_empty() {
        return "/ask".to_owned();
    }
    let title: String = text.chars().take(TITLE).collect();
    format!("/ask?{}", Serializer::new(String::new()).append_pair("title", &title).finish())
}

/// The same search with reasons; without words there is no order to give reasons for.
fn explain(asked: &Asked, explains: bool) -> Option<String> {
    let ordered = asked.sort == Sort::Relevance && !asked.text.is_empty();
    (explains && ordered).then(|| format!("{}&explain=1", asked.address()))
}

/// The chosen filters; each link takes its own away.
fn chips(page: &Page, found: &Found) -> Vec<Link> {
    let (asked, t) = (&found.asked, &page.t);
    let link = |name: String, href| Link { href, name, current: true };
    let mut chips: Vec<Link> =
        asked.tags.iter().map(|tag| link(tag.clone(), asked.with(|a| a.tags.retain(|t| t != tag)))).collect();
    chips.extend(found.people.iter().map(|person| {
        let without = asked.with(|asked| asked.users.retain(|handle| *handle != person.handle));
        link(t.a("search-chip-user", "name", &person.name), without)
    }));
    if let Some(slug) = &asked.product {
        let name = found.products.iter().find(|product| product.slug == *slug).map_or(slug, |product| &product.name);
        chips.push(link(name.clone(), asked.with(|a| a.product = None)));
    }
    if let Some(state) = asked.state {
        chips.push(link(state_name(t, state), asked.with(|a| a.state = None)));
    }
    if let Some(lang) = &asked.lang {
        chips.push(link(page.language_name(lang), asked.with(|a| a.lang = None)));
    }
    if asked.endorsed {
        chips.push(link(t.s("search-chip-endorsed"), asked.with(|a| a.endorsed = false)));
    }
    if asked.mine {
        chips.push(link(t.s("search-chip-mine"), asked.with(|a| a.mine = false)));
    }
    if let Some(day) = asked.after {
        chips.push(link(t.a("search-chip-after", "day", day.to_string()), asked.with(|a| a.after = None)));
    }
    if let Some(day) = asked.before {
        chips.push(link(t.a("search-chip-before", "day", day.to_string()), asked.with(|a| a.before = None)));
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

fn hit(shown: Shown, products: &[Product], t: T) -> Hit {
    let product = shown.question.product.and_then(|id| products.iter().find(|product| product.id == id));
    let tag = |name: String| (format!("/tags/{}", utf8_percent_encode(&name, KEPT)), name);
    Hit {
        chip: chip(&shown.question),
        title: marked(&shown.title),
        snippet: marked(&shown.snippet),
        answer: shown.answer.map(paths::answer),
        product: product.map(|product| (format!("/products/{}", product.slug), product.name.clone())),
        tags: shown.tags.into_iter().map(tag).collect(),
        why: shown.explained.map(|explained| why(&explained, t)),
        question: shown.question,
    }
}

fn why(explained: &Explained, t: T) -> Why {
    // Two digits tell factors apart; more would look like more than it is.
    let figure = |n: f32| {
        let text = format!("{n:.2}");
        if t.lang == "de" { text.replace('.', ",") } else { text }
    };
    let factor = |factor: &Factor| (factor.name, factor.of.clone(), figure(factor.adds));
    Why { score: figure(explained.score), factors: explained.factors.iter().map(factor).collect() }
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
pub(super) fn marked(snippet: &Snippet) -> Html {
    let mut out = String::new();
    for piece in snippet.pieces() {
        let text = escape(piece.text);
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
    use proptest::prelude::*;
    use search_index::{Piece, Snippet};

    use super::marked;

    #[test]
    fn pieces_are_text() {
        let pieces = [("<b>", false), ("a&\"'", true), ("</mark>", false)];
        let snippet: Snippet = pieces.into_iter().map(|(text, marked)| Piece { text, marked }).collect();
        let html = marked(&snippet).0;
        assert!(html.matches('<').count() == 2 && html.contains("<mark>a"), "{html}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_but_marks_is_html(
            pieces in prop::collection::vec(("[<>&\"'/a ]{0,5}|(?s).{0,2}|</?mark>|<script>", any::<bool>()), 0..4),
        ) {
            let pieces = pieces.iter().map(|(text, marked)| Piece { text, marked: *marked });
            let marks = pieces.clone().filter(|piece| piece.marked).count();
            let html = marked(&pieces.collect()).0;
            prop_assert_eq!(html.matches("<mark>").count(), marks, "{}", &html);
            let text = html.replace("<mark>", "").replace("</mark>", "");
            prop_assert!(!text.contains(['<', '>', '"']), "{}", &html);
        }
    }
}
