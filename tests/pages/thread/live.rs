//! Who looks at a question hears of its answers, and of nothing that they may not know.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use kiez::accounts::roles::Role;

use super::house::{BODY, House, TITLE};

/// An open stream, read line by line.
struct Stream(BufReader<TcpStream>);

impl Stream {
    fn open(house: &House, question: i64) -> (String, Self) {
        let address = house.forum.url.strip_prefix("http://").expect("an address").to_owned();
        let mut socket = TcpStream::connect(&address).expect("a connection");
        socket.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        write!(
            socket,
            "GET /questions/{question}/live HTTP/1.1\r\nhost: {address}\r\naccept-encoding: br, gzip\r\n\r\n"
        )
        .expect("asked");
        let mut stream = Self(BufReader::new(socket));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(stream.0.read_line(&mut head).expect("a head") > 0, "{head}");
        }
        (head.to_lowercase(), stream)
    }

    /// The number in the next message; none when the stream has ended.
    fn next(&mut self) -> Option<i64> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).expect("a line within the limit") == 0 || line.trim() == "0" {
                return None;
            }
            if let Some(id) = line.strip_prefix("data: ") {
                return id.trim().parse().ok();
            }
        }
    }
}

#[test]
fn answers_are_told_while_somebody_reads() {
    let house = House::open();
    let (mut lena, mut gunnar) = (house.guest("Lena", 1), house.guest("Gunnar", 1));
    let (path, question) = lena.ask(TITLE, BODY);
    let (_, other) = lena.ask("Another light that does not blink", BODY);
    assert!(lena.browser.get(&path).body.contains(&format!("data-live=\"/questions/{question}/live\"")));
    let (head, mut stream) = Stream::open(&house, question);
    assert!(head.starts_with("http/1.1 200") && head.contains("text/event-stream"), "{head}");
    assert!(!head.contains("content-encoding: br") && !head.contains("content-encoding: gzip"), "{head}");
    assert_eq!(stream.next(), Some(0), "nothing yet");
    gunnar.answer(other, "This is about the other question.");
    let answer = gunnar.answer(question, "Hold the button for ten seconds.");
    assert_eq!(stream.next(), Some(answer));
    let (_, mut late) = Stream::open(&house, question);
    assert_eq!(late.next(), Some(answer), "who comes later knows what is there");
}

#[test]
fn a_hidden_question_ends_its_streams_and_opens_none() {
    let house = House::open();
    let (mut lena, mut karl) = (house.guest("Lena", 1), house.guest("Karl", 1));
    house.grant(karl.id, Role::Moderator);
    let (_, question) = lena.ask(TITLE, BODY);
    let (_, mut stream) = Stream::open(&house, question);
    assert_eq!(stream.next(), Some(0));
    karl.send(&format!("/posts/{question}/hide"), &[("reason", "spam")]);
    assert_eq!(stream.next(), None);
    for id in [question, 4711] {
        let (head, _) = Stream::open(&house, id);
        assert!(head.starts_with("http/1.1 404"), "{head}");
    }
}
