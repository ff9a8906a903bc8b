//! Signatures: Standard Webhooks (HMAC-SHA256 of `id.timestamp.body`) both ways, and Zammad's (HMAC-SHA1 of the body).

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use subtle::ConstantTimeEq;

use crate::ground::clock::{MINUTE, Micros, SECOND};
use crate::ground::random::Random;

/// What a secret begins with.
pub const PREFIX: &str = "whsec_";
/// Microseconds by which a sender's clock may differ.
pub const TOLERANCE: i64 = 5 * MINUTE;

/// A new secret of 256 random bits.
pub fn secret(random: &Random) -> String {
    format!("{PREFIX}{}", BASE64_STANDARD.encode(random.bytes::<32>()))
}

/// The key that a secret stands for; one that is not ours in form is its own key.
fn key(secret: &str) -> Vec<u8> {
    let decoded = secret.strip_prefix(PREFIX).and_then(|rest| BASE64_STANDARD.decode(rest).ok());
    decoded.unwrap_or_else(|| secret.as_bytes().to_vec())
}

/// Seconds since 1970, as in the header.
pub fn seconds(at: Micros) -> i64 {
    at.0.div_euclid(SECOND)
}

/// The value of `webhook-signature`.
pub fn standard(secret: &str, id: &str, seconds: i64, body: &[u8]) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(&key(secret)) else { return String::new() };
    mac.update(format!("{id}.{seconds}.").as_bytes());
    mac.update(body);
    format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

/// Whether one of the signatures in a header is right and the time is now.
pub fn is_standard(secret: &str, id: &str, seconds: &str, signatures: &str, body: &[u8], now: Micros) -> bool {
    let Ok(said) = seconds.parse::<i64>() else { return false };
    let near = said.checked_mul(SECOND).is_some_and(|at| now.since(Micros(at)).abs() <= TOLERANCE);
    let right = standard(secret, id, said, body);
    let same = |given: &str| bool::from(given.as_bytes().ct_eq(right.as_bytes()));
    near && !id.is_empty() && signatures.split(' ').take(10).any(same)
}

/// The value of `X-Hub-Signature` as Zammad sends it; the key is the secret as it was typed there.
pub fn hub(secret: &str, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<sha1::Sha1>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(body);
    format!("sha1={}", hex::encode(mac.finalize().into_bytes()))
}

/// Whether it is right.
pub fn is_hub(secret: &str, signature: &str, body: &[u8]) -> bool {
    bool::from(signature.as_bytes().ct_eq(hub(secret, body).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's own libraries.
    #[test]
    fn the_signature_is_the_specifications() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let body = br#"{"test": 2432232314}"#;
        let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(standard(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body), signature);
        let now = Micros(1_614_265_330 * SECOND);
        let check =
            |id: &str, seconds: &str, signatures: &str, at| is_standard(secret, id, seconds, signatures, body, at);
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        assert!(check(id, "1614265330", signature, now.plus(TOLERANCE)));
        let several = format!("v1,AAAA v2,x {signature}");
        assert!(check(id, "1614265330", &several, now));
        assert!(!check(id, "1614265330", signature, now.plus(TOLERANCE + 1)), "too late");
        assert!(!check(id, "1614265330", signature, now.plus(-TOLERANCE - 1)), "from the future");
        assert!(!check("msg_other", "1614265330", signature, now));
        assert!(!check(id, "1614265331", signature, now));
        assert!(!check(id, "9223372036854775807", signature, now));
        assert!(!check(id, "1614265330", "", now) && !check(id, "x", signature, now));
    }

    #[test]
    fn zammads_signature_is_that_of_a_hub() {
        let signature = hub("secret", b"{}");
        assert_eq!(signature, "sha1=5d61605c3feea9799210ddcb71307d4ba264225f");
        assert!(is_hub("secret", &signature, b"{}"));
        assert!(
            !is_hub("secret", &signature, b"{ }")
                && !is_hub("other", &signature, b"{}")
                && !is_hub("secret", "", b"{}")
        );
    }

    #[test]
    fn secrets_are_long_and_decode() {
        let secret = secret(&Random::seeded(1));
        assert_eq!(key(&secret).len(), 32);
        assert_eq!(key("plain"), b"plain");
    }
}
