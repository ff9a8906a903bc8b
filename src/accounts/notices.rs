//! Notices of what happens to an account, beside those of what happens in threads: they stand on top of the inbox.

use diesel::prelude::*;

use super::events::AccountNoticed;
use super::tables::{account_notices, people};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// Notices that are shown.
const SHOWN: i64 = 20;

crate::text_enum! {
    /// What happened. Each has words `factor-notice-…`.
    NoticeKind {
        /// Somebody signed in with a device that was not seen before; its name.
        NewDevice = "new_device",
        /// A second factor is on.
        FactorOn = "factor_on",
        /// It is off.
        FactorOff = "factor_off",
        /// An admin took it away.
        FactorReset = "factor_reset",
        /// A recovery code was used; how many are left.
        CodeUsed = "code_used",
        /// A warning.
        Warned = "warned",
        /// May not write for a while.
        Silenced = "silenced",
        /// May only read for a while.
        Suspended = "suspended",
        /// A sanction ended early.
        SanctionEnded = "sanction_ended",
    }
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = account_notices)]
#[allow(missing_docs)] // the columns
pub struct AccountNotice {
    pub id: i64,
    pub kind: NoticeKind,
    pub detail: String,
    pub at: Micros,
    pub read_at: Option<Micros>,
}

impl AccountNotice {
    /// Key of its sentence.
    pub fn key(&self) -> String {
        format!("factor-notice-{}", self.kind.word().replace('_', "-"))
    }

    /// Where more of it is to be read.
    pub fn path(&self) -> &'static str {
        match self.kind {
            NoticeKind::NewDevice => "/settings/sessions",
            NoticeKind::FactorOn | NoticeKind::FactorOff | NoticeKind::FactorReset | NoticeKind::CodeUsed => {
                "/settings/second-factor"
            }
            NoticeKind::Warned | NoticeKind::Silenced | NoticeKind::Suspended | NoticeKind::SanctionEnded => {
                "/settings/sanctions"
            }
        }
    }
}

/// Tells somebody.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx<'_>, person: i64, kind: NoticeKind, detail: &str, now: Micros) -> Verdict<()> {
    diesel::insert_into(account_notices::table)
        .values((
            account_notices::person_id.eq(person),
            account_notices::kind.eq(kind),
            account_notices::detail.eq(detail),
            account_notices::at.eq(now.0),
        ))
        .execute(tx.conn())?;
    diesel::update(people::table.find(person)).set(people::unread.eq(people::unread + 1)).execute(tx.conn())?;
    tx.record(None, &AccountNoticed { person_id: person }, now);
    Ok(())
}

/// Those that were not read yet, the latest first.
///
/// # Errors
/// When the database fails.
pub fn unread(conn: &mut AnyConnection, person: i64) -> QueryResult<Vec<AccountNotice>> {
    account_notices::table
        .filter(account_notices::person_id.eq(person))
        .filter(account_notices::read_at.is_null())
        // A newer version beside this one may know more.
        .filter(account_notices::kind.eq_any(NoticeKind::ALL.iter().copied()))
        .order(account_notices::id.desc())
        .limit(SHOWN)
        .select(AccountNotice::as_select())
        .load(conn)
}

/// One was read.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub fn read(tx: &mut Tx<'_>, person: i64, id: i64, now: Micros) -> Verdict<()> {
    let theirs = account_notices::table.find(id).filter(account_notices::person_id.eq(person));
    let there: i64 = theirs.count().get_result(tx.conn())?;
    if there == 0 {
        return Err(Refusal::NotFound);
    }
    let changed = diesel::update(theirs.filter(account_notices::read_at.is_null()))
        .set(account_notices::read_at.eq(Some(now.0)))
        .execute(tx.conn())?;
    if changed > 0 {
        diesel::update(people::table.find(person)).set(people::unread.eq(people::unread - 1)).execute(tx.conn())?;
        tx.record(Some(person), &AccountNoticed { person_id: person }, now);
    }
    Ok(())
}
