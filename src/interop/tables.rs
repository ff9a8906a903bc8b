//! The table that remembers what was imported.
#![allow(missing_docs)] // the columns say it

diesel::table! {
    imports (source, kind, foreign_id) {
        source -> Text,
        kind -> Text,
        foreign_id -> BigInt,
        id -> BigInt,
    }
}
