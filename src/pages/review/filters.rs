//! Which part of the queue somebody looks at. All of it stands in the address, and every form brings it back.

use crate::ground::clock::Micros;
use crate::moderation::kinds::ItemKind;
use crate::pages::given::{Given, address};

/// Where the queue is.
pub const QUEUE: &str = "/review";

/// A line's place: how urgent it is, since when it waits, its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The higher, the sooner.
    pub weight: i64,
    /// The earlier, the sooner.
    pub at: Micros,
    /// Tells equal ones apart.
    pub id: i64,
}

impl Place {
    fn word(self) -> String {
        format!("{}_{}_{}", self.weight, self.at.0, self.id)
    }

    fn from_word(word: &str) -> Option<Self> {
        let mut parts = word.splitn(3, '_').map(|part| part.parse::<i64>().ok());
        let mut next = || parts.next().flatten();
        Some(Self { weight: next()?, at: Micros(next()?), id: next()? })
    }

    /// Whether it comes behind another in the list.
    pub fn is_behind(self, other: Self) -> bool {
        (-self.weight, self.at, self.id) > (-other.weight, other.at, other.id)
    }
}

/// The filter and the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only of this kind.
    pub kind: Option<ItemKind>,
    /// Behind this line.
    pub after: Option<Place>,
}

impl Filters {
    /// What an address says.
    pub fn of(given: &Given) -> Self {
        Self { kind: ItemKind::from_word(given.text("kind")), after: Place::from_word(given.text("after")) }
    }

    /// That of an address that a form brought back; of the whole queue if it is another page's.
    pub fn back(path: &str) -> Self {
        let query = path.strip_prefix(QUEUE).and_then(|rest| rest.strip_prefix('?')).unwrap_or_default();
        Self::of(&Given::parse(query))
    }

    /// The queue's address with this filter, and an item beside it.
    pub fn href(&self, item: Option<i64>) -> String {
        let item = item.map(|n| n.to_string()).unwrap_or_default();
        let after = self.after.map(Place::word).unwrap_or_default();
        let kind = self.kind.map_or("", ItemKind::word);
        address(QUEUE, &[("kind", kind), ("after", &after), ("item", &item)])
    }

    /// Another kind's, at the top.
    #[must_use]
    pub fn with(&self, kind: Option<ItemKind>) -> Self {
        Self { kind, after: None }
    }

    /// The same behind a line.
    #[must_use]
    pub fn behind(&self, after: Option<Place>) -> Self {
        Self { after, ..self.clone() }
    }
}

/// The item that an address asks for.
pub fn item(given: &Given) -> Option<i64> {
    given.text("item").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_survive_an_address_and_nonsense_is_the_whole_queue() {
        let path = "/review?kind=flags&after=300_-5_7";
        let filters = Filters::back(path);
        assert_eq!((filters.kind, filters.href(None).as_str()), (Some(ItemKind::Flags), path));
        assert_eq!(filters.with(None).href(Some(3)), "/review?item=3");
        for path in ["", "/", "//evil.example?kind=flags", "/review?kind=x&after=1_2", "/reviews?kind=held"] {
            assert_eq!(Filters::back(path).href(None), "/review", "{path}");
        }
    }

    #[test]
    fn what_weighs_more_comes_first_then_what_waits_longer() {
        let place = |weight, at, id| Place { weight, at: Micros(at), id };
        assert!(place(100, 1, 1).is_behind(place(300, 9, 9)));
        assert!(place(100, 2, 1).is_behind(place(100, 1, 9)) && place(100, 1, 2).is_behind(place(100, 1, 1)));
        assert!(!place(100, 1, 1).is_behind(place(100, 1, 1)));
    }
}
