//! The second factor: a code from an app that changes every half minute, and ten codes on paper for when the phone is gone.
//!
//! | file        | what it knows                                                        |
//! |-------------|----------------------------------------------------------------------|
//! | `totp`      | which code is right at which moment (RFC 6238)                        |
//! | `seal`      | the secret as it is stored: sealed with the installation's own         |
//! | `recovery`  | codes on paper, as hashes, each good for once                          |
//! | `set_up`    | turning it on, off, and taking it from somebody who lost it            |
//! | `challenge` | between the password and the code: five tries, then the password again |
//! | `needed`    | which roles work only with one                                        |
//!
//! A secret is shown while it is being set up and never again; a code that was used is worth nothing.

mod challenge;
mod needed;
mod recovery;
mod seal;
mod set_up;
mod totp;

pub use challenge::{Answer, CHALLENGE_LIFE, TRIES, answer, ask, whose};
pub use needed::{lacks, stripped};
pub use recovery::{CODES, left};
pub use seal::Key;
pub use set_up::{Pending, begin, confirm, forget, fresh_codes, pending, reset, turn_off};
pub use totp::{base32, code, step};
