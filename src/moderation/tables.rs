//! The tables of moderation.
#![allow(missing_docs)] // the columns say it

diesel::table! {
    review_items (id) {
        id -> BigInt,
        kind -> Text,
        subject -> Text,
        person_id -> BigInt,
        question_id -> Nullable<BigInt>,
        weight -> BigInt,
        detail -> Text,
        opened_at -> BigInt,
        claimed_by -> Nullable<BigInt>,
        claimed_until -> Nullable<BigInt>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<BigInt>,
        decision -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}
