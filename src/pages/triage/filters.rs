//! Which part of the board somebody looks at. All of it stands in the address, and every form brings it back.

use crate::escalation::prioritise::PRIORITIES;
use crate::pages::given::{Given, address};
use crate::pages::lists::Key;

/// Where the board is.
pub const BOARD: &str = "/triage";

/// Whose questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Everything that is not put off.
    #[default]
    All,
    /// What nobody has taken up.
    Free,
    /// What the reader has taken up.
    Mine,
    /// What is put off.
    Snoozed,
}

impl Who {
    /// In the order of the tabs.
    pub const ALL: [Self; 4] = [Self::All, Self::Free, Self::Mine, Self::Snoozed];

    /// As it stands in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Free => "free",
            Self::Mine => "mine",
            Self::Snoozed => "snoozed",
        }
    }
}

/// The filters and the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Whose.
    pub who: Who,
    /// Only about this product.
    pub product: Option<i64>,
    /// Only in this language.
    pub lang: Option<String>,
    /// Only of this priority.
    pub priority: Option<i64>,
    /// Behind this line.
    pub after: Option<Key>,
}

impl Filters {
    /// What an address says.
    pub fn of(given: &Given) -> Self {
        let lang = given.text("lang");
        Self {
            who: Who::ALL.into_iter().find(|who| who.word() == given.text("who")).unwrap_or_default(),
            product: given.text("product").parse().ok(),
            lang: (!lang.is_empty() && lang.len() <= 8).then(|| lang.to_owned()),
            priority: given.text("priority").parse().ok().filter(|n| PRIORITIES.contains(n)),
            after: Key::from_word(given.text("after")),
        }
    }

    /// Those of an address that a form brought back, and its question; of the whole board if it is another page's.
    pub fn back(path: &str) -> (Self, Option<i64>) {
        let query = path.strip_prefix(BOARD).and_then(|rest| rest.strip_prefix('?')).unwrap_or_default();
        let given = Given::parse(query);
        (Self::of(&given), question(&given))
    }

    /// The board's address with these filters, and a question beside it.
    pub fn href(&self, question: Option<i64>) -> String {
        let text = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
        let who = if self.who == Who::All { "" } else { self.who.word() };
        let after = self.after.map(Key::word).unwrap_or_default();
        let lang = self.lang.clone().unwrap_or_default();
        address(
            BOARD,
            &[
                ("who", who),
                ("product", &text(self.product)),
                ("lang", &lang),
                ("priority", &text(self.priority)),
                ("after", &after),
                ("question", &text(question)),
            ],
        )
    }

    /// The same for others, at the top.
    #[must_use]
    pub fn with(&self, who: &Who) -> Self {
        Self { who: *who, after: None, ..self.clone() }
    }

    /// The same behind a line.
    #[must_use]
    pub fn behind(&self, after: Option<Key>) -> Self {
        Self { after, ..self.clone() }
    }

    /// The address of the same tab without anything else chosen.
    pub fn plain(&self) -> String {
        Self { who: self.who, ..Self::default() }.href(None)
    }

    /// Whether anything but the tab was chosen.
    pub fn narrowed(&self) -> bool {
        self.product.is_some() || self.lang.is_some() || self.priority.is_some()
    }
}

/// The question that an address asks for.
pub fn question(given: &Given) -> Option<i64> {
    given.text("question").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_survive_an_address() {
        let path = "/triage?who=mine&product=3&lang=de&priority=2&after=5_6&question=7";
        let (filters, question) = Filters::back(path);
        assert_eq!((filters.who, filters.product, question), (Who::Mine, Some(3), Some(7)));
        assert_eq!(filters.href(question), path);
        assert_eq!(filters.with(&Who::All).href(None), "/triage?product=3&lang=de&priority=2");
    }

    #[test]
    fn nonsense_is_the_whole_board() {
        for path in ["", "/", "//evil.example?who=mine", "/triage?who=x&product=y&priority=9", "/triages?who=mine"] {
            let (filters, question) = Filters::back(path);
            assert_eq!((filters.href(question).as_str(), filters.narrowed()), ("/triage", false), "{path}");
        }
    }
}
