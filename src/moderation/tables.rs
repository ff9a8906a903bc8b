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

diesel::table! {
    text_prints (print, about) {
        print -> BigInt,
        about -> Text,
        author_id -> BigInt,
        whole -> Bool,
        at -> BigInt,
    }
}

diesel::table! {
    spam_words (word) {
        word -> Text,
        spam -> BigInt,
        fine -> BigInt,
        seen_at -> BigInt,
    }
}

diesel::table! {
    spam_domains (domain) {
        domain -> Text,
        spam -> BigInt,
        fine -> BigInt,
        seen_at -> BigInt,
    }
}

diesel::table! {
    spam_lessons (post_id) {
        post_id -> BigInt,
        spam -> Bool,
        words -> Text,
        domains -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    vote_passes (day) {
        day -> BigInt,
        at -> BigInt,
        found -> BigInt,
    }
}

diesel::table! {
    vote_rings (id) {
        id -> BigInt,
        kind -> Text,
        members -> Text,
        state -> Text,
        found_at -> BigInt,
        since -> BigInt,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    vote_ring_pairs (ring_id, voter_id, author_id, value) {
        ring_id -> BigInt,
        voter_id -> BigInt,
        author_id -> BigInt,
        value -> BigInt,
        votes -> BigInt,
        share -> BigInt,
    }
}

diesel::table! {
    reversed_votes (ring_id, post_id, voter_id) {
        ring_id -> BigInt,
        post_id -> BigInt,
        voter_id -> BigInt,
        author_id -> BigInt,
        value -> BigInt,
        cast_at -> BigInt,
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
