//! POST: an answer, an endorsement, an internal note.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::page::{again, show};
use super::sent::{Form as Which, Sent, Typed, sender};
use crate::accounts::{Actor, Visit};
use crate::escalation::{canned, note, since};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Flash, Form, Limit, Problem};
use crate::threads::answer::{self, Answer};
use crate::threads::endorse::{self as vouch, Endorsement};
use crate::threads::mask::ask::{Stored, Typed as Draft, decided};
use crate::threads::mask::keep::{self, Place};
use crate::threads::routes::{anchor, form_key, notice, previewed};
use crate::threads::text::render_blocking;
use crate::threads::{Posted, Rules, language};

/// POST /desk/answer
///
/// # Errors
/// `NotFound`; what needs another look is shown again with everything that was typed.
pub async fn answer(visit: Visit, Form(sent): Form<Sent>) -> Result<HttpResponse, Problem> {
    let (actor, _) = sender(&visit, &sent).await?;
    if sent.insert.is_some() {
        return insert(&visit, actor, sent).await;
    }
    if sent.preview.is_some() {
        return match previewed(&visit, &sent.body, visit.t.lang).await {
            Ok(html) => {
                let mask = notice(&visit, &sent.body, &sent.chosen());
                let typed = Typed { form: Which::Answer, preview: Some(html), mask, sent, ..Typed::default() };
                show(&visit, actor, typed.sent.place(), None, typed, StatusCode::OK).await
            }
            Err(why) => refused(&visit, actor, Which::Answer, sent, why).await,
        };
    }
    // The team is asked as everybody is: what is written here is as public as any answer.
    let draft = Draft { title: "", body: &sent.body };
    let Some(stored) = decided(draft, &sent.chosen(), &visit.services.random) else {
        let mask = notice(&visit, &sent.body, &sent.chosen());
        let typed = Typed { form: Which::Answer, mask, sent, ..Typed::default() };
        return show(&visit, actor, typed.sent.place(), None, typed, StatusCode::OK).await;
    };
    let posted = match visit.limit(Limit::Post).await {
        Ok(()) => post(&visit, actor.clone(), &sent, stored).await,
        Err(why) => Err(why),
    };
    match posted {
        Ok(posted) => {
            let flash = Flash::of(if posted.held { "flash-answer-held" } else { "flash-desk-answered" });
            let flash = if posted.held { flash } else { flash.undo(format!("/posts/{}/delete", posted.post_id)) };
            let draft = format!("desk-{}", sent.question);
            Ok(flash.draft_done(draft).then(&visit.services, &sent.place().closed().path()))
        }
        Err(why) => refused(&visit, actor, Which::Answer, sent, why).await,
    }
}

/// Puts a canned answer below what was typed so far.
async fn insert(visit: &Visit, actor: Actor, mut sent: Sent) -> Result<HttpResponse, Problem> {
    let (id, question, t, me) = (sent.canned.parse().unwrap_or(0), sent.question, visit.t, actor.clone());
    let thresholds = visit.services.settings.get().thresholds.clone();
    let now = visit.now;
    let filled = visit
        .services
        .db
        .read(move |conn| {
            let one = canned::find(conn, &me, id)?;
            let detail = super::detail::load(conn, &me, question, false, &thresholds, t.lang, now)?;
            Ok::<_, Refusal>(canned::fill(&one.body, &detail.values(&t, &one.lang, &me)))
        })
        .await;
    match filled {
        Ok(text) => {
            let typed = sent.body.trim_end();
            sent.body = if typed.is_empty() { text } else { format!("{typed}\n\n{text}") };
            sent.used = id.to_string();
            let typed = Typed { form: Which::Answer, sent, ..Typed::default() };
            show(visit, actor, typed.sent.place(), None, typed, StatusCode::OK).await
        }
        Err(Refusal::NotFound) => {
            refused(visit, actor, Which::Answer, sent, Refusal::field("canned", "desk-canned-gone")).await
        }
        Err(why) => Err(why.into()),
    }
}

async fn post(visit: &Visit, actor: Actor, sent: &Sent, stored: Stored) -> Verdict<Posted> {
    let languages = visit.services.settings.get().languages.clone();
    let lang = language::chosen("", &sent.body, &languages, visit.t.lang);
    let text = render_blocking(&visit.services, stored.body, &lang, &anchor(&sent.key, &sent.body)).await?;
    let new = Answer { question_id: sent.question, text, lang, key: form_key(&sent.key, &sent.body) };
    let (rules, now, question, seen) = (Rules::of(&visit.services), visit.now, sent.question, sent.seen);
    let (used, hidden): (Option<i64>, _) = (sent.used.parse().ok(), stored.hidden);
    visit
        .services
        .db
        .write(move |tx| {
            // A retry of what is posted already leads there, whatever has happened since.
            let posted = answer::answer(tx, &actor, &new, &rules, now)?;
            if posted.repeated {
                return Ok(posted);
            }
            if since::by_others(tx.conn(), question, seen, actor.id)?.is_some() {
                return Err(Refusal::Conflict("problem-escalation-changed"));
            }
            if let Some(used) = used {
                canned::count_use(tx, used)?;
            }
            let place = Place { post_id: posted.post_id, comment_id: None, author_id: actor.id };
            keep::keep(tx, &actor, place, &hidden, now)?;
            Ok(posted)
        })
        .await
}

/// POST /desk/endorse
///
/// # Errors
/// `NotFound`; what cannot be done is said at the desk.
pub async fn endorse(visit: Visit, Form(sent): Form<Sent>) -> Result<HttpResponse, Problem> {
    let (actor, allowed) = sender(&visit, &sent).await?;
    let (me, id, rules, now) = (actor.clone(), sent.answer, Rules::of(&visit.services), visit.now);
    let done = match allowed {
        Ok(()) => {
            let endorsement = Endorsement::default();
            visit.services.db.write(move |tx| vouch::endorse(tx, &me, id, &endorsement, &rules, now)).await
        }
        Err(why) => Err(why),
    };
    match done {
        Ok(question) => {
            let place = Sent { question, ..sent }.place();
            let undo = format!("/answers/{id}/withdraw");
            Ok(Flash::of("flash-desk-endorsed").undo(undo).then(&visit.services, &place.path()))
        }
        Err(why) => refused(&visit, actor, Which::Endorse, sent, why).await,
    }
}

/// POST /desk/note
///
/// # Errors
/// As `endorse`.
pub async fn note(visit: Visit, Form(sent): Form<Sent>) -> Result<HttpResponse, Problem> {
    let (actor, allowed) = sender(&visit, &sent).await?;
    let noted = match allowed {
        Ok(()) => write_note(&visit, actor.clone(), &sent).await,
        Err(why) => Err(why),
    };
    match noted {
        Ok(id) => {
            let back = sent.place().path();
            let undo = format!("/desk/notes/{id}/delete");
            let draft = format!("note-{}", sent.question);
            Ok(Flash::of("flash-desk-noted").undo(undo).draft_done(draft).then(&visit.services, &back))
        }
        Err(why) => refused(&visit, actor, Which::Note, sent, why).await,
    }
}

async fn write_note(visit: &Visit, actor: Actor, sent: &Sent) -> Verdict<i64> {
    let prefix = anchor(&sent.key, &sent.body);
    let text = render_blocking(&visit.services, sent.body.clone(), visit.t.lang, &prefix).await?;
    let (rules, now, question) = (Rules::of(&visit.services), visit.now, sent.question);
    visit.services.db.write(move |tx| note::write(tx, &actor, question, &text, &rules, now)).await
}

async fn refused(visit: &Visit, actor: Actor, form: Which, sent: Sent, why: Refusal) -> Result<HttpResponse, Problem> {
    let (status, mut typed) = Typed::refused(form, sent, why)?;
    if form == Which::Answer && !typed.sent.mask.is_empty() {
        // Whoever has chosen keeps the choice.
        typed.mask = notice(visit, &typed.sent.body, &typed.sent.chosen());
    }
    again(visit, actor, status, typed).await
}
