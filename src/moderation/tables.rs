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

diesel::table! {
    sanction_posts (sanction_id, kind, subject_id) {
        sanction_id -> BigInt,
        kind -> Text,
        subject_id -> BigInt,
        status -> Text,
        status_by -> Nullable<BigInt>,
        status_at -> Nullable<BigInt>,
        status_reason -> Nullable<Text>,
        taken_by -> BigInt,
        taken_at -> BigInt,
        given_back_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    audit_lines (id) {
        id -> BigInt,
        at -> BigInt,
        act -> Text,
        actor_id -> Nullable<BigInt>,
        role -> Text,
        person_id -> Nullable<BigInt>,
        subject -> Text,
        reason -> Text,
        detail -> Text,
    }
}

diesel::table! {
    audit_origins (line_id) {
        line_id -> BigInt,
        at -> BigInt,
        network -> Text,
        device -> Text,
    }
}

diesel::joinable!(audit_origins -> audit_lines (line_id));
diesel::allow_tables_to_appear_in_same_query!(audit_lines, audit_origins);
