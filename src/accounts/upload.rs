//! Pictures that people send: made anew, named by chance, kept in the store.

use diesel::prelude::*;

use crate::accounts::tables::uploads;
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::picture::{self, Limits, Refused};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Limit, Services};

/// Pixels a side of a person's picture.
const AVATAR_SIDE: u32 = 256;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Shown in a text.
    InText,
    /// A person's own, square.
    Avatar,
}

/// A picture in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name under `/uploads/`.
    pub name: String,
    /// Its type.
    pub mime: &'static str,
    /// Its size in bytes.
    pub bytes: i64,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
}

/// Makes the picture anew and stores it under a name that cannot be guessed.
///
/// # Errors
/// `Invalid` on the field `file` with the reason; `Unavailable` when the store is full or away.
pub async fn store(services: &Services, bytes: Vec<u8>, what: Use) -> Verdict<Kept> {
    let made = tokio::task::spawn_blocking(move || match what {
        Use::InText => picture::accept(&bytes, &Limits::default()),
        Use::Avatar => picture::avatar(&bytes, AVATAR_SIDE, &Limits::default()),
    })
    .await
    .map_err(|why| Refusal::Internal(why.to_string()))?
    .map_err(refusal)?;
    let kept = Kept {
        name: format!("{}.{}", services.random.token(), made.extension),
        mime: made.mime,
        bytes: i64::try_from(made.bytes.len()).unwrap_or(i64::MAX),
        width: made.width.into(),
        height: made.height.into(),
    };
    services.store.put(&kept.name, made.bytes).await?;
    Ok(kept)
}

/// Takes a picture for a text from somebody who may write here; returns its path.
///
/// # Errors
/// As `store`, `Forbidden`, `TooMany`.
pub async fn receive(visit: &Visit, actor: &Actor, bytes: Vec<u8>) -> Verdict<String> {
    actor.may_post()?;
    actor.may_speak(visit.now)?;
    visit.limit(Limit::Post).await?;
    let kept = store(&visit.services, bytes, Use::InText).await?;
    let (path, person, now) = (format!("/uploads/{}", kept.name), actor.id, visit.now);
    visit.services.db.write(move |tx| note(tx, person, &kept, now)).await?;
    Ok(path)
}

/// What shows a picture in a text.
pub fn markdown(visit: &Visit, path: &str) -> String {
    format!("![{}]({path})", visit.t.s("upload-alt"))
}

/// Notes whose picture it is.
///
/// # Errors
/// When the database fails.
pub fn note(tx: &mut Tx<'_>, person: i64, kept: &Kept, now: Micros) -> Verdict<()> {
    diesel::insert_into(uploads::table)
        .values((
            uploads::name.eq(&kept.name),
            uploads::person_id.eq(person),
            uploads::mime.eq(kept.mime),
            uploads::bytes.eq(kept.bytes),
            uploads::width.eq(kept.width),
            uploads::height.eq(kept.height),
            uploads::created_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Notes that a picture goes away from the store: whoever copies the forum will not look for it.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, name: Option<&str>) -> Verdict<()> {
    if let Some(name) = name {
        diesel::delete(uploads::table.filter(uploads::name.eq(name))).execute(tx.conn())?;
    }
    Ok(())
}

/// Names of pictures that the store must have, a thousand at a time: those after the one of that number.
///
/// # Errors
/// When the database cannot be asked.
pub fn names(conn: &mut AnyConnection, after: i64) -> QueryResult<Vec<(i64, String)>> {
    let rest = uploads::table.filter(uploads::id.gt(after));
    rest.select((uploads::id, uploads::name)).order(uploads::id).limit(1_000).load(conn)
}

fn refusal(why: Refused) -> Refusal {
    let limits = Limits::default();
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match why {
        Refused::Empty => Refusal::field("file", "problem-picture-empty"),
        Refused::TooManyBytes { .. } => {
            Refusal::field_n("file", "problem-picture-bytes", number(limits.bytes as u64 / 1_000_000))
        }
        Refused::Svg | Refused::Html => Refusal::field("file", "problem-picture-script"),
        Refused::Unsupported(_) | Refused::Unknown => Refusal::field("file", "problem-picture-kind"),
        Refused::TooManyPixels { .. } => {
            Refusal::field_n("file", "problem-picture-pixels", number(limits.pixels / 1_000_000))
        }
        Refused::TooMuchMemory => Refusal::field("file", "problem-picture-memory"),
        Refused::Broken => Refusal::field("file", "problem-picture-broken"),
    }
}

/// The type of a stored name, if it is a name that we could have given.
pub fn kind(name: &str) -> Option<&'static str> {
    let (token, extension) = name.split_once('.')?;
    if token.len() != 40 || !token.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return None;
    }
    match extension {
        "jpg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn only_our_own_names_are_served() {
        let token = "0123456789abcdef0123456789abcdef01234567";
        assert_eq!(kind(&format!("{token}.png")), Some("image/png"));
        assert_eq!(kind(&format!("{token}.jpg")), Some("image/jpeg"));
        for name in [
            "",
            "x.png",
            &format!("{token}.svg"),
            &format!("{token}.html"),
            &format!("{token}.png.html"),
            "../../etc/passwd",
        ] {
            assert_eq!(kind(name), None, "{name}");
        }
    }
}
