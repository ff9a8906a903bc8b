//! What a reader asks for, as it stands in the address and in the box. Read leniently: whatever makes no sense is as
//! if it were not there, so nothing can be typed that is an error.

use search_index::{Sort, State};
use url::form_urlencoded::{Serializer, parse};

use crate::threads::tags::{MOST, normalise};

/// Characters of the text that are kept.
const LONGEST: usize = 300;
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
    /// Only about this product, by its name in addresses.
    pub product: Option<String>,
    /// Only where the thread stands like this.
    pub state: Option<State>,
    /// Only in this language.
    pub lang: Option<String>,
    /// The order.
    pub sort: Sort,
    /// From 1.
    pub page: usize,
}

impl Default for Asked {
    fn default() -> Self {
        let (text, tags, product, state) = Default::default();
        Self { text, tags, product, state, lang: None, sort: Sort::Relevance, page: 1 }
    }
}

impl Asked {
    /// Reads the part of an address behind the question mark.
    pub fn parse(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in parse(query.as_bytes()).take(VALUES) {
            let value: String = value.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            let value = value.trim();
            match &*name {
                _ if value.is_empty() => {}
                "q" if asked.text.is_empty() => asked.read_text(value),
                "tag" => asked.add_tag(value),
                "product" => asked.product = Some(value.to_lowercase()),
                "state" => asked.state = state_from(value).or(asked.state),
                "lang" => asked.lang = code(value).or(asked.lang),
                "sort" => asked.sort = sort_from(value),
                "page" => asked.page = value.parse().unwrap_or(1).clamp(1, LAST_PAGE),
                _ => {}
            }
        }
        asked
    }

    /// Takes `tag:x` and `is:solved` out of the text; inside quotes they are words like others.
    fn read_text(&mut self, text: &str) {
        let mut quoted = false;
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            let operator = if quoted { None } else { word.split_once(':') };
            match operator {
                Some(("tag", name)) if normalise(name).is_some() => self.add_tag(name),
                Some(("is", "solved")) => self.state = Some(State::Solved),
                Some(("is", "unanswered")) => self.state = Some(State::Open),
                _ => {
                    quoted ^= word.matches('"').count() % 2 == 1;
                    words.push(word);
                }
            }
        }
        self.text = words.join(" ");
    }

    fn add_tag(&mut self, name: &str) {
        if let Some(tag) = normalise(name)
            && self.tags.len() < MOST
            && !self.tags.contains(&tag)
        {
            self.tags.push(tag);
        }
    }

    /// Whether anything narrows the search down.
    pub fn is_narrowed(&self) -> bool {
        !self.tags.is_empty() || self.product.is_some() || self.state.is_some() || self.lang.is_some()
    }

    /// The same words without any filter.
    pub fn widened(&self) -> Self {
        Self { text: self.text.clone(), sort: self.sort, ..Self::default() }
    }

    /// Everything but the words and the page, as the form carries it along.
    pub fn filters(&self) -> Vec<(&'static str, String)> {
        let mut values: Vec<(&'static str, String)> = self.tags.iter().map(|tag| ("tag", tag.clone())).collect();
        values.extend(self.product.clone().map(|product| ("product", product)));
        values.extend(self.state.map(|state| ("state", state_word(state).to_owned())));
        values.extend(self.lang.clone().map(|lang| ("lang", lang)));
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

/// A state's word in addresses.
pub(super) fn state_word(state: State) -> &'static str {
    match state {
        State::Open => "unanswered",
        State::Answered => "answered",
        State::Solved => "solved",
        State::Closed => "closed",
    }
}

fn state_from(word: &str) -> Option<State> {
    State::ALL.into_iter().find(|state| state_word(*state) == word)
}

/// An order's word in addresses.
pub(super) fn sort_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Votes => "votes",
    }
}

fn sort_from(word: &str) -> Sort {
    [Sort::Newest, Sort::Votes].into_iter().find(|sort| sort_word(*sort) == word).unwrap_or_default()
}

/// A language's code, if it looks like one.
pub(super) fn code(word: &str) -> Option<String> {
    let fits = (2..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphabetic());
    fits.then(|| word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_become_filters() {
        let asked =
            Asked::parse("q=router+tag:Wi-Fi+is:solved+%22is:unanswered+tag:x%22+tag:+is:odd&tag=wlan&tag=wlan");
        assert_eq!(asked.text, "router \"is:unanswered tag:x\" tag: is:odd");
        assert_eq!((asked.tags.join(" "), asked.state), ("wi-fi wlan".to_owned(), Some(State::Solved)));
        assert_eq!(Asked::parse("q=is:unanswered").state, Some(State::Open));
        assert_eq!(Asked::parse("tag=a&tag=b&tag=c&tag=d&tag=e&tag=f&tag=g").tags.len(), MOST);
    }

    #[test]
    fn nonsense_is_nothing() {
        let odd = "q=%FF%00a&state=x&lang=%3Cb%3E&sort=x&page=-1&page=99999999999999999999&product=&=&&x=y";
        let asked = Asked::parse(odd);
        assert_eq!(asked, Asked { text: "\u{fffd}a".to_owned(), ..Asked::default() });
        assert_eq!(Asked::parse(&format!("q={}", "ä".repeat(900))).text.chars().count(), LONGEST);
        assert_eq!(Asked::parse("page=777").page, LAST_PAGE);
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let address = "/search?q=c%2B%2B+%22a+b%22&tag=t%C3%BCr&product=box&state=unanswered&lang=de&sort=votes&page=3";
        let asked = Asked::parse(address.split_once('?').map_or("", |(_, query)| query));
        assert_eq!(asked.address(), address);
        assert_eq!(asked.with(|a| a.tags.clear()).matches("page").count(), 0);
        assert_eq!(asked.widened().address(), "/search?q=c%2B%2B+%22a+b%22&sort=votes");
        assert_eq!(Asked::default().address(), "/search");
    }
}
