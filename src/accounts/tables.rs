//! The tables of people: who they are, how they are signed in, what they may do and what they own.
#![allow(missing_docs)] // the columns say it

diesel::table! {
    people (id) {
        id -> BigInt,
        handle -> Text,
        name -> Text,
        email -> Nullable<Text>,
        email_verified_at -> Nullable<BigInt>,
        password_hash -> Nullable<Text>,
        bio -> Text,
        bio_html -> Text,
        lang -> Text,
        formal -> Bool,
        picture -> Nullable<Text>,
        reputation -> BigInt,
        unread -> BigInt,
        created_at -> BigInt,
        seen_at -> Nullable<BigInt>,
        suspended_until -> Nullable<BigInt>,
        suspended_reason -> Nullable<Text>,
        silenced_until -> Nullable<BigInt>,
        warning_id -> Nullable<BigInt>,
        second_factor_at -> Nullable<BigInt>,
        erased_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Text,
        person_id -> BigInt,
        device -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    links (id) {
        id -> BigInt,
        token_hash -> Text,
        person_id -> Nullable<BigInt>,
        purpose -> Text,
        address -> Nullable<Text>,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    teams (id) {
        id -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    products (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        descriptions -> Text,
        position -> BigInt,
        retired -> Bool,
    }
}

diesel::table! {
    categories (id) {
        id -> BigInt,
        slug -> Text,
        names -> Text,
        position -> BigInt,
        retired -> Bool,
    }
}

diesel::table! {
    grants (id) {
        id -> BigInt,
        person_id -> BigInt,
        role -> Text,
        scope -> Text,
        granted_by -> Nullable<BigInt>,
        granted_at -> BigInt,
    }
}

diesel::table! {
    owned_products (person_id, product_id) {
        person_id -> BigInt,
        product_id -> BigInt,
    }
}

diesel::table! {
    uploads (id) {
        id -> BigInt,
        name -> Text,
        person_id -> BigInt,
        mime -> Text,
        bytes -> BigInt,
        width -> BigInt,
        height -> BigInt,
        created_at -> BigInt,
    }
}

diesel::joinable!(sessions -> people (person_id));
diesel::joinable!(grants -> people (person_id));
diesel::joinable!(owned_products -> products (product_id));
diesel::allow_tables_to_appear_in_same_query!(
    people,
    sessions,
    links,
    teams,
    products,
    categories,
    grants,
    owned_products,
    uploads,
    known_devices,
);

diesel::table! {
    sanctions (id) {
        id -> BigInt,
        person_id -> BigInt,
        kind -> Text,
        reason -> Text,
        note -> Text,
        by_id -> BigInt,
        at -> BigInt,
        until -> Nullable<BigInt>,
        posts -> Text,
        read_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        ended_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    account_notices (id) {
        id -> BigInt,
        person_id -> BigInt,
        kind -> Text,
        detail -> Text,
        at -> BigInt,
        read_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    known_devices (person_id, token_hash) {
        person_id -> BigInt,
        token_hash -> Text,
        seen_at -> BigInt,
    }
}

diesel::table! {
    second_factors (person_id) {
        person_id -> BigInt,
        sealed -> Text,
        started_at -> BigInt,
        confirmed_at -> Nullable<BigInt>,
        used_step -> BigInt,
    }
}

diesel::table! {
    recovery_codes (person_id, code_hash) {
        person_id -> BigInt,
        code_hash -> Text,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    factor_challenges (token_hash) {
        token_hash -> Text,
        person_id -> BigInt,
        tries -> BigInt,
        expires_at -> BigInt,
    }
}
