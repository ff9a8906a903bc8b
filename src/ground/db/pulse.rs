//! Whether PostgreSQL answers at all. A server that is frozen, or a network that swallows everything, lets whoever asks wait
//! for ever; so one connection does nothing but ask, and when it waits for too long, nobody else does.
//! It never decides on slow queries: a server that is only busy answers this one.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use tokio::sync::watch;

use super::{AnyConnection, Target};

/// Between two questions.
const PAUSE: Duration = Duration::from_millis(500);
/// How long an answer may take. With the pause it is the longest that anybody waits for a database that is away.
const PATIENCE: Duration = Duration::from_secs(3);

/// The database's pulse; cheap to clone.
#[derive(Clone)]
pub(crate) struct Pulse(Option<watch::Receiver<bool>>);

impl Pulse {
    /// Starts to feel it. SQLite is a part of this process and needs none.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub(super) fn start(target: &Target) -> anyhow::Result<Self> {
        if matches!(target, Target::Sqlite(_)) {
            return Ok(Self(None));
        }
        let conn = target.connect()?;
        let ((tell, told), (alive, known)) = (channel(), watch::channel(true));
        let target = target.clone();
        std::thread::Builder::new().name("kiez-pulse".into()).spawn(move || ask(&target, conn, &tell))?;
        std::thread::Builder::new().name("kiez-pulse-watch".into()).spawn(move || watch(&told, &alive))?;
        Ok(Self(Some(known)))
    }

    /// Whether the database does not answer at the moment.
    pub(super) fn is_lost(&self) -> bool {
        self.0.as_ref().is_some_and(|known| !*known.borrow())
    }

    /// Resolves when the database does not answer.
    pub(super) async fn lost(&self) {
        if let Some(known) = &self.0
            && known.clone().wait_for(|alive| !alive).await.is_ok()
        {
            return;
        }
        std::future::pending().await
    }
}

/// Asks and tells what came of it, until nobody listens.
fn ask(target: &Target, first: AnyConnection, tell: &Sender<bool>) {
    let mut conn = Some(first);
    loop {
        if conn.is_none() {
            conn = target.connect().ok();
        }
        let well = conn.as_mut().is_some_and(|conn| conn.batch_execute("SELECT 1").is_ok());
        if !well {
            conn = None;
        }
        if tell.send(well).is_err() {
            return;
        }
        std::thread::sleep(PAUSE);
    }
}

/// Says so when the answer is no, or late.
fn watch(told: &Receiver<bool>, alive: &watch::Sender<bool>) {
    loop {
        let well = match told.recv_timeout(PATIENCE) {
            Ok(well) => well,
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if alive.is_closed() {
            return;
        }
        if alive.send_replace(well) != well {
            if well {
                tracing::info!("the database answers again");
            } else {
                tracing::error!("the database does not answer");
            }
        }
    }
}
