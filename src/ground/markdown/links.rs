//! Where a link leads: a page of this forum, another host, a mailbox, or nowhere we would send a reader.
//!
//! It must never give out an address with another scheme than http, https or mailto, nor call another host ours.

use url::{Position, Url};

/// Bytes of an address at most. Longer ones hardly any server takes, and to write one with many `&` takes quadratic time.
const LONGEST: usize = 2_000;

/// The kinds of destination a link may have. Addresses are normalised but not escaped for HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A page of this forum: a path with exactly one slash at its beginning, or a `#part` of the page.
    Own(String),
    /// Another host, http or https.
    External(String),
    /// A mailbox.
    Mail(String),
    /// Nothing to link to.
    Refused,
}

/// The forum's own address, to resolve links against.
#[derive(Debug)]
pub(super) struct Home {
    base: Option<Url>,
}

impl Home {
    /// A home at `host[:port]`. With a host that cannot be one, every http link is external and every relative
    /// one is refused.
    pub fn new(host: &str) -> Self {
        let base = Url::parse(&format!("https://{host}/")).ok();
        Home { base }
    }

    /// Where `destination`, as somebody wrote it, leads.
    pub fn target(&self, destination: &str) -> Target {
        let destination = destination.trim();
        if destination.is_empty() || destination.len() > LONGEST {
            return Target::Refused;
        }
        if destination.starts_with('#') {
            return Target::Own(destination.to_owned());
        }
        let www = destination.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("www."));
        let url = match &self.base {
            _ if www => Url::parse(&format!("https://{destination}")),
            Some(base) => base.join(destination),
            None => Url::parse(destination),
        };
        let Ok(url) = url else {
            return Target::Refused;
        };
        match url.scheme() {
            "http" | "https" if self.is_own(&url) => Target::Own(path_of(&url)),
            "http" | "https" => Target::External(url.into()),
            "mailto" => Target::Mail(url.into()),
            _ => Target::Refused,
        }
    }

    /// The path of an uploaded picture, if `destination` is one of ours and has no surprises in it.
    pub fn upload(&self, destination: &str) -> Option<String> {
        let Target::Own(path) = self.target(destination) else {
            return None;
        };
        let name = path.strip_prefix("/uploads/")?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
        (!name.is_empty() && name.chars().all(plain)).then_some(path)
    }

    fn is_own(&self, url: &Url) -> bool {
        let Some(base) = &self.base else {
            return false;
        };
        base.host_str() == url.host_str()
            && base.port() == url.port()
            && url.username().is_empty()
            && url.password().is_none()
    }
}

/// Path, query and fragment. `https://us//evil.example` must not become `//evil.example`, which leads elsewhere.
fn path_of(url: &Url) -> String {
    format!("/{}", url[Position::BeforePath..].trim_start_matches('/'))
}
