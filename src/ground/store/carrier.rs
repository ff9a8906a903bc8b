//! Carries a bucket's requests with the HTTP client and the TLS that are in the program anyway (ureq, rustls): a second of
//! both would double what the feature costs to build. The client blocks, so each request has a thread that may.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http_body_util::BodyExt;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody, HttpService,
};
use ureq::Agent;
use ureq::http::{Method, Request, Response};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(3);
/// How long everything about one try may take; no picture is longer than 10 MB.
const TRY: Duration = Duration::from_secs(10);
/// Bytes of an answer: what is larger was put there by somebody else.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Makes the client.
#[derive(Debug)]
pub struct Carrier;

#[derive(Debug)]
struct Client(Agent);

impl HttpConnector for Carrier {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A signature is for one address.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(TRY))
            .user_agent("Kiez")
            .proxy(None)
            .build();
        Ok(HttpClient::new(Client(config.into())))
    }
}

#[async_trait]
impl HttpService for Client {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (head, body) = request.into_parts();
        let request = Request::from_parts(head, body.collect().await?.to_bytes());
        let agent = self.0.clone();
        tokio::task::spawn_blocking(move || carry(&agent, request))
            .await
            .map_err(|why| HttpError::new(HttpErrorKind::Unknown, why))?
    }
}

fn carry(agent: &Agent, request: Request<Bytes>) -> Result<HttpResponse, HttpError> {
    let (head, body) = request.into_parts();
    let answer = if matches!(head.method, Method::PUT | Method::POST) {
        agent.run(Request::from_parts(head, &body[..]))
    } else {
        agent.run(Request::from_parts(head, ()))
    };
    let (head, mut body) = answer.map_err(trouble)?.into_parts();
    let bytes = body.with_config().limit(LONGEST).read_to_vec().map_err(trouble)?;
    Ok(Response::from_parts(head, HttpResponseBody::from(bytes)))
}

/// Says which troubles may be over at the next try.
fn trouble(why: ureq::Error) -> HttpError {
    use ureq::Error;
    let kind = match &why {
        Error::HostNotFound | Error::ConnectionFailed => HttpErrorKind::Connect,
        Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => HttpErrorKind::Connect,
        Error::Timeout(_) => HttpErrorKind::Timeout,
        Error::Io(why) if why.kind() == std::io::ErrorKind::ConnectionRefused => HttpErrorKind::Connect,
        Error::Io(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, why)
}
