//! A forum that listens on a free port, and a browser of few words to visit it with.

use std::collections::BTreeMap;
use std::sync::Mutex;

use kiez::ground::clock::Clock;
use kiez::ground::config::{Config, gather, resolve};
use kiez::ground::random::Random;
use kiez::ground::web::Services;
use kiez::server;

use super::{Database, clock};

/// A running forum with a database of its own.
pub struct Forum {
    /// `http://127.0.0.1:port`
    pub url: String,
    /// The services behind it.
    pub services: Services,
    /// Moves its time.
    pub clock: Clock,
    stop: Mutex<Option<Box<dyn FnOnce() + Send>>>,
    _database: Database,
    _folder: tempfile::TempDir,
}

impl Forum {
    /// Starts one on SQLite.
    pub fn start() -> Self {
        Self::start_with(Database::sqlite(), |_| {})
    }

    /// Starts one with another database or configuration. Rate limits are off and no pages are kept unless `change`
    /// turns them on: tests furnish a forum in ways that no event tells of.
    pub fn start_with(database: Database, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the forum");
        let given = gather(None, std::iter::empty()).expect("no configuration is a good one");
        let mut config = resolve(&given).expect("the defaults resolve");
        config.listen = "127.0.0.1:0".parse().expect("an address");
        config.data_dir = folder.path().to_path_buf();
        config.database = database.target.clone();
        config.workers = 2;
        config.readers = 4;
        config.rate_limits = false;
        config.page_cache = 0;
        config.internal_hosts = vec!["127.0.0.1".into()];
        change(&mut config);
        let clock = clock();
        let (tell, told) = std::sync::mpsc::channel();
        let server_clock = clock.clone();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let running = server::start(config, server_clock, Random::seeded(7)).expect("the forum starts");
                let _ = tell.send((
                    running.address,
                    running.services.clone(),
                    running.handle(),
                    actix_web::rt::System::current().arbiter().clone(),
                ));
                running.serve().await.expect("the forum serves");
            });
        });
        let (address, services, handle, arbiter) = told.recv().expect("the forum tells its address");
        let stop = Box::new(move || {
            arbiter.spawn(async move { handle.stop(false).await });
            let _ = thread.join();
        });
        Self {
            url: format!("http://{address}"),
            services,
            clock,
            stop: Mutex::new(Some(stop)),
            _database: database,
            _folder: folder,
        }
    }

    /// A visitor with an empty cookie jar.
    pub fn browser(&self) -> Browser {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        Browser { url: self.url.clone(), agent, cookies: BTreeMap::new(), language: "en".into() }
    }
}

impl Forum {
    /// Ends it as SIGTERM would; the database is still there.
    pub fn end(&self) {
        let stop = self.stop.lock().expect("nobody panics while a forum ends").take();
        if let Some(stop) = stop {
            stop();
        }
    }
}

impl Drop for Forum {
    fn drop(&mut self) {
        self.end();
    }
}

/// Keeps cookies, sends forms, does not follow redirects by itself.
pub struct Browser {
    url: String,
    agent: ureq::Agent,
    /// What it has been given.
    pub cookies: BTreeMap<String, String>,
    /// Accept-Language.
    pub language: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header's first value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Where a redirect leads; fails the test if this is none.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.body))
    }

    /// The value of the first hidden field of that name.
    pub fn field(&self, name: &str) -> String {
        let page = scraper::Html::parse_document(&self.body);
        let selector = scraper::Selector::parse(&format!("input[name=\"{name}\"]")).expect("a selector");
        page.select(&selector)
            .filter_map(|e| e.value().attr("value"))
            .find(|v| !v.is_empty())
            .unwrap_or_default()
            .to_owned()
    }

    /// The text of the first element that a selector finds.
    pub fn text(&self, selector: &str) -> Option<String> {
        let page = scraper::Html::parse_document(&self.body);
        let selector = scraper::Selector::parse(selector).expect("a selector");
        page.select(&selector)
            .next()
            .map(|e| e.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl Browser {
    /// GET.
    pub fn get(&mut self, path: &str) -> Answer {
        let request = self
            .agent
            .get(format!("{}{path}", self.url))
            .header("accept-language", &self.language)
            .header("cookie", self.jar());
        let response = request.call().unwrap_or_else(|why| panic!("GET {path}: {why}"));
        self.take(response)
    }

    /// POST of a form as this site's own page would send it.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = self.url.clone();
        self.post_with(path, fields, &[("origin", &origin)])
    }

    /// POST of a form with other headers.
    pub fn post_with(&mut self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let mut request = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("accept-language", &self.language)
            .header("cookie", self.jar());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send_form(fields.iter().copied()).unwrap_or_else(|why| panic!("POST {path}: {why}"));
        self.take(response)
    }

    /// POST of a form that carries a file in the field `file`, as a browser sends it.
    pub fn post_file(&mut self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
        self.post_multipart(path, &multipart(fields, file), "text/html")
    }

    /// POST of a body made by `multipart`; `accept` says what is wanted back.
    pub fn post_multipart(&mut self, path: &str, body: &[u8], accept: &str) -> Answer {
        let request = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("accept-language", &self.language)
            .header("origin", &self.url)
            .header("cookie", self.jar())
            .header("accept", accept)
            .header("content-type", "multipart/form-data; boundary=b");
        let response = request.send(body).unwrap_or_else(|why| panic!("POST {path}: {why}"));
        self.take(response)
    }

    /// Follows a redirect to its page.
    pub fn follow(&mut self, answer: &Answer) -> Answer {
        let path = answer.location().to_owned();
        self.get(&path)
    }

    fn jar(&self) -> String {
        self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ")
    }

    fn take(&mut self, mut response: ureq::http::Response<ureq::Body>) -> Answer {
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(n, v)| (n.as_str().to_owned(), v.to_str().unwrap_or_default().to_owned()))
            .collect();
        for (_, cookie) in headers.iter().filter(|(n, _)| n == "set-cookie") {
            let (name, rest) = cookie.split_once('=').expect("a cookie has a value");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let status = response.status().as_u16();
        let body = response.body_mut().read_to_string().unwrap_or_default();
        Answer { status, headers, body }
    }
}

/// A form with these fields and a file that lies about itself, as `multipart/form-data` with the boundary `b`.
pub fn multipart(fields: &[(&str, &str)], file: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"../x.html\"\r\nContent-Type: text/html";
    body.extend_from_slice(format!("--b\r\n{head}\r\n\r\n").as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--b--\r\n");
    body
}

/// A small picture.
pub fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::RgbImage::from_pixel(40, 20, image::Rgb([200, 30, 30]));
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a PNG");
    bytes
}
