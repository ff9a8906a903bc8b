//! Taking back what was moved.

use actix_web::{HttpResponse, web};

use crate::accounts::Visit;
use crate::ground::web::{Flash, Limit, Problem};
use crate::threads::kinds::MoveKind;
use crate::threads::{Rules, paths, undo_move};

/// POST /moves/{id}/undo
///
/// # Errors
/// What the verb says.
pub async fn undo(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to("/")?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let row = visit.services.db.write(move |tx| undo_move::undo(tx, &actor, id, &rules, now)).await?;
    let there = match (row.kind, row.post_id, row.comment_id) {
        (MoveKind::Answer | MoveKind::ToComment, Some(post), _) => paths::answer(post),
        (MoveKind::ToAnswer, _, Some(comment)) => paths::comment(comment),
        _ => format!("/questions/{}", row.from_question),
    };
    Ok(Flash::of("flash-keep-undone").then(&visit.services, &there))
}
