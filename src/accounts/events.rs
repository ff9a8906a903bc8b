//! What can happen to people, roles, the catalogue and the settings. Ids and small values only.

crate::events! {
    /// An account was made.
    PersonSignedUp = "person.signed_up" { person_id: i64 }
    /// Their address was confirmed.
    PersonVerified = "person.verified" { person_id: i64 }
    /// Name, bio, language, picture or products changed.
    PersonChanged = "person.changed" { person_id: i64 }
    /// A new password, by settings or by a reset link.
    PasswordChanged = "person.password_changed" { person_id: i64 }
    /// A new address was confirmed.
    AddressChanged = "person.address_changed" { person_id: i64 }
    /// May only read until then (microseconds UTC).
    PersonSuspended = "person.suspended" { person_id: i64, until: i64 }
    /// May write again.
    PersonUnsuspended = "person.unsuspended" { person_id: i64 }
    /// May read but neither write nor vote until then (microseconds UTC).
    PersonSilenced = "person.silenced" { person_id: i64, until: i64 }
    /// May write and vote again.
    PersonUnsilenced = "person.unsilenced" { person_id: i64 }
    /// Has to read a warning.
    PersonWarned = "person.warned" { person_id: i64, sanction_id: i64 }
    /// Has read it.
    WarningRead = "warning.read" { person_id: i64, sanction_id: i64 }
    /// A warning was taken back before it was read.
    WarningWithdrawn = "warning.withdrawn" { person_id: i64 }
    /// Something happened to the account that its owner is told of, or has read.
    AccountNoticed = "account.noticed" { person_id: i64 }
    /// One of their sessions ended on the server, or all but one.
    SessionsEnded = "sessions.ended" { person_id: i64 }
    /// A second factor is on: signing in takes a code from now on.
    FactorOn = "factor.on" { person_id: i64 }
    /// It is off.
    FactorOff = "factor.off" { person_id: i64 }
    /// An admin took it away from somebody who lost it.
    FactorReset = "factor.reset" { person_id: i64 }
    /// The account is empty now; what they wrote stays.
    PersonErased = "person.erased" { person_id: i64 }
    /// A role was granted; `scope` as stored in `grants`.
    RoleGranted = "role.granted" { person_id: i64, role: String, scope: String }
    /// A role was taken back.
    RoleRevoked = "role.revoked" { person_id: i64, role: String, scope: String }
    /// A product is new or changed.
    ProductChanged = "product.changed" { product_id: i64 }
    /// A category is new or changed.
    CategoryChanged = "category.changed" { category_id: i64 }
    /// A team is new or has another name.
    TeamChanged = "team.changed" { team_id: i64 }
    /// The forum's name, languages or thresholds changed.
    SettingsChanged = "settings.changed" {}
    /// An admin gave a dead job another try.
    JobRetried = "job.retried" { job_id: i64 }
}
