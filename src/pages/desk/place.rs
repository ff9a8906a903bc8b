//! Whose questions the desk shows and which one is open, as the address says.

use crate::pages::given::{Given, address};
use crate::pages::lists::Key;

/// Of which team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Team {
    /// All that somebody works for.
    #[default]
    Any,
    /// Those that belong to none.
    Nobody,
    /// One.
    One(i64),
}

impl Team {
    /// As in an address.
    pub fn word(self) -> String {
        match self {
            Self::Any => String::new(),
            Self::Nobody => "none".into(),
            Self::One(id) => id.to_string(),
        }
    }

    /// Reads it; nonsense is all.
    pub fn from_word(word: &str) -> Self {
        match word {
            "none" => Self::Nobody,
            _ => word.parse().map_or(Self::Any, Self::One),
        }
    }
}

/// Whose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Everybody's.
    #[default]
    All,
    /// Nobody's yet.
    Free,
    /// One's own.
    Mine,
}

impl Who {
    /// In the order of the tabs, with the keys of their words.
    pub const TABS: [(Self, &'static str); 3] =
        [(Self::All, "desk-who-all"), (Self::Free, "desk-who-free"), (Self::Mine, "desk-who-mine")];

    /// As in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Free => "free",
            Self::Mine => "mine",
        }
    }

    /// Reads it; nonsense is everybody's.
    pub fn from_word(word: &str) -> Self {
        match word {
            "free" => Self::Free,
            "mine" => Self::Mine,
            _ => Self::All,
        }
    }
}

/// A place at the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Of which team.
    pub team: Team,
    /// Whose.
    pub who: Who,
    /// Which question is open.
    pub question: Option<i64>,
    /// Behind which one the list begins.
    pub after: Option<Key>,
}

impl Place {
    /// What an address says.
    pub fn of(given: &Given) -> Self {
        Self {
            team: Team::from_word(given.text("team")),
            who: Who::from_word(given.text("who")),
            question: given.text("question").parse().ok(),
            after: Key::from_word(given.text("after")),
        }
    }

    /// Its address.
    pub fn path(&self) -> String {
        let question = self.question.map(|id| id.to_string()).unwrap_or_default();
        let after = self.after.map(Key::word).unwrap_or_default();
        let team = self.team.word();
        address("/desk", &[("team", &team), ("who", self.who.word()), ("after", &after), ("question", &question)])
    }

    /// The same with another question open; its address leads to it, also where the list stands above it.
    pub fn open(&self, question: i64) -> String {
        format!("{}#question", Self { question: Some(question), ..*self }.path())
    }

    /// The list alone.
    #[must_use]
    pub fn closed(&self) -> Self {
        Self { question: None, ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_the_place_and_nonsense_says_nothing() {
        let place = Place::of(&Given::parse("team=3&who=mine&question=7&after=5_6"));
        assert_eq!(place.path(), "/desk?team=3&who=mine&after=5_6&question=7");
        assert_eq!(place.open(8), "/desk?team=3&who=mine&after=5_6&question=8#question");
        assert_eq!(place.closed().path(), "/desk?team=3&who=mine&after=5_6");
        assert_eq!(Place::of(&Given::parse("team=x&who=y&question=z&after=a")), Place::default());
        assert_eq!(Place::of(&Given::parse("team=none")).path(), "/desk?team=none");
    }
}
