//! Passwords: what is good enough, and how they are kept (argon2id, never in an async thread).

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::ground::random::Random;
use crate::ground::refusal::{Refusal, Verdict};

/// Characters at least.
pub const SHORTEST: usize = 8;
/// Characters at most.
pub const LONGEST: usize = 128;

/// Passwords that everybody tries first, in lower case and without digits or marks at their end.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "kennwort",
    "geheim",
    "geheimnis",
    "qwerty",
    "qwertz",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjk",
    "asdfghjkl",
    "yxcvbnm",
    "zxcvbnm",
    "iloveyou",
    "ichliebedich",
    "letmein",
    "lassmichrein",
    "welcome",
    "willkommen",
    "hallo",
    "hallohallo",
    "hello",
    "hellohello",
    "admin",
    "administrator",
    "monkey",
    "dragon",
    "football",
    "fussball",
    "baseball",
    "superman",
    "batman",
    "princess",
    "prinzessin",
    "sunshine",
    "sonnenschein",
    "schatz",
    "schatzi",
    "sommer",
    "winter",
    "summer",
    "trustno",
    "changeme",
    "default",
    "secret",
    "master",
    "shadow",
    "michael",
    "starwars",
    "pokemon",
    "qazwsx",
    "qazwsxedc",
    "abcabc",
    "test",
    "testtest",
    "passwordpassword",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "kiez",
    "kiezkiez",
];

/// Whether a password will do for somebody of that name and address.
///
/// # Errors
/// `Invalid` on the field `password`.
pub fn check(password: &str, name: &str, address: &str) -> Verdict<()> {
    let refuse = |message, n: usize| Err(Refusal::field_n("password", message, i64::try_from(n).unwrap_or(0)));
    let length = password.chars().count();
    if length < SHORTEST {
        return refuse("problem-password-short", SHORTEST);
    }
    if length > LONGEST {
        return refuse("problem-password-long", LONGEST);
    }
    let plain = password.to_lowercase();
    let stem = plain.trim_end_matches(|c: char| !c.is_alphabetic());
    if COMMON.contains(&plain.as_str()) || COMMON.contains(&stem) || is_run(&plain) {
        return refuse("problem-password-common", 0);
    }
    let local = address.split('@').next().unwrap_or_default();
    let squeeze = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let squeezed = squeeze(password);
    let personal = [name, address, local].iter().any(|own| !own.is_empty() && squeeze(own) == squeezed);
    if personal {
        return refuse("problem-password-personal", 0);
    }
    Ok(())
}

/// One character again and again, or each the next of the one before: `aaaaaaaa`, `12345678`, `87654321`.
fn is_run(password: &str) -> bool {
    let steps: Vec<i64> = password
        .chars()
        .zip(password.chars().skip(1))
        .map(|(a, b)| if (a, b) == ('9', '0') { 1 } else { i64::from(u32::from(b)) - i64::from(u32::from(a)) })
        .collect();
    [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step))
}

/// How many passwords are worked on at the same time: each takes 19 MiB and some 20 ms of a core.
static DESKS: Semaphore = Semaphore::const_new(4);

/// A hash of a password that nobody has: unknown accounts take as long as known ones.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_with("nobody's password", &[7; 16]).unwrap_or_default());

fn hash_with(password: &str, salt: &[u8; 16]) -> Verdict<String> {
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map_err(|why| Refusal::Internal(format!("no password hash: {why}")))?;
    Ok(hash.to_string())
}

/// Hashes a password on the caller's own thread, for commands and sample data.
///
/// # Errors
/// When the hasher fails.
pub fn hash_blocking(password: &str, random: &Random) -> Verdict<String> {
    hash_with(password, &random.bytes())
}

/// Hashes a password.
///
/// # Errors
/// When the hasher fails.
pub async fn hash(password: String, random: &Random) -> Verdict<String> {
    let salt = random.bytes();
    off_thread(move || hash_with(&password, &salt)).await
}

/// Whether the password belongs to the stored hash. Without a hash it does not, after the same time.
///
/// # Errors
/// When the work could not be done at all.
pub async fn verify(password: String, stored: Option<String>) -> Verdict<bool> {
    off_thread(move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let fits = password.chars().count() <= LONGEST;
        let tried = if fits { password.as_bytes() } else { &[] };
        let right =
            PasswordHash::new(&stored).is_ok_and(|hash| Argon2::default().verify_password(tried, &hash).is_ok());
        Ok(right && known && fits)
    })
    .await
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Verdict<T> + Send + 'static) -> Verdict<T> {
    let _desk = DESKS.acquire().await.map_err(|why| Refusal::Unavailable(why.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|why| Refusal::Internal(why.to_string()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_personal_and_short_ones_are_refused() {
        for bad in [
            "",
            "kurz",
            "password",
            "Passwort1",
            "PASSWORD123!",
            "aaaaaaaa",
            "12345678",
            "1234567890",
            "87654321",
            "abcdefgh",
            "lena vogt",
            "LenaVogt",
            "lena@example.org",
            "lena.vogt",
        ] {
            assert!(check(bad, "Lena Vogt", "lena@example.org").is_err(), "{bad:?}");
        }
        assert!(check("lena-1970", "Lena Vogt", "lena-1970@example.org").is_err());
        assert!(check(&"ä1".repeat(65), "", "").is_err());
    }

    #[test]
    fn others_pass_whatever_they_are_made_of() {
        for good in ["vier Möwen am Kai", "tqVz8-kx", &"ä1".repeat(64), "korrekt pferd batterie", "🙂🙃🙂🙃🙂🙃🙂🙃"]
        {
            assert!(check(good, "Lena Vogt", "lena@example.org").is_ok(), "{good:?}");
        }
    }

    /// What a try costs stands in the hash, so equal parameters are equal work: known or unknown makes no difference.
    #[test]
    fn nobodys_hash_costs_what_everybodys_does() {
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        let somebody = hash_blocking("sieben Raben im Wald", &Random::seeded(1)).expect("a hash");
        assert_eq!(cost(&NOBODY), cost(&somebody));
        assert!(PasswordHash::new(&NOBODY).is_ok(), "it is really tried: {}", *NOBODY);
    }

    #[test]
    fn a_hash_is_argon2id_and_never_the_same_twice() {
        let random = Random::seeded(1);
        let one = hash_blocking("vier Möwen am Kai", &random).unwrap_or_default();
        let two = hash_blocking("vier Möwen am Kai", &random).unwrap_or_default();
        assert!(one.starts_with("$argon2id$"), "{one}");
        assert_ne!(one, two);
    }
}
