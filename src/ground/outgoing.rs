//! Which addresses the forum may call: those of the public internet, and hosts that the operator named. Looked at when a
//! name has been resolved and on exactly the addresses that are then connected to, so that no answer of a name server
//! leads inside afterwards.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Resolves names, but not to addresses inside.
#[derive(Debug)]
pub struct Outside<R = DefaultResolver> {
    internal: Vec<String>,
    resolver: R,
}

impl Outside {
    /// `internal` are hosts, as addresses name them, that may be inside.
    pub fn new(internal: Vec<String>) -> Self {
        Self::asking(internal, DefaultResolver::default())
    }
}

impl<R: Resolver> Outside<R> {
    /// The same with another way to look names up.
    pub fn asking(internal: Vec<String>, resolver: R) -> Self {
        Self { internal, resolver }
    }
}

impl<R: Resolver> Resolver for Outside<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let named = self.internal.iter().any(|internal| internal.eq_ignore_ascii_case(host));
        if named || found.iter().all(|address| is_public(address.ip())) {
            return Ok(found);
        }
        Err(ureq::Error::Other(format!("{host} is inside the network and not one of KIEZ_INTERNAL_HOSTS").into()))
    }
}

/// Whether an address is one of the public internet, by the registries of special addresses (IANA, RFC 6890).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        // This network; multicast and reserved.
        || a == 0
        || a >= 224
        // Shared by carriers; protocols; relays; benchmarks.
        || (a, b & 0b1100_0000) == (100, 64)
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a, b & 0b1111_1110) == (198, 18);
    !special
}

/// Only what is global unicast, and of that nothing that carries an address of the older kind.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let special = first & 0xe000 != 0x2000
        // 6to4; protocols, Teredo among them; documentation, both ranges.
        || first == 0x2002
        || (first == 0x2001 && second < 0x0200)
        || (first == 0x2001 && second == 0x0db8)
        || (first == 0x3fff && second < 0x1000);
    !special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inside_is_public() {
        for inside in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(inside.parse().expect("an address")), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "198.17.0.1",
            "223.1.1.1",
            "2606:4700:4700::1111",
            "2a00:1450::1",
            "2001:4860:4860::8888",
        ] {
            assert!(is_public(outside.parse().expect("an address")), "{outside}");
        }
    }

    #[test]
    fn a_name_that_leads_inside_is_not_called() {
        let ask = |internal: &[&str], url: &str| {
            let outside = Outside::new(internal.iter().map(|host| (*host).to_owned()).collect());
            outside.resolve(&url.parse().expect("an address"), &Config::default(), NextTimeout::default())
        };
        for url in
            ["http://localhost:9/", "http://127.0.0.1/", "https://[::1]/", "http://[::ffff:10.0.0.1]/", "http://0/"]
        {
            let refused = ask(&["elsewhere.example"], url).expect_err(url).to_string();
            assert!(refused.contains("KIEZ_INTERNAL_HOSTS"), "{url}: {refused}");
        }
        assert!(ask(&["LOCALHOST"], "http://localhost:9/").is_ok());
        assert!(ask(&["::1"], "https://[::1]/").is_ok());
    }
}
