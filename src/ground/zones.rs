//! Time zones by name, each looked up once and kept: readers carry a reference, not a copy. There are as many as the
//! time zone database has names, so what is kept is bounded.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use jiff::tz::TimeZone;

/// Whoever has named none.
pub static UTC: TimeZone = TimeZone::UTC;
/// The longest name that is looked up, in bytes.
const LONGEST: usize = 64;

static KNOWN: LazyLock<RwLock<HashMap<String, &'static TimeZone>>> = LazyLock::new(RwLock::default);

/// The zone of an IANA name ("Europe/Berlin"); none if there is no such zone.
pub fn find(name: &str) -> Option<&'static TimeZone> {
    if name.len() > LONGEST {
        return None;
    }
    if let Some(zone) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(name) {
        return Some(zone);
    }
    let zone = TimeZone::get(name).ok()?;
    // The database finds names however they are written; it is kept once, under its own.
    let canonical = zone.iana_name().unwrap_or(name).to_owned();
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    Some(known.entry(canonical).or_insert_with(|| Box::leak(Box::new(zone))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name_and_kept_once() {
        let (one, two) = (find("Europe/Berlin"), find("europe/berlin"));
        assert!(one.is_some_and(|one| two.is_some_and(|two| std::ptr::eq(one, two))));
        assert!(find("Berlin").is_none() && find("").is_none() && find(&"A/".repeat(40)).is_none());
    }
}
