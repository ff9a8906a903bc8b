//! Voting, by script or by form.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Form, Limit, Problem, see_other};
use crate::threads::{Rules, paths, vote};

/// The buttons.
#[derive(Debug, serde::Deserialize)]
pub struct Ballot {
    vote: String,
}

impl Ballot {
    fn value(&self) -> Option<i64> {
        match self.vote.as_str() {
            "up" => Some(1),
            "down" => Some(-1),
            "none" => Some(0),
            _ => None,
        }
    }
}

/// POST /questions/{id}/vote and /answers/{id}/vote
///
/// # Errors
/// What the verb says.
pub async fn vote(visit: Visit, path: web::Path<i64>, Form(ballot): Form<Ballot>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let question = visit.here.starts_with("/questions/");
    let back = if question { format!("/questions/{id}") } else { paths::answer(id) };
    let actor = visit.actor_or_back_to(&back)?;
    visit.limit(Limit::Act).await?;
    let value = ballot.value().ok_or_else(|| Refusal::field("vote", "problem-invalid"))?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let tally = visit.services.db.write(move |tx| vote::vote(tx, &actor, id, value, &rules, now)).await?;
    if visit.wants_json() {
        let mine = match tally.mine {
            1 => Some("up"),
            -1 => Some("down"),
            _ => None,
        };
        return Ok(
            HttpResponse::Ok().json(json!({ "score": tally.score, "up": tally.up, "down": tally.down, "mine": mine }))
        );
    }
    Ok(see_other(&back))
}
