//! The table of notices.
#![allow(missing_docs)] // the columns say it

use crate::accounts::tables::people;
use crate::threads::tables::{comments, posts, questions};

diesel::table! {
    notices (id) {
        id -> BigInt,
        person_id -> BigInt,
        kind -> Text,
        question_id -> BigInt,
        post_id -> Nullable<BigInt>,
        comment_id -> Nullable<BigInt>,
        actor_id -> Nullable<BigInt>,
        position -> BigInt,
        created_at -> BigInt,
        mailed_at -> Nullable<BigInt>,
        read_at -> Nullable<BigInt>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(notices, people);
diesel::allow_tables_to_appear_in_same_query!(notices, posts);
diesel::allow_tables_to_appear_in_same_query!(notices, questions);
diesel::allow_tables_to_appear_in_same_query!(notices, comments);
