//! 12: clients that hang up in the middle of writing: each text is whole or absent, and nothing is left waiting.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kiez::ground::random::Random;

use super::house::House;
use super::node::Node;
use super::terminated_under_load::begun;
use super::writes::{Client, Done, Writing, is_whole, kept, word};
use super::{databases, report, sized, within};

/// A figure of the node's metrics.
pub fn figure(client: &Client, name: &str) -> i64 {
    let page = client.get("/metrics").expect("an answer").body;
    let line = page.lines().find_map(|line| line.strip_prefix(&format!("kiez_figure{{name=\"{name}\"}} ")));
    line.unwrap_or_else(|| panic!("{name} in {page}")).parse().expect("a number")
}

/// Sends a part of an answer, or all of it, and hangs up a little later.
fn leave(node: &Node, question: i64, writing: &Writing, random: &Random) {
    let form = [("body", writing.body()), ("key", writing.word.clone()), ("mask", "hide".to_owned())];
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let whole = format!(
        "POST /questions/{question}/answers HTTP/1.1\r\nhost: {}\r\norigin: {}\r\n\
         cookie: kiez-session=00000000000000000000000000000000000000f1\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        node.address(),
        node.url,
        body.len()
    );
    let part = if random.below(3) == 0 { random.below(whole.len() as u64) as usize } else { whole.len() };
    let mut stream = begun(node, "");
    stream.write_all(&whole.as_bytes()[..part]).expect("sent");
    std::thread::sleep(Duration::from_micros(random.below(20_000)));
}

#[test]
fn whoever_leaves_mid_write_leaves_all_or_nothing() {
    let times = sized(100, 1_000);
    for (name, database) in databases() {
        let house = House::on(database, 20);
        let node = house.serve();
        let client = house.client(&node);
        let writings: Vec<Writing> =
            (0..times).map(|n| Writing { word: word(n), question: Some(house.questions[n % 20]) }).collect();
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for seed in 0..8 {
                let (next, writings, node) = (&next, &writings, &node);
                scope.spawn(move || {
                    let random = Random::seeded(seed);
                    while let Some(writing) = writings.get(next.fetch_add(1, Ordering::SeqCst)) {
                        leave(node, writing.question.expect("one"), writing, &random);
                    }
                });
            }
        });
        let idle = within(10, "nothing waits and every connection is back", || {
            // The look itself has one.
            let all = figure(&client, "database_read_connections");
            figure(&client, "writer_queue") == 0 && figure(&client, "database_read_connections_idle") >= all - 1
        });
        let done = |writing: &Writing, status| Done {
            writing: writing.clone(),
            sent: Duration::ZERO,
            ended: Duration::ZERO,
            status,
            location: String::new(),
        };
        let left: Vec<Done> = writings.iter().map(|writing| done(writing, None)).collect();
        let there: i64 = kept(&house, &left).iter().sum();
        is_whole(&house, &left);
        house.stage().is_consistent();
        for writing in &writings {
            let reply = writing.send(&client).expect("an answer");
            assert_eq!(reply.status, 303, "{writing:?} {}", reply.body);
        }
        is_whole(&house, &writings.iter().map(|writing| done(writing, Some(303))).collect::<Vec<_>>());
        assert!(there > 0 && there < times as i64, "{there} of {times}");
        report(
            "12 clients_leaving",
            &format!("{name}: {times} clients hang up while they write"),
            "whole or absent, pools idle again, sent again there once",
            &format!("{there} whole, {} absent; idle after {idle:.1?}", times as i64 - there),
        );
    }
}
