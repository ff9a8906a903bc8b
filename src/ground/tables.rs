//! The tables of the ground floor: settings, the event log, readers, jobs, accepted forms.
#![allow(missing_docs)] // the columns say it

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    event_log (id) {
        id -> BigInt,
        position -> BigInt,
    }
}

diesel::table! {
    events (position) {
        position -> BigInt,
        kind -> Text,
        at -> BigInt,
        actor_id -> Nullable<BigInt>,
        payload -> Text,
    }
}

diesel::table! {
    readers (name) {
        name -> Text,
        position -> BigInt,
        moved_at -> BigInt,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        payload -> Text,
        unique_key -> Nullable<Text>,
        state -> Text,
        run_at -> BigInt,
        attempts -> BigInt,
        leased_by -> Nullable<Text>,
        leased_until -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    accepted_forms (person_id, form_key) {
        person_id -> BigInt,
        form_key -> Text,
        location -> Text,
        created_at -> BigInt,
    }
}
