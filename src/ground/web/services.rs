//! What handlers reach for, in one place.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use crate::ground::clock::Clock;
use crate::ground::config::Config;
use crate::ground::db::Db;
use crate::ground::random::Random;
use crate::ground::redis::Redis;
use crate::ground::settings::Shared;
use crate::ground::shutdown::Shutdown;
use crate::ground::store::Store;

use super::cache::PageCache;
use super::{Handed, Limits, Metrics};

/// The ground floor's services; handed to handlers as `web::Data<Services>`.
#[derive(Clone)]
#[allow(missing_docs)] // each field is its type
pub struct Services {
    pub config: Arc<Config>,
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub settings: Shared,
    pub store: Store,
    pub limits: Arc<Limits>,
    /// Where several nodes meet, if the installation has it.
    pub redis: Option<Redis>,
    pub metrics: Metrics,
    pub pages: PageCache,
    pub shutdown: Shutdown,
    /// Begins as soon as the program is asked to stop: streams end then, so that nothing waits for them.
    pub leaving: Shutdown,
    /// How many questions wait for moderators, as last counted: for the head of their pages.
    pub waiting: Arc<AtomicI64>,
    /// What later rooms hand to earlier ones.
    pub handed: Handed,
    /// The installation's secret for CSRF tokens.
    pub secret: Arc<str>,
    /// The forum's address without a slash at the end, as people type it.
    pub public_url: Arc<str>,
}

impl Services {
    /// Whether people reach the forum over TLS.
    pub fn over_tls(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
