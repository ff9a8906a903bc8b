//! What reviewers decide.

use actix_web::{HttpResponse, web};

use crate::accounts::Visit;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Flash, Form, Limit, Problem};
use crate::threads::kinds::HideReason;
use crate::threads::routes::anchor;
use crate::threads::suggest::{self, Decision};
use crate::threads::text::render_blocking;
use crate::threads::{Rules, hold};

use diesel::prelude::*;

use crate::ground::db::AnyConnection;
use crate::threads::tables::posts;

/// The form under each item.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Chosen {
    #[serde(rename = "do")]
    act: String,
    reason: String,
}

impl Chosen {
    /// Whether `yes` was pressed rather than `no`.
    fn is(&self, yes: &str, no: &str) -> Verdict<bool> {
        match self.act.as_str() {
            act if act == yes => Ok(true),
            act if act == no => Ok(false),
            _ => Err(Refusal::field("", "problem-invalid")),
        }
    }
}

/// The suggested text, the post's language and id.
fn suggested(conn: &mut AnyConnection, id: i64) -> Verdict<(String, String, i64)> {
    let suggestion = suggest::find(conn, id)?;
    let lang = posts::table.find(suggestion.post_id).select(posts::lang).first(conn)?;
    Ok((suggestion.body, lang, suggestion.post_id))
}

/// POST /review/edits/{id}
///
/// # Errors
/// What the verb says.
pub async fn edit(visit: Visit, path: web::Path<i64>, Form(form): Form<Chosen>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to("/review")?;
    visit.limit(Limit::Act)?;
    let accept = form.is("accept", "reject")?;
    let accepted = if accept {
        let (body, lang, post) = visit.services.db.read(move |conn| suggested(conn, id)).await?;
        let prefix = anchor(&post.to_string(), &body);
        Some(render_blocking(&visit.services, body, &lang, &prefix).await?)
    } else {
        None
    };
    let decision = Decision { suggestion_id: id, accepted, reason: form.reason };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| suggest::decide(tx, &actor, &decision, &rules, now)).await?;
    Ok(Flash::of(if accept { "flash-edit-accepted" } else { "flash-edit-declined" }).then(&visit.services, "/review"))
}

/// POST /review/held/{id}
///
/// # Errors
/// What the verb says.
pub async fn held(visit: Visit, path: web::Path<i64>, Form(form): Form<Chosen>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to("/review")?;
    visit.limit(Limit::Act)?;
    let release = form.is("release", "reject")?;
    let reason = HideReason::from_word(&form.reason).unwrap_or(HideReason::Other);
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit
        .services
        .db
        .write(move |tx| {
            if release {
                hold::release(tx, &actor, id, &rules, now)
            } else {
                hold::reject(tx, &actor, id, reason, &rules, now)
            }
        })
        .await?;
    Ok(Flash::of(if release { "flash-post-released" } else { "flash-post-rejected" }).then(&visit.services, "/review"))
}
