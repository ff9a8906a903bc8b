//! Flagging a post or a comment, and taking it back. What not everybody sees cannot be flagged and is not spoken of.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::moderation::flag::{self, Flag};
use crate::moderation::kinds::{About, FlagReason};
use crate::moderation::look::{self, Look};
use crate::moderation::tables::flags;
use crate::threads::Rules;
use crate::threads::eyes::Eyes;

/// Where one's own flags are.
const OWN: &str = "/account/flags";

/// The form.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    reason: String,
    note: String,
}

/// A flag that is there already.
#[derive(Clone, Debug, Queryable)]
struct Raised {
    reason: FlagReason,
    decided_at: Option<Micros>,
    agreed: Option<bool>,
}

#[derive(Template)]
#[template(path = "moderation/flag.html")]
struct FlagPage {
    page: Page,
    look: Look,
    action: String,
    raised: Option<Raised>,
    /// Why the reader may not flag it; empty when they may.
    refused: String,
    typed: Typed,
    errors: Errors,
}

impl FlagPage {
    fn reason(&self, reason: &FlagReason) -> String {
        self.page.t.s(&format!("flag-reason-{}", reason.word().replace('_', "-")))
    }

    fn hint(&self, reason: &FlagReason) -> String {
        self.page.t.s(&format!("flag-hint-{}", reason.word().replace('_', "-")))
    }

    /// What cannot be meant of a question is not offered there.
    fn reasons(&self) -> Vec<FlagReason> {
        let fits = |reason: &FlagReason| *reason != FlagReason::NotAnAnswer || self.look.what() == "answer";
        FlagReason::ALL.iter().copied().filter(fits).collect()
    }

    fn became(&self, raised: &Raised) -> &'static str {
        super::own::became(raised.decided_at.is_some(), raised.agreed)
    }
}

/// `/posts/7` or `/comments/7`
fn base(about: About) -> String {
    match about {
        About::Comment(id) => format!("/comments/{id}"),
        other => format!("/posts/{}", other.id()),
    }
}

async fn find(visit: &Visit, actor: &Actor, about: About) -> Verdict<(Look, Option<Raised>)> {
    let (me, eyes) = (actor.id, Eyes::of(Some(actor)));
    let read = visit.services.db.read(move |conn| {
        let look = look::of(conn, about, &eyes)?;
        let mine = flags::table.filter(flags::subject.eq(about.word())).filter(flags::person_id.eq(me));
        let raised: Option<Raised> =
            mine.select((flags::reason, flags::decided_at, flags::agreed)).first(conn).optional()?;
        if look.public { Ok((look, raised)) } else { Err(Refusal::NotFound) }
    });
    read.await
}

async fn page(
    visit: &Visit,
    actor: &Actor,
    about: About,
    typed: Typed,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let (look, raised) = find(visit, actor, about).await?;
    let refused = match may(actor, Act::Flag, &visit.services.settings.get().thresholds, false) {
        _ if look.author_id == actor.id => visit.t.s("problem-flag-own"),
        Err(Refusal::Forbidden(message, n)) => visit.t.n(message, n),
        _ => String::new(),
    };
    let mut page = visit.page(visit.t.s("flag-title"));
    page.head.noindex = true;
    let template = FlagPage { page, look, action: base(about), raised, refused, typed, errors };
    visit.html_with(status, &template.page, &template)
}

async fn take(visit: Visit, about: About, typed: Typed) -> Result<HttpResponse, Problem> {
    let form = format!("{}/flag", base(about));
    let actor = visit.actor_or_back_to(&form)?;
    let (look, _) = find(&visit, &actor, about).await?;
    let done = match visit.limit(Limit::Act).await.and_then(|()| wanted(about, &typed)) {
        Ok(wanted) => {
            let (me, rules, now) = (actor.clone(), Rules::of(&visit.services), visit.now);
            visit.services.db.write(move |tx| flag::flag(tx, &me, &wanted, &rules, now)).await
        }
        Err(why) => Err(why),
    };
    match done {
        Ok(done) => {
            // What is hidden now its flagger cannot see any more either.
            let back = match (done.hidden, look.what()) {
                (false, _) => look.path(),
                (true, "question") => OWN.to_owned(),
                (true, _) => look.thread(),
            };
            let flash = Flash::of(if done.hidden { "flash-flagged-hidden" } else { "flash-flagged" });
            Ok(flash.undo(format!("{}/unflag", base(about))).then(&visit.services, &back))
        }
        Err(why) => {
            let (status, errors) = again(why, "reason")?;
            page(&visit, &actor, about, typed, errors, status).await
        }
    }
}

fn wanted(about: About, typed: &Typed) -> Verdict<Flag> {
    let reason = FlagReason::from_word(&typed.reason).ok_or_else(|| Refusal::field("reason", "problem-flag-reason"))?;
    Ok(Flag { about, reason, note: typed.note.clone() })
}

async fn unflag(visit: Visit, about: About) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to(OWN)?;
    visit.limit(Limit::Act).await?;
    let back = match find(&visit, &actor, about).await {
        Ok((look, _)) => look.path(),
        Err(_) => OWN.to_owned(),
    };
    let now = visit.now;
    visit.services.db.write(move |tx| flag::retract(tx, &actor, about, now)).await?;
    Ok(Flash::of("flash-unflagged").then(&visit.services, &back))
}

/// GET /posts/{id}/flag
///
/// # Errors
/// `NotFound`; sends visitors to sign in.
pub async fn post_form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    let about = About::Post(path.into_inner());
    page(&visit, &actor, about, Typed::default(), Errors::default(), StatusCode::OK).await
}

/// GET /comments/{id}/flag
///
/// # Errors
/// As `post_form`.
pub async fn comment_form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    let about = About::Comment(path.into_inner());
    page(&visit, &actor, about, Typed::default(), Errors::default(), StatusCode::OK).await
}

/// POST /posts/{id}/flag
///
/// # Errors
/// `NotFound`; what is wrong is said at its field.
pub async fn post(visit: Visit, path: web::Path<i64>, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    take(visit, About::Post(path.into_inner()), typed).await
}

/// POST /comments/{id}/flag
///
/// # Errors
/// As `post`.
pub async fn comment(visit: Visit, path: web::Path<i64>, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    take(visit, About::Comment(path.into_inner()), typed).await
}

/// POST /posts/{id}/unflag
///
/// # Errors
/// What the verb says.
pub async fn unflag_post(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    unflag(visit, About::Post(path.into_inner())).await
}

/// POST /comments/{id}/unflag
///
/// # Errors
/// What the verb says.
pub async fn unflag_comment(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    unflag(visit, About::Comment(path.into_inner())).await
}
