//! GET /triage/live: how far the log had come when something last changed in triage, now and whenever it does. It says
//! that there is something, never what: the board is asked for it as always.

use actix_web::{HttpRequest, HttpResponse, web};

use crate::accounts::Visit;
use crate::ground::events::last_position;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Limit, Problem};
use crate::pages::live::{Channels, Heard, Topic, bell, events, ours};

use super::board;
use super::filters::BOARD;

/// GET /triage/live
///
/// # Errors
/// Sends visitors to sign in; `Forbidden`, `TooMany`.
pub async fn stream(
    visit: Visit,
    request: HttpRequest,
    channels: web::Data<Channels>,
) -> Result<HttpResponse, Problem> {
    ours(&request)?;
    board::moderator(&visit, BOARD)?;
    visit.limit(Limit::Search).await?;
    // Listening first: what comes between the two is told twice, never not at all.
    let changes = channels.listen(Topic::Triage);
    let position = visit.services.db.read(|conn| Ok::<_, Refusal>(last_position(conn)?)).await?;
    let bell = bell(&visit, &channels).await?;
    events(&visit, &channels, Heard { name: "triage", first: position, told: changes }, bell).await
}
