//! What the page's forms do.

use actix_web::{HttpResponse, web};

use crate::accounts::Visit;
use crate::accounts::sanctions::{Measure, Posts, Reason, SanctionKind, end as end_verb, impose as verb, one};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Flash, Form, Limit, Problem, again};
use crate::moderation::purge;
use crate::threads::Rules;

use super::page::page;

/// A sanction as it was typed.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the fields of the form
pub struct Imposed {
    pub kind: String,
    pub days: String,
    pub reason: String,
    pub note: String,
    pub posts: String,
}

impl Default for Imposed {
    fn default() -> Self {
        let text = String::from;
        Self { kind: text("warn"), days: text("7"), reason: text("spam"), note: text(""), posts: text("kept") }
    }
}

impl Imposed {
    fn measure(&self) -> Verdict<(Measure, Posts)> {
        let kind = SanctionKind::from_word(&self.kind).ok_or(Refusal::field("kind", "problem-invalid"))?;
        let reason = Reason::from_word(&self.reason).ok_or(Refusal::field("reason", "problem-invalid"))?;
        let posts = Posts::from_word(&self.posts)
            .filter(|posts| *posts != Posts::Back)
            .ok_or(Refusal::field("posts", "problem-invalid"))?;
        let days = self.days.trim().parse().unwrap_or(0);
        Ok((Measure { kind, days, reason, note: self.note.clone() }, posts))
    }
}

fn page_of(person: i64) -> String {
    format!("/people/{person}/moderate")
}

/// POST /people/{id}/sanctions
///
/// # Errors
/// What the verb says; a form that needs another look is shown again.
pub async fn impose(visit: Visit, id: web::Path<i64>, Form(form): Form<Imposed>) -> Result<HttpResponse, Problem> {
    let actor = visit.keeper()?;
    visit.limit(Limit::Act).await?;
    let (person, now, rules) = (id.into_inner(), visit.now, Rules::of(&visit.services));
    let by = actor.clone();
    let done = match form.measure() {
        Ok((measure, posts)) => {
            let write = visit.services.db.write(move |tx| {
                let id = verb(tx, &by, person, &measure, now)?;
                if posts != Posts::Kept {
                    purge::begin(tx, &by, id, posts, &rules, now)?;
                }
                Ok::<_, Refusal>(id)
            });
            write.await
        }
        Err(why) => Err(why),
    };
    match done {
        Ok(id) => Ok(Flash::of("flash-sanction-done")
            .undo(format!("/sanctions/{id}/end"))
            .then(&visit.services, &page_of(person))),
        Err(why) => {
            let (status, errors) = again(why, "kind")?;
            page(&visit, &actor, person, status, errors, form).await
        }
    }
}

/// POST /sanctions/{id}/end: it ends, and what it took away comes back.
///
/// # Errors
/// What the verb says.
pub async fn end(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.keeper()?;
    visit.limit(Limit::Act).await?;
    let (id, now, rules) = (id.into_inner(), visit.now, Rules::of(&visit.services));
    let person = visit
        .services
        .db
        .write(move |tx| {
            let sanction = end_verb(tx, &actor, id, now)?;
            if matches!(sanction.posts, Posts::Hidden | Posts::Deleted) {
                purge::undo(tx, &actor, id, &rules, now)?;
            }
            Ok::<_, Refusal>(sanction.person_id)
        })
        .await?;
    Ok(Flash::of("flash-sanction-ended").then(&visit.services, &page_of(person)))
}

/// How posts are to go.
#[derive(serde::Deserialize)]
pub struct How {
    #[serde(default)]
    how: String,
}

/// POST /sanctions/{id}/posts: takes their posts away after all.
///
/// # Errors
/// What the verb says.
pub async fn posts(visit: Visit, id: web::Path<i64>, Form(form): Form<How>) -> Result<HttpResponse, Problem> {
    let actor = visit.keeper()?;
    visit.limit(Limit::Act).await?;
    let how = Posts::from_word(&form.how).ok_or(Refusal::field("how", "problem-invalid"))?;
    let (id, now, rules) = (id.into_inner(), visit.now, Rules::of(&visit.services));
    let person = visit
        .services
        .db
        .write(move |tx| {
            purge::begin(tx, &actor, id, how, &rules, now)?;
            Ok::<_, Refusal>(one(tx.conn(), id)?.person_id)
        })
        .await?;
    let flash = Flash::of("flash-sanction-posts").undo(format!("/sanctions/{id}/give-back"));
    Ok(flash.then(&visit.services, &page_of(person)))
}

/// POST /sanctions/{id}/give-back: exactly what the sanction took.
///
/// # Errors
/// What the verb says.
pub async fn give_back(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.keeper()?;
    visit.limit(Limit::Act).await?;
    let (id, now, rules) = (id.into_inner(), visit.now, Rules::of(&visit.services));
    let person = visit
        .services
        .db
        .write(move |tx| {
            purge::undo(tx, &actor, id, &rules, now)?;
            Ok::<_, Refusal>(one(tx.conn(), id)?.person_id)
        })
        .await?;
    Ok(Flash::of("flash-sanction-back").then(&visit.services, &page_of(person)))
}
