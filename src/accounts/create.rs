//! An account comes to be: from a sign-up, the command line, an import or the sample data. Sends no mail.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::events::PersonSignedUp;
use super::{address, handle, name};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// A person to be.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// The name as shown.
    pub name: String,
    /// Without one they cannot sign in.
    pub email: Option<String>,
    /// Without one they cannot sign in either, but may set one by a reset link.
    pub password_hash: Option<String>,
    /// A supported language's code.
    pub lang: String,
    /// "Sie" rather than "du".
    pub formal: bool,
    /// Whether the address is known to be theirs.
    pub verified: bool,
    /// About themselves, in Markdown.
    pub bio: String,
    /// Since when they have been here.
    pub created_at: Micros,
}

/// Makes the account.
///
/// # Errors
/// `Invalid` for an address that is none; `Conflict` when the address is taken, or another node was faster.
pub fn create(tx: &mut Tx<'_>, person: NewPerson, now: Micros) -> Verdict<i64> {
    let email = person.email.as_deref().map(address::tidy).transpose()?;
    let name = name::nearest(&person.name);
    let handle = handle::fresh(tx.conn(), &name)?;
    let verified_at = (person.verified && email.is_some()).then_some(person.created_at.0);
    let bio_html = super::profile::bio_html(&person.bio, &person.lang, "")?;
    let id = diesel::insert_into(people::table)
        .values((
            people::handle.eq(handle),
            people::name.eq(name),
            people::email.eq(email),
            people::email_verified_at.eq(verified_at),
            people::password_hash.eq(person.password_hash),
            people::bio.eq(person.bio),
            people::bio_html.eq(bio_html),
            people::lang.eq(person.lang),
            people::formal.eq(person.formal),
            people::created_at.eq(person.created_at.0),
        ))
        .returning(people::id)
        .get_result(tx.conn())
        .map_err(taken)?;
    tx.record(Some(id), &PersonSignedUp { person_id: id }, now);
    Ok(id)
}

/// The address or the handle is somebody's: a caller may look again and try once more.
pub(super) fn taken(why: Error) -> Refusal {
    match why {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Refusal::Conflict("problem-address-taken"),
        other => other.into(),
    }
}
