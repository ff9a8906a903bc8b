//! What the address asks for: how far back, and one product or all.

use jiff::tz::TimeZone;

use crate::accounts::catalogue::Product;
use crate::ground::clock::Micros;
use crate::insights::period::{Length, Period};
use crate::pages::given::{Given, address};

/// How far back one looks who has chosen nothing.
const USUAL: Length = Length::Month;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub length: Length,
    pub product: Option<i64>,
}

impl Choice {
    /// Reads the address; what makes no sense is as if it were not there.
    pub fn of(given: &Given, products: &[Product]) -> Self {
        let wanted = given.text("period");
        let length = Length::ALL.iter().copied().find(|length| length.word() == wanted).unwrap_or(USUAL);
        let product = given.text("product").parse().ok().filter(|id| products.iter().any(|one| one.id == *id));
        Self { length, product }
    }

    /// The days.
    pub fn period(&self, now: Micros, zone: &TimeZone) -> Period {
        Period::new(self.length, now, zone)
    }

    /// The address of the same choice elsewhere.
    pub fn at(&self, path: &str) -> String {
        let product = self.product.map(|id| id.to_string()).unwrap_or_default();
        address(path, &[("period", self.length.word()), ("product", &product)])
    }

    /// The same with another length.
    pub fn with(&self, length: &Length) -> String {
        Self { length: *length, ..self.clone() }.at("/reports")
    }
}
