//! Which events are acts that somebody answers for.

use crate::accounts::log;

/// Acts beyond those that the admins' log names. Each has words `audit-act-…`.
const MORE: &[&str] = &[
    "answer.moved",
    "answer.to_comment",
    "calendar.changed",
    "comment.deleted",
    "comment.masked",
    "comment.restored",
    "comment.to_answer",
    "edit.decided",
    "factor.off",
    "factor.on",
    "factor.reset",
    "move.undone",
    "person.silenced",
    "person.unsilenced",
    "person.warned",
    "policy.changed",
    "post.deleted",
    "post.masked",
    "post.released",
    "post.restored",
    "post.revised",
    "posts.given_back",
    "posts.taken",
    "question.closed",
    "question.locked",
    "question.marked_duplicate",
    "question.merged",
    "question.protected",
    "question.reopened",
    "question.retagged",
    "question.split",
    "question.unlocked",
    "question.unprotected",
    "review.decided",
    "review.reason_changed",
    "review.undone",
    "warning.withdrawn",
];

/// Acts on posts that are nobody's business if it was one's own.
const OWN: &[&str] = &[
    "comment.deleted",
    "comment.masked",
    "comment.restored",
    "edit.decided",
    "post.deleted",
    "post.masked",
    "post.restored",
    "post.revised",
    "question.closed",
    "question.reopened",
    "question.retagged",
];

/// How everybody may know of an act: by its kind, and by which of the reasons if that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Public {
    /// The event's kind.
    pub act: &'static str,
    /// What the reasons' keys begin with; empty where there are none.
    pub reasons: &'static str,
}

/// What everybody may know of. Each has words `audit-public-…`.
const PUBLIC: &[Public] = &[
    Public { act: "post.hidden", reasons: "hide-reason-" },
    Public { act: "post.shown", reasons: "" },
    Public { act: "post.released", reasons: "" },
    Public { act: "comment.deleted", reasons: "" },
    Public { act: "comment.restored", reasons: "" },
    Public { act: "question.closed", reasons: "close-reason-" },
    Public { act: "question.marked_duplicate", reasons: "" },
    Public { act: "question.reopened", reasons: "" },
    Public { act: "question.locked", reasons: "" },
    Public { act: "question.unlocked", reasons: "" },
    Public { act: "question.merged", reasons: "" },
    Public { act: "question.split", reasons: "" },
    Public { act: "answer.moved", reasons: "" },
    Public { act: "answer.to_comment", reasons: "" },
    Public { act: "comment.to_answer", reasons: "" },
    Public { act: "person.warned", reasons: "sanction-reason-" },
    Public { act: "person.silenced", reasons: "sanction-reason-" },
    Public { act: "person.unsilenced", reasons: "" },
    Public { act: "person.suspended", reasons: "sanction-reason-" },
    Public { act: "person.unsuspended", reasons: "" },
];

/// Whether an event is such an act.
pub(super) fn is_act(kind: &str) -> bool {
    log::KINDS.contains(&kind) || MORE.contains(&kind)
}

/// Whether it counts only when it was done to somebody else.
pub(super) fn is_own_business(kind: &str) -> bool {
    OWN.contains(&kind)
}

/// Key of the words for an act.
pub fn key(act: &str) -> String {
    let word = act.replace(['.', '_'], "-");
    if log::KINDS.contains(&act) { format!("log-{word}") } else { format!("audit-act-{word}") }
}

/// All acts, for choosing one.
pub fn known() -> Vec<&'static str> {
    let mut all: Vec<&'static str> = log::KINDS.iter().chain(MORE).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What everybody may know of.
pub fn public() -> &'static [Public] {
    PUBLIC
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::i18n::{LANGUAGES, T};

    #[test]
    fn every_act_has_words() {
        for lang in LANGUAGES {
            let t = T::new(lang, false);
            for act in known() {
                assert_ne!(t.s(&key(act)), key(act), "{lang}");
            }
            for one in public() {
                let key = format!("audit-public-{}", one.act.replace(['.', '_'], "-"));
                assert_ne!(t.s(&key), key, "{lang}");
            }
        }
    }

    #[test]
    fn what_everybody_may_know_is_known_at_all() {
        assert!(PUBLIC.iter().all(|one| is_act(one.act)));
        assert!(OWN.iter().all(|one| is_act(one)));
    }
}
