//! The tables of reputation: the ledger, badges and the points of the leaderboards.
#![allow(missing_docs)] // the columns say it

use crate::accounts::tables::people;

diesel::table! {
    ledger (id) {
        id -> BigInt,
        person_id -> BigInt,
        cause -> Text,
        nominal -> BigInt,
        points -> BigInt,
        post_id -> Nullable<BigInt>,
        actor_id -> Nullable<BigInt>,
        reverses -> Nullable<BigInt>,
        day -> BigInt,
        at -> BigInt,
        why -> Nullable<Text>,
    }
}

diesel::table! {
    badges (person_id, badge, post_id) {
        person_id -> BigInt,
        badge -> Text,
        post_id -> BigInt,
        awarded_at -> BigInt,
    }
}

diesel::table! {
    tag_points (tag_id, month, person_id) {
        tag_id -> BigInt,
        month -> BigInt,
        person_id -> BigInt,
        points -> BigInt,
    }
}

diesel::joinable!(ledger -> people (person_id));
diesel::joinable!(badges -> people (person_id));
diesel::joinable!(tag_points -> people (person_id));
diesel::allow_tables_to_appear_in_same_query!(ledger, badges, tag_points);
diesel::allow_tables_to_appear_in_same_query!(ledger, people);
diesel::allow_tables_to_appear_in_same_query!(badges, people);
diesel::allow_tables_to_appear_in_same_query!(tag_points, people);
