//! Stands between two nodes: passes each request on, and does with the answer what a test wants.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// It goes on until the test ends.
pub struct Relay {
    /// `http://127.0.0.1:port`
    pub url: String,
}

impl Relay {
    /// Asks `to` (`http://127.0.0.1:port`), and hands its whole answer to `answer`, which writes to whoever asked.
    pub fn start(to: &str, answer: impl Fn(Vec<u8>, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (to, answer) = (to.trim_start_matches("http://").to_owned(), Arc::new(answer));
        std::thread::spawn(move || {
            for mut asking in listener.incoming().map_while(Result::ok) {
                let (to, answer) = (to.clone(), answer.clone());
                std::thread::spawn(move || {
                    let head = head(&mut asking);
                    let mut asked = TcpStream::connect(to).expect("the one behind it");
                    // So that its answer has an end.
                    asked.write_all(format!("{head}\r\nconnection: close\r\n\r\n").as_bytes()).expect("passed on");
                    let mut whole = Vec::new();
                    asked.read_to_end(&mut whole).expect("an answer");
                    answer(whole, &mut asking);
                });
            }
        });
        Self { url }
    }
}

/// A request's head without its end.
fn head(asking: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        asking.read_exact(&mut byte).expect("a head");
        head.extend_from_slice(&byte);
    }
    String::from_utf8(head).expect("text").trim_end().to_owned()
}
