//! Under which name a dump is remembered. By default its folder's, because a later dump of the same forum usually
//! comes in a folder of the same name and should then only add what is new. So that two different forums in folders
//! of one name are never mixed up, the name is bound to the first rows of Users.xml and Posts.xml, which a forum
//! never changes.

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};

use crate::ground::db::Db;
use crate::ground::refusal::Refusal;
use crate::interop::{Quiet, memory};

use super::records::{Post, User};
use super::run::Dump;
use super::xml;

/// Longest name.
const LENGTH: usize = 100;

/// The name that was given, or the folder's.
///
/// # Errors
/// When the folder has no name of its own.
pub fn name(dump: &Dump, given: Option<&str>) -> anyhow::Result<String> {
    let name = match given {
        Some(name) => name.to_owned(),
        None => {
            let folder =
                dump.folder.canonicalize().with_context(|| format!("{} is not there", dump.folder.display()))?;
            folder.file_name().context("this folder has no name; give --source NAME")?.to_string_lossy().into_owned()
        }
    };
    ensure!(!name.is_empty() && name.len() <= LENGTH, "a source's name has 1 to {LENGTH} characters");
    Ok(format!("stackexchange:{name}"))
}

/// Binds the name to this dump, or finds it bound.
///
/// # Errors
/// When the name belongs to another dump.
pub fn bind(db: &Db, dump: &Dump, source: &str) -> anyhow::Result<()> {
    let mark = fingerprint(dump)?;
    let key = source.to_owned();
    let known = db.write_blocking(move |tx| {
        let known = memory::known(tx.conn(), &key, "dump", &[0])?.get(&0).copied();
        if known.is_none() {
            memory::remember(tx.conn(), &key, "dump", 0, mark)?;
        }
        Ok::<_, Refusal>(known)
    })?;
    match known {
        Some(other) if other != mark => {
            bail!("the name {source:?} belongs to another dump; give this one its own with --source NAME")
        }
        _ => Ok(()),
    }
}

fn fingerprint(dump: &Dump) -> anyhow::Result<i64> {
    let mut hash = Sha256::new();
    first(dump, "Users.xml", "users", |row| User::read(row).map(|u| (u.id, u.created_at.0)), &mut hash)?;
    first(dump, "Posts.xml", "posts", |row| Post::read(row).map(|p| (p.id, p.created_at.0)), &mut hash)?;
    let digest = hash.finalize();
    let head: [u8; 8] = digest.first_chunk().copied().unwrap_or_default();
    Ok(i64::from_le_bytes(head))
}

fn first(
    dump: &Dump,
    file: &str,
    root: &str,
    read: impl Fn(&xml::Row) -> anyhow::Result<(i64, i64)>,
    hash: &mut Sha256,
) -> anyhow::Result<()> {
    let mut found: Option<(i64, i64)> = None;
    // The file is known to be whole by now; the lowest id is the oldest row, wherever it stands.
    xml::each(&dump.file(file)?, root, &mut Quiet, |row| {
        let this = read(row)?;
        found = Some(found.map_or(this, |best| best.min(this)));
        Ok(())
    })?;
    if let Some((id, at)) = found {
        hash.update(id.to_le_bytes());
        hash.update(at.to_le_bytes());
    }
    Ok(())
}
