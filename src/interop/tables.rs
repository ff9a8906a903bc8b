//! The table that remembers what was imported.

diesel::table! {
    imports (source, kind, foreign_id) {
        source -> Text,
        kind -> Text,
        foreign_id -> BigInt,
        id -> BigInt,
    }
}

