//! The table of notices.
#![allow(missing_docs)] // the columns say it

diesel::table! {
    notices (id) {
        id -> BigInt,
        person_id -> BigInt,
        kind -> Text,
        question_id -> BigInt,
        post_id -> Nullable<BigInt>,
        actor_id -> Nullable<BigInt>,
        position -> BigInt,
        created_at -> BigInt,
        read_at -> Nullable<BigInt>,
    }
}
