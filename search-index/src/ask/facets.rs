//! Counts over all hits. Exact, as long as a forum has fewer than 10,000 different tags in a segment.

use std::sync::LazyLock;

use serde_json::json;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::{AggregationResult, AggregationResults, BucketResult};
use tantivy::aggregation::{AggContextParams, AggregationCollector, Key};

use crate::error::{Error, Result};
use crate::schema::name;
use crate::{Facets, State};

const MAX_TAGS: usize = 10;
const MAX_OTHERS: usize = 100;

/// Counts while the engine goes through the hits.
pub(super) fn collector() -> Result<AggregationCollector> {
    let request = REQUEST.clone().ok_or_else(|| Error::Engine("the facets are not understood".to_owned()))?;
    Ok(AggregationCollector::from_aggs(request, AggContextParams::default()))
}

static REQUEST: LazyLock<Option<Aggregations>> = LazyLock::new(|| {
    let terms = |field: &str| json!({"terms": {"field": field, "size": 1_000, "segment_size": 10_000}});
    let request = json!({
        name::STATE: terms(name::STATE),
        name::TAG: terms(name::TAG),
        name::PRODUCT: terms(name::PRODUCT),
        name::LANG: terms(name::LANG),
    });
    serde_json::from_value(request).ok()
});

pub(super) fn read(counted: &AggregationResults) -> Facets {
    let states = counts(counted, name::STATE, MAX_OTHERS);
    Facets {
        states: states.iter().filter_map(|(word, n)| Some((State::from_word(word)?, *n))).collect(),
        tags: counts(counted, name::TAG, MAX_TAGS),
        products: counts(counted, name::PRODUCT, MAX_OTHERS),
        langs: counts(counted, name::LANG, MAX_OTHERS),
    }
}

/// The most frequent values, equals by name.
fn counts(counted: &AggregationResults, field: &str, max: usize) -> Vec<(String, u64)> {
    let Some(AggregationResult::BucketResult(BucketResult::Terms { buckets, .. })) = counted.0.get(field) else {
        return Vec::new();
    };
    let mut counts: Vec<(String, u64)> = buckets
        .iter()
        .filter_map(|bucket| match &bucket.key {
            Key::Str(value) if !value.is_empty() && bucket.doc_count > 0 => Some((value.clone(), bucket.doc_count)),
            _ => None,
        })
        .collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(max);
    counts
}
