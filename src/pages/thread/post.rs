//! One post's view, made from its row and what surrounds it.

use std::collections::HashMap;

use crate::ground::i18n::T;
use crate::ground::web::Html;
use crate::moderation::kinds::About;
use crate::threads::hide::FLAGS;
use crate::threads::hold;
use crate::threads::kinds::{HideReason, PostKind, Status};
use crate::threads::order::Place;
use crate::threads::paths;

use super::people::Person;
use super::rights::Rights;
use super::view::{Comment, Endorsement, Post};
use super::{comments, endorsements, own, rows};

/// What a post's view needs beside its row.
pub struct Around<'a> {
    /// The reader's rights.
    pub rights: &'a Rights<'a>,
    /// Everybody who appears.
    pub people: &'a HashMap<i64, Person>,
    /// Standing endorsements.
    pub endorsements: &'a [endorsements::Row],
    /// What the reader has done.
    pub own: &'a own::Own,
    /// Every answer's place.
    pub places: &'a [Place],
    /// Speaks to the reader.
    pub t: T,
}

/// Makes the view.
pub fn view(row: &rows::Post, under: &[comments::Row], around: &Around<'_>) -> Post {
    let reader = around.rights.actor.map(|a| a.id);
    let author = person(around, row.author_id);
    let endorsements: Vec<Endorsement> =
        around.endorsements.iter().filter(|e| e.post_id == row.id).map(|e| endorsement(e, around, reader)).collect();
    let outscored = around.places.iter().any(|p| p.id == row.id && p.outscored);
    let may = around.rights.on_post(row, &author, endorsements.iter().any(|e| e.mine), around.t);
    let total = under.first().map_or(0, |c| c.total);
    let comments: Vec<Comment> = under.iter().map(|c| comment(c, around, reader)).collect();
    let question = &around.rights.question.head;
    let is_question = row.kind == PostKind::Question;
    Post {
        id: row.id,
        kind: row.kind,
        anchor: format!("{}{}", if is_question { 'q' } else { 'a' }, row.id),
        path: if is_question { paths::question(question.id, &question.slug) } else { paths::answer(row.id) },
        class: class(row, outscored),
        lang: row.lang.clone(),
        html: Html(row.html.clone()),
        score: row.score,
        created_at: row.created_at,
        edited_at: row.edited_at,
        status: row.status,
        note: note(row.status, row.status_reason.as_deref()),
        because: Vec::new(),
        outscored,
        accepted: row.accepted_at.map(|at| {
            let by = row.accepted_by.and_then(|id| around.people.get(&id)).cloned();
            (by, at, row.accepted_by.is_some_and(|id| id != question.asker_id))
        }),
        endorsements,
        flagged: around.own.flagged.contains(&About::Post(row.id).word()),
        mine: around.own.votes.get(&row.id).copied().unwrap_or(0),
        may,
        more_comments: total - i64::try_from(comments.len()).unwrap_or(total),
        comments,
        author,
    }
}

fn person(around: &Around<'_>, id: i64) -> Person {
    around.people.get(&id).cloned().unwrap_or_default()
}

fn endorsement(row: &endorsements::Row, around: &Around<'_>, reader: Option<i64>) -> Endorsement {
    let question = around.rights.question;
    let product = question.head.product_id.zip(question.product.as_ref()).map(|(id, (_, name))| (id, name.as_str()));
    Endorsement {
        expert: person(around, row.expert_id),
        field: endorsements::field_name(&row.field, product, &question.tags),
        note: row.note.clone(),
        version: row.version.clone(),
        at: row.created_at,
        mine: reader == Some(row.expert_id),
    }
}

fn comment(row: &comments::Row, around: &Around<'_>, reader: Option<i64>) -> Comment {
    let visible = row.status == Status::Visible.word();
    let own = reader == Some(row.author_id);
    let keeps_order = around.rights.keeps_order();
    Comment {
        id: row.id,
        author: person(around, row.author_id),
        html: Html(row.html.clone()),
        created_at: row.created_at,
        edited_at: row.edited_at,
        visible,
        may_edit: visible && own,
        may_mask: visible && (own || keeps_order),
        may_delete: visible && (own || keeps_order),
        may_flag: visible && !own && reader.is_some(),
        may_appeal: own && row.status == Status::Hidden.word(),
        flagged: around.own.flagged.contains(&About::Comment(row.id).word()),
        may_keep: visible && around.rights.may_keep(&person(around, row.author_id)),
        may_restore: if row.status == Status::Deleted.word() { own } else { !visible && keeps_order },
    }
}

fn class(row: &rows::Post, outscored: bool) -> String {
    let mut classes = Vec::new();
    if row.kind == PostKind::Answer {
        classes.push("answer");
    }
    if row.accepted_at.is_some() {
        classes.push("accepted");
    }
    if outscored {
        classes.push("outscored");
    }
    match row.status {
        Status::Visible => {}
        Status::Held => classes.push("pending"),
        Status::Deleted | Status::Hidden => classes.push("deleted"),
    }
    classes.join(" ")
}

/// Why not everybody sees a post.
fn note(status: Status, reason: Option<&str>) -> &'static str {
    match status {
        Status::Visible => "",
        Status::Deleted => "thread-note-deleted",
        Status::Held => match reason {
            Some(hold::SPAM_CHECK | hold::SPAM_LATER) => "spam-note-held",
            _ => "thread-note-held",
        },
        Status::Hidden if reason == Some(FLAGS) => "thread-note-hidden-flags",
        Status::Hidden => match reason.and_then(HideReason::from_word) {
            Some(HideReason::Rude) => "thread-note-hidden-rude",
            Some(HideReason::Spam) => "thread-note-hidden-spam",
            Some(HideReason::PersonalData) => "thread-note-hidden-personal-data",
            Some(HideReason::Wrong) => "thread-note-hidden-wrong",
            Some(HideReason::Other) | None => "thread-note-hidden",
        },
    }
}
