//! Looks after the index: makes it again when it is missing or damaged, and finds damage that nobody has asked for yet.

use std::time::Duration;

use super::disk::Disk;
use super::feeder::catch_up;
use super::generation::Generation;
use super::peers::{sweep_up, warm};
use super::rebuild::{Progress, build};
use super::service::Service;
use super::warming::Doing;
use crate::ground::clock::Stopwatch;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::shutdown::Shutdown;

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// Looks for which an index in somebody else's hands is waited for: a server that is being replaced ends in seconds.
const WAIT_FOR_OTHERS: u32 = 15;
/// Looks between two attempts that fail, at most.
const LONGEST_REST: u32 = 60;

struct Keeper {
    service: Service,
    shutdown: Shutdown,
    disk: Disk,
    waited: u32,
    rest: u32,
    next_rest: u32,
}

/// Runs the keeper on a thread of its own until shutdown.
pub(super) fn start(service: Service, shutdown: Shutdown) {
    let started = std::thread::Builder::new().name("kiez-search-keeper".into()).spawn(move || {
        let (disk, end) = (Disk::default(), shutdown.clone());
        let mut keeper = Keeper { service, shutdown: end, disk, waited: 0, rest: 0, next_rest: 1 };
        sweep_up(keeper.service.root());
        loop {
            keeper.look();
            keeper.service.look_whether_warm();
            keeper.service.looked();
            if shutdown.pause(PAUSE) {
                break;
            }
        }
    });
    if let Err(why) = started {
        tracing::error!(%why, "the search's keeper could not start");
    }
}

impl Keeper {
    fn look(&mut self) {
        if self.service.busy() {
            self.waited += 1;
            if self.waited <= WAIT_FOR_OTHERS {
                self.service.open_newest();
            } else {
                self.service.lost("somebody else holds it".to_owned());
            }
        }
        if self.service.faulty() {
            self.make_again();
        } else {
            self.take_newer();
            self.look_at_files();
        }
    }

    /// Serves what another process has made anew, once it knows what has happened meanwhile.
    fn take_newer(&mut self) {
        let Some(newer) = self.service.current().and_then(|current| current.newer(self.service.root())) else {
            return;
        };
        match catch_up(self.service.db(), &newer.index).map_err(Refusal::from) {
            Ok(_) => {
                let (documents, dir) = (newer.index.documents(), newer.dir.clone());
                self.service.take(newer);
                if let Some(current) = self.service.current() {
                    current.tidy(self.service.root());
                }
                tracing::info!(documents, dir = %dir.display(), "the search index that was made anew serves from now on");
            }
            Err(why) => tracing::warn!(%why, "the search index that was made anew could not be taken yet"),
        }
    }

    fn make_again(&mut self) {
        if self.rest > 0 {
            self.rest -= 1;
            return;
        }
        let watch = Stopwatch::start();
        let copy = if self.service.may_copy() { warm(&self.service, &self.shutdown) } else { None };
        if self.shutdown.begun() {
            return;
        }
        let copied = copy.is_some();
        match copy.map_or_else(|| self.build(), Ok) {
            Ok(fresh) => {
                let documents = fresh.index.documents();
                self.service.take(fresh);
                self.service.warming().end(copied);
                if let Some(current) = self.service.current() {
                    current.tidy(self.service.root());
                }
                self.next_rest = 1;
                tracing::info!(documents, took = ?watch.elapsed(), "the search index is whole again");
            }
            Err(why) => {
                tracing::warn!(%why, "the search index could not be made; it will be tried again");
                self.service.warming().forget();
                (self.rest, self.next_rest) = (self.next_rest, (self.next_rest * 2).min(LONGEST_REST));
            }
        }
    }

    fn build(&self) -> Verdict<Generation> {
        let tell: Progress = &mut |done, of| self.service.warming().note(Doing::Building, done, of);
        build(self.service.db(), self.service.root(), tell)
    }

    /// Reads all of an index only when something outside has touched it: it may be as large as the disk.
    fn look_at_files(&mut self) {
        let Some(current) = self.service.current() else {
            return;
        };
        let sound = current
            .index
            .files()
            .and_then(|files| if self.disk.changed(&current.dir, files) { current.index.verify() } else { Ok(()) });
        if let Err(why) = sound {
            self.service.damaged(&current, &why.to_string());
        }
    }
}
