//! GET /review/live: how far the log had come when something last changed in the queue, now and whenever it does. It
//! says that there is something, never what: the page is asked for it as always.

use actix_web::{HttpRequest, HttpResponse, web};

use crate::accounts::Visit;
use crate::ground::events::last_position;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Limit, Problem};
use crate::pages::live::{Channels, Heard, Topic, bell, events, ours};

use super::board;
use super::filters::QUEUE;

/// GET /review/live
///
/// # Errors
/// Sends visitors to sign in; `Forbidden` for those who review nothing, `TooMany`.
pub async fn stream(
    visit: Visit,
    request: HttpRequest,
    channels: web::Data<Channels>,
) -> Result<HttpResponse, Problem> {
    ours(&request)?;
    let (_, reader) = board::reader(&visit, QUEUE)?;
    if !reader.moderates && !reader.reviews {
        return Err(Refusal::forbidden("problem-needs-role").into());
    }
    visit.limit(Limit::Search).await?;
    // Listening first: what comes between the two is told twice, never not at all.
    let changes = channels.listen(Topic::Review);
    let position = visit.services.db.read(|conn| Ok::<_, Refusal>(last_position(conn)?)).await?;
    let bell = bell(&visit, &channels).await?;
    events(&visit, &channels, Heard { name: "review", first: position, told: changes }, bell).await
}
