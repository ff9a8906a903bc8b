//! HTTP to elsewhere. Only addresses that an admin typed are asked, and of those only what `outgoing` lets through; a
//! redirect is an answer and not followed, so that no other address can take their place.

use std::time::Duration;

use ureq::Agent;
use ureq::http::Request;
use ureq::unversioned::transport::DefaultConnector;

use crate::ground::outgoing::Outside;

/// How long everything about a request may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read at most.
const ANSWER: u64 = 512 * 1024;

/// Asks other systems.
pub struct Client(Agent);

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body; empty if it is too long or not text.
    pub body: String,
}

impl Reply {
    /// Whether it was taken.
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Why nothing was delivered.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// In words, for admins.
    pub said: String,
}

impl Fault {
    /// Without an answer.
    pub fn of(said: impl ToString) -> Self {
        Self { status: None, said: said.to_string() }
    }
}

impl From<Reply> for Fault {
    fn from(reply: Reply) -> Self {
        Self { status: Some(reply.status), said: reply.body }
    }
}

impl Client {
    /// One for all requests of a node; `internal` are the hosts inside the network that may be asked.
    pub fn new(internal: Vec<String>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .user_agent("Kiez")
            // A proxy would resolve names itself, wherever they lead.
            .proxy(None)
            .build();
        Self(Agent::with_parts(config, DefaultConnector::new(), Outside::new(internal)))
    }

    /// Asks, with a body of JSON if there is one.
    ///
    /// # Errors
    /// What kept an answer from coming.
    pub fn ask(&self, method: &str, url: &str, headers: &[(&str, &str)], body: Option<&str>) -> Result<Reply, Fault> {
        let mut request = Request::builder().method(method).uri(url).header("accept", "application/json");
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match body {
            Some(body) => self.0.run(request.body(body.to_owned()).map_err(Fault::of)?),
            None => self.0.run(request.body(()).map_err(Fault::of)?),
        };
        let mut response = response.map_err(Fault::of)?;
        let body = response.body_mut().with_config().limit(ANSWER).read_to_string().unwrap_or_default();
        Ok(Reply { status: response.status().as_u16(), body })
    }
}
