//! What happens to notices.

crate::events! {
    /// People were told of the event at `told`.
    NoticesMade = "notices.made" { told: i64 }
    /// Somebody has read notices.
    NoticesRead = "notices.read" { person_id: i64 }
}
