//! Who sees what: the one place that decides it.

use super::kinds::Status;
use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::settings::Thresholds;

/// Whose eyes look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Eyes {
    /// Who is signed in.
    pub person: Option<i64>,
    /// Whether they may see what is deleted, hidden or held.
    pub sees_all: bool,
}

impl Eyes {
    /// The eyes of somebody, or of a visitor.
    pub fn of(actor: Option<&Actor>) -> Self {
        let sees = |actor| may(actor, Act::SeeHidden, &Thresholds::default(), false).is_ok();
        Self { person: actor.map(|a| a.id), sees_all: actor.is_some_and(sees) }
    }
}

/// Whether a post or comment of `author` can be seen. A thread whose question cannot be seen is not there at all.
pub fn can_see(status: Status, author: i64, eyes: &Eyes) -> bool {
    status == Status::Visible || eyes.sees_all || eyes.person == Some(author)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_visible_is_for_its_author_and_those_who_keep_order() {
        let visitor = Eyes::default();
        let author = Eyes { person: Some(7), sees_all: false };
        let other = Eyes { person: Some(8), sees_all: false };
        let moderator = Eyes { person: Some(9), sees_all: true };
        for status in [Status::Deleted, Status::Hidden, Status::Held] {
            assert!(!can_see(status, 7, &visitor) && !can_see(status, 7, &other), "{status:?}");
            assert!(can_see(status, 7, &author) && can_see(status, 7, &moderator), "{status:?}");
        }
        assert!(can_see(Status::Visible, 7, &visitor));
    }
}
