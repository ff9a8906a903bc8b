//! A bucket, opened. What a request may cost in time is decided here: somebody waits for the picture.

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ObjectStore, RetryConfig};

use super::Bucket;
use super::carrier::Carrier;

/// How often a request that may be repeated is repeated, and until when: the page that shows the picture has long been read then.
const RETRIES: usize = 2;
const PATIENCE: Duration = Duration::from_secs(15);

/// Opens it; nothing is sent yet.
///
/// # Errors
/// What the settings lack.
pub fn open(place: &Bucket) -> anyhow::Result<Arc<dyn ObjectStore>> {
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&place.name)
        .with_region(&place.region)
        .with_access_key_id(&place.key_id)
        .with_secret_access_key(&place.secret)
        // Names are taken away one by one, and not every server knows how to take many.
        .with_disable_bulk_delete(true)
        .with_http_connector(Carrier)
        .with_retry(RetryConfig { backoff: BackoffConfig::default(), max_retries: RETRIES, retry_timeout: PATIENCE });
    builder = match &place.endpoint {
        // A server of one's own has no host name for each bucket.
        Some(endpoint) => builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://")),
        None => builder.with_virtual_hosted_style_request(true),
    };
    Ok(Arc::new(PrefixStore::new(builder.build()?, Path::from(place.prefix.as_str()))))
}
