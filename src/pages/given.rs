//! What an address asks for behind its question mark. Read leniently: what makes no sense is as if it were not
//! there, so no address can be typed that is an error.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

/// Names and values that are looked at in one address.
const MOST: usize = 20;
/// Characters of a value that are read.
const LONGEST: usize = 100;

/// The names and values of a query string.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<(String, String)>);

impl Given {
    /// Reads a query string.
    pub fn parse(query: &str) -> Self {
        let tidy = |v: &str| v.chars().filter(|c| !c.is_control()).take(LONGEST).collect::<String>().trim().to_owned();
        Self(
            url::form_urlencoded::parse(query.as_bytes()).take(MOST).map(|(n, v)| (n.into_owned(), tidy(&v))).collect(),
        )
    }

    /// The first value of a name; "" if there is none.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
}

impl FromRequest for Given {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::parse(request.query_string())))
    }
}

/// An address with those of the values that say something.
pub fn address(path: &str, values: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in values.iter().filter(|(_, v)| !v.is_empty()) {
        query.append_pair(name, value);
    }
    match query.finish() {
        q if q.is_empty() => path.to_owned(),
        q => format!("{path}?{q}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_whatever_comes() {
        let given = Given::parse("q=a%00b&q=c&sort=%FF%FE&=&&x&lang=de");
        assert_eq!(given.text("q"), "ab");
        assert_eq!(given.text("lang"), "de");
        assert_eq!(given.text("x"), "");
        assert_eq!(Given::parse(&format!("q={}", "ä".repeat(500))).text("q").chars().count(), LONGEST);
    }

    #[test]
    fn leaves_out_what_is_empty() {
        assert_eq!(address("/tags", &[("q", ""), ("before", "")]), "/tags");
        assert_eq!(address("/tags", &[("q", "c++"), ("before", "1_2")]), "/tags?q=c%2B%2B&before=1_2");
    }
}
