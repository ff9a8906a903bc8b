//! What tells a form that a person filled in from one that a program did: when it was handed out, signed so that nobody
//! invents it, and a field that no person sees.

use hmac::{Hmac, KeyInit, Mac};
use subtle::ConstantTimeEq;

use crate::ground::clock::{DAY, Micros, SECOND};

/// The field with the moment.
pub const SINCE: &str = "since";
/// The field that only programs fill in. Its name says nothing to a browser that fills in names and addresses.
pub const TRAP: &str = "more_about_it";
/// How old a stamp may be and still say something.
const OLDEST: i64 = 7 * DAY;

/// What a form says about whoever sent it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Whether the field that nobody sees was filled in.
    pub trapped: bool,
    /// Seconds since the form was handed out, if it says so truly.
    pub seconds: Option<i64>,
}

impl Sent {
    /// Reads both fields.
    pub fn read(secret: &str, since: &str, trap: &str, now: Micros) -> Self {
        Self { trapped: !trap.trim().is_empty(), seconds: age(secret, since, now) }
    }
}

fn sign(secret: &str, at: i64) -> String {
    match Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()) {
        Ok(mut mac) => {
            mac.update(b"form ");
            mac.update(at.to_string().as_bytes());
            hex::encode(&mac.finalize().into_bytes()[..12])
        }
        Err(_) => String::new(),
    }
}

/// A stamp for a form that is handed out at `now`.
pub fn stamp(secret: &str, now: Micros) -> String {
    format!("{}.{}", now.0, sign(secret, now.0))
}

/// Seconds since a stamp was made; none for what is no stamp of ours, or too old to say anything.
fn age(secret: &str, stamp: &str, now: Micros) -> Option<i64> {
    let (at, signature) = stamp.split_once('.')?;
    let at: i64 = at.parse().ok()?;
    let ours = sign(secret, at);
    let age = now.since(Micros(at));
    let true_one = !ours.is_empty() && bool::from(ours.as_bytes().ct_eq(signature.as_bytes()));
    (true_one && (0..OLDEST).contains(&age)).then_some(age / SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_stamps_say_when() {
        let now = Micros(1_000 * DAY);
        let made = stamp("secret", now);
        let later = now.plus(5 * SECOND);
        assert_eq!(Sent::read("secret", &made, "", later), Sent { trapped: false, seconds: Some(5) });
        assert_eq!(Sent::read("other", &made, "x", later), Sent { trapped: true, seconds: None });
        for bad in ["", ".", "5", "5.5", &made.replacen('8', "9", 1)] {
            assert_eq!(age("secret", bad, later), None, "{bad}");
        }
        assert_eq!(age("secret", &made, now.plus(OLDEST)), None);
        assert_eq!(age("secret", &made, now.plus(-SECOND)), None, "from the future");
    }
}
