//! The tables of threads: questions, answers, comments and what people do with them.
#![allow(missing_docs)] // the columns say it

use crate::accounts::tables::{categories, grants, people, products};
use crate::reputation::tables::{badges, ledger, tag_points};

diesel::table! {
    tags (id) {
        id -> BigInt,
        name -> Text,
        descriptions -> Text,
        question_count -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    tag_synonyms (name) {
        name -> Text,
        tag_id -> BigInt,
    }
}

diesel::table! {
    posts (id) {
        id -> BigInt,
        kind -> Text,
        question_id -> BigInt,
        author_id -> BigInt,
        body -> Text,
        html -> Text,
        lang -> Text,
        up -> BigInt,
        down -> BigInt,
        score -> BigInt,
        imported_score -> BigInt,
        comment_count -> BigInt,
        revision -> BigInt,
        created_at -> BigInt,
        edited_at -> Nullable<BigInt>,
        status -> Text,
        status_by -> Nullable<BigInt>,
        status_at -> Nullable<BigInt>,
        status_reason -> Nullable<Text>,
        accepted_at -> Nullable<BigInt>,
        accepted_by -> Nullable<BigInt>,
        endorsement_count -> BigInt,
    }
}

diesel::table! {
    questions (id) {
        id -> BigInt,
        title -> Text,
        slug -> Text,
        asker_id -> BigInt,
        product_id -> Nullable<BigInt>,
        category_id -> Nullable<BigInt>,
        lang -> Text,
        state -> Text,
        shown -> Bool,
        answer_count -> BigInt,
        accepted_count -> BigInt,
        endorsed_count -> BigInt,
        also_count -> BigInt,
        views -> BigInt,
        created_at -> BigInt,
        active_at -> BigInt,
        first_answer_at -> Nullable<BigInt>,
        solved_at -> Nullable<BigInt>,
        close_reason -> Nullable<Text>,
        closed_by -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        duplicate_of -> Nullable<BigInt>,
        locked_at -> Nullable<BigInt>,
        locked_by -> Nullable<BigInt>,
        lock_reason -> Nullable<Text>,
        protected_at -> Nullable<BigInt>,
        protected_by -> Nullable<BigInt>,
        merged_into -> Nullable<BigInt>,
    }
}

diesel::table! {
    moves (id) {
        id -> BigInt,
        kind -> Text,
        from_question -> BigInt,
        to_question -> BigInt,
        post_id -> Nullable<BigInt>,
        comment_id -> Nullable<BigInt>,
        actor_id -> BigInt,
        reason -> Text,
        detail -> Text,
        created_at -> BigInt,
        undone_at -> Nullable<BigInt>,
        undone_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    question_tags (question_id, tag_id) {
        question_id -> BigInt,
        tag_id -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    comments (id) {
        id -> BigInt,
        post_id -> BigInt,
        question_id -> BigInt,
        author_id -> BigInt,
        body -> Text,
        html -> Text,
        status -> Text,
        status_by -> Nullable<BigInt>,
        status_at -> Nullable<BigInt>,
        status_reason -> Nullable<Text>,
        created_at -> BigInt,
        edited_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    votes (post_id, voter_id) {
        post_id -> BigInt,
        voter_id -> BigInt,
        author_id -> BigInt,
        value -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    endorsements (id) {
        id -> BigInt,
        post_id -> BigInt,
        expert_id -> BigInt,
        field -> Text,
        note -> Text,
        version -> Text,
        created_at -> BigInt,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    revisions (id) {
        id -> BigInt,
        post_id -> BigInt,
        number -> BigInt,
        author_id -> BigInt,
        title -> Nullable<Text>,
        body -> Text,
        tags -> Nullable<Text>,
        reason -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    suggested_edits (id) {
        id -> BigInt,
        post_id -> BigInt,
        base_revision -> BigInt,
        author_id -> BigInt,
        title -> Nullable<Text>,
        body -> Text,
        tags -> Nullable<Text>,
        reason -> Text,
        state -> Text,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<BigInt>,
        decision_reason -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    also_have (question_id, person_id) {
        question_id -> BigInt,
        person_id -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    watches (person_id, kind, subject_id) {
        person_id -> BigInt,
        kind -> Text,
        subject_id -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    masked (id) {
        id -> BigInt,
        token -> Text,
        post_id -> BigInt,
        comment_id -> Nullable<BigInt>,
        author_id -> BigInt,
        kind -> Text,
        original -> Text,
        masked_by -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    masked_looks (id) {
        id -> BigInt,
        post_id -> BigInt,
        person_id -> BigInt,
        at -> BigInt,
    }
}

diesel::joinable!(questions -> posts (id));
diesel::joinable!(posts -> people (author_id));
diesel::joinable!(questions -> products (product_id));
diesel::joinable!(questions -> categories (category_id));
diesel::joinable!(question_tags -> questions (question_id));
diesel::joinable!(question_tags -> tags (tag_id));
diesel::joinable!(tag_synonyms -> tags (tag_id));
diesel::joinable!(comments -> people (author_id));
diesel::joinable!(comments -> posts (post_id));
diesel::joinable!(votes -> posts (post_id));
diesel::joinable!(endorsements -> people (expert_id));
diesel::joinable!(endorsements -> posts (post_id));
diesel::joinable!(revisions -> people (author_id));
diesel::joinable!(suggested_edits -> people (author_id));
diesel::joinable!(also_have -> questions (question_id));
diesel::allow_tables_to_appear_in_same_query!(
    tags,
    tag_synonyms,
    posts,
    questions,
    question_tags,
    comments,
    votes,
    endorsements,
    revisions,
    suggested_edits,
    also_have,
    watches,
    moves,
);

/// Allows each table of the first list in one query with each of the second.
macro_rules! together {
    ([$($earlier:ident),*] with $ours:tt) => { $(together!(@one $earlier $ours);)* };
    (@one $earlier:ident [$($ours:ident),*]) => {
        $(diesel::allow_tables_to_appear_in_same_query!($earlier, $ours);)*
    };
}
together!([people, products, categories, grants, ledger, badges, tag_points] with
    [tags, posts, questions, question_tags, comments, votes, endorsements, revisions, suggested_edits, also_have, watches]);
