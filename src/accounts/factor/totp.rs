//! Codes that change every half minute: RFC 6238 with SHA-1 and six digits, which is what every app understands.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::ground::clock::{Micros, SECOND};

/// Seconds that a code is good for.
const PERIOD: i64 = 30;
/// Half minutes that a clock may be off, either way.
const DRIFT: i64 = 1;

/// The half minute that a moment lies in.
pub fn step(at: Micros) -> i64 {
    at.0.div_euclid(PERIOD * SECOND)
}

/// The code of a half minute.
pub fn code(secret: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 0xf);
    let number = u32::from_be_bytes([digest[at] & 0x7f, digest[at + 1], digest[at + 2], digest[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// The half minute whose code was typed: the present one, or one beside it, but never one that was used or is older.
pub(super) fn find(secret: &[u8], typed: &str, now: Micros, used: i64) -> Option<i64> {
    let here = step(now);
    (here - DRIFT..=here + DRIFT)
        .filter(|step| *step > used)
        .rfind(|step| bool::from(code(secret, *step).as_bytes().ct_eq(typed.as_bytes())))
}

/// A secret as apps take it when they cannot see the picture.
pub fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |n| byte >> n & 1)).collect::<Vec<u8>>();
    bits.chunks(5)
        .map(|five| {
            let number = (0..5).fold(0, |sum, n| sum << 1 | usize::from(five.get(n).copied().unwrap_or(0)));
            char::from(LETTERS[number])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    /// The test values of RFC 6238, their last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, right) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SECRET, step(Micros(second * SECOND))), right, "{second}");
        }
    }

    #[test]
    fn secrets_are_written_as_in_the_standard() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(base32(b""), "");
        assert_eq!(base32(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_a_used_code_is_worth_nothing() {
        let now = Micros(1_111_111_111 * SECOND);
        let here = step(now);
        for (off, found) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            assert_eq!(find(SECRET, &code(SECRET, here + off), now, 0).is_some(), found, "{off}");
        }
        assert_eq!(find(SECRET, &code(SECRET, here), now, here), None);
        assert_eq!(find(SECRET, &code(SECRET, here - 1), now, here), None, "nor an older one");
        assert_eq!(find(SECRET, &code(SECRET, here + 1), now, here), Some(here + 1));
        assert_eq!(find(SECRET, "", now, 0), None);
    }
}
