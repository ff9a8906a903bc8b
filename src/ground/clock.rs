//! Time as Kiez knows it: microseconds UTC behind a newtype, and a clock that is handed in.
//! Nothing else in the program may ask the machine what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use diesel::deserialize::{FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{Output, ToSql};
use diesel::sql_types::BigInt;

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Microseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Microseconds in a day of 24 hours.
pub const DAY: i64 = 24 * HOUR;
/// Microseconds in seven such days.
pub const WEEK: i64 = 7 * DAY;

/// A moment: microseconds since 1970-01-01 00:00 UTC.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    AsExpression,
    FromSqlRow,
    serde::Serialize,
    serde::Deserialize,
)]
#[diesel(sql_type = BigInt)]
#[serde(transparent)]
pub struct Micros(pub i64);

impl Micros {
    /// This moment moved by `micros` (may be negative); saturates at the ends of time.
    pub fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// Microseconds from `earlier` to this moment; negative if it is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Days since 1970-01-01 UTC.
    pub fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// Years since year 0 times twelve plus the month from 0, UTC: one number for each calendar month.
    pub fn month(self) -> i64 {
        let date = self.timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
        i64::from(date.year()) * 12 + i64::from(date.month()) - 1
    }

    /// The same moment for jiff; the nearest one that jiff can hold.
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    /// RFC 3339 in UTC, to the second, as feeds and `<time datetime>` want it.
    pub fn rfc3339(self) -> String {
        format!("{:.0}", self.timestamp())
    }
}

impl From<jiff::Timestamp> for Micros {
    fn from(at: jiff::Timestamp) -> Self {
        Self(at.as_microsecond())
    }
}

impl<DB> ToSql<BigInt, DB> for Micros
where
    DB: diesel::backend::Backend,
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> diesel::serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB> FromSql<BigInt, DB> for Micros
where
    DB: diesel::backend::Backend,
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        i64::from_sql(bytes).map(Self)
    }
}

/// Where "now" comes from: the machine, or a hand that tests move.
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// The machine's clock, so many microseconds later: it runs as fast.
    Shifted(i64),
    /// A clock that stands still until it is moved.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn manual(at: Micros) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.0)))
    }

    /// A clock that shows `at` now and runs on from there.
    pub fn running_from(at: Micros) -> Self {
        Self::Shifted(at.since(Self::System.now()))
    }

    /// The present moment.
    #[allow(clippy::disallowed_methods)] // the one place where the machine's clock is read
    pub fn now(&self) -> Micros {
        match self {
            Self::System => jiff::Timestamp::now().into(),
            Self::Shifted(by) => Self::System.now().plus(*by),
            Self::Manual(at) => Micros(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock on by `micros`; the others stay as they are.
    pub fn advance(&self, micros: i64) {
        if let Self::Manual(at) = self {
            at.fetch_add(micros, Ordering::SeqCst);
        }
    }
}

/// A stopwatch for metrics and time limits; never for anything that is stored.
#[derive(Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts it.
    #[allow(clippy::disallowed_methods)] // monotonic time for measuring, not for deciding what is due
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// The moment at which something gives up that has started just now.
    #[allow(clippy::disallowed_methods)] // monotonic time for giving up, not for deciding what is due
    pub fn deadline(patience: Duration) -> std::time::Instant {
        std::time::Instant::now() + patience
    }

    /// Time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
