//! Figures for Prometheus. Requests are counted as they happen; everything else is read when asked for.

use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_web::http::StatusCode;
use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder};

use super::cache::Figures;
use crate::ground::db::Db;
use crate::ground::events;
use crate::ground::jobs;
use crate::ground::refusal::Refusal;

/// The registry and the figures in it; cheap to clone.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    latency: HistogramVec,
    gauges: IntGaugeVec,
    lag: IntGaugeVec,
    mended: IntCounterVec,
    review: IntGaugeVec,
    pages: IntCounterVec,
    redis: IntGaugeVec,
}

impl Metrics {
    /// Empty figures.
    ///
    /// # Errors
    /// Only if two figures had the same name.
    pub fn new() -> anyhow::Result<Self> {
        let registry = Registry::new();
        let requests =
            IntCounterVec::new(Opts::new("kiez_requests_total", "Requests by route and status"), &["route", "status"])?;
        let latency = HistogramVec::new(
            HistogramOpts::new("kiez_request_seconds", "Time to answer, by route")
                .buckets(vec![0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0]),
            &["route"],
        )?;
        let gauges =
            IntGaugeVec::new(Opts::new("kiez_figure", "Database, writer, log and index figures by name"), &["name"])?;
        let lag = IntGaugeVec::new(
            Opts::new("kiez_reader_lag_events", "Events that a reader has not taken yet"),
            &["reader"],
        )?;
        let mended = IntCounterVec::new(
            Opts::new(
                "kiez_search_mended_total",
                "Differences between index and tables that a sweep put right, by kind",
            ),
            &["kind"],
        )?;
        let review = IntGaugeVec::new(Opts::new("kiez_review_waiting", "What waits for review, by kind"), &["kind"])?;
        let pages = IntCounterVec::new(
            Opts::new("kiez_page_cache_total", "Visitors' pages that may be kept, by what came of it"),
            &["outcome"],
        )?;
        // Without labels, but a vector: as long as nobody sets it, it is not there.
        let redis = IntGaugeVec::new(Opts::new("kiez_redis_up", "Whether Redis answers, where one is set"), &[])?;
        registry.register(Box::new(redis.clone()))?;
        registry.register(Box::new(pages.clone()))?;
        registry.register(Box::new(review.clone()))?;
        registry.register(Box::new(mended.clone()))?;
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(latency.clone()))?;
        registry.register(Box::new(gauges.clone()))?;
        registry.register(Box::new(lag.clone()))?;
        Ok(Self { registry, requests, latency, gauges, lag, mended, review, pages, redis })
    }

    /// Counts an answered request.
    pub fn request(&self, route: &str, status: StatusCode, took: Duration) {
        self.requests.with_label_values(&[route, status.as_str()]).inc();
        self.latency.with_label_values(&[route]).observe(took.as_secs_f64());
    }

    /// Sets a figure of another room, such as the size of the index in bytes.
    pub fn set(&self, name: &str, value: i64) {
        self.gauges.with_label_values(&[name]).set(value);
    }

    /// Sets whether Redis answers.
    pub fn set_redis(&self, up: bool) {
        self.redis.with_label_values::<&str>(&[]).set(i64::from(up));
    }

    /// Sets how much of a kind waits for review.
    pub fn set_review(&self, kind: &str, n: i64) {
        self.review.with_label_values(&[kind]).set(n);
    }

    /// Sets how far a reader is behind.
    pub fn set_lag(&self, reader: &str, events: i64) {
        self.lag.with_label_values(&[reader]).set(events);
    }

    /// Sets how many differences of a kind were put right since the start.
    pub fn search_mended(&self, kind: &str, total: u64) {
        let counter = self.mended.with_label_values(&[kind]);
        counter.inc_by(total.saturating_sub(counter.get()));
    }

    /// Sets what is kept of pages, and how often that was of use.
    pub fn set_pages(&self, figures: Figures) {
        let outcomes = [("hit", figures.hits), ("miss", figures.misses), ("rescue", figures.rescues)];
        for (outcome, total) in outcomes {
            let counter = self.pages.with_label_values(&[outcome]);
            counter.inc_by(total.saturating_sub(counter.get()));
        }
        self.set("page_cache_pages", figures.pages.cast_signed());
        self.set("page_cache_bytes", figures.bytes.cast_signed());
    }

    /// Reads the database's figures into the registry.
    ///
    /// # Errors
    /// When the database cannot be asked; then `database_up` is 0.
    pub async fn refresh(&self, db: &Db) -> Result<(), Refusal> {
        let writer = db.writer_figures();
        let load = |figure: &std::sync::atomic::AtomicU64| figure.load(Ordering::Relaxed).cast_signed();
        self.set("writer_queue", load(&writer.waiting));
        self.set("writer_commits_total", load(&writer.commits));
        self.set("writer_writes_total", load(&writer.writes));
        self.set("writer_commit_micros_total", load(&writer.commit_micros));
        self.set("writer_batch_mean_x100", load(&writer.writes) * 100 / load(&writer.commits).max(1));
        let replicas = db.replica_figures();
        self.set("read_replicas", replicas.all.cast_signed());
        self.set("read_replicas_up", replicas.up.cast_signed());
        self.set("read_replicas_reads_total", replicas.reads.cast_signed());
        let (all, idle) = db.reader_connections();
        self.set("database_read_connections", i64::from(all));
        self.set("database_read_connections_idle", i64::from(idle));
        let read = db
            .read(|conn| Ok::<_, Refusal>((events::last_position(conn)?, events::lag(conn)?, jobs::counts(conn)?)))
            .await;
        self.set("database_up", i64::from(read.is_ok()));
        let (position, lags, (waiting, dead)) = read?;
        self.set("log_position", position);
        self.set("jobs_waiting", waiting);
        self.set("jobs_dead", dead);
        for (reader, lag) in lags {
            self.set_lag(&reader, lag);
        }
        Ok(())
    }

    /// The figures in Prometheus' text format.
    pub fn text(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if let Err(why) = TextEncoder::new().encode(&self.registry.gather(), &mut out) {
            tracing::error!(%why, "the metrics could not be written");
        }
        out
    }
}
