//! POST /review/{id}/{verb}: what reviewers do. The verbs decide; what cannot be done is said on the queue's page.

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Flash, Form, Limit, Problem, again};
use crate::moderation::decide::{self, Choice};
use crate::moderation::kinds::{About, Decision};
use crate::moderation::{claim, rows, undo};
use crate::threads::Rules;
use crate::threads::routes::anchor;
use crate::threads::suggest;
use crate::threads::tables::{posts, revisions};
use crate::threads::text::{Text, render_blocking};

use super::board::{self, Typed};
use super::faster;
use super::filters::{Filters, Place};
use super::list;

/// What can be done from the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the acts
pub enum Verb {
    Claim,
    TakeOver,
    Leave,
    Undo,
    Decide(Decision),
}

impl Verb {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "claim" => Self::Claim,
            "take-over" => Self::TakeOver,
            "leave" => Self::Leave,
            "undo" => Self::Undo,
            other => Self::Decide(Decision::from_word(other)?),
        })
    }

    /// What is said when it is done.
    fn done(self) -> String {
        match self {
            Self::Claim => "flash-review-claimed".into(),
            Self::TakeOver => "flash-review-taken-over".into(),
            Self::Leave => "flash-review-left".into(),
            Self::Undo => "flash-review-undone".into(),
            Self::Decide(decision) => format!("flash-review-{}", decision.word()),
        }
    }
}

/// The fields of the form; its reasons are named by what is decided.
pub type Pairs = Vec<(String, String)>;

fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
}

/// Where to go back to, in the address of an undo.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Back {
    back: String,
}

/// POST /review/{id}/{verb}
///
/// # Errors
/// Sends visitors to sign in; `NotFound`. What else the verb says stands on the page.
pub async fn act(
    visit: Visit,
    path: web::Path<(i64, String)>,
    query: web::Query<Back>,
    Form(form): Form<Pairs>,
) -> Result<HttpResponse, Problem> {
    let (id, word) = path.into_inner();
    let verb = Verb::from_word(&word).ok_or(Refusal::NotFound)?;
    let back = value(&form, "back");
    let filters = Filters::back(if back.is_empty() { &query.back } else { back });
    let (actor, reader) = board::reader(&visit, &filters.href(Some(id)))?;
    visit.limit(Limit::Act).await?;
    let place = visit
        .services
        .db
        .read(move |conn| {
            let row = rows::find(conn, id)?;
            board::may_see(conn, &row, reader)?;
            Ok::<_, Refusal>(Place { weight: row.weight, at: row.opened_at, id })
        })
        .await?;
    let done = match choice(&visit, id, verb, &form).await {
        Ok(choice) => {
            let (me, rules, now) = (actor.clone(), Rules::of(&visit.services), visit.now);
            let work = move |tx: &mut Tx<'_>| match verb {
                Verb::Claim => claim::claim(tx, &me, id, false, &rules, now),
                Verb::TakeOver => claim::claim(tx, &me, id, true, &rules, now),
                Verb::Leave => claim::leave(tx, &me, id, &rules, now),
                Verb::Undo => undo::undo(tx, &me, id, choice.text.clone(), &rules, now),
                Verb::Decide(_) => decide::decide(tx, &me, id, &choice, &rules, now),
            };
            visit.services.db.write(work).await
        }
        Err(why) => Err(why),
    };
    if let Err(why) = done {
        return refused(&visit, id, filters, verb, &form, why).await;
    }
    let flash = Flash::of(&verb.done());
    let Verb::Decide(_) = verb else {
        return Ok(flash.then(&visit.services, &filters.href(Some(id))));
    };
    // The next one loads by itself.
    let (wanted, now) = (filters.behind(None), visit.now);
    let (lines, _) =
        visit.services.db.read(move |conn| Ok::<_, Refusal>(list::page(conn, &wanted, reader, now)?)).await?;
    let next = list::next(&lines, id, Some(place));
    let undo = crate::pages::given::address(&format!("/review/{id}/undo"), &[("back", &filters.href(None))]);
    Ok(flash.undo(undo).then(&visit.services, &filters.behind(None).href(next)))
}

/// What was chosen. An edit that is taken over is rendered before the transaction begins.
async fn choice(visit: &Visit, item: i64, verb: Verb, form: &Pairs) -> Verdict<Choice> {
    let decision = match verb {
        Verb::Decide(decision) => decision,
        Verb::Undo => return Ok(Choice { text: earlier(visit, item).await?, ..Choice::default() }),
        _ => return Ok(Choice::default()),
    };
    let reason = match value(form, &format!("reason-{}", decision.word())) {
        "" => None,
        word => Some(word.parse().map_err(|_| Refusal::field("reason", "problem-review-reason"))?),
    };
    let text = if decision == Decision::Accept { Some(suggested(visit, item).await?) } else { None };
    Ok(Choice { decision: Some(decision), reason, words: value(form, "words").to_owned(), text })
}

async fn suggested(visit: &Visit, item: i64) -> Verdict<Text> {
    let read = move |conn: &mut AnyConnection| {
        let About::Edit(id) = rows::find(conn, item)?.about()? else {
            return Err(Refusal::field("", "problem-invalid"));
        };
        let suggestion = suggest::find(conn, id)?;
        let lang: String = posts::table.find(suggestion.post_id).select(posts::lang).first(conn)?;
        Ok((suggestion.body, lang, suggestion.post_id))
    };
    let (body, lang, post) = visit.services.db.read(read).await?;
    let prefix = anchor(&post.to_string(), &body);
    render_blocking(&visit.services, body, &lang, &prefix).await
}

/// The body before an edit that was taken over, for taking that back.
async fn earlier(visit: &Visit, item: i64) -> Verdict<Option<Text>> {
    let read = move |conn: &mut AnyConnection| {
        let row = rows::find(conn, item)?;
        let (About::Edit(id), Some(Decision::Accept)) = (row.about()?, row.decided_as()) else { return Ok(None) };
        let suggestion = suggest::find(conn, id)?;
        let found: Option<(String, String)> = revisions::table
            .inner_join(posts::table.on(posts::id.eq(revisions::post_id)))
            .filter(revisions::post_id.eq(suggestion.post_id))
            .filter(revisions::number.eq(suggestion.base_revision))
            .select((revisions::body, posts::lang))
            .first(conn)
            .optional()?;
        Ok::<_, Refusal>(found.map(|(body, lang)| (body, lang, suggestion.post_id)))
    };
    let Some((body, lang, post)) = visit.services.db.read(read).await? else { return Ok(None) };
    let prefix = anchor(&post.to_string(), &body);
    Ok(Some(render_blocking(&visit.services, body, &lang, &prefix).await?))
}

/// The page again, with what is wrong or who was faster, and everything that was typed.
async fn refused(
    visit: &Visit,
    id: i64,
    filters: Filters,
    verb: Verb,
    form: &Pairs,
    why: Refusal,
) -> Result<HttpResponse, Problem> {
    let conflict = if let Refusal::Conflict(message) = &why { Some(*message) } else { None };
    let (status, mut errors) = again(why, "")?;
    let (t, now, me) = (visit.t, visit.now, visit.id().unwrap_or_default());
    let faster = match conflict {
        Some(message) => {
            errors.0.clear();
            Some(visit.services.db.read(move |conn| faster::sentence(conn, id, me, message, &t, now)).await?)
        }
        None => None,
    };
    let decision = if let Verb::Decide(decision) = verb { Some(decision) } else { None };
    let reason = decision.map(|one| value(form, &format!("reason-{}", one.word())).to_owned()).unwrap_or_default();
    let typed = Typed { decision, reason, words: value(form, "words").to_owned(), errors, faster };
    board::render(visit, filters, Some(id), typed, status).await
}
