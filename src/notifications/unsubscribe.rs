//! Unsubscribing by a link from a mail, without signing in (RFC 8058). The link holds a proof that only this forum can
//! make, for one person and some topics; all that it can do is to stop their mail and to take that back.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::topics::Topic;

/// Where such links begin.
pub const PREFIX: &str = "/unsubscribe/";

/// Makes and checks such links.
#[derive(Clone)]
pub struct Signer([u8; 32]);

impl Signer {
    /// With a key of its own from the installation's secret, so that nothing else that is signed with that will do.
    pub fn new(secret: &str) -> Self {
        Self(Sha256::new().chain_update("unsubscribe\0").chain_update(secret).finalize().into())
    }

    /// `/unsubscribe/answers.talk/7/…`
    pub fn path(&self, person: i64, topics: &[Topic]) -> String {
        let words = words(topics);
        let proof = self.proof(person, &words).unwrap_or_default();
        format!("{PREFIX}{words}/{person}/{proof}")
    }

    /// The topics of a link; none if it is not one of ours.
    pub fn check(&self, topics: &str, person: i64, proof: &str) -> Option<Vec<Topic>> {
        let expected = self.proof(person, topics)?;
        let found: Option<Vec<Topic>> = topics.split('.').map(Topic::from_word).collect();
        found.filter(|_| bool::from(expected.as_bytes().ct_eq(proof.as_bytes())))
    }

    fn proof(&self, person: i64, topics: &str) -> Option<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(format!("{person}\0{topics}").as_bytes());
        Some(hex::encode(&mac.finalize().into_bytes()[..20]))
    }
}

/// Topics in an address.
fn words(topics: &[Topic]) -> String {
    topics.iter().map(|topic| topic.word()).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_good_for_its_person_and_topics_only() {
        let signer = Signer::new("secret");
        let path = signer.path(7, &[Topic::Answers, Topic::Talk]);
        let parts: Vec<&str> = path.strip_prefix(PREFIX).expect("its place").split('/').collect();
        let [topics, person, proof] = parts[..] else { panic!("{path}") };
        assert_eq!((topics, person, proof.len()), ("answers.talk", "7", 40));
        assert_eq!(signer.check(topics, 7, proof), Some(vec![Topic::Answers, Topic::Talk]));
        assert_eq!(signer.check(topics, 8, proof), None);
        assert_eq!(signer.check("answers", 7, proof), None);
        assert_eq!(signer.check(topics, 7, ""), None);
        assert_eq!(Signer::new("another").check(topics, 7, proof), None);
    }
}
