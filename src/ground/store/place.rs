//! What the configuration says about a bucket for uploads. Nothing here opens or asks anything.

use anyhow::{Context, ensure};
use url::Url;

/// A bucket, and what opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// What names in it begin with, without slashes at the ends; empty for none.
    pub prefix: String,
    /// The server's address, `http` or `https`; none is Amazon's own.
    pub endpoint: Option<String>,
    /// The region that requests are signed for.
    pub region: String,
    /// Whose key it is.
    pub key_id: String,
    /// The key.
    pub secret: String,
}

/// Without the key: configurations end up in logs.
impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bucket")
            .field("name", &self.name)
            .field("prefix", &self.prefix)
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

impl Bucket {
    /// Reads the settings: `get` gives the value of one and the place where it was said. None is a folder.
    ///
    /// # Errors
    /// The first value that will not do, with its place and what would be right.
    pub fn parse(get: impl Fn(&str) -> (String, String)) -> anyhow::Result<Option<Self>> {
        let (url, place) = get("uploads_url");
        if url.is_empty() {
            return Ok(None);
        }
        let (name, prefix) = url
            .strip_prefix("s3://")
            .map(|rest| rest.split_once('/').unwrap_or((rest, "")))
            .filter(|(name, prefix)| is_bucket(name) && is_prefix(prefix))
            .with_context(|| {
                format!("{place}: {url:?} will not do; give s3://bucket/prefix, or nothing for a folder")
            })?;
        let key = |name: &str| -> anyhow::Result<String> {
            let (value, place) = get(name);
            ensure!(!value.is_empty(), "{place}: a bucket needs {name}");
            Ok(value)
        };
        Ok(Some(Self {
            name: name.to_owned(),
            prefix: prefix.trim_matches('/').to_owned(),
            endpoint: endpoint(get("s3_endpoint"))?,
            region: get("s3_region").0,
            key_id: key("s3_access_key_id")?,
            secret: key("s3_secret_access_key")?,
        }))
    }
}

/// The server's address: a host alone, because the rest of a request's address is the bucket and a name.
fn endpoint((value, place): (String, String)) -> anyhow::Result<Option<String>> {
    if value.is_empty() {
        return Ok(None);
    }
    let url: Option<Url> = value.parse().ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host() && url.path() == "/");
    let url = url.filter(|url| url.query().is_none() && url.username().is_empty() && url.password().is_none());
    let url =
        url.with_context(|| format!("{place}: {value:?} will not do; give an address such as https://s3.example.com"))?;
    Ok(Some(url.as_str().trim_end_matches('/').to_owned()))
}

/// As S3 names buckets.
fn is_bucket(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    (3..=63).contains(&name.len()) && name.chars().all(plain)
}

fn is_prefix(prefix: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
    prefix.chars().all(plain) && !prefix.contains("..") && !prefix.contains("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the configuration would give them; what is not said is empty.
    fn parse(said: &[(&str, &str)]) -> anyhow::Result<Option<Bucket>> {
        let get = |name: &str| {
            let value = said.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
            (value.to_owned(), format!("place of {name}"))
        };
        Bucket::parse(get)
    }

    const KEYS: [(&str, &str); 2] = [("s3_access_key_id", "kiez"), ("s3_secret_access_key", "hush")];

    #[test]
    fn nothing_said_is_a_folder() {
        assert_eq!(parse(&KEYS).expect("a folder"), None);
    }

    #[test]
    fn a_bucket_has_a_name_a_prefix_and_keys() {
        for (url, name, prefix) in [
            ("s3://kiez-uploads", "kiez-uploads", ""),
            ("s3://kiez-uploads/", "kiez-uploads", ""),
            ("s3://forum.example/help/uploads/", "forum.example", "help/uploads"),
        ] {
            let said = [&KEYS[..], &[("uploads_url", url), ("s3_endpoint", "http://127.0.0.1:9000/")]].concat();
            let bucket = parse(&said).expect(url).expect("a bucket");
            assert_eq!((bucket.name.as_str(), bucket.prefix.as_str()), (name, prefix), "{url}");
            assert_eq!(bucket.endpoint.as_deref(), Some("http://127.0.0.1:9000"));
            assert!(!format!("{bucket:?}").contains("hush"));
        }
    }

    #[test]
    fn what_will_not_do_is_named() {
        for url in
            ["uploads", "file:///uploads", "s3://", "s3://ab", "s3://Kiez", "s3://kiez/../other", "s3://kiez/a b"]
        {
            let refused = parse(&[&KEYS[..], &[("uploads_url", url)]].concat()).expect_err(url).to_string();
            assert!(refused.contains("place of uploads_url") && refused.contains("s3://bucket/prefix"), "{refused}");
        }
        for address in ["s3.example.com", "ftp://s3.example.com", "https://s3.example.com/bucket", "https://me:it@host"]
        {
            let said = [&KEYS[..], &[("uploads_url", "s3://kiez"), ("s3_endpoint", address)]].concat();
            let refused = parse(&said).expect_err(address).to_string();
            assert!(refused.contains("place of s3_endpoint"), "{refused}");
        }
        let refused = parse(&[("uploads_url", "s3://kiez"), KEYS[0]]).expect_err("no key").to_string();
        assert!(refused.contains("place of s3_secret_access_key"), "{refused}");
    }
}
