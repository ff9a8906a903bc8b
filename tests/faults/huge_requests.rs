//! 11: requests that are too large in every way: refused, without much work and without memory.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::house::House;
use super::node::Node;
use super::terminated_under_load::begun;
use super::{databases, report, sized};

const COOKIE: &str = "cookie: kiez-session=00000000000000000000000000000000000000f1";

/// Sends pieces until all are sent or an answer comes; the answer's status, and how many bytes were sent.
fn answered(mut stream: TcpStream, piece: &[u8], times: usize, end: &[u8]) -> (u16, usize) {
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("set");
    let (mut sent, mut answer) = (0, Vec::new());
    for part in std::iter::repeat_n(piece, times).chain([end]) {
        stream.set_nonblocking(true).expect("set");
        let mut some = [0; 4096];
        if let Ok(count @ 1..) = stream.read(&mut some) {
            answer.extend_from_slice(&some[..count]);
            break;
        }
        stream.set_nonblocking(false).expect("set");
        if stream.write_all(part).is_err() {
            break;
        }
        sent += part.len();
    }
    stream.set_nonblocking(false).expect("set");
    while !answer.starts_with(b"HTTP/1.1 ") || answer.len() < 12 {
        let mut some = [0; 4096];
        match stream.read(&mut some) {
            Ok(count @ 1..) => answer.extend_from_slice(&some[..count]),
            other => panic!("no answer after {sent} bytes: {other:?}"),
        }
    }
    (String::from_utf8_lossy(&answer[9..12]).parse().expect("a status"), sent)
}

fn head(node: &Node, path: &str, kind: &str, more: &str) -> String {
    let (host, origin) = (node.address(), &node.url);
    format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: {origin}\r\n{COOKIE}\r\ncontent-type: {kind}\r\n{more}\r\n"
    )
}

#[test]
fn what_is_too_large_is_refused_cheaply() {
    const FORM: &str = "application/x-www-form-urlencoded";
    for (name, database) in databases() {
        let house = House::on(database, 2);
        let node = house.serve();
        let client = house.client(&node);
        (0..10).for_each(|_| assert_eq!(client.page("/").expect("an answer").status, 200));
        let mut figures = Vec::new();
        let mut each = |what: &str, try_it: &dyn Fn() -> (u16, usize)| {
            let (memory, processor) = (node.memory(), node.processor());
            let (status, sent) = try_it();
            let (grown, busy) = (node.memory().saturating_sub(memory) / 1024, node.processor() - processor);
            assert!((400..500).contains(&status), "{what}: {status}");
            assert!(busy < Duration::from_secs(1), "{what}: busy for {busy:?}");
            assert!(grown <= 40, "{what}: {grown} MB more");
            figures.push(format!("{what}: {status} after {} kB, {busy:.1?} busy, {grown} MB more", sent / 1024));
        };
        let chunk = [b"10000\r\n".to_vec(), vec![b'a'; 0x10000], b"\r\n".to_vec()].concat();
        let chunks = sized(1_000, 16_384);
        for kind in [FORM, "multipart/form-data; boundary=b", "application/json"] {
            let begin = head(&node, "/ask", kind, "transfer-encoding: chunked\r\n");
            let what = format!("{} MB in chunks as {}", chunks / 16, kind.split(';').next().unwrap_or_default());
            each(&what, &|| answered(begun(&node, &begin), &chunk, chunks, b"0\r\n\r\n"));
        }
        let line = b"x-many: a header of no use to anybody\r\n".repeat(100);
        each("10,000 headers", &|| {
            let begin = format!("GET / HTTP/1.1\r\nhost: {}\r\n", node.address());
            answered(begun(&node, &begin), &line, 100, b"\r\n")
        });
        for path in ["/ask", "/api/ticket-systems/1"] {
            let deep = "[".repeat(100_000);
            let begin = head(&node, path, "application/json", "content-length: 100000\r\n");
            each(&format!("JSON 100,000 deep to {path}"), &|| answered(begun(&node, &begin), deep.as_bytes(), 1, b""));
        }
        let title = "a".repeat(2_000_000);
        let begin = head(&node, "/ask", FORM, "content-length: 2000022\r\n");
        each("a title of 2 MB", &|| answered(begun(&node, &begin), b"similar_shown=1&title=", 1, title.as_bytes()));
        assert_eq!(client.page("/").expect("an answer").status, 200);
        report(
            "11 huge_requests",
            &format!("{name}: bodies, heads and fields that are too large"),
            "4xx each",
            &figures.join("; "),
        );
    }
}
