//! How nodes of one forum know each other: by the installation's secret, which all of them have from the database. It is
//! never sent itself, only the hour, signed with it; who overhears a pass can use it for some minutes.

use hmac::{Hmac, KeyInit, Mac};

use crate::ground::clock::{MINUTE, Micros};

/// How far the clocks of two nodes may differ, and how long a pass is good.
const LIFE: i64 = 5 * MINUTE;
/// What it begins with, as the header `authorization` wants it.
const SCHEME: &str = "Kiez ";

fn mac(secret: &str, at: i64) -> Option<Hmac<sha2::Sha256>> {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(b"index peer ");
    mac.update(at.to_string().as_bytes());
    Some(mac)
}

/// A pass of this moment.
pub(super) fn write(secret: &str, now: Micros) -> String {
    let signed = mac(secret, now.0).map(|mac| hex::encode(mac.finalize().into_bytes()));
    format!("{SCHEME}{}.{}", now.0, signed.unwrap_or_default())
}

/// Whether it was written with this secret, and not long ago. Takes as long for a wrong one as for a right one.
pub(super) fn is_good(secret: &str, now: Micros, pass: &str) -> bool {
    let parts = pass.strip_prefix(SCHEME).and_then(|pass| pass.split_once('.'));
    let Some((Ok(at), Ok(signed))) = parts.map(|(at, signed)| (at.parse::<i64>(), hex::decode(signed))) else {
        return false;
    };
    let near = now.since(Micros(at)).unsigned_abs() <= LIFE.unsigned_abs();
    !secret.is_empty() && near && mac(secret, at).is_some_and(|mac| mac.verify_slice(&signed).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ones_own_of_the_last_minutes() {
        let now = Micros(1_772_445_600_000_000);
        let pass = write("secret", now);
        for (moved, good) in [(0, true), (LIFE, true), (-LIFE, true), (LIFE + 1, false), (-LIFE - 1, false)] {
            assert_eq!(is_good("secret", now.plus(moved), &pass), good, "{moved}");
        }
        assert!(!is_good("another", now, &pass));
        assert!(!is_good("", now, &write("", now)), "no secret is none");
        let later = pass.replacen(&now.0.to_string(), &now.plus(1).0.to_string(), 1);
        let forged =
            ["", "Kiez", "Kiez .", "Kiez 1", "Kiez 1.", "Bearer secret", &pass[5..], &pass[..pass.len() - 2], &later];
        for wrong in forged {
            assert!(!is_good("secret", now, wrong), "{wrong}");
        }
    }
}
