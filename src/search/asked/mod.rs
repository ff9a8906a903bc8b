//! What a reader asks for, as it stands in the address and in the box. Read leniently: whatever makes no sense is a
//! word or as if it were not there, so nothing can be typed that is an error.
//!
//! | file        | what it does                                       |
//! |-------------|----------------------------------------------------|
//! | `operators` | `tag:x` and its like among the words               |
//! | `day`       | days, months and years as they are typed           |
//! | `words`     | what states, orders and languages are called       |
//! | `known`     | whether what is named exists; the tables say it    |

mod day;
mod known;
mod operators;
#[cfg(test)]
mod tests;
mod words;

pub use day::Day;
pub use known::Person;
pub(super) use known::{Known, known};
pub(super) use words::{code, sort_word, state_word};

use search_index::{Sort, State};
use url::form_urlencoded::{Serializer, parse};

use words::sort_from;

/// Characters of the text that are kept.
const LONGEST: usize = 300;
/// Characters of a product's name.
const PRODUCT: usize = 100;
/// People that one search can name.
pub(super) const PEOPLE: usize = 3;
/// Values that are looked at in one address.
const VALUES: usize = 40;
/// Hits on a page.
pub const SIZE: usize = 20;
/// The last page that can be turned to.
const LAST_PAGE: usize = 200;

/// A search as it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The words, without the operators among them.
    pub text: String,
    /// Only with all of these tags, as tags are written.
    pub tags: Vec<String>,
    /// Only with all of these people in the thread, by handle.
    pub users: Vec<String>,
    /// Only about this product, by its name in addresses.
    pub product: Option<String>,
    /// Only where the thread stands like this.
    pub state: Option<State>,
    /// Only in this language.
    pub lang: Option<String>,
    /// Only with an endorsed answer.
    pub endorsed: bool,
    /// Only with the reader in the thread.
    pub mine: bool,
    /// Only asked on this day or later.
    pub after: Option<Day>,
    /// Only asked before this day.
    pub before: Option<Day>,
    /// The order.
    pub sort: Sort,
    /// From 1.
    pub page: usize,
}

impl Default for Asked {
    fn default() -> Self {
        let (text, tags, users, product, state, lang) = Default::default();
        let (endorsed, mine, after, before) = Default::default();
        let (sort, page) = (Sort::Relevance, 1);
        Self { text, tags, users, product, state, lang, endorsed, mine, after, before, sort, page }
    }
}

impl Asked {
    /// Reads the part of an address behind the question mark. What is in the box was typed last, so it is read last.
    pub fn parse(query: &str) -> Self {
        let mut asked = Self::default();
        let mut text = None;
        for (name, value) in parse(query.as_bytes()).take(VALUES) {
            let value: String = value.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            let value = value.trim();
            match &*name {
                _ if value.is_empty() => {}
                "q" => text = text.or_else(|| Some(value.to_owned())),
                "tag" | "user" | "product" | "lang" | "after" | "before" => _ = asked.narrow(&name, value),
                "state" => asked.state = words::state_from(value).or(asked.state),
                "endorsed" => asked.endorsed = true,
                "mine" => asked.mine = true,
                "sort" => asked.sort = sort_from(value),
                "page" => asked.page = value.parse().unwrap_or(1).clamp(1, LAST_PAGE),
                _ => {}
            }
        }
        asked.read_text(&text.unwrap_or_default());
        asked
    }

    /// Whether anything narrows the search down.
    pub fn is_narrowed(&self) -> bool {
        *self != Self { sort: self.sort, page: self.page, ..self.widened() }
    }

    /// The same words without any filter.
    pub fn widened(&self) -> Self {
        Self { text: self.text.clone(), sort: self.sort, ..Self::default() }
    }

    /// Everything but the words and the page, as the form carries it along.
    pub fn filters(&self) -> Vec<(&'static str, String)> {
        let mut values: Vec<(&'static str, String)> = self.tags.iter().map(|tag| ("tag", tag.clone())).collect();
        values.extend(self.users.iter().map(|user| ("user", user.clone())));
        values.extend(self.product.clone().map(|product| ("product", product)));
        values.extend(self.state.map(|state| ("state", state_word(state).to_owned())));
        values.extend(self.lang.clone().map(|lang| ("lang", lang)));
        values.extend(self.endorsed.then(|| ("endorsed", "1".to_owned())));
        values.extend(self.mine.then(|| ("mine", "1".to_owned())));
        values.extend(self.after.map(|day| ("after", day.to_string())));
        values.extend(self.before.map(|day| ("before", day.to_string())));
        if self.sort != Sort::Relevance {
            values.push(("sort", sort_word(self.sort).to_owned()));
        }
        values
    }

    /// The address of this search.
    pub fn address(&self) -> String {
        let mut query = Serializer::new(String::new());
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        query.extend_pairs(self.filters());
        if self.page > 1 {
            query.append_pair("page", &self.page.to_string());
        }
        match query.finish() {
            query if query.is_empty() => "/search".to_owned(),
            query => format!("/search?{query}"),
        }
    }

    /// The address of this search changed, from its first page.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut other = Self { page: 1, ..self.clone() };
        change(&mut other);
        other.address()
    }
}

/// A product's name or its name in addresses, as it is compared.
fn product_from(name: &str) -> Option<String> {
    let name: String = name.to_lowercase().chars().take(PRODUCT).collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
