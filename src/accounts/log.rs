//! The events that change what the forum is or who may do what: acts that somebody answers for. The audit
//! (`moderation::audit`) writes a line for each.

/// Kinds of events that are shown, some of later rooms; each has words `log-…`.
pub const KINDS: &[&str] = &[
    "role.granted",
    "role.revoked",
    "person.suspended",
    "person.unsuspended",
    "person.erased",
    "product.changed",
    "category.changed",
    "team.changed",
    "settings.changed",
    "job.retried",
    "ticket_system.changed",
    "delivery.repeated",
    "search.words_changed",
    "tag.changed",
    "post.hidden",
    "post.shown",
    "spam.rules_changed",
    "votes.rules_changed",
    "votes.reversed",
    "votes.restored",
    "votes.left",
];
