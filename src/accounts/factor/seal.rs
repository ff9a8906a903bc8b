//! Secrets as they are stored: sealed (ChaCha20-Poly1305) with a key that comes from the installation's own secret, and bound
//! to their owner, so that a row that was copied to somebody else opens nothing.

use hmac::{Hmac, KeyInit, Mac};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::Sha256;

use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::Services;

/// Opens and closes.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// This installation's.
    pub fn of(services: &Services) -> Self {
        Self::from_secret(&services.secret)
    }

    /// That of an installation with this secret.
    pub fn from_secret(secret: &str) -> Self {
        let mut key = [0; 32];
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
            mac.update(b"second factor");
            key.copy_from_slice(&mac.finalize().into_bytes());
        }
        Self(key)
    }

    fn cipher(&self) -> Verdict<LessSafeKey> {
        UnboundKey::new(&CHACHA20_POLY1305, &self.0).map(LessSafeKey::new).map_err(|_| broken())
    }

    /// Seals somebody's secret with a nonce that is never used again.
    pub(super) fn seal(&self, person: i64, secret: &[u8], nonce: [u8; NONCE_LEN]) -> Verdict<String> {
        let mut box_ = secret.to_vec();
        self.cipher()?
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(person.to_be_bytes()), &mut box_)
            .map_err(|_| broken())?;
        Ok(format!("{}.{}", hex::encode(nonce), hex::encode(box_)))
    }

    /// Opens it.
    pub(super) fn open(&self, person: i64, sealed: &str) -> Verdict<Vec<u8>> {
        let (nonce, box_) = sealed.split_once('.').ok_or_else(broken)?;
        let nonce: [u8; NONCE_LEN] =
            hex::decode(nonce).ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(broken)?;
        let mut box_ = hex::decode(box_).map_err(|_| broken())?;
        let opened = self
            .cipher()?
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(person.to_be_bytes()), &mut box_)
            .map_err(|_| broken())?;
        Ok(opened.to_vec())
    }
}

fn broken() -> Refusal {
    Refusal::Internal("a second factor cannot be opened: was the installation's secret changed?".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_installation_opens_it_and_only_for_its_owner() {
        let key = Key::from_secret("ours");
        let sealed = key.seal(7, b"12345678901234567890", [5; 12]).expect("sealed");
        assert!(!sealed.contains(&hex::encode("1234567890")));
        assert_eq!(key.open(7, &sealed).expect("opened"), b"12345678901234567890");
        assert!(key.open(8, &sealed).is_err());
        assert!(Key::from_secret("theirs").open(7, &sealed).is_err());
        assert!(key.open(7, "").is_err() && key.open(7, "00.11").is_err());
    }
}
