//! What a reader chose to see of a list: a tab, a language, a page. All of it stands in the address.

use crate::ground::i18n::supported;
use crate::pages::given::{Given, address};

use super::cursor::{Cursor, Key, Slice};

/// The tabs above a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Asked last.
    #[default]
    Newest,
    /// Something happened last.
    Active,
    /// Nobody has answered.
    Unanswered,
    /// A solution was accepted.
    Solved,
    /// One's own products, and the tags and products one watches.
    ForYou,
}

impl Tab {
    /// Tabs that every list has.
    pub const COMMON: [Self; 4] = [Self::Newest, Self::Active, Self::Unanswered, Self::Solved];

    /// As it stands in an address; nothing for the first one.
    pub fn word(self) -> &'static str {
        match self {
            Self::Newest => "",
            Self::Active => "active",
            Self::Unanswered => "unanswered",
            Self::Solved => "solved",
            Self::ForYou => "for-you",
        }
    }

    /// The key of its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "list-newest",
            Self::Active => "list-active",
            Self::Unanswered => "list-unanswered",
            Self::Solved => "list-solved",
            Self::ForYou => "list-for-you",
        }
    }

    fn from_word(word: &str) -> Self {
        [Self::Active, Self::Unanswered, Self::Solved, Self::ForYou]
            .into_iter()
            .find(|t| t.word() == word)
            .unwrap_or_default()
    }
}

/// A link of a row of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub name: String,
    /// Whether this is where one is.
    pub current: bool,
}

/// A list's tab, language and page.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The list's path.
    pub path: String,
    /// Which tab.
    pub tab: Tab,
    /// Only questions in this language.
    pub lang: Option<&'static str>,
    /// Which page.
    pub cursor: Cursor,
}

impl Choice {
    /// What the address of the list at `path` says.
    pub fn of(path: impl Into<String>, given: &Given) -> Self {
        Self {
            path: path.into(),
            tab: Tab::from_word(given.text("sort")),
            lang: supported(given.text("lang")),
            cursor: Cursor::of(given),
        }
    }

    /// The address of another tab or language, at its top.
    pub fn href(&self, tab: Tab, lang: Option<&str>) -> String {
        address(&self.path, &[("sort", tab.word()), ("lang", lang.unwrap_or_default())])
    }

    fn turned(&self, name: &str, key: Key) -> String {
        address(&self.path, &[("sort", self.tab.word()), ("lang", self.lang.unwrap_or_default()), (name, &key.word())])
    }

    /// The pages above and below.
    pub fn pager<R>(&self, slice: &Slice<R>) -> Pager {
        Pager {
            newer: slice.newer.map(|k| self.turned("after", k)),
            older: slice.older.map(|k| self.turned("before", k)),
        }
    }

    /// Whether this is the list as it greets a visitor.
    pub fn is_plain(&self) -> bool {
        self.tab == Tab::Newest && self.lang.is_none() && self.cursor == Cursor::First
    }
}

/// Links to the pages above and below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pager {
    /// The page above.
    pub newer: Option<String>,
    /// The page below.
    pub older: Option<String>,
}

impl Pager {
    /// For lists without tabs: `path` with other values that are kept.
    pub fn of<R>(slice: &Slice<R>, path: &str, kept: &[(&str, &str)]) -> Self {
        let turned = |name: &str, key: Key| {
            let word = key.word();
            let mut values = kept.to_vec();
            values.push((name, &word));
            address(path, &values)
        };
        Self { newer: slice.newer.map(|k| turned("after", k)), older: slice.older.map(|k| turned("before", k)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_kept_when_the_tab_changes() {
        let choice = Choice::of("/tags/wlan", &Given::parse("sort=solved&lang=de&before=5_6"));
        assert_eq!((choice.tab, choice.lang), (Tab::Solved, Some("de")));
        assert_eq!(choice.href(Tab::Active, choice.lang), "/tags/wlan?sort=active&lang=de");
        assert_eq!(choice.href(Tab::Newest, None), "/tags/wlan");
        let slice = Slice { rows: vec![()], newer: None, older: Key::from_word("4_3") };
        assert_eq!(choice.pager(&slice).older.as_deref(), Some("/tags/wlan?sort=solved&lang=de&before=4_3"));
        assert!(!choice.is_plain());
        assert!(Choice::of("/", &Given::parse("sort=nonsense&lang=xx")).is_plain());
    }
}
