//! 2: SIGTERM while people write, bodies stall and streams are open: what was accepted is answered, and the program ends in time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::house::House;
use super::node::Node;
use super::writes::{Log, is_whole};
use super::{databases, report, sized, within};

/// A request sent this long before the signal was accepted; of later ones the kernel may hold some that nobody has taken.
const SURELY: Duration = Duration::from_millis(200);

/// A connection on which that much of a request was sent.
pub fn begun(node: &Node, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(node.address()).expect("it listens");
    stream.write_all(request.as_bytes()).expect("sent");
    stream
}

#[test]
fn what_was_accepted_is_answered_and_the_program_ends_in_time() {
    let (people, stalled, streams) = sized((10, 5, 5), (40, 50, 100));
    for (name, database) in databases() {
        let house = House::on(database, 10);
        let mut command = house.kiez(&["serve"]);
        command.env("KIEZ_REQUEST_TIMEOUT", sized("3", "20"));
        let mut node = house.serve_with(command);
        let client = house.client(&node);
        let half = format!(
            "POST /ask HTTP/1.1\r\nhost: {}\r\norigin: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: 1000\r\n\r\ntitle=What",
            node.address(),
            node.url
        );
        let _stalled: Vec<TcpStream> = (0..stalled).map(|_| begun(&node, &half)).collect();
        let listen = format!("GET /questions/{}/live HTTP/1.1\r\nhost: {}\r\n\r\n", house.questions[0], node.address());
        let mut open: Vec<BufReader<TcpStream>> = (0..streams)
            .map(|_| {
                let mut stream = BufReader::new(begun(&node, &listen));
                let mut line = String::new();
                stream.read_line(&mut line).expect("a line");
                assert!(line.contains("200"), "{line}");
                stream
            })
            .collect();
        let log = Log::default();
        let (signalled, (status, took)) = log.while_writing(&house, &client, (people, 2_000), || {
            within(60, "enough writes", || log.acknowledged() >= people * 5);
            let signalled = log.now();
            node.signal("TERM");
            (signalled, node.ended_within(Duration::from_secs(10)))
        });
        assert_eq!(status.code(), Some(0), "{}", node.said());
        let all = log.all();
        let pending = all.iter().filter(|done| done.sent < signalled && done.ended > signalled).count();
        for done in all.iter().filter(|done| done.sent + SURELY < signalled) {
            assert!(done.acknowledged(), "not answered, {signalled:?}: {done:?}");
        }
        for stream in &mut open {
            stream.get_ref().set_read_timeout(Some(Duration::from_secs(5))).expect("set");
            stream.read_to_end(&mut Vec::new()).expect("the stream has ended");
        }
        is_whole(&house, &all);
        report(
            "2 terminated_under_load",
            &format!("{name}: SIGTERM with {people} people writing, {stalled} stalled bodies, {streams} open streams"),
            "accepted requests answered, streams ended, exit code 0",
            &format!("ended after {took:.1?}; {} acknowledged, {pending} under way at the signal", log.acknowledged()),
        );
    }
}
