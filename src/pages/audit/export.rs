//! The audit as a file: CSV for tables, JSON for programs. At most 10,000 lines; the last one's number says where to go on
//! (`before`).

use actix_web::HttpResponse;
use actix_web::http::header;

use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Limit, Problem};
use crate::moderation::audit::{Line, lines};
use crate::pages::given::Given;

use super::choice::{Choice, reader};

/// Lines in a file.
const MOST: i64 = 10_000;

async fn found(visit: &Visit, given: &Given) -> Result<Vec<Line>, Problem> {
    let (_, role) = reader(visit)?;
    visit.limit(Limit::Search).await?;
    let choice = Choice::of(given);
    let read = visit.services.db.read(move |conn| {
        let filter = choice.filter(conn, role)?;
        Ok::<_, Refusal>(lines(conn, &filter, MOST)?)
    });
    Ok(read.await?)
}

fn file(kind: &'static str, name: &str, body: impl Into<Vec<u8>>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body.into())
}

/// GET /admin/audit.csv
///
/// # Errors
/// As the page.
pub async fn csv(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let lines = found(&visit, &given).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "id",
        "at",
        "act",
        "actor_id",
        "actor",
        "role",
        "person_id",
        "person",
        "subject",
        "reason",
        "network",
        "device",
    ];
    let broken = |why: &dyn std::fmt::Display| Refusal::Internal(format!("no CSV: {why}"));
    writer.write_record(head).map_err(|why| broken(&why))?;
    for line in &lines {
        let id = |card: &Option<crate::accounts::people::Card>| {
            card.as_ref().map(|card| card.id.to_string()).unwrap_or_default()
        };
        let name = |card: &Option<crate::accounts::people::Card>| {
            card.as_ref().map(|card| tame(&card.name)).unwrap_or_default()
        };
        let (network, device) = line.origin.clone().unwrap_or_default();
        writer
            .write_record([
                line.id.to_string(),
                line.at.rfc3339(),
                line.act.clone(),
                id(&line.actor),
                name(&line.actor),
                line.role.clone(),
                id(&line.person),
                name(&line.person),
                line.subject.clone(),
                line.reason.clone(),
                network,
                device,
            ])
            .map_err(|why| broken(&why))?;
    }
    let body = writer.into_inner().map_err(|why| broken(&why))?;
    Ok(file("text/csv; charset=utf-8", "audit.csv", body))
}

/// A name that no spreadsheet takes for a formula.
fn tame(name: &str) -> String {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{name}") } else { name.to_owned() }
}

/// GET /admin/audit.json
///
/// # Errors
/// As the page.
pub async fn json(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let lines = found(&visit, &given).await?;
    let lines: Vec<serde_json::Value> = lines
        .iter()
        .map(|line| {
            serde_json::json!({
                "id": line.id,
                "at": line.at.rfc3339(),
                "act": line.act,
                "actor": line.actor.as_ref().map(|card| serde_json::json!({ "id": card.id, "name": card.name })),
                "role": line.role,
                "person": line.person.as_ref().map(|card| serde_json::json!({ "id": card.id, "name": card.name })),
                "subject": line.subject,
                "reason": line.reason,
                "detail": line.detail,
                "origin": line.origin.as_ref().map(|(network, device)| {
                    serde_json::json!({ "network": network, "device": device })
                }),
            })
        })
        .collect();
    let body = serde_json::to_vec_pretty(&lines).map_err(anyhow::Error::from).map_err(Refusal::from)?;
    Ok(file("application/json", "audit.json", body))
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn no_name_is_a_formula() {
        assert_eq!(tame("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(tame("Lena"), "Lena");
    }
}
