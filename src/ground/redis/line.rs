//! A connection to Redis that many can use at once, to one server or to a cluster.

use std::time::Duration;

use redis::aio::{MultiplexedConnection, PubSub};
#[cfg(feature = "redis-cluster")]
use redis::cluster::ClusterClientBuilder;
#[cfg(feature = "redis-cluster")]
use redis::cluster_async::ClusterConnection;
use redis::sentinel::{SentinelClient, SentinelServerType};
use redis::{AsyncConnectionConfig, Client, Cmd, ErrorKind, FromRedisValue, RedisError, RedisResult};

use super::address::Address;

/// How long a connection may take to come about. Each question has its own, shorter time.
pub const CONNECT: Duration = Duration::from_secs(2);

/// The connection. Cloning one of these is how several use it.
pub enum Line {
    /// To one server.
    One(MultiplexedConnection),
    /// To all servers of a cluster.
    #[cfg(feature = "redis-cluster")]
    Many(ClusterConnection),
}

impl Line {
    /// Connects.
    ///
    /// # Errors
    /// When nobody answers there, or not as Redis does.
    pub async fn connect(address: &Address) -> RedisResult<Self> {
        #[cfg(feature = "redis-cluster")]
        if let Address::Cluster(nodes) = address {
            let client = ClusterClientBuilder::new(nodes.clone()).connection_timeout(CONNECT).retries(1).build()?;
            return Ok(Self::Many(client.get_async_connection().await?));
        }
        let config = AsyncConnectionConfig::new().set_connection_timeout(Some(CONNECT)).set_response_timeout(None);
        let client = client(address, 0).await?;
        Ok(Self::One(client.get_multiplexed_async_connection_with_config(&config).await?))
    }

    /// Asks, for as long as it takes.
    ///
    /// # Errors
    /// What Redis answers, or that it is gone.
    pub async fn ask<T: FromRedisValue>(&self, command: &Cmd) -> RedisResult<T> {
        match self {
            Self::One(line) => command.query_async(&mut line.clone()).await,
            #[cfg(feature = "redis-cluster")]
            Self::Many(line) => command.query_async(&mut line.clone()).await,
        }
    }
}

/// A connection that only listens. In a cluster each server hears what any of them was told: with each `turn` another
/// one is asked.
///
/// # Errors
/// As `Line::connect`.
pub async fn listen(address: &Address, channel: &str, turn: usize) -> RedisResult<PubSub> {
    let mut line = client(address, turn).await?.get_async_pubsub().await?;
    line.subscribe(channel).await?;
    Ok(line)
}

async fn client(address: &Address, turn: usize) -> RedisResult<Client> {
    match address {
        Address::One(server) => Client::open(server.as_ref().clone()),
        Address::Sentinel { sentinels, group, server } => {
            let server = Some(server.as_ref().clone());
            let kind = SentinelServerType::Master;
            SentinelClient::build(sentinels.clone(), group.as_str(), server, kind)?.async_get_client().await
        }
        Address::Cluster(nodes) => match nodes.get(turn % nodes.len().max(1)) {
            Some(node) => Client::open(node.clone()),
            None => Err(RedisError::from((ErrorKind::InvalidClientConfig, "a cluster without servers"))),
        },
    }
}
