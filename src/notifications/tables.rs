//! The tables of notices, and of how people want to be told.
#![allow(missing_docs)] // the columns say it

use crate::accounts::tables::people;
use crate::threads::tables::{comments, posts, question_tags, questions};

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
        mail_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    notice_preferences (person_id, topic) {
        person_id -> BigInt,
        topic -> Text,
        pace -> Text,
    }
}

diesel::table! {
    mail_hours (person_id) {
        person_id -> BigInt,
        zone -> Text,
        quiet_from -> Nullable<BigInt>,
        quiet_to -> Nullable<BigInt>,
    }
}

diesel::table! {
    help_consents (person_id) {
        person_id -> BigInt,
        given -> Bool,
        decided_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(notices, people, help_consents, mail_hours, notice_preferences);
diesel::allow_tables_to_appear_in_same_query!(help_consents, posts);
diesel::allow_tables_to_appear_in_same_query!(help_consents, questions);
diesel::allow_tables_to_appear_in_same_query!(help_consents, question_tags);
diesel::allow_tables_to_appear_in_same_query!(notices, posts);
diesel::allow_tables_to_appear_in_same_query!(notices, questions);
diesel::allow_tables_to_appear_in_same_query!(notices, comments);
