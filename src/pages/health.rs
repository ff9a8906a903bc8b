//! For balancers and monitoring: does the process live, is it ready, what are its figures.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::ground::db::{AnyConnection, missing};
use crate::ground::refusal::Refusal;
use crate::ground::web::Services;
use crate::interop::tickets::log::{self, DeliveryState};
use crate::moderation::figures;
use crate::moderation::kinds::ItemKind;
use crate::pages::live::Channels;
use crate::search;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/healthz", web::get().to(healthz))
        .route("/readyz", web::get().to(readyz))
        .route("/metrics", web::get().to(metrics));
}

/// GET /healthz: the process lives. Asks nothing else, so that a database that is away restarts no node.
async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// What must be well before a balancer sends people here.
#[derive(serde::Serialize)]
struct Ready {
    ready: bool,
    /// Short words for what is not: never an address or a message from inside.
    reasons: Vec<&'static str>,
    /// What is missing without anybody being turned away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'static str>,
    /// How far a node is that has no index yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<search::Warming>,
}

/// GET /readyz: the database answers and is migrated, the index is open and has caught up with the log once; else 503
/// with the reasons, and how far the index is.
async fn readyz(services: web::Data<Services>, search: web::Data<search::Service>) -> HttpResponse {
    let asked = services.db.read(|conn| Ok::<_, Refusal>(database(conn))).await;
    let mut reasons: Vec<&'static str> = match asked {
        Ok(None) => Vec::new(),
        Ok(Some(reason)) => vec![reason],
        Err(_) => vec!["the database does not answer"],
    };
    // An old index that is made again still finds things; only without any is the node not ready.
    if !search.is_open() {
        reasons.push("no search index is open yet");
    } else if let Ok(false) = search.is_warm().await {
        reasons.push("the search index has not caught up yet");
    }
    let index = if search.has_been_warm() { None } else { search.on_its_way() };
    if services.shutdown.begun() {
        reasons.push("shutting down");
    }
    let mut notes = Vec::new();
    if services.redis.as_ref().is_some_and(|redis| !redis.is_up()) {
        notes.push("Redis does not answer");
    }
    let replicas = services.db.replica_figures();
    if replicas.up < replicas.all {
        notes.push("a read replica is away or behind");
    }
    let status = if reasons.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    HttpResponse::build(status).json(Ready { ready: reasons.is_empty(), reasons, notes, index })
}

fn database(conn: &mut AnyConnection) -> Option<&'static str> {
    match missing(conn) {
        Ok(0) => None,
        Ok(_) => Some("migrations are missing"),
        Err(_) => Some("the database does not answer"),
    }
}

/// GET /metrics in Prometheus' text format.
async fn metrics(
    services: web::Data<Services>,
    search: web::Data<search::Service>,
    live: web::Data<Channels>,
) -> HttpResponse {
    if let Err(why) = services.metrics.refresh(&services.db).await {
        // The figures that are known are still worth having; `database_up` says the rest.
        tracing::warn!(%why, "the database's figures could not be read");
    }
    search::figures(&search, &services.metrics).await;
    if let Ok(counts) = services.db.read(|conn| Ok::<_, Refusal>(log::counts(conn)?)).await {
        for state in DeliveryState::ALL {
            let count = counts.iter().find(|(known, _)| known == state).map_or(0, |(_, count)| *count);
            services.metrics.set(&format!("deliveries_{}", state.word()), count);
        }
    }
    if let Ok(waiting) = services.db.read(|conn| Ok::<_, Refusal>(figures::waiting(conn)?)).await {
        for kind in ItemKind::ALL {
            let n = waiting.iter().find(|one| one.kind == *kind).map_or(0, |one| one.n);
            services.metrics.set_review(kind.word(), n);
        }
    }
    if let Some(redis) = &services.redis {
        services.metrics.set_redis(redis.is_up());
    }
    services.metrics.set_pages(services.pages.figures());
    services.metrics.set("live_streams", i64::try_from(live.listeners()).unwrap_or(i64::MAX));
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(services.metrics.text())
}
