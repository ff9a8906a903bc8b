//! The one permission table: who may do what. The help page shows it; nothing else decides.

use super::Actor;
use super::roles::Role;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the acts; TABLE says the rest
pub enum Act {
    Ask,
    Answer,
    Comment,
    VoteUp,
    VoteDown,
    Flag,
    SuggestEdit,
    Retag,
    Edit,
    Close,
    AnswerProtected,
    Keep,
    Accept,
    AcceptOnBehalf,
    Endorse,
    ReviewEdits,
    ReviewHeld,
    Hide,
    SeeHidden,
    Suspend,
    Triage,
    WorkAtDesk,
    SeeNotes,
    SeeReports,
    Administer,
}

/// How somebody comes to be allowed.
pub struct Rule {
    /// What it is about.
    pub act: Act,
    /// Key of the act's name.
    pub name: &'static str,
    /// Every signed-in person may.
    pub members: bool,
    /// Reputation that is enough, if any.
    pub reputation: Option<fn(&Thresholds) -> i64>,
    /// Whether it is always allowed in one's own threads.
    pub own_threads: bool,
    /// Roles that are enough.
    pub roles: &'static [Role],
}

use Role::{Admin, Expert, Lead, Moderator, Staff};

const COMPANY: &[Role] = &[Expert, Staff, Lead, Moderator, Admin];

const fn rule(act: Act, name: &'static str) -> Rule {
    Rule { act, name, members: false, reputation: None, own_threads: false, roles: &[] }
}

/// The table.
pub const TABLE: &[Rule] = &[
    Rule { members: true, ..rule(Act::Ask, "act-ask") },
    Rule { members: true, ..rule(Act::Answer, "act-answer") },
    Rule { members: true, ..rule(Act::SuggestEdit, "act-suggest-edit") },
    Rule { reputation: Some(|t| t.vote_up), roles: COMPANY, ..rule(Act::VoteUp, "act-vote-up") },
    Rule { reputation: Some(|t| t.flag), roles: COMPANY, ..rule(Act::Flag, "act-flag") },
    Rule { reputation: Some(|t| t.comment), own_threads: true, roles: COMPANY, ..rule(Act::Comment, "act-comment") },
    Rule { reputation: Some(|t| t.vote_down), roles: COMPANY, ..rule(Act::VoteDown, "act-vote-down") },
    Rule { reputation: Some(|t| t.retag), own_threads: true, roles: COMPANY, ..rule(Act::Retag, "act-retag") },
    Rule { reputation: Some(|t| t.edit), roles: COMPANY, ..rule(Act::Edit, "act-edit") },
    Rule { reputation: Some(|t| t.edit), roles: COMPANY, ..rule(Act::ReviewEdits, "act-review-edits") },
    Rule {
        reputation: Some(|t| t.close),
        own_threads: true,
        roles: &[Staff, Lead, Moderator, Admin],
        ..rule(Act::Close, "act-close")
    },
    Rule {
        reputation: Some(|t| t.protect),
        own_threads: true,
        roles: COMPANY,
        ..rule(Act::AnswerProtected, "act-protect")
    },
    Rule { roles: &[Lead, Moderator, Admin], ..rule(Act::Keep, "act-keep") },
    Rule { own_threads: true, ..rule(Act::Accept, "act-accept") },
    Rule { roles: &[Staff, Lead, Moderator, Admin], ..rule(Act::AcceptOnBehalf, "act-accept-on-behalf") },
    Rule { roles: &[Expert], ..rule(Act::Endorse, "act-endorse") },
    Rule { roles: &[Moderator, Admin], ..rule(Act::ReviewHeld, "act-review-held") },
    Rule { roles: &[Moderator, Admin], ..rule(Act::Hide, "act-hide") },
    Rule { roles: &[Staff, Lead, Moderator, Admin], ..rule(Act::SeeHidden, "act-see-hidden") },
    Rule { roles: &[Moderator, Admin], ..rule(Act::Suspend, "act-suspend") },
    Rule { roles: &[Moderator, Admin], ..rule(Act::Triage, "act-triage") },
    Rule { roles: &[Staff, Lead, Admin], ..rule(Act::WorkAtDesk, "act-work-at-desk") },
    Rule { roles: &[Staff, Lead, Moderator, Admin], ..rule(Act::SeeNotes, "act-see-notes") },
    Rule { roles: &[Lead, Moderator, Admin], ..rule(Act::SeeReports, "act-see-reports") },
    Rule { roles: &[Admin], ..rule(Act::Administer, "act-administer") },
];

/// The rule for an act.
fn find(act: Act) -> &'static Rule {
    // Every act stands in the table (tested); the first rule is there so that no path can panic.
    TABLE.iter().find(|r| r.act == act).unwrap_or(&TABLE[0])
}

/// Whether `actor` may do `act`; `own` says whether the thread (or the post, for comments) is theirs.
///
/// # Errors
/// `Forbidden` with the reputation that would be enough, or that a role is needed.
pub fn may(actor: &Actor, act: Act, thresholds: &Thresholds, own: bool) -> Verdict<()> {
    let rule = find(act);
    let needed = rule.reputation.map(|of| of(thresholds));
    let allowed = rule.members
        || (rule.own_threads && own)
        || needed.is_some_and(|n| actor.reputation >= n)
        || rule.roles.iter().any(|role| actor.is(*role));
    match (allowed, needed) {
        (true, _) => Ok(()),
        (false, Some(n)) => Err(Refusal::Forbidden("problem-needs-reputation", n)),
        (false, None) => Err(Refusal::forbidden("problem-needs-role")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_exactly_one_rule() {
        for rule in TABLE {
            assert_eq!(TABLE.iter().filter(|r| r.act == rule.act).count(), 1, "{:?}", rule.act);
        }
        assert_eq!(TABLE.len(), Act::Administer as usize + 1);
    }
}
