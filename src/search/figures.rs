//! What the search tells those who run it.

use super::Service;
use crate::ground::web::Metrics;

/// Puts the index's figures into the metrics; called when they are read.
pub async fn figures(service: &Service, metrics: &Metrics) {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    metrics.set("index_documents", number(service.documents()));
    metrics.set("index_bytes", number(service.size()));
    metrics.set("index_degraded", i64::from(service.degraded()));
    metrics.set("index_warm_percent", service.warm_percent());
    metrics.set("index_copied_total", number(service.copied()));
    metrics.set("index_built_total", number(service.built()));
    for (kind, total) in service.mended().read() {
        metrics.search_mended(kind, total);
    }
    if let Ok(lag) = service.lag().await {
        metrics.set_lag("search", lag);
    }
}
