//! How urgent a thread's work is. Threads whose work nobody waits for let all others go first; it must never be used by one
//! that holds something for long that others wait for.

/// Lets others go first from now on, on the thread that calls it: where all processors are busy it gets a tenth of what others get. Not
/// the last place of all, for what it holds for a moment others need, too. Elsewhere than on Linux it changes nothing.
pub fn after_others() {
    #[cfg(target_os = "linux")]
    {
        let this = Some(rustix::thread::gettid());
        let set = |now: i32| rustix::process::setpriority_process(this, now.max(NICE));
        if let Err(why) = rustix::process::getpriority_process(this).and_then(set) {
            tracing::debug!(%why, "work in the background is as urgent as any other");
        }
    }
}

/// From -20 to 19; each step up is a fifth less (sched(7)).
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_thread_that_waits_and_no_other() {
        let own = || rustix::process::getpriority_process(Some(rustix::thread::gettid())).expect("a priority");
        let before = own();
        let after = std::thread::spawn(move || {
            after_others();
            own()
        });
        assert_eq!(after.join().expect("a thread"), NICE.max(before));
        assert_eq!(own(), before);
    }
}
