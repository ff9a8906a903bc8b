//! A server elsewhere, on a free port of this machine: it remembers what it was asked and answers as a test wants.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What it was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    /// With the query.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Asked {
    /// A header's value; empty without one.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

type Answers = dyn Fn(&Asked) -> (u16, String) + Send + Sync;

/// The server. It goes on until the test ends.
pub struct Elsewhere {
    /// `http://127.0.0.1:port`
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Elsewhere {
    /// Starts one that answers with a status and a body; a status of 3xx leads to the body.
    pub fn start(answer: impl Fn(&Asked) -> (u16, String) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (known, answer): (_, Arc<Answers>) = (asked.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (known, answer) = (known.clone(), answer.clone());
                std::thread::spawn(move || {
                    let _ = serve(&stream, &known, answer.as_ref());
                });
            }
        });
        Self { url, asked }
    }

    /// Everything it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }
}

fn serve(stream: &TcpStream, known: &Mutex<Vec<Asked>>, answer: &Answers) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, n)| n.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    let asked = Asked { method, path, headers, body: String::from_utf8_lossy(&body).into_owned() };
    known.lock().expect("no panic").push(asked.clone());
    let (status, text) = answer(&asked);
    let location = if (300..400).contains(&status) { format!("location: {text}\r\n") } else { String::new() };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n{location}\r\n{text}",
        text.len()
    )
}
