//! People who write, and the log of what they were told: each operation with its answer and when it came.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use kiez::ground::clock::Stopwatch;
use kiez::threads::tables::posts;

use super::house::House;
use super::node::Node;

/// Sends requests as somebody, each on a connection of its own.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    url: String,
    cookie: String,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub location: String,
    pub body: String,
    pub took: Duration,
}

impl Client {
    /// As whoever has the session.
    pub fn new(url: &str, token: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).max_idle_connections(0);
        let agent = config.timeout_global(Some(Duration::from_secs(40))).build().into();
        Self { agent, url: url.to_owned(), cookie: format!("kiez-session={token}") }
    }

    /// As somebody who is not signed in.
    pub fn visitor(node: &Node) -> Self {
        Self { cookie: "kiez-theme=light".into(), ..Self::new(&node.url, "") }
    }

    /// GET; nothing when the connection broke.
    pub fn get(&self, path: &str) -> Option<Reply> {
        let watch = Stopwatch::start();
        let request = self.agent.get(format!("{}{path}", self.url)).header("cookie", &self.cookie);
        reply(request.call().ok()?, watch)
    }

    /// POST of a form; nothing when the connection broke.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Reply> {
        let watch = Stopwatch::start();
        let request = self.agent.post(format!("{}{path}", self.url)).header("cookie", &self.cookie);
        reply(request.header("origin", &self.url).send_form(fields.iter().copied()).ok()?, watch)
    }

    /// POST of a picture.
    pub fn upload(&self, bytes: &[u8]) -> Option<Reply> {
        let watch = Stopwatch::start();
        let request = self.agent.post(format!("{}/uploads", self.url)).header("cookie", &self.cookie);
        let request = request.header("origin", &self.url).header("accept", "application/json");
        let body = crate::support::multipart(&[], bytes);
        reply(request.header("content-type", "multipart/form-data; boundary=b").send(&body[..]).ok()?, watch)
    }

    /// The page at the end of redirects.
    pub fn page(&self, path: &str) -> Option<Reply> {
        let mut reply = self.get(path)?;
        for _ in 0..4 {
            if !(300..400).contains(&reply.status) {
                break;
            }
            let next = reply.location.split('#').next().unwrap_or_default().to_owned();
            reply = self.get(&next)?;
        }
        Some(reply)
    }
}

fn reply(mut response: ureq::http::Response<ureq::Body>, watch: Stopwatch) -> Option<Reply> {
    let status = response.status().as_u16();
    let location = response.headers().get("location").and_then(|value| value.to_str().ok());
    let location = location.unwrap_or_default().to_owned();
    let body = response.body_mut().read_to_string().ok()?;
    Some(Reply { status, location, body, took: watch.elapsed() })
}

/// A text that somebody sends: a question, or an answer to one.
#[derive(Clone, Debug)]
pub struct Writing {
    /// Stands in it and nowhere else.
    pub word: String,
    pub question: Option<i64>,
}

impl Writing {
    /// Sends it. The word is the form's key, too.
    pub fn send(&self, client: &Client) -> Option<Reply> {
        let (word, body) = (&self.word, self.body());
        match self.question {
            Some(id) => {
                client.post(&format!("/questions/{id}/answers"), &[("body", &body), ("key", word), ("mask", "hide")])
            }
            None => {
                let title = format!("What does {word} want to say?");
                let fields = [("title", &*title), ("body", &body), ("tags", "light"), ("key", word)];
                client.post("/ask", &[&fields[..], &[("similar_shown", "1"), ("mask", "hide")]].concat())
            }
        }
    }

    /// Its text.
    pub fn body(&self) -> String {
        format!("The light says {} when it blinks, and nothing else.", self.word)
    }
}

/// A number as a word of letters, so that nobody takes it for a telephone's.
pub fn word(number: usize) -> String {
    let letters = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>();
    format!("zq{letters}x")
}

/// What was sent and what came of it.
#[derive(Clone, Debug)]
pub struct Done {
    pub writing: Writing,
    /// Since the log began.
    pub sent: Duration,
    pub ended: Duration,
    /// The status; nothing when the connection broke.
    pub status: Option<u16>,
    pub location: String,
}

impl Done {
    /// Whether it was said that it is kept.
    pub fn acknowledged(&self) -> bool {
        self.status == Some(303)
    }
}

/// The log of an experiment.
pub struct Log {
    watch: Stopwatch,
    next: AtomicUsize,
    stop: AtomicBool,
    done: Mutex<Vec<Done>>,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            watch: Stopwatch::start(),
            next: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
            done: Mutex::default(),
        }
    }
}

impl Log {
    /// Time since it began.
    pub fn now(&self) -> Duration {
        self.watch.elapsed()
    }

    /// Everything so far.
    pub fn all(&self) -> Vec<Done> {
        self.done.lock().expect("no panic").clone()
    }

    /// How many were acknowledged so far.
    pub fn acknowledged(&self) -> usize {
        self.done.lock().expect("no panic").iter().filter(|done| done.acknowledged()).count()
    }

    /// Lets so many people write to the house, each at most `each` times, while something happens; they stop afterwards.
    pub fn while_writing<T>(
        &self,
        house: &House,
        client: &Client,
        (people, each): (usize, usize),
        meanwhile: impl FnOnce() -> T,
    ) -> T {
        self.stop.store(false, Ordering::SeqCst);
        std::thread::scope(|scope| {
            let stopped = Stopped(&self.stop);
            for _ in 0..people {
                scope.spawn(|| {
                    for _ in 0..each {
                        if self.stop.load(Ordering::SeqCst) {
                            return;
                        }
                        self.write(house, client);
                    }
                });
            }
            let result = meanwhile();
            drop(stopped);
            result
        })
    }

    /// Somebody writes something.
    pub fn write(&self, house: &House, client: &Client) -> Done {
        let number = self.next.fetch_add(1, Ordering::SeqCst);
        let question = (number % 2 == 1).then(|| house.questions[number / 2 % house.questions.len()]);
        let writing = Writing { word: word(number), question };
        let sent = self.now();
        let reply = writing.send(client);
        let (status, location) = reply.map_or((None, String::new()), |reply| (Some(reply.status), reply.location));
        let done = Done { writing, sent, ended: self.now(), status, location };
        self.done.lock().expect("no panic").push(done.clone());
        if !done.acknowledged() {
            std::thread::sleep(Duration::from_millis(20)); // people do not try again at once
        }
        done
    }
}

/// Ends the writing when it goes, be it by a panic.
struct Stopped<'a>(&'a AtomicBool);

impl Drop for Stopped<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// How often each text is in the database.
pub fn kept(house: &House, writings: &[Done]) -> Vec<i64> {
    let stage = house.stage();
    let bodies: Vec<String> = stage.read(|conn| posts::table.select(posts::body).load(conn));
    let mut counts = std::collections::HashMap::<&str, i64>::new();
    for body in &bodies {
        *counts.entry(body).or_default() += 1;
    }
    writings.iter().map(|done| counts.get(done.writing.body().as_str()).copied().unwrap_or(0)).collect()
}

/// Everything that was acknowledged is there once, and nothing is there twice.
pub fn is_whole(house: &House, all: &[Done]) {
    for (done, count) in all.iter().zip(kept(house, all)) {
        assert!(count <= 1, "{count} times: {done:?}");
        assert!(count == 1 || !done.acknowledged(), "lost: {done:?}");
    }
}
