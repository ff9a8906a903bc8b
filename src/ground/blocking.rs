//! Threads for what blocks: reads of the database and looks into the index. All workers share them. Each worker has
//! threads of its own for such work, too, but what a thread has worked with leaves memory in its hands, and twice as many
//! threads are half again as much memory. How much is done at the same time is bounded by whoever gives work; nothing that
//! waits for a reader's slow line may be given here.

use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};

/// Looks into the index that a core works on at a time: more would only take memory and turns from each other.
const LOOKS: usize = 2;

/// The threads; cheap to clone. One without work for 10 seconds goes.
#[derive(Clone)]
pub struct Blocking(Arc<Threads>);

struct Threads {
    /// Runs nothing but its blocking threads; none once it is being dropped.
    runtime: Option<Runtime>,
    looks: usize,
}

impl Blocking {
    /// One for each of so many connections, and some for looks into the index. None of them runs yet.
    ///
    /// # Errors
    /// When the system refuses what a runtime needs.
    pub fn new(connections: usize) -> std::io::Result<Self> {
        let looks = LOOKS * std::thread::available_parallelism().map_or(1, usize::from);
        let mut runtime = Builder::new_current_thread();
        let runtime = runtime.thread_name("blocking").max_blocking_threads(connections + looks).build()?;
        Ok(Self(Arc::new(Threads { runtime: Some(runtime), looks })))
    }

    /// How many looks into the index may be taken at the same time.
    pub fn looks(&self) -> usize {
        self.0.looks
    }

    /// Does it on one of them, whether anybody waits for the end or not. What panics harms nobody else.
    pub fn run(&self, work: impl FnOnce() + Send + 'static) {
        if let Some(runtime) = &self.0.runtime {
            runtime.spawn_blocking(work);
        }
    }
}

impl Drop for Threads {
    /// Whoever holds it last may be one of its own threads or a task, neither of which may wait for the others.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_thread_that_has_panicked_does_not_take_the_others_with_it_and_the_last_holder_may_be_one_of_them() {
        let blocking = Blocking::new(1).unwrap();
        blocking.run(|| panic!("as it may"));
        let (tell, told) = channel();
        let (last, begun) = (blocking.clone(), channel());
        blocking.run(move || {
            begun.1.recv().unwrap();
            drop(last);
            tell.send(std::thread::current().name().map(ToOwned::to_owned)).unwrap();
        });
        drop(blocking);
        begun.0.send(()).unwrap();
        assert_eq!(told.recv().unwrap().as_deref(), Some("blocking"));
    }
}
