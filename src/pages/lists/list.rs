//! A list of questions as its template wants it: tabs, languages, items, pager, and what to say when it is empty.

use crate::accounts::Visit;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;

use super::choice::{Choice, Link, Pager, Tab};
use super::cursor::Slice;
use super::item::{Item, dress};
use super::query::{self, Scope};

/// What an empty list says, and where it sends the reader.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Empty {
    pub icon: &'static str,
    pub title: String,
    pub text: String,
    pub href: String,
    pub label: String,
}

/// For `parts/questions.html`, under the name `list`.
#[derive(Clone, Debug)]
pub struct List {
    /// The tabs; none, no row of them.
    pub tabs: Vec<Link>,
    /// Languages to narrow it down to.
    pub languages: Vec<Link>,
    /// The questions.
    pub items: Vec<Item>,
    /// The level of their headings.
    pub level: u8,
    /// Whether the time of the last activity is shown instead of that of asking.
    pub by_activity: bool,
    /// The pages above and below.
    pub pager: Pager,
    /// When there is nothing.
    pub empty: Empty,
}

/// Reads a page of a list.
///
/// # Errors
/// When the database fails.
pub fn load(
    conn: &mut AnyConnection,
    scope: &Scope,
    choice: &Choice,
    lang: &str,
    now: Micros,
) -> diesel::QueryResult<Slice<Item>> {
    let slice = query::page(conn, scope, choice, now)?;
    let (newer, older) = (slice.newer, slice.older);
    Ok(Slice { rows: dress(conn, slice.rows, lang)?, newer, older })
}

impl List {
    /// A list with these tabs.
    pub fn new(visit: &Visit, choice: &Choice, slice: Slice<Item>, tabs: &[Tab]) -> Self {
        let t = visit.t;
        let tab = |tab: &Tab| Link {
            href: choice.href(*tab, choice.lang),
            name: t.s(tab.name()),
            current: *tab == choice.tab,
        };
        Self {
            tabs: tabs.iter().map(tab).collect(),
            languages: languages(visit, choice),
            pager: choice.pager(&slice),
            items: slice.rows,
            level: 2,
            by_activity: choice.tab == Tab::Active,
            empty: empty(visit, choice),
        }
    }
}

fn languages(visit: &Visit, choice: &Choice) -> Vec<Link> {
    let offered = visit.services.settings.get().languages.clone();
    if offered.len() < 2 {
        return Vec::new();
    }
    let all = Link {
        href: choice.href(choice.tab, None),
        name: visit.t.s("list-all-languages"),
        current: choice.lang.is_none(),
    };
    let one = |lang: &String| Link {
        href: choice.href(choice.tab, Some(lang)),
        name: visit.t.s(&format!("list-language-{lang}")),
        current: choice.lang == Some(lang.as_str()),
    };
    std::iter::once(all).chain(offered.iter().map(one)).collect()
}

fn empty(visit: &Visit, choice: &Choice) -> Empty {
    let t = visit.t;
    let ask = ("/ask".to_owned(), t.s("nav-ask"));
    let newest = (choice.href(Tab::Newest, None), t.s("list-empty-to-newest"));
    let (icon, (title, text), (href, label)) = match choice.tab {
        Tab::Unanswered => ("check", ("list-empty-unanswered", "list-empty-unanswered-text"), newest),
        Tab::Solved => ("solved", ("list-empty-solved", "list-empty-solved-text"), newest),
        Tab::ForYou => (
            "watch",
            ("list-empty-for-you", "list-empty-for-you-text"),
            ("/tags".to_owned(), t.s("list-empty-to-tags")),
        ),
        Tab::Newest | Tab::Active if choice.lang.is_some() => {
            ("answer", ("list-empty-language", "list-empty-language-text"), newest)
        }
        Tab::Newest | Tab::Active => ("answer", ("list-empty-newest", "list-empty-newest-text"), ask),
    };
    Empty { icon, title: t.s(title), text: t.s(text), href, label }
}
