//! The ticket systems, as admins set them up. A secret is shown when it is made, and never again.

use diesel::prelude::*;

use super::sign;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::accounts::tables::teams;
use crate::escalation::events::TicketSystemChanged;
use crate::escalation::kinds::SystemKind;
use crate::escalation::tables::ticket_systems;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::random::Random;
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::threads::Rules;

/// Characters of an address, a token or a group at most.
const LONG: usize = 500;
/// Characters of a name at most.
const NAME: usize = 60;
/// Systems at most, retired ones as well.
const MOST: i64 = 100;

/// A system as stored.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = ticket_systems)]
#[allow(missing_docs)] // the columns; the migration says what they hold
pub struct System {
    pub id: i64,
    pub name: String,
    pub kind: SystemKind,
    pub address: String,
    pub(super) secret: String,
    pub(super) token: String,
    pub group_name: String,
    pub customer: String,
    pub team_id: Option<i64>,
    pub created_at: Micros,
    pub retired_at: Option<Micros>,
}

/// A system as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its name, which staff choose it by.
    pub name: String,
    /// How it is spoken to.
    pub kind: Option<SystemKind>,
    /// A URL, or a mail address.
    pub address: String,
    /// Zammad: the access token. Empty keeps the one that is there.
    pub token: String,
    /// Zammad: the group of new tickets.
    pub group_name: String,
    /// Zammad: whose tickets they are, a mail address.
    pub customer: String,
    /// Whose questions it takes.
    pub team_id: Option<i64>,
}

/// All systems, those in use first, by name.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut AnyConnection) -> QueryResult<Vec<System>> {
    ticket_systems::table
        .order((ticket_systems::retired_at.is_not_null(), ticket_systems::name, ticket_systems::id))
        .limit(MOST)
        .select(System::as_select())
        .load(conn)
}

/// One of them.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn find(conn: &mut AnyConnection, id: i64) -> QueryResult<System> {
    ticket_systems::table.find(id).select(System::as_select()).first(conn)
}

/// Adds a system. Returns its number and its secret.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid` for what will not do.
pub fn add(
    tx: &mut Tx<'_>,
    actor: &Actor,
    draft: &Draft,
    random: &Random,
    rules: &Rules,
    now: Micros,
) -> Verdict<(i64, String)> {
    rules.allow(actor, Act::Administer, false, now)?;
    let kind = check(tx.conn(), draft, None)?;
    let known: i64 = ticket_systems::table.count().get_result(tx.conn())?;
    if known >= MOST {
        return Err(Refusal::Conflict("handover-problem-many"));
    }
    let secret = sign::secret(random);
    let id = diesel::insert_into(ticket_systems::table)
        .values((
            ticket_systems::name.eq(draft.name.trim()),
            ticket_systems::kind.eq(kind),
            ticket_systems::address.eq(address(draft)),
            ticket_systems::secret.eq(&secret),
            ticket_systems::token.eq(draft.token.trim()),
            ticket_systems::group_name.eq(draft.group_name.trim()),
            ticket_systems::customer.eq(draft.customer.trim()),
            ticket_systems::team_id.eq(draft.team_id),
            ticket_systems::created_at.eq(now),
        ))
        .returning(ticket_systems::id)
        .get_result(tx.conn())?;
    tx.record(Some(actor.id), &TicketSystemChanged { system_id: id }, now);
    Ok((id, secret))
}

/// Changes a system; its kind stays.
///
/// # Errors
/// As `add`, and `NotFound`.
pub fn change(tx: &mut Tx<'_>, actor: &Actor, id: i64, draft: &Draft, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Administer, false, now)?;
    let known = find(tx.conn(), id)?;
    let draft = Draft { kind: Some(known.kind), ..draft.clone() };
    check(tx.conn(), &draft, Some(&known))?;
    let token = if draft.token.trim().is_empty() { known.token.as_str() } else { draft.token.trim() };
    diesel::update(ticket_systems::table.find(id))
        .set((
            ticket_systems::name.eq(draft.name.trim()),
            ticket_systems::address.eq(address(&draft)),
            ticket_systems::token.eq(token),
            ticket_systems::group_name.eq(draft.group_name.trim()),
            ticket_systems::customer.eq(draft.customer.trim()),
            ticket_systems::team_id.eq(draft.team_id),
        ))
        .execute(tx.conn())?;
    tx.record(Some(actor.id), &TicketSystemChanged { system_id: id }, now);
    Ok(())
}

/// Retires a system, or takes it into use again. A retired one takes no more questions; what it has may still come
/// back.
///
/// # Errors
/// As `change`.
pub fn retire(tx: &mut Tx<'_>, actor: &Actor, id: i64, retired: bool, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Administer, false, now)?;
    find(tx.conn(), id)?;
    diesel::update(ticket_systems::table.find(id))
        .set(ticket_systems::retired_at.eq(retired.then_some(now)))
        .execute(tx.conn())?;
    tx.record(Some(actor.id), &TicketSystemChanged { system_id: id }, now);
    Ok(())
}

/// Makes a new secret; the old one is worth nothing any more.
///
/// # Errors
/// As `change`.
pub fn new_secret(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: i64,
    random: &Random,
    rules: &Rules,
    now: Micros,
) -> Verdict<String> {
    rules.allow(actor, Act::Administer, false, now)?;
    find(tx.conn(), id)?;
    let secret = sign::secret(random);
    diesel::update(ticket_systems::table.find(id)).set(ticket_systems::secret.eq(&secret)).execute(tx.conn())?;
    tx.record(Some(actor.id), &TicketSystemChanged { system_id: id }, now);
    Ok(secret)
}

/// An address as it is stored: a URL without a slash at its end, which paths are put behind.
fn address(draft: &Draft) -> String {
    let address = draft.address.trim();
    if draft.kind == Some(SystemKind::Zammad) { address.trim_end_matches('/').into() } else { address.into() }
}

fn check(conn: &mut AnyConnection, draft: &Draft, known: Option<&System>) -> Verdict<SystemKind> {
    let Some(kind) = draft.kind else { return Err(Refusal::field("kind", "handover-problem-kind")) };
    let mut wrong = Vec::new();
    let mut need = |right: bool, field, message| {
        if !right {
            wrong.push(FieldError { field, message, n: 0 });
        }
    };
    let fits = |text: &str, most: usize| (1..=most).contains(&text.trim().chars().count());
    let plain = |text: &str| !text.chars().any(char::is_control);
    need(fits(&draft.name, NAME) && plain(&draft.name), "name", "handover-problem-name");
    if kind == SystemKind::Mail {
        need(is_mail(&draft.address), "address", "handover-problem-mail");
    } else {
        need(is_url(&draft.address), "address", "handover-problem-url");
    }
    if kind == SystemKind::Zammad {
        let has_token = fits(&draft.token, LONG) || known.is_some_and(|known| !known.token.is_empty());
        need(has_token && plain(draft.token.trim()), "token", "handover-problem-token");
        need(fits(&draft.group_name, NAME) && plain(&draft.group_name), "group", "handover-problem-group");
        need(is_mail(&draft.customer), "customer", "handover-problem-customer");
    }
    if let Some(team) = draft.team_id {
        let teams: i64 = teams::table.find(team).count().get_result(conn)?;
        need(teams > 0, "team", "problem-team");
    }
    if wrong.is_empty() { Ok(kind) } else { Err(Refusal::Invalid(wrong)) }
}

fn is_mail(text: &str) -> bool {
    text.trim().len() <= LONG && text.trim().parse::<lettre::Address>().is_ok()
}

/// Only what a webhook can be: http or https with a host, and no name or password in it.
fn is_url(text: &str) -> bool {
    let text = text.trim();
    url::Url::parse(text).is_ok_and(|url| {
        text.len() <= LONG
            && matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_of_the_web_or_of_mail() {
        assert!(is_url("https://tickets.example/hook") && is_url("http://10.0.0.7:8080/"));
        for bad in ["", "ftp://x.example/", "file:///etc/passwd", "https://a:b@x.example/", "javascript:1", "x"] {
            assert!(!is_url(bad), "{bad}");
        }
        assert!(is_mail("help@tickets.example") && !is_mail("help") && !is_mail("a@b.example\r\nBcc: c@d.example"));
    }
}
