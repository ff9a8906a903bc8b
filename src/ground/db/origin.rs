//! Whence a write comes. A request carries it along without any verb knowing: `db.write` picks it up where it is called,
//! and whoever works beside the write finds it at the transaction. Commands, jobs and readers have none.

use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;

tokio::task_local! {
    static ORIGIN: Arc<Origin>;
}

/// A network and a device; never a whole address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `203.0.113.0/24` or `2001:db8:7::/48`.
    pub network: String,
    /// "Firefox · Linux".
    pub device: String,
}

impl Origin {
    /// Of a request from that address, with a device of that name.
    pub fn new(address: Option<IpAddr>, device: String) -> Self {
        Self { network: address.map(network).unwrap_or_default(), device }
    }

    /// Does something whose writes come from here.
    pub async fn carry<F: Future>(self, work: F) -> F::Output {
        ORIGIN.scope(Arc::new(self), work).await
    }

    /// Where the task that runs now comes from.
    pub(super) fn current() -> Option<Arc<Self>> {
        ORIGIN.try_with(Arc::clone).ok()
    }
}

/// The part of an address that many share.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let mut segments = v6.segments();
            segments[3..].fill(0);
            format!("{}/48", std::net::Ipv6Addr::from(segments))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn nobody_can_be_told_from_their_neighbours() {
        for (address, shared) in [
            ("203.0.113.77", "203.0.113.0/24"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:7:8:9:a:b:c", "2001:db8:7::/48"),
            ("::1", "::/48"),
        ] {
            assert_eq!(network(address.parse().expect("an address")), shared);
        }
    }
}
