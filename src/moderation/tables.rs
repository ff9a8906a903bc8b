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
        before -> Nullable<Text>,
    }
}

diesel::table! {
    flags (id) {
        id -> BigInt,
        subject -> Text,
        person_id -> BigInt,
        author_id -> BigInt,
        question_id -> BigInt,
        reason -> Text,
        note -> Text,
        weight -> BigInt,
        created_at -> BigInt,
        item_id -> Nullable<BigInt>,
        decided_at -> Nullable<BigInt>,
        agreed -> Nullable<Bool>,
    }
}

diesel::table! {
    appeals (id) {
        id -> BigInt,
        subject -> Text,
        person_id -> BigInt,
        question_id -> Nullable<BigInt>,
        body -> Text,
        against -> Nullable<BigInt>,
        created_at -> BigInt,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<BigInt>,
        upheld -> Nullable<Bool>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    review_reasons (id) {
        id -> BigInt,
        decision -> Text,
        name -> Text,
        texts -> Text,
        hide_as -> Nullable<Text>,
        changed_by -> Nullable<BigInt>,
        changed_at -> BigInt,
    }
}
