//! The person who acts, with what is needed to decide what they may do. Loaded afresh for each request,
//! so that a suspension or a lost role bites on the next one.

use diesel::prelude::*;

use super::roles::{self, Grant, Role, Scope};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};

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

/// What stands in the way, and what guards the account.
type Guards = (Option<Micros>, Option<Micros>, Option<i64>, Option<Micros>);
type Row = (i64, String, String, String, bool, Option<String>, i64, i64, Option<i64>, Micros, Guards);

impl Actor {
    /// Loads somebody; an erased person can not act.
    ///
    /// # Errors
    /// `NotFound`, or that the database failed.
    pub fn load(conn: &mut AnyConnection, id: i64) -> Verdict<Self> {
        let row: Row = people::table
            .find(id)
            .filter(people::erased_at.is_null())
            .select((
                people::id,
                people::name,
                people::handle,
                people::lang,
                people::formal,
                people::picture,
                people::reputation,
                people::unread,
                people::email_verified_at,
                people::created_at,
                (people::suspended_until, people::silenced_until, people::warning_id, people::second_factor_at),
            ))
            .first(conn)?;
        let (id, name, handle, lang, formal, picture, reputation, unread, verified, created_at, guards) = row;
        let (suspended_until, silenced_until, warning_id, second_factor_at) = guards;
        let grants = roles::of(conn, id)?;
        Ok(Self {
            id,
            name,
            handle,
            lang,
            formal,
            picture,
            reputation,
            unread,
            verified: verified.is_some(),
            created_at,
            suspended_until,
            silenced_until,
            warning_id,
            second_factor_at,
            grants,
        })
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
