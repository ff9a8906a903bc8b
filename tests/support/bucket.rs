//! A server of buckets on a free port of this machine: the few requests of S3 that a forum makes, in memory. It believes
//! nobody: what is not signed with the test's key, or is not what was signed for, is refused.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, Data, PayloadConfig};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use kiez::ground::store::{Bucket, Store};
use ring::hmac;
use sha2::{Digest, Sha256};

/// Whose key it knows.
const KEY: &str = "kiez-tests";
/// And what belongs to it.
const SECRET: &str = "hush";

/// What is in it, and what it is asked to say.
#[derive(Clone, Default)]
pub struct Shelf {
    things: Arc<Mutex<BTreeMap<String, Bytes>>>,
    trouble: Arc<AtomicU16>,
    asked: Arc<Mutex<Vec<String>>>,
}

/// The server. It goes on until the test ends.
pub struct Buckets {
    url: String,
    shelf: Shelf,
}

impl Buckets {
    /// Starts an empty one.
    pub fn start() -> Self {
        let shelf = Shelf::default();
        let (known, (tell, told)) = (shelf.clone(), std::sync::mpsc::channel());
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = HttpServer::new(move || {
                    App::new()
                        .app_data(Data::new(known.clone()))
                        .app_data(PayloadConfig::new(16 << 20))
                        .default_service(web::to(answer))
                });
                let server = server.workers(1).disable_signals().bind("127.0.0.1:0").expect("a free port");
                tell.send(server.addrs()[0]).expect("somebody waits");
                server.run().await.expect("it serves");
            });
        });
        let address = told.recv().expect("an address");
        Self { url: format!("http://{address}"), shelf }
    }

    /// The forum's settings for a bucket there.
    pub fn settings(&self) -> Bucket {
        Bucket {
            name: "forum".into(),
            prefix: "help/uploads".into(),
            endpoint: Some(self.url.clone()),
            region: "eu-test-1".into(),
            key_id: KEY.into(),
            secret: SECRET.into(),
        }
    }

    /// The same as the environment says it.
    pub fn environment(&self) -> [(&'static str, String); 5] {
        [
            ("KIEZ_UPLOADS_URL", "s3://forum/help/uploads".into()),
            ("AWS_ENDPOINT_URL", self.url.clone()),
            ("AWS_REGION", "eu-test-1".into()),
            ("AWS_ACCESS_KEY_ID", KEY.into()),
            ("AWS_SECRET_ACCESS_KEY", SECRET.into()),
        ]
    }

    /// A store in it.
    pub fn store(&self) -> Store {
        Store::open(Some(&self.settings()), std::path::Path::new("/nonexistent")).expect("a store")
    }

    /// The addresses of everything in it.
    pub fn names(&self) -> Vec<String> {
        self.shelf.things.lock().expect("no panic").keys().cloned().collect()
    }

    /// From now on it answers with this status and nothing else; 0 is well again.
    pub fn trouble(&self, status: u16) {
        self.shelf.trouble.store(status, Ordering::SeqCst);
    }

    /// Forgets everything.
    pub fn empty(&self) {
        self.shelf.things.lock().expect("no panic").clear();
    }

    /// What it was asked since the last time: methods and addresses.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.shelf.asked.lock().expect("no panic"))
    }
}

async fn answer(shelf: Data<Shelf>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let path = request.path().to_owned();
    shelf.asked.lock().expect("no panic").push(format!("{} {path}", request.method()));
    let trouble = shelf.trouble.load(Ordering::SeqCst);
    if trouble > 0 {
        return HttpResponse::build(StatusCode::from_u16(trouble).expect("a status")).finish();
    }
    if !is_signed(&request, &body) {
        return HttpResponse::Forbidden().body("<Error><Code>SignatureDoesNotMatch</Code></Error>");
    }
    let mut things = shelf.things.lock().expect("no panic");
    let tag = |bytes: &Bytes| ("etag", format!("\"{}\"", hex::encode(Sha256::digest(bytes))));
    match *request.method() {
        Method::PUT => {
            let tag = tag(&body);
            things.insert(path, body);
            HttpResponse::Ok().insert_header(tag).finish()
        }
        Method::GET => match things.get(&path) {
            Some(bytes) => HttpResponse::Ok().insert_header(tag(bytes)).body(bytes.clone()),
            None => HttpResponse::NotFound().body("<Error><Code>NoSuchKey</Code></Error>"),
        },
        Method::DELETE => {
            things.remove(&path);
            HttpResponse::NoContent().finish()
        }
        _ => HttpResponse::MethodNotAllowed().finish(),
    }
}

/// Whether our key signed exactly what arrived, as AWS' "Signature Version 4" has it: another header, address or body than
/// was signed on the way out is found here.
fn is_signed(request: &HttpRequest, body: &Bytes) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let part = |name: &str| {
        let at = header("authorization").split_once(&format!("{name}=")).map_or("", |(_, rest)| rest);
        at.split(',').next().unwrap_or_default().to_owned()
    };
    let sum = |bytes: &[u8]| hex::encode(Sha256::digest(bytes));
    let (names, scope) = (part("SignedHeaders"), part("Credential"));
    let Some(scope) = scope.strip_prefix(&format!("{KEY}/")) else { return false };
    let headers: String = names.split(';').map(|name| format!("{name}:{}\n", header(name))).collect();
    let (path, paid) = (request.uri().path(), sum(body));
    let asked = format!("{}\n{path}\n{}\n{headers}\n{names}\n{paid}", request.method(), request.query_string());
    let said = format!("AWS4-HMAC-SHA256\n{}\n{scope}\n{}", header("x-amz-date"), sum(asked.as_bytes()));
    let sign = |key: &[u8], text: &str| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes());
    let key =
        scope.split('/').fold(format!("AWS4{SECRET}").into_bytes(), |key, word| sign(&key, word).as_ref().to_vec());
    scope.ends_with("/eu-test-1/s3/aws4_request")
        && header("x-amz-content-sha256") == paid
        && names.split(';').any(|name| name == "host")
        && part("Signature") == hex::encode(sign(&key, &said))
}
