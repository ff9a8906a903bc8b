//! Who searches, as far as it matters for what is found.

use jiff::tz::TimeZone;

use crate::ground::clock::Micros;
use crate::ground::zones;

/// Who searches, and when.
#[derive(Clone, Debug)]
pub struct Seeker {
    /// Their languages, their own first.
    pub langs: Vec<String>,
    /// Who they are, if they are signed in.
    pub person: Option<i64>,
    /// Where their days begin.
    pub zone: &'static TimeZone,
    /// The present; without it age counts nothing.
    pub now: Option<Micros>,
    /// Whether they want to know why the hits stand as they do.
    pub explain: bool,
}

impl From<Vec<String>> for Seeker {
    fn from(langs: Vec<String>) -> Self {
        Self { langs, person: None, zone: &zones::UTC, now: None, explain: false }
    }
}
