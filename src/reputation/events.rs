//! What happens in this room.

crate::events! {
    /// Somebody earned a badge; `badge` is its word.
    BadgeAwarded = "badge.awarded" { person_id: i64, badge: String, post_id: Option<i64> }
}
