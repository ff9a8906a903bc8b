//! 10: clients that send or read drop by drop. Others are not kept waiting, the slow are cut off, and memory stays small.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kiez::ground::clock::Stopwatch;

use super::house::House;
use super::node::Node;
use super::terminated_under_load::begun;
use super::writes::Client;
use super::{databases, full, percentile, report, sized, within};

/// A slow client: what it sends drop by drop, if it sends.
struct Slow {
    stream: TcpStream,
    drop: Option<&'static [u8]>,
    cut: bool,
}

fn slow(node: &Node, large: &str, number: usize) -> Slow {
    let host = node.address();
    // Those that read nothing are given twenty seconds: too long for the quick size.
    let (begin, drop) = match number % sized(9, 10) {
        0..=4 => (format!("GET / HTTP/1.1\r\nhost: {host}\r\nx-slow: "), Some(&b"a"[..])),
        5..=8 => {
            let kind = "content-type: application/x-www-form-urlencoded\r\ncontent-length: 60000";
            let origin = format!("origin: {}", node.url);
            (format!("POST /sign-in HTTP/1.1\r\nhost: {host}\r\n{origin}\r\n{kind}\r\n\r\nemail="), Some(&b"a"[..]))
        }
        // Asks for more than the kernel has room for, and reads nothing of it.
        _ => (format!("GET {large} HTTP/1.1\r\nhost: {host}\r\n\r\n").repeat(300), None),
    };
    let stream = begun(node, "");
    stream.set_nonblocking(true).expect("set");
    // What does not fit into the kernel's room is not sent.
    let _ = (&stream).write(begin.as_bytes());
    Slow { stream, drop, cut: false }
}

impl Slow {
    /// Sends a drop; notes when the other side has hung up.
    fn drip(&mut self) {
        let Some(drop) = self.drop else { return };
        let gone = |why: &std::io::Error| why.kind() != std::io::ErrorKind::WouldBlock;
        let ended = match self.stream.read(&mut [0; 4096]) {
            Ok(0) => true,
            Ok(_) => false,
            Err(why) => gone(&why),
        };
        self.cut |= ended || self.stream.write(drop).is_err_and(|why| gone(&why));
    }
}

/// Connections that a process has.
fn connections(node: &Node) -> usize {
    let all = std::fs::read_dir(format!("/proc/{}/fd", node.pid())).expect("it lives");
    let links = all.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
    links.filter(|link| link.to_string_lossy().starts_with("socket:")).count()
}

#[test]
fn slow_clients_are_cut_off_and_nobody_waits_for_them() {
    let (count, limit) = sized((60, 2), (500, 20));
    for (name, database) in databases() {
        let house = House::on(database, 20);
        let mut command = house.kiez(&["serve"]);
        command.env("KIEZ_REQUEST_TIMEOUT", limit.to_string());
        let node = house.serve_with(command);
        let (client, visitor) = (house.client(&node), Client::visitor(&node));
        let look = |n: usize| {
            let page = format!("/questions/{}", house.questions[n % house.questions.len()]);
            let who = if n.is_multiple_of(2) { &client } else { &visitor };
            let reply = who.page(&page).expect("an answer");
            assert_eq!(reply.status, 200, "{page}");
            reply.took
        };
        for n in 0..40 {
            look(n);
        }
        let home = visitor.page("/").expect("an answer").body;
        let large = home.split('"').find(|part| part.ends_with("style.css")).expect("a style sheet").to_owned();
        let (memory, usual) = (node.memory(), connections(&node));
        let over = AtomicBool::new(false);
        let watch = Stopwatch::start();
        let (mut times, cut, most) = std::thread::scope(|scope| {
            let others: Vec<_> = (0..2)
                .map(|first| {
                    let (over, look) = (&over, &look);
                    scope.spawn(move || {
                        let mut times = Vec::new();
                        while !over.load(Ordering::SeqCst) {
                            times.push(look(times.len() + first));
                            std::thread::sleep(Duration::from_millis(5));
                        }
                        times
                    })
                })
                .collect();
            let mut attackers: Vec<Slow> = (0..count).map(|n| slow(&node, &large, n)).collect();
            let (mut most, mut cut) = (0, None);
            while watch.elapsed() < Duration::from_secs(45) && cut.is_none() {
                attackers.iter_mut().filter(|one| !one.cut).for_each(Slow::drip);
                most = most.max(node.memory());
                // Those of the others are on their way while they look.
                let left = connections(&node).saturating_sub(usual + 4);
                cut = (left == 0 && attackers.iter().all(|one| one.cut || one.drop.is_none())).then(|| watch.elapsed());
                std::thread::sleep(Duration::from_millis(500));
            }
            let left = connections(&node).saturating_sub(usual + 4);
            over.store(true, Ordering::SeqCst);
            let times: Vec<Duration> = others.into_iter().flat_map(|one| one.join().expect("an answer each")).collect();
            let alive = attackers.iter().filter(|one| !one.cut && one.drop.is_some()).count();
            assert!(cut.is_some(), "after 45 s {left} of {count} are connected, {alive} of them still send");
            (times, cut.expect("all of them"), most)
        });
        assert!(cut <= Duration::from_secs(30), "cut off after {cut:?}");
        let grown = most.saturating_sub(memory) / 1024;
        assert!(grown <= 100, "{grown} MB more than {memory} kB");
        let (count_of_times, p99) = (times.len(), percentile(&mut times, 99));
        assert!(!full() || p99 < Duration::from_millis(500), "p99 of others {p99:?}");
        within(10, "their connections are closed", || connections(&node) <= usual + 4);
        report(
            "10 slow_clients",
            &format!(
                "{name}: {count} clients that send heads or bodies or read answers drop by drop, {limit} s for a body"
            ),
            "others are answered, the slow are cut off, memory stays",
            &format!("p99 of {count_of_times} other requests {p99:.1?}; all cut off after {cut:.1?}; {grown} MB more"),
        );
    }
}
