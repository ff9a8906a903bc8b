//! Roles. A role is a grant; a person can hold several, each within a scope.

use crate::accounts::tables::grants;
use crate::on_both;
use diesel::prelude::*;

crate::text_enum! {
    /// What a person may be besides a member, which everybody is.
    Role {
        /// Triages and keeps order.
        Moderator = "moderator",
        /// Vouches for answers in a field: a product or a tag.
        Expert = "expert",
        /// Answers in a team.
        Staff = "staff",
        /// Leads a team: sees its load and hears of what is late.
        Lead = "lead",
        /// Runs the forum.
        Admin = "admin",
    }
}

impl Role {
    /// Key of the role's name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Moderator => "role-moderator",
            Self::Expert => "role-expert",
            Self::Staff => "role-staff",
            Self::Lead => "role-lead",
            Self::Admin => "role-admin",
        }
    }
}

/// Where a role holds: everywhere, or for one product, tag or team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// No limits.
    Everywhere,
    /// A product's id.
    Product(i64),
    /// A tag's id.
    Tag(i64),
    /// A team's id.
    Team(i64),
}

impl Scope {
    /// As stored: `""`, `product:3`, `tag:5`, `team:2`.
    pub fn word(self) -> String {
        match self {
            Self::Everywhere => String::new(),
            Self::Product(id) => format!("product:{id}"),
            Self::Tag(id) => format!("tag:{id}"),
            Self::Team(id) => format!("team:{id}"),
        }
    }

    /// Reads a stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        if word.is_empty() {
            return Some(Self::Everywhere);
        }
        let (kind, id) = word.split_once(':')?;
        let id = id.parse().ok()?;
        match kind {
            "product" => Some(Self::Product(id)),
            "tag" => Some(Self::Tag(id)),
            "team" => Some(Self::Team(id)),
            _ => None,
        }
    }
}

/// A role that somebody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Which role.
    pub role: Role,
    /// Where it holds.
    pub scope: Scope,
}

/// More roles than anybody has.
pub const MOST: i64 = 500;

impl Grant {
    /// Of a row's role and scope; none for a scope that is none.
    pub fn of((role, scope): (Role, String)) -> Option<Self> {
        Some(Self { role, scope: Scope::from_word(&scope)? })
    }
}

/// What somebody was granted.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut crate::ground::db::AnyConnection, person: i64) -> QueryResult<Vec<Grant>> {
    let granted = grants::table
        .filter(grants::person_id.eq(person))
        .select((grants::role, grants::scope))
        .order(grants::id)
        .limit(MOST);
    let rows: Vec<(Role, String)> = on_both!(conn, inner => granted.load(inner))?;
    Ok(rows.into_iter().filter_map(Grant::of).collect())
}

/// How this room asks for tags, which live in a later one: handed in as `web::Data<TagNames>` by the server.
#[derive(Clone, Copy)]
pub struct TagNames {
    /// The number of the tag with that name or synonym.
    pub find: fn(&mut crate::ground::db::AnyConnection, &str) -> crate::ground::refusal::Verdict<Option<i64>>,
    /// Names of tags.
    pub names: fn(
        &mut crate::ground::db::AnyConnection,
        &[i64],
    ) -> crate::ground::refusal::Verdict<std::collections::HashMap<i64, String>>,
}
