//! What a row says. Everything that another row needs is checked here, so that the second pass meets no surprise.

use anyhow::Context;

use crate::ground::clock::Micros;

use super::text;
use super::xml::Row;

/// Somebody.
pub struct User {
    /// −1 is the forum's own.
    pub id: i64,
    pub name: String,
    pub about: String,
    pub reputation: i64,
    pub created_at: Micros,
}

impl User {
    pub fn read(row: &Row) -> anyhow::Result<Self> {
        let id = row.needed("Id")?;
        Ok(Self {
            id,
            name: text::name(row.text("DisplayName")).unwrap_or_else(|| format!("user {id}")),
            about: row.text("AboutMe").unwrap_or_default().to_owned(),
            reputation: row.number("Reputation")?.unwrap_or(1),
            created_at: row.time("CreationDate")?.context("CreationDate is missing")?,
        })
    }
}

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Question,
    /// To that question.
    Answer(i64),
    /// The short text about a tag.
    Excerpt,
    /// Other texts about tags, and whatever else is no part of a thread.
    Other,
}

/// Who wrote something, as far as the dump knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    User(i64),
    /// Known by name only.
    Name(String),
    Nobody,
}

impl Author {
    fn read(row: &Row, id: &str, name: &str) -> anyhow::Result<Self> {
        let named = || text::name(row.text(name)).map_or(Self::Nobody, Self::Name);
        Ok(row.number(id)?.map_or_else(named, Self::User))
    }
}

/// A post of any kind.
pub struct Post {
    pub id: i64,
    pub kind: Kind,
    pub author: Author,
    /// The name beside the id, for authors whose id leads nowhere.
    pub author_name: Option<String>,
    pub title: String,
    /// HTML.
    pub body: String,
    pub tags: Vec<String>,
    pub score: i64,
    pub views: i64,
    pub accepted: Option<i64>,
    pub created_at: Micros,
    pub edited_at: Option<Micros>,
    pub closed_at: Option<Micros>,
}

impl Post {
    pub fn read(row: &Row) -> anyhow::Result<Self> {
        let kind = match row.needed("PostTypeId")? {
            1 => Kind::Question,
            2 => row.number("ParentId")?.map_or(Kind::Other, Kind::Answer),
            4 => Kind::Excerpt,
            _ => Kind::Other,
        };
        Ok(Self {
            id: row.needed("Id")?,
            kind,
            author: Author::read(row, "OwnerUserId", "OwnerDisplayName")?,
            author_name: text::name(row.text("OwnerDisplayName")),
            title: row.text("Title").unwrap_or_default().to_owned(),
            body: row.text("Body").unwrap_or_default().to_owned(),
            tags: text::tags(row.text("Tags").unwrap_or_default()),
            score: row.number("Score")?.unwrap_or(0),
            views: row.number("ViewCount")?.unwrap_or(0).max(0),
            accepted: row.number("AcceptedAnswerId")?,
            created_at: row.time("CreationDate")?.context("CreationDate is missing")?,
            edited_at: row.time("LastEditDate")?,
            closed_at: row.time("ClosedDate")?,
        })
    }
}

/// A comment; its text is Markdown already.
pub struct Comment {
    pub id: i64,
    pub post: i64,
    pub author: Author,
    pub author_name: Option<String>,
    pub text: String,
    pub created_at: Micros,
}

impl Comment {
    pub fn read(row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            id: row.needed("Id")?,
            post: row.needed("PostId")?,
            author: Author::read(row, "UserId", "UserDisplayName")?,
            author_name: text::name(row.text("UserDisplayName")),
            text: row.text("Text").unwrap_or_default().to_owned(),
            created_at: row.time("CreationDate")?.context("CreationDate is missing")?,
        })
    }
}

/// A vote or another mark on a post.
pub struct Vote {
    pub post: i64,
    /// 1, −1, or 0 for marks that are no votes.
    pub value: i64,
    /// Whether it marks the accepted answer.
    pub accepts: bool,
    pub voter: Option<i64>,
    pub created_at: Micros,
}

impl Vote {
    pub fn read(row: &Row) -> anyhow::Result<Self> {
        let kind = row.needed("VoteTypeId")?;
        row.needed("Id")?;
        Ok(Self {
            post: row.needed("PostId")?,
            value: match kind {
                2 => 1,
                3 => -1,
                _ => 0,
            },
            accepts: kind == 1,
            voter: row.number("UserId")?,
            created_at: row.time("CreationDate")?.context("CreationDate is missing")?,
        })
    }
}

/// A link between two posts.
pub struct Link {
    pub from: i64,
    pub to: i64,
    pub duplicate: bool,
}

impl Link {
    pub fn read(row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            from: row.needed("PostId")?,
            to: row.needed("RelatedPostId")?,
            duplicate: row.needed("LinkTypeId")? == 3,
        })
    }
}

/// A tag, and the post that says in short what it is for.
pub struct Tag {
    pub id: i64,
    pub name: String,
    pub excerpt: Option<i64>,
}

impl Tag {
    pub fn read(row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            id: row.needed("Id")?,
            name: row.text("TagName").context("TagName is missing")?.to_owned(),
            excerpt: row.number("ExcerptPostId")?,
        })
    }
}

/// A badge that somebody got.
pub struct Badge {
    pub id: i64,
    pub user: i64,
    pub name: String,
    pub at: Micros,
}

impl Badge {
    pub fn read(row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            id: row.needed("Id")?,
            user: row.needed("UserId")?,
            name: row.text("Name").context("Name is missing")?.to_owned(),
            at: row.time("Date")?.context("Date is missing")?,
        })
    }
}
