//! A question as a ticket system is told of it: what everybody may read, and the note of whoever handed it over. Made
//! anew for each try, so that what was edited meanwhile is right and what was hidden is not told.

use diesel::prelude::*;
use serde::Serialize;

use crate::accounts::people::cards;
use crate::escalation::hand_over::HandOver;
use crate::escalation::kinds::Outcome;
use crate::escalation::rows;
use crate::escalation::tables::hand_overs;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{posts, questions};
use crate::threads::{paths, tags};

/// Answers that are told of.
const ANSWERS: i64 = 20;

/// The body of a webhook.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)] // docs/HAND_OVER.md says what the fields hold
pub struct Letter {
    #[serde(rename = "type")]
    pub event: String,
    pub timestamp: String,
    pub data: Data,
}

/// What it tells.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)] // docs/HAND_OVER.md
pub struct Data {
    pub hand_over: Handed,
    pub question: Asked,
    pub answers: Vec<Tried>,
}

/// The hand-over.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)] // docs/HAND_OVER.md
pub struct Handed {
    pub id: i64,
    pub reference: String,
    pub by: String,
    pub at: String,
    pub note: String,
    pub open: bool,
    pub outcome: Option<Outcome>,
    pub reply_to: String,
}

/// The question.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)] // docs/HAND_OVER.md
pub struct Asked {
    pub id: i64,
    pub url: String,
    pub title: String,
    pub text: String,
    pub lang: String,
    pub product: Option<String>,
    pub tags: Vec<String>,
    pub priority: i64,
    pub asked_at: String,
    pub due: Option<String>,
    pub asker: String,
}

/// What was answered so far.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)] // docs/HAND_OVER.md
pub struct Tried {
    pub id: i64,
    pub url: String,
    pub text: String,
    pub lang: String,
    pub by: String,
    pub at: String,
    pub score: i64,
    pub accepted: bool,
    pub endorsed: bool,
}

/// What mail and tickets call a hand-over: one word, so that any search finds it.
pub fn reference(hand_over: &HandOver) -> String {
    format!("Kiez-{}-{}", hand_over.question_id, hand_over.id)
}

/// The hand-over of a delivery.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn hand_over(conn: &mut AnyConnection, id: i64) -> QueryResult<HandOver> {
    hand_overs::table.find(id).select(HandOver::as_select()).first(conn)
}

type Row = (String, String, String, Option<i64>, i64, Micros, bool, String);
type Answer = (i64, i64, String, String, i64, Option<Micros>, i64, Micros);

/// Tells of a hand-over; nothing if the question can not be seen by everybody any more.
///
/// # Errors
/// When the database fails.
pub fn load(
    conn: &mut AnyConnection,
    hand_over: &HandOver,
    event: &str,
    at: Micros,
    site: &str,
) -> QueryResult<Option<Letter>> {
    let id = hand_over.question_id;
    let row: Row = questions::table
        .inner_join(posts::table)
        .filter(questions::id.eq(id))
        .select((
            questions::title,
            questions::slug,
            questions::lang,
            questions::product_id,
            questions::asker_id,
            questions::created_at,
            questions::shown,
            posts::body,
        ))
        .first(conn)?;
    let (title, slug, lang, product_id, asker, asked_at, shown, text) = row;
    if !shown {
        return Ok(None);
    }
    let answers: Vec<Answer> = posts::table
        .filter(posts::question_id.eq(id))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .order((posts::created_at, posts::id))
        .limit(ANSWERS)
        .select((
            posts::id,
            posts::author_id,
            posts::body,
            posts::lang,
            posts::score,
            posts::accepted_at,
            posts::endorsement_count,
            posts::created_at,
        ))
        .load(conn)?;
    let ids: Vec<i64> = [asker, hand_over.person_id].into_iter().chain(answers.iter().map(|one| one.1)).collect();
    let people = cards(conn, &ids)?;
    let name = |id: i64| people.get(&id).map(|card| card.name.clone()).unwrap_or_default();
    let product = match product_id {
        Some(id) => {
            use crate::accounts::tables::products;
            products::table.find(id).select(products::name).first(conn).optional()?
        }
        None => None,
    };
    let escalation = rows::find(conn, id)?;
    Ok(Some(Letter {
        event: event.to_owned(),
        timestamp: at.rfc3339(),
        data: Data {
            hand_over: Handed {
                id: hand_over.id,
                reference: reference(hand_over),
                by: name(hand_over.person_id),
                at: hand_over.created_at.rfc3339(),
                note: hand_over.note.clone(),
                open: hand_over.ended_at.is_none(),
                outcome: hand_over.outcome,
                reply_to: format!("{site}{}{}", super::routes::BASE, hand_over.system_id),
            },
            question: Asked {
                id,
                url: format!("{site}{}", paths::question(id, &slug)),
                title,
                text,
                lang,
                product,
                tags: tags::of_question(conn, id)?.into_iter().map(|tag| tag.1).collect(),
                priority: escalation.as_ref().map_or(0, |row| row.priority),
                asked_at: asked_at.rfc3339(),
                due: escalation.filter(|row| row.waits).and_then(|row| row.due).map(Micros::rfc3339),
                asker: name(asker),
            },
            answers: answers
                .into_iter()
                .map(|(id, author, text, lang, score, accepted, endorsed, at)| Tried {
                    id,
                    url: format!("{site}{}", paths::answer(id)),
                    text,
                    lang,
                    by: name(author),
                    at: at.rfc3339(),
                    score,
                    accepted: accepted.is_some(),
                    endorsed: endorsed > 0,
                })
                .collect(),
        },
    }))
}

impl Letter {
    /// Whether it tells of the hand-over itself, not of what became of it.
    pub fn is_first(&self) -> bool {
        self.event == super::reader::HANDED_OVER
    }

    /// One line for a subject or a title.
    pub fn subject(&self) -> String {
        let title: String = self.data.question.title.chars().take(200).collect();
        format!("{title} [{}]", self.data.hand_over.reference)
    }

    /// The same in words, for mail and tickets: paragraphs of plain text.
    pub fn words(&self, t: &T) -> Vec<String> {
        let Data { hand_over, question, answers } = &self.data;
        let mut words = vec![t.s(&format!("handover-letter-{}", self.event.replace(['.', '_'], "-")))];
        if !self.is_first() {
            return words;
        }
        if !hand_over.note.is_empty() {
            words.push(t.a("handover-letter-note", "name", &hand_over.by));
            words.push(hand_over.note.clone());
        }
        words.push(t.a("handover-letter-asked", "name", &question.asker));
        words.push(question.title.clone());
        words.push(question.text.clone());
        for answer in answers {
            words.push(t.a("handover-letter-tried", "name", &answer.by));
            words.push(answer.text.clone());
        }
        words
    }
}
