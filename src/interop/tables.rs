//! What was imported, and what ticket systems were told and said.
#![allow(missing_docs)] // the columns say it

use crate::escalation::tables::{hand_overs, ticket_systems};

diesel::table! {
    imports (source, kind, foreign_id) {
        source -> Text,
        kind -> Text,
        foreign_id -> BigInt,
        id -> BigInt,
    }
}

diesel::table! {
    deliveries (id) {
        id -> BigInt,
        message_id -> Text,
        system_id -> BigInt,
        hand_over_id -> Nullable<BigInt>,
        event -> Text,
        state -> Text,
        attempts -> BigInt,
        created_at -> BigInt,
        last_tried_at -> Nullable<BigInt>,
        delivered_at -> Nullable<BigInt>,
        last_status -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    delivery_tries (id) {
        id -> BigInt,
        delivery_id -> BigInt,
        at -> BigInt,
        status -> Nullable<BigInt>,
        said -> Text,
        took_ms -> BigInt,
    }
}

diesel::table! {
    inbound_seen (system_id, message_id) {
        system_id -> BigInt,
        message_id -> Text,
        at -> BigInt,
    }
}

diesel::joinable!(deliveries -> ticket_systems (system_id));
diesel::joinable!(deliveries -> hand_overs (hand_over_id));
diesel::allow_tables_to_appear_in_same_query!(deliveries, ticket_systems);
diesel::allow_tables_to_appear_in_same_query!(deliveries, hand_overs);
