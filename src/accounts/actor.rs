//! The person who acts, with what is needed to decide what they may do. Loaded afresh for each request,
//! so that a suspension or a lost role bites on the next one.

use diesel::prelude::*;

use super::roles::{self, Grant, Role, Scope};
use super::sessions::{Session, hash};
use crate::accounts::tables::{grants, people, sessions};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::on_both;

/// Somebody who is signed in, or acts from the command line.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the columns of `people`
pub struct Actor {
    pub id: i64,
    pub name: String,
    pub handle: String,
    pub lang: String,
    pub formal: bool,
    pub picture: Option<String>,
    pub reputation: i64,
    pub unread: i64,
    pub verified: bool,
    pub created_at: Micros,
    pub suspended_until: Option<Micros>,
    pub silenced_until: Option<Micros>,
    pub warning_id: Option<i64>,
    pub second_factor_at: Option<Micros>,
    /// Roles beyond member.
    pub grants: Vec<Grant>,
}

/// What a person's row says of them.
#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
struct Row {
    id: i64,
    name: String,
    handle: String,
    lang: String,
    formal: bool,
    picture: Option<String>,
    reputation: i64,
    unread: i64,
    email_verified_at: Option<Micros>,
    created_at: Micros,
    suspended_until: Option<Micros>,
    silenced_until: Option<Micros>,
    warning_id: Option<i64>,
    second_factor_at: Option<Micros>,
}

impl Actor {
    /// Loads somebody; an erased person can not act.
    ///
    /// # Errors
    /// `NotFound`, or that the database failed.
    pub fn load(conn: &mut AnyConnection, id: i64) -> Verdict<Self> {
        let row = people::table.find(id).filter(people::erased_at.is_null()).select(Row::as_select()).first(conn)?;
        let grants = roles::of(conn, id)?;
        Ok(Self::new(row, grants))
    }

    /// Who is signed in with a token, and their session; an erased person is not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn signed_in(conn: &mut AnyConnection, token: &str, now: Micros) -> QueryResult<Option<(Self, Session)>> {
        // With their roles, of which most people have none.
        let known = sessions::table
            .inner_join(people::table)
            .left_join(grants::table.on(grants::person_id.eq(people::id)))
            .filter(sessions::token_hash.eq(hash(token)))
            .filter(sessions::expires_at.gt(now.0))
            .filter(people::erased_at.is_null())
            .order(grants::id)
            .limit(roles::MOST);
        type Found = (Session, Row, Option<(Role, String)>);
        let role = (grants::role, grants::scope).nullable();
        let mut found: Vec<Found> =
            on_both!(conn, inner => known.select((Session::as_select(), Row::as_select(), role)).load(inner))?;
        let grants = found.iter_mut().filter_map(|(_, _, role)| role.take()).filter_map(Grant::of).collect();
        Ok(found.into_iter().next().map(|(session, row, _)| (Self::new(row, grants), session)))
    }

    fn new(row: Row, grants: Vec<Grant>) -> Self {
        Self {
            grants,
            id: row.id,
            name: row.name,
            handle: row.handle,
            lang: row.lang,
            formal: row.formal,
            picture: row.picture,
            reputation: row.reputation,
            unread: row.unread,
            verified: row.email_verified_at.is_some(),
            created_at: row.created_at,
            suspended_until: row.suspended_until,
            silenced_until: row.silenced_until,
            warning_id: row.warning_id,
            second_factor_at: row.second_factor_at,
        }
    }

    /// Whether they hold a role anywhere.
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|g| g.role == role)
    }

    /// Moderator, staff or admin: trusted with what is hidden or waits.
    pub fn keeps_order(&self) -> bool {
        self.is(Role::Moderator) || self.is(Role::Admin)
    }

    /// Works for the company.
    pub fn is_company(&self) -> bool {
        self.is(Role::Staff) || self.is(Role::Lead) || self.is(Role::Expert) || self.is(Role::Admin)
    }

    /// The scopes in which they are an expert.
    pub fn fields(&self) -> Vec<Scope> {
        self.grants.iter().filter(|g| g.role == Role::Expert).map(|g| g.scope).collect()
    }

    /// Refuses those who are suspended at `now`.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn active(&self, now: Micros) -> Verdict<()> {
        match self.suspended_until {
            Some(until) if until > now => Err(Refusal::forbidden("problem-suspended")),
            _ => Ok(()),
        }
    }

    /// Refuses those who are silenced at `now`: they read, but neither write nor vote.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn may_speak(&self, now: Micros) -> Verdict<()> {
        match self.silenced_until {
            Some(until) if until > now => Err(Refusal::forbidden("problem-silenced")),
            _ => Ok(()),
        }
    }

    /// Refuses those whose address is not confirmed: they read and set up their account, but do not post.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn may_post(&self) -> Verdict<()> {
        if self.verified { Ok(()) } else { Err(Refusal::forbidden("problem-unverified")) }
    }

    /// Their place, higher is mightier: nobody acts on somebody of a higher or, moderators and up, the same rank.
    pub fn rank(&self) -> u8 {
        rank(&self.grants)
    }

    /// Their page.
    pub fn path(&self) -> String {
        person_path(self.id, &self.handle)
    }
}

/// 0 member, 1 expert or staff, 2 moderator, 3 admin.
pub fn rank(grants: &[Grant]) -> u8 {
    grants
        .iter()
        .map(|g| match g.role {
            Role::Expert | Role::Staff | Role::Lead => 1,
            Role::Moderator => 2,
            Role::Admin => 3,
        })
        .max()
        .unwrap_or(0)
}

/// `/people/7/lena-vogt`
pub fn person_path(id: i64, handle: &str) -> String {
    format!("/people/{id}/{handle}")
}

/// Where somebody's picture is: an uploaded one, or a generated one.
pub fn picture_path(id: i64, picture: Option<&str>) -> String {
    match picture {
        Some(name) => format!("/uploads/{name}"),
        None => format!("/people/{id}/picture.svg"),
    }
}
