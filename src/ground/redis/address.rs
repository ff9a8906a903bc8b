//! Where Redis is. The address is read once, at the start; whether anybody is there is another matter.

use anyhow::{Context, bail, ensure};
use redis::sentinel::SentinelNodeConnectionInfo;
use redis::{ConnectionInfo, IntoConnectionInfo, RedisConnectionInfo, TlsMode};
use url::Url;

/// What the setting may look like.
const FORMS: &str = "give redis://[user:password@]host[:port][/number], rediss:// for TLS, \
    redis+sentinel://[user:password@]host:port,host:port/name \
    or redis-cluster://[user:password@]host:port,host:port";

/// One server, servers behind sentinels, or a cluster.
#[derive(Clone, Debug)]
pub enum Address {
    /// One server, by plain connections or TLS.
    One(Box<ConnectionInfo>),
    /// Sentinels know which server it is at the moment.
    Sentinel {
        /// The sentinels, asked in this order, without a password.
        sentinels: Vec<ConnectionInfo>,
        /// What they call the group of servers.
        group: String,
        /// How to speak with its first server.
        server: Box<SentinelNodeConnectionInfo>,
    },
    /// A cluster, found through any of these; only with the feature `redis-cluster`.
    Cluster(Vec<ConnectionInfo>),
}

impl Address {
    /// Reads the setting.
    ///
    /// # Errors
    /// Says which forms are understood; never what was given, which may hold a password.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let (scheme, rest) = text.split_once("://").context(FORMS)?;
        match scheme {
            "redis" | "rediss" => Ok(Self::One(Box::new(server(text)?))),
            "redis+sentinel" | "rediss+sentinel" => behind_sentinels(scheme.starts_with("rediss"), rest),
            "redis-cluster" | "rediss-cluster" => {
                ensure!(
                    cfg!(feature = "redis-cluster"),
                    "this program was built without clusters; build it with: cargo build --release --features redis-cluster"
                );
                let (who, hosts) = parts(rest);
                let scheme = if scheme.starts_with("rediss") { "rediss" } else { "redis" };
                let hosts = hosts.trim_end_matches('/');
                ensure!(!hosts.contains('/'), FORMS);
                Ok(Self::Cluster(each(hosts, |host| server(&format!("{scheme}://{who}{host}")))?))
            }
            _ => bail!(FORMS),
        }
    }
}

fn server(text: &str) -> anyhow::Result<ConnectionInfo> {
    let url: Url = text.parse().ok().context(FORMS)?;
    ensure!(url.host_str().is_some_and(|host| !host.is_empty()), FORMS);
    url.into_connection_info().ok().context(FORMS)
}

/// `user:password@` and what follows.
fn parts(rest: &str) -> (&str, &str) {
    rest.rfind('@').map_or(("", rest), |at| rest.split_at(at + 1))
}

fn each(hosts: &str, read: impl Fn(&str) -> anyhow::Result<ConnectionInfo>) -> anyhow::Result<Vec<ConnectionInfo>> {
    hosts.split(',').map(str::trim).map(read).collect()
}

fn behind_sentinels(tls: bool, rest: &str) -> anyhow::Result<Address> {
    let (who, rest) = parts(rest);
    let (hosts, path) = rest.split_once('/').context(FORMS)?;
    let (group, number) = path.split_once('/').unwrap_or((path, ""));
    ensure!(!group.is_empty(), FORMS);
    let sentinels = each(hosts, |host| {
        // Sentinels have a port of their own.
        server(&if has_port(host) { format!("redis://{host}") } else { format!("redis://{host}:26379") })
    })?;
    // The server's host is what the sentinels say: only who we are and the number of the database count here.
    let known = server(&format!("redis://{who}server/{number}"))?;
    let settings: RedisConnectionInfo = known.redis_settings().clone();
    let mut info = SentinelNodeConnectionInfo::default().set_redis_connection_info(settings);
    if tls {
        info = info.set_tls_mode(TlsMode::Secure);
    }
    Ok(Address::Sentinel { sentinels, group: group.to_owned(), server: Box::new(info) })
}

fn has_port(host: &str) -> bool {
    host.rsplit_once(':').is_some_and(|(_, port)| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(all: &[ConnectionInfo]) -> Vec<String> {
        all.iter().map(|one| one.addr().to_string()).collect()
    }

    #[test]
    fn one_server_sentinels_and_a_cluster_are_understood() {
        let one = |text| match Address::parse(text) {
            Ok(Address::One(info)) => (info.addr().to_string(), info.redis_settings().db()),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(one("redis://localhost"), ("localhost:6379".into(), 0));
        assert_eq!(one("rediss://kiez:secret@cache.example:7000/3"), ("cache.example:7000".into(), 3));
        let Ok(Address::Sentinel { sentinels, group, server }) =
            Address::parse("redis+sentinel://kiez:p%40ss@one:7000,two/main/2")
        else {
            panic!("sentinels are understood")
        };
        assert_eq!((addresses(&sentinels), group.as_str()), (vec!["one:7000".into(), "two:26379".into()], "main"));
        assert!(!format!("{server:?}").contains("p@ss"), "a password is never shown");
        let cluster = Address::parse("redis-cluster://:secret@one:7000,two:7001");
        if cfg!(not(feature = "redis-cluster")) {
            let why = cluster.expect_err("not built in").to_string();
            return assert!(why.contains("--features redis-cluster") && !why.contains("secret"), "{why}");
        }
        let Ok(Address::Cluster(nodes)) = cluster else { panic!("clusters are understood") };
        assert_eq!(addresses(&nodes), ["one:7000", "two:7001"]);
        assert_eq!(nodes.iter().map(|node| node.redis_settings().password()).collect::<Vec<_>>(), [Some("secret"); 2]);
    }

    #[test]
    fn what_is_not_understood_is_refused_without_being_repeated() {
        for bad in [
            "",
            "localhost",
            "http://:secret@localhost",
            "redis://",
            "redis://:secret@localhost:port",
            "redis://:secret@localhost/x",
            "redis+sentinel://:secret@one",
            "redis+sentinel://:secret@one/",
        ] {
            let why = Address::parse(bad).expect_err(bad);
            let why = format!("{why:#}");
            assert!(why.contains("rediss://") && !why.contains("secret"), "{bad}: {why}");
        }
    }
}
