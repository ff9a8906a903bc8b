//! Whether a request may be answered from what is kept, and under which key. A page that is kept was rendered for
//! nobody: whoever shows any sign of being somebody neither gets it nor leaves theirs behind.

use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::coding::Coding;
use crate::ground::web::{Services, Wishes, cookies};

/// Bytes of an address that is kept at most.
const LONGEST: usize = 512;
/// The cookies that say how, not who.
const NOBODYS: [&str; 3] = [cookies::LANGUAGE, cookies::THEME, cookies::ZONE];

/// A kind of pages that may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// For the metrics.
    pub route: &'static str,
    /// The names in its query that it reads. With any other name it is not kept.
    pub reads: &'static [&'static str],
}

/// What tells one page from another: all that a visitor's page depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    target: Box<str>,
    lang: &'static str,
    zone: &'static str,
    theme: &'static str,
}

impl Key {
    /// Bytes that it takes.
    pub fn weight(&self) -> usize {
        self.target.len() + size_of::<Self>()
    }

    #[cfg(test)]
    pub(super) fn test(target: &str) -> Self {
        Self { target: target.into(), lang: "en", zone: "UTC", theme: "" }
    }
}

/// A visitor's request for a page that may be kept.
pub struct Ask {
    /// Which page.
    pub key: Key,
    /// What kind of page.
    pub plan: Plan,
    /// How its bytes are wanted.
    pub coding: Coding,
    /// The versions that the reader has, by tag or by date.
    pub known: Known,
}

/// What a reader has already.
#[derive(Default)]
pub struct Known {
    tags: Option<HeaderValue>,
    since: Option<HeaderValue>,
}

impl Known {
    fn of(headers: &HeaderMap) -> Self {
        let get = |name: HeaderName| headers.get(name).cloned();
        Self { tags: get(header::IF_NONE_MATCH), since: get(header::IF_MODIFIED_SINCE) }
    }

    /// Whether they have the version with this tag, or of this date.
    pub fn has(&self, tag: &str, date: Option<&HeaderValue>) -> bool {
        match &self.tags {
            Some(tags) => tags.to_str().is_ok_and(|tags| {
                tags.split(',').map(str::trim).any(|t| t == "*" || t.trim_start_matches("W/") == tag)
            }),
            None => self.since.is_some() && self.since.as_ref() == date,
        }
    }
}

impl Ask {
    /// Of a request for a page that `plan` knows, from somebody who is nobody in particular.
    pub fn of(request: &ServiceRequest, services: &Services, plan: fn(&str) -> Option<Plan>) -> Option<Self> {
        if request.method() != Method::GET || services.config.demo {
            return None;
        }
        let plan = plan(request.path())?;
        let target = request.uri().path_and_query()?.as_str();
        let headers = request.headers();
        let fits = target.len() <= LONGEST && reads(request.query_string(), plan.reads);
        if !fits || !is_nobodys(headers, |name| NOBODYS.iter().any(|c| cookies::full_name(services, c) == name)) {
            return None;
        }
        let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if text(header::ACCEPT).starts_with("application/json") {
            return None;
        }
        let Wishes { t, theme } = Wishes::of(request.request(), services, None);
        let zone = t.zone.iana_name().unwrap_or_default();
        Some(Self {
            key: Key { target: target.into(), lang: t.lang, zone, theme },
            plan,
            coding: Coding::of(text(header::ACCEPT_ENCODING))?,
            known: Known::of(headers),
        })
    }
}

/// Whether a query has none but these names.
fn reads(query: &str, names: &[&str]) -> bool {
    query.is_empty() || query.split('&').all(|pair| names.contains(&pair.split('=').next().unwrap_or_default()))
}

/// Whether nothing in the headers says who this is.
fn is_nobodys(headers: &HeaderMap, nobodys: impl Fn(&str) -> bool) -> bool {
    let cookies = |value: &HeaderValue| {
        value.to_str().is_ok_and(|jar| {
            jar.split(';')
                .map(str::trim)
                .all(|one| one.is_empty() || one.split_once('=').is_some_and(|(n, _)| nobodys(n)))
        })
    };
    !headers.contains_key(header::AUTHORIZATION) && headers.get_all(header::COOKIE).all(cookies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_be_somebody_is_left_alone() {
        let nobodys = |jars: &[&str]| {
            let mut headers = HeaderMap::new();
            for jar in jars {
                headers.append(header::COOKIE, HeaderValue::from_str(jar).expect("a header"));
            }
            is_nobodys(&headers, |name| NOBODYS.contains(&name))
        };
        assert!(
            nobodys(&[])
                && nobodys(&[""])
                && nobodys(&["kiez-theme=dark; kiez-zone=Europe/Berlin", "kiez-language=de"])
        );
        for one in ["kiez-session=x", "kiez-flash=", "kiez-visitor=1", "kiez-device=1", "other=1", "kiez-theme", "=x"] {
            assert!(!nobodys(&[one]) && !nobodys(&[&format!("kiez-theme=dark; {one}")]), "{one}");
            assert!(!nobodys(&["kiez-theme=dark", one]), "{one}");
        }
        assert!(!nobodys(&["kiez-theme=d\u{e4}rk"]), "what cannot be read may be anything");
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("Bearer 1"));
        assert!(!is_nobodys(&headers, |_| true));
    }

    #[test]
    fn only_names_that_a_page_reads() {
        let names = ["sort", "page"];
        for (query, good) in [
            ("", true),
            ("sort=newest&page=2", true),
            ("page", true),
            ("utm=1", false),
            ("sort=a&&page=1", false),
            ("s%6frt=1", false),
        ] {
            assert_eq!(reads(query, &names), good, "{query}");
        }
    }

    #[test]
    fn a_version_is_known_by_its_tag_or_its_date() {
        let value = |text: &'static str| Some(HeaderValue::from_static(text));
        let date = value("Mon, 02 Mar 2026 10:00:00 GMT");
        let known = |tags, since| Known { tags, since };
        assert!(known(value("\"a\", W/\"b\""), None).has("\"b\"", None) && known(value("*"), None).has("\"b\"", None));
        assert!(known(None, date.clone()).has("\"b\"", date.as_ref()) && !known(None, None).has("\"b\"", None));
        assert!(!known(value("\"a\""), date.clone()).has("\"b\"", date.as_ref()), "a tag says more than a date");
        assert!(!known(None, date).has("\"b\"", None));
    }
}
