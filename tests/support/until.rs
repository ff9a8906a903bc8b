//! Waiting for a condition, never for a time.

use std::time::Duration;

use kiez::ground::clock::Stopwatch;

/// Waits for something that other threads and processes bring about.
pub fn until(what: &str, mut done: impl FnMut() -> bool) {
    let watch = Stopwatch::start();
    while !done() {
        assert!(watch.elapsed() < Duration::from_secs(30), "in vain: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}
