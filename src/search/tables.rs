//! The tables of what search learns (counts without persons, words that mean the same, pinned answers) and of what it has
//! looked up.
#![allow(missing_docs)] // the columns say it

use crate::threads::tables::{posts, questions};

diesel::table! {
    search_days (day, term) {
        day -> BigInt,
        term -> Text,
        month -> BigInt,
        searches -> BigInt,
        without_hit -> BigInt,
        followable -> BigInt,
        clicked -> BigInt,
    }
}

diesel::table! {
    search_clicks (day, term, position) {
        day -> BigInt,
        term -> Text,
        position -> BigInt,
        month -> BigInt,
        clicks -> BigInt,
    }
}

diesel::table! {
    search_terms (month, term) {
        month -> BigInt,
        term -> Text,
        people -> BigInt,
    }
}

diesel::table! {
    search_keys (month) {
        month -> BigInt,
        secret -> Text,
    }
}

diesel::table! {
    search_seekers (month, term, seeker) {
        month -> BigInt,
        term -> BigInt,
        seeker -> BigInt,
    }
}

diesel::table! {
    search_word_groups (id) {
        id -> BigInt,
        changed_by -> Nullable<BigInt>,
        changed_at -> BigInt,
    }
}

diesel::table! {
    search_synonyms (term) {
        term -> Text,
        group_id -> BigInt,
        place -> BigInt,
        word -> Text,
    }
}

diesel::table! {
    search_pins (id) {
        id -> BigInt,
        term -> Text,
        place -> BigInt,
        question_id -> BigInt,
        answer_id -> Nullable<BigInt>,
        pinned_by -> Nullable<BigInt>,
        pinned_at -> BigInt,
    }
}

diesel::table! {
    search_saved (day, question_id) {
        day -> BigInt,
        question_id -> BigInt,
        people -> BigInt,
    }
}

diesel::table! {
    search_similar (question_id) {
        question_id -> BigInt,
        ids -> Text,
        looked_at -> BigInt,
        due_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(search_similar, questions);
diesel::allow_tables_to_appear_in_same_query!(search_similar, posts);
