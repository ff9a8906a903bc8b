//! Configuration: one list of keys, from `kiez.toml` and the environment. The list is the documentation;
//! `kiez config` prints it. An unknown key or a bad value stops the program with the place and the remedy.

mod values;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail, ensure};

use self::values::{contact, hosts, peers, replicas};
use crate::ground::bus;
use crate::ground::db::Target;
use crate::ground::redis::Address;
use crate::ground::store::Bucket;

/// One setting of the installation.
pub struct Key {
    /// The name in `kiez.toml`.
    pub name: &'static str,
    /// The environment variable, which wins over the file.
    pub env: &'static str,
    /// Another variable that is read where that one is missing, because so many hosts set it; empty for none.
    pub also: &'static str,
    /// The value when nobody says anything; empty for none.
    pub default: &'static str,
    /// Whether `kiez config` hides it.
    pub secret: bool,
    /// What it is for, with unit and range.
    pub help: &'static str,
}

const fn key(name: &'static str, env: &'static str, default: &'static str, help: &'static str) -> Key {
    Key { name, env, also: "", default, secret: false, help }
}

const fn secret(name: &'static str, env: &'static str, help: &'static str) -> Key {
    Key { name, env, also: "", default: "", secret: true, help }
}

impl Key {
    const fn or(mut self, also: &'static str) -> Self {
        self.also = also;
        self
    }
}

/// Every key there is.
pub const KEYS: &[Key] = &[
    key("listen", "KIEZ_LISTEN", "127.0.0.1:8080", "address and port to listen on; port 0 takes a free one"),
    key("data_dir", "KIEZ_DATA_DIR", "data", "folder for the database, search index, uploads and mail"),
    secret(
        "database_url",
        "DATABASE_URL",
        "sqlite://path or postgres://user:password@host/name; default sqlite://DATA_DIR/kiez.db",
    ),
    secret(
        "read_database_urls",
        "KIEZ_READ_DATABASE_URLS",
        "streaming replicas of the PostgreSQL that database_url names, postgres://… with commas; pages are read from them",
    ),
    secret(
        "redis_url",
        "KIEZ_REDIS_URL",
        "Redis for several nodes: redis://[user:password@]host[:port][/number], rediss:// for TLS, \
         redis+sentinel://[user:password@]host:port,…/name or redis-cluster://[user:password@]host:port,…",
    )
    .or("REDIS_URL"),
    key(
        "index_peers",
        "KIEZ_INDEX_PEERS",
        "",
        "the nodes, e.g. http://kiez-1:8080, with commas; one without a search index copies that of the first that has one",
    ),
    key(
        "uploads_url",
        "KIEZ_UPLOADS_URL",
        "",
        "s3://bucket/prefix, where uploads are kept, in a program built with --features s3; default the folder DATA_DIR/uploads",
    ),
    key("s3_endpoint", "AWS_ENDPOINT_URL", "", "the bucket's server if it is not Amazon's, e.g. http://minio.lan:9000"),
    key("s3_region", "AWS_REGION", "us-east-1", "the bucket's region"),
    key("s3_access_key_id", "AWS_ACCESS_KEY_ID", "", "whose key opens the bucket"),
    secret("s3_secret_access_key", "AWS_SECRET_ACCESS_KEY", "the key itself"),
    key(
        "public_url",
        "KIEZ_PUBLIC_URL",
        "",
        "the forum's address as people type it, e.g. https://help.example.com; default http://LISTEN",
    ),
    key(
        "trusted_proxies",
        "KIEZ_TRUSTED_PROXIES",
        "0",
        "how many proxies in front append to X-Forwarded-For, 0 to 10; 0 ignores the header",
    ),
    key("workers", "KIEZ_WORKERS", "0", "threads that serve requests, 1 to 256; 0 takes one a core"),
    key("readers", "KIEZ_READERS", "8", "database connections that read, 1 to 200"),
    key(
        "page_cache",
        "KIEZ_PAGE_CACHE",
        "64",
        "megabytes of memory for pages as visitors see them, 0 to 65536; 0 renders each page each time",
    ),
    key("request_timeout", "KIEZ_REQUEST_TIMEOUT", "20", "seconds a client may take to send a request, 1 to 600"),
    key("mail_from", "KIEZ_MAIL_FROM", "Kiez <kiez@localhost>", "the From line of mails"),
    secret(
        "smtp_url",
        "KIEZ_SMTP_URL",
        "smtp://… or smtps://user:password@host:465; without it mails are written to DATA_DIR/mail",
    ),
    key(
        "internal_hosts",
        "KIEZ_INTERNAL_HOSTS",
        "",
        "hosts inside your network that Kiez may call, e.g. the ticket system, with commas; all others must be public",
    ),
    key(
        "security_contact",
        "KIEZ_SECURITY_CONTACT",
        "",
        "where holes are reported, a mail address or https://…; makes /.well-known/security.txt",
    ),
    key(
        "pg_bin",
        "KIEZ_PG_BIN",
        "",
        "folder with pg_dump, pg_restore and psql; without it PATH and /usr/lib/postgresql are searched",
    ),
    key("log", "KIEZ_LOG", "info", "what to log: a level or filters such as info,kiez::search=debug"),
    key("log_format", "KIEZ_LOG_FORMAT", "text", "text or json"),
    key("rate_limits", "KIEZ_RATE_LIMITS", "on", "on or off; off is for load tests only"),
];

/// The effective configuration.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // KEYS says what each is
pub struct Config {
    pub listen: SocketAddr,
    pub data_dir: PathBuf,
    pub database: Target,
    pub bucket: Option<Bucket>,
    pub replicas: Vec<Target>,
    pub redis: Option<Address>,
    pub index_peers: Vec<url::Url>,
    pub public_url: Option<url::Url>,
    pub trusted_proxies: usize,
    pub workers: usize,
    pub readers: u32,
    pub page_cache: u64,
    pub request_timeout: u64,
    pub mail_from: lettre::message::Mailbox,
    pub smtp_url: Option<String>,
    pub internal_hosts: Vec<String>,
    pub security_contact: Option<String>,
    pub pg_bin: Option<PathBuf>,
    pub log: String,
    pub log_format: String,
    pub rate_limits: bool,
    /// Whether this is the demo: its bar is shown, and one click signs in.
    pub demo: bool,
    /// How long those who follow the log wait for a call before they look by themselves; only tests make it longer.
    pub patience: Duration,
}

/// The place of what a variable says.
const ENVIRONMENT: &str = "the environment";

/// A value and where it came from.
pub struct Given {
    value: String,
    place: String,
}

impl Given {
    /// What was given, as it was written.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Where: the file and key, or the variable.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Whether it was said for this one call, by a variable, and not once for all in the file.
    pub fn is_of_this_call(&self) -> bool {
        self.place.starts_with(ENVIRONMENT)
    }
}

/// Reads the file (if there is one) and the environment.
///
/// # Errors
/// Unknown keys, values that are no text, number or boolean, and an unreadable file, each with its place.
pub fn gather(
    file: Option<(&str, &str)>,
    env: impl Iterator<Item = (String, String)>,
) -> anyhow::Result<BTreeMap<&'static str, Given>> {
    let mut given = BTreeMap::new();
    if let Some((path, text)) = file {
        let table: toml::Table = text.parse().with_context(|| format!("{path} is not valid TOML"))?;
        for (name, value) in table {
            let Some(key) = KEYS.iter().find(|k| k.name == name) else {
                bail!("{path}: unknown key {name:?}. {}", nearest(&name, KEYS.iter().map(|k| k.name)));
            };
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Boolean(yes) => if yes { "on" } else { "off" }.to_owned(),
                _ => bail!("{path}: {name} must be a text or a number"),
            };
            given.insert(key.name, Given { value, place: format!("{path}: {name}") });
        }
    }
    for (variable, value) in env {
        if let Some(key) = KEYS.iter().find(|k| k.env == variable) {
            given.insert(key.name, Given { value, place: format!("{ENVIRONMENT}: {variable}") });
        } else if let Some(key) = KEYS.iter().find(|k| k.also == variable) {
            // The variable of our own wins, whichever comes first.
            let ours = given.get(key.name).is_some_and(Given::is_of_this_call);
            if !ours {
                given.insert(key.name, Given { value, place: format!("{ENVIRONMENT}: {variable}") });
            }
        } else if variable.starts_with("KIEZ_") && !variable.starts_with("KIEZ_TEST_") && variable != "KIEZ_CONFIG" {
            bail!("the environment: unknown variable {variable}. {}", nearest(&variable, KEYS.iter().map(|k| k.env)));
        }
    }
    Ok(given)
}

/// Turns what was given into a configuration.
///
/// # Errors
/// The first bad value, with its place and what would be right.
pub fn resolve(given: &BTreeMap<&'static str, Given>) -> anyhow::Result<Config> {
    let get = |name: &str| -> (String, String) {
        match given.get(name) {
            Some(g) if !g.value.trim().is_empty() => (g.value.trim().to_owned(), g.place.clone()),
            _ => {
                let default = KEYS.iter().find(|k| k.name == name).map_or("", |k| k.default);
                (default.to_owned(), format!("the default of {name}"))
            }
        }
    };
    fn parse<T: std::str::FromStr>((value, place): (String, String), remedy: &str) -> anyhow::Result<T> {
        value.parse().ok().with_context(|| format!("{place}: {value:?} will not do; {remedy}"))
    }
    let number = |name: &str, low: u64, high: u64| -> anyhow::Result<u64> {
        let (value, place) = get(name);
        let number: u64 = parse((value, place.clone()), &format!("give a number from {low} to {high}"))?;
        ensure!(
            (low..=high).contains(&number),
            "{place}: {number} is out of range; give a number from {low} to {high}"
        );
        Ok(number)
    };
    let choice = |name: &str, choices: &[&str]| -> anyhow::Result<String> {
        let (value, place) = get(name);
        ensure!(
            choices.contains(&value.as_str()),
            "{place}: {value:?} will not do; give one of {}",
            choices.join(", ")
        );
        Ok(value)
    };
    let data_dir = PathBuf::from(get("data_dir").0);
    let (database, place) = get("database_url");
    let database = if database.is_empty() {
        Target::Sqlite(data_dir.join("kiez.db"))
    } else {
        Target::parse(&database).with_context(|| format!("{place} will not do"))?
    };
    let replicas = replicas(&get("read_database_urls"), &database)?;
    let (redis, place) = get("redis_url");
    let redis = if redis.is_empty() {
        None
    } else {
        Some(Address::parse(&redis).with_context(|| format!("{place} will not do"))?)
    };
    let (public, place) = get("public_url");
    let public_url = if public.is_empty() {
        None
    } else {
        let url: url::Url = parse((public, place.clone()), "give an address such as https://help.example.com")?;
        ensure!(
            matches!(url.scheme(), "http" | "https") && url.path() == "/",
            "{place}: give http:// or https:// and a host, without a path"
        );
        Some(url)
    };
    let smtp_url = Some(get("smtp_url").0).filter(|v| !v.is_empty());
    if let Some(url) = &smtp_url {
        ensure!(
            url.starts_with("smtp://") || url.starts_with("smtps://"),
            "smtp_url (KIEZ_SMTP_URL) must start with smtp:// or smtps://"
        );
    }
    let bucket = Bucket::parse(get)?;
    Ok(Config {
        listen: parse(get("listen"), "give an address and a port such as 127.0.0.1:8080")?,
        data_dir,
        database,
        bucket,
        replicas,
        redis,
        index_peers: peers(&get("index_peers"))?,
        public_url,
        trusted_proxies: usize::try_from(number("trusted_proxies", 0, 10)?)?,
        workers: usize::try_from(number("workers", 0, 256)?)?,
        readers: u32::try_from(number("readers", 1, 200)?)?,
        page_cache: number("page_cache", 0, 65_536)?,
        request_timeout: number("request_timeout", 1, 600)?,
        mail_from: parse(get("mail_from"), "give an address such as Help <help@example.com>")?,
        smtp_url,
        internal_hosts: hosts(&get("internal_hosts").0),
        security_contact: contact(&get("security_contact"))?,
        pg_bin: Some(get("pg_bin").0).filter(|value| !value.is_empty()).map(PathBuf::from),
        log: get("log").0,
        log_format: choice("log_format", &["text", "json"])?,
        rate_limits: choice("rate_limits", &["on", "off"])? == "on",
        demo: false,
        patience: bus::PATIENCE,
    })
}

/// Reads `kiez.toml` in the working folder (or the file that KIEZ_CONFIG names) and the environment.
///
/// # Errors
/// As `gather` and `resolve`.
pub fn load() -> anyhow::Result<(Config, BTreeMap<&'static str, Given>)> {
    let named = std::env::var("KIEZ_CONFIG").ok();
    let path = named.clone().unwrap_or_else(|| "kiez.toml".into());
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound && named.is_none() => None,
        Err(why) => return Err(why).with_context(|| format!("cannot read {path}")),
    };
    let given = gather(text.as_deref().map(|text| (path.as_str(), text)), std::env::vars())?;
    Ok((resolve(&given)?, given))
}

/// Lines of `name = value`, each with its meaning and origin; secrets hidden.
pub fn describe(given: &BTreeMap<&'static str, Given>) -> String {
    let mut out = String::new();
    for key in KEYS {
        let (value, place) = match given.get(key.name) {
            Some(g) if !g.value.trim().is_empty() => (g.value.as_str(), g.place.as_str()),
            _ => (key.default, "default"),
        };
        let value = if key.secret && !value.is_empty() { "(hidden)" } else { value };
        let or = if key.also.is_empty() { "" } else { " or " };
        let variables = format!("{}{or}{}", key.env, key.also);
        out.push_str(&format!("# {} [{variables}]\n{} = {value:?}   # from {place}\n", key.help, key.name));
    }
    out
}

fn nearest<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> String {
    let best = all.map(|k| (strsim::jaro_winkler(name, k), k)).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((ratio, key)) if ratio > 0.8 => {
            format!("Did you mean {key}? `kiez config` lists every key.")
        }
        _ => "`kiez config` lists every key.".into(),
    }
}
