//! Nodes that help each other to an index: one that has none copies a peer's instead of reading every thread, which
//! takes a fraction of the time and asks nearly nothing of the database.
//!
//! * `pass`: how nodes of one forum know each other
//! * `list`: what is in a copy, before its bytes come
//! * `give`: the address where peers ask
//! * `fetch`: asking, writing it down, looking whether it is whole
//!
//! It must never give the index to anybody but a node of this forum, use a copy that is not whole, or wait without end:
//! whatever goes wrong, the index is made from the tables as if there were no peers.

mod fetch;
mod give;
mod list;
mod pass;

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use url::Url;

use crate::ground::clock::Clock;
use crate::ground::web::Services;

pub(super) use fetch::{sweep_up, warm};
pub(super) use give::give;

/// Where peers ask. Not below an address that a proxy passes on.
pub(super) const PATH: &str = "/peers/index";
/// How long a peer may be silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// The other nodes, and what proves to them that this is one.
#[derive(Clone)]
pub struct Peers {
    urls: Arc<[Url]>,
    secret: Arc<str>,
    clock: Clock,
    /// How long a peer may be silent.
    patience: Duration,
    /// Copies that are being given at the moment.
    giving: Arc<AtomicUsize>,
}

impl Peers {
    /// Nodes at these addresses that share this installation's secret.
    pub fn new(urls: Vec<Url>, secret: Arc<str>, clock: Clock) -> Self {
        Self { urls: urls.into(), secret, clock, patience: PATIENCE, giving: Arc::default() }
    }

    /// As the configuration says.
    pub fn of(services: &Services) -> Self {
        Self::new(services.config.index_peers.clone(), services.secret.clone(), services.clock.clone())
    }

    /// Nobody: nothing is asked and nothing is given.
    pub fn none() -> Self {
        Self::new(Vec::new(), "".into(), Clock::System)
    }

    /// The same, with so much patience with a peer that says nothing.
    pub fn patient(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// What this node shows to a peer now.
    pub fn pass(&self) -> String {
        pass::write(&self.secret, self.clock.now())
    }

    /// Whether this is the pass of a node of this forum, shown within the last minutes. Never where no peers are named.
    fn admits(&self, pass: &str) -> bool {
        !self.urls.is_empty() && pass::is_good(&self.secret, self.clock.now(), pass)
    }
}
