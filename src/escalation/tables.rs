//! The tables of escalation: calendars, policies, where questions stand, what staff note and hand over.
#![allow(missing_docs)] // the columns say it

use crate::accounts::tables::{people, teams};
use crate::threads::tables::{posts, question_tags, questions};

diesel::table! {
    calendars (id) {
        id -> BigInt,
        name -> Text,
        zone -> Text,
        week -> Text,
        days -> Text,
    }
}

diesel::table! {
    policies (id) {
        id -> BigInt,
        name -> Text,
        position -> BigInt,
        fallback -> Bool,
        conditions -> Text,
        peer_window -> BigInt,
        triage_window -> BigInt,
        first_response -> BigInt,
        solution -> Nullable<BigInt>,
        warn_before -> BigInt,
        nudges -> Text,
        send_backs -> BigInt,
        answered -> Text,
        triage_calendar_id -> BigInt,
        staff_calendar_id -> BigInt,
        team_id -> Nullable<BigInt>,
        starts_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    terms_changes (id) {
        id -> BigInt,
        subject -> Text,
        subject_id -> BigInt,
        actor_id -> Nullable<BigInt>,
        before -> Text,
        after -> Text,
        moved -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    escalations (question_id) {
        question_id -> BigInt,
        policy_id -> BigInt,
        team_id -> Nullable<BigInt>,
        priority -> BigInt,
        stage -> Text,
        since -> BigInt,
        counted_from -> BigInt,
        due -> Nullable<BigInt>,
        answered -> Bool,
        closed -> Bool,
        sent_back -> BigInt,
        waits -> Bool,
        next_at -> Nullable<BigInt>,
        nudged -> BigInt,
        warned_at -> Nullable<BigInt>,
        overdue_at -> Nullable<BigInt>,
        asked_again_at -> Nullable<BigInt>,
        asked_again_post -> Nullable<BigInt>,
        claimed_by -> Nullable<BigInt>,
        claimed_until -> Nullable<BigInt>,
        assigned_to -> Nullable<BigInt>,
        assigned_at -> Nullable<BigInt>,
        snoozed_until -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    escalation_steps (id) {
        id -> BigInt,
        question_id -> BigInt,
        kind -> Text,
        stage -> Text,
        at -> BigInt,
        due -> Nullable<BigInt>,
        policy_id -> BigInt,
        actor_id -> Nullable<BigInt>,
        team_id -> Nullable<BigInt>,
        reason -> Text,
        before -> Nullable<Text>,
        version -> BigInt,
        undone_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    internal_notes (id) {
        id -> BigInt,
        question_id -> BigInt,
        author_id -> BigInt,
        body -> Text,
        html -> Text,
        created_at -> BigInt,
        deleted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    canned_answers (id) {
        id -> BigInt,
        name -> Text,
        lang -> Text,
        team_id -> Nullable<BigInt>,
        body -> Text,
        used -> BigInt,
        changed_by -> Nullable<BigInt>,
        changed_at -> BigInt,
    }
}

diesel::table! {
    nudges (id) {
        id -> BigInt,
        question_id -> BigInt,
        person_id -> BigInt,
        why -> Text,
        state -> Text,
        created_at -> BigInt,
        decided_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    ticket_systems (id) {
        id -> BigInt,
        name -> Text,
        kind -> Text,
        address -> Text,
        secret -> Text,
        token -> Text,
        group_name -> Text,
        customer -> Text,
        team_id -> Nullable<BigInt>,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    hand_overs (id) {
        id -> BigInt,
        question_id -> BigInt,
        system_id -> BigInt,
        person_id -> BigInt,
        note -> Text,
        ticket_id -> Nullable<Text>,
        ticket_number -> Nullable<Text>,
        ticket_url -> Nullable<Text>,
        ticket_state -> Nullable<Text>,
        reported_at -> Nullable<BigInt>,
        trouble -> Nullable<Text>,
        answer_id -> Nullable<BigInt>,
        created_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
    }
}

diesel::joinable!(hand_overs -> ticket_systems (system_id));
diesel::joinable!(escalations -> questions (question_id));
diesel::joinable!(escalation_steps -> questions (question_id));
diesel::joinable!(internal_notes -> people (author_id));
diesel::joinable!(nudges -> people (person_id));
diesel::allow_tables_to_appear_in_same_query!(
    calendars,
    canned_answers,
    escalation_steps,
    escalations,
    hand_overs,
    internal_notes,
    nudges,
    policies,
    terms_changes,
    ticket_systems,
);

/// Allows each table of the first list in one query with each of the second.
macro_rules! together {
    ([$($earlier:ident),*] with $ours:tt) => { $(together!(@one $earlier $ours);)* };
    (@one $earlier:ident [$($ours:ident),*]) => {
        $(diesel::allow_tables_to_appear_in_same_query!($earlier, $ours);)*
    };
}
together!([people, teams, posts, question_tags, questions] with
    [canned_answers, escalation_steps, escalations, hand_overs, internal_notes, nudges, terms_changes]);
