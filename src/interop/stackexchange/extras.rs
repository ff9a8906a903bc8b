//! Tags with their short texts, and the badges that Kiez has too.

use std::collections::HashMap;

use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;
use crate::interop::memory;
use crate::reputation::badges::{self, Badge};
use crate::threads::tags;

use super::records::{self, Post, Tag};
use super::run::{BATCH, Step};
use super::text::{Converter, language};
use super::{people, rows, xml};

const TAG: &str = "tag";
const BADGE: &str = "badge";
const EXCERPT: &str = "excerpt";
/// Longest text about a tag, in characters.
const DESCRIPTION_LENGTH: usize = 500;

/// Brings both in.
///
/// # Errors
/// When the database fails.
pub fn import(step: &mut Step<'_>) -> anyhow::Result<()> {
    tags(step)?;
    excerpts(step)?;
    award(step)
}

/// Every tag of the dump, used or not.
fn tags(step: &mut Step<'_>) -> anyhow::Result<()> {
    let Some(path) = step.dump.optional("Tags.xml") else { return Ok(()) };
    let mut all: Vec<(i64, String)> = Vec::new();
    let mut odd = 0;
    xml::each(&path, "tags", step.progress, |row| {
        let tag = Tag::read(row)?;
        match tags::normalise(&tag.name) {
            Some(name) => all.push((tag.id, name)),
            None => odd += 1,
        }
        Ok(())
    })?;
    let line = step.report.line("tags");
    line.leave_out("their name cannot be a tag here", odd);
    for batch in all.chunks(BATCH) {
        let (source, now, batch) = (step.source.to_owned(), step.now, batch.to_vec());
        let count = batch.len() as u64;
        let new = step.db.write_blocking(move |tx| write_tags(tx, &source, &batch, now))?;
        line.imported += new;
        line.known += count - new;
    }
    Ok(())
}

fn write_tags(tx: &mut Tx<'_>, source: &str, batch: &[(i64, String)], now: Micros) -> Verdict<u64> {
    let ids: Vec<i64> = batch.iter().map(|t| t.0).collect();
    let known = memory::known(tx.conn(), source, TAG, &ids)?;
    let mut new = 0;
    for (foreign, name) in batch.iter().filter(|t| !known.contains_key(&t.0)) {
        if let Some((id, _)) = tags::find_or_create(tx, std::slice::from_ref(name), now)?.first() {
            memory::remember(tx.conn(), source, TAG, *foreign, *id)?;
            new += 1;
        }
    }
    Ok(new)
}

/// The short texts about tags, which stand among the posts.
fn excerpts(step: &mut Step<'_>) -> anyhow::Result<()> {
    if step.survey.excerpts.is_empty() {
        return Ok(());
    }
    let mut found: Vec<(i64, String, String)> = Vec::new();
    let converter = Converter::new();
    xml::each(&step.dump.file("Posts.xml")?, "posts", step.progress, |row| {
        let post = Post::read(row)?;
        if let Some(tag) = step.survey.excerpts.get(&post.id).and_then(|name| tags::normalise(name)) {
            let text: String = converter.markdown(&post.body).chars().take(DESCRIPTION_LENGTH).collect();
            found.push((post.id, tag, text));
        }
        Ok(())
    })?;
    let (source, now) = (step.source.to_owned(), step.now);
    let count = found.len() as u64;
    let new = step.db.write_blocking(move |tx| write_excerpts(tx, &source, &found, now))?;
    let line = step.report.line("other posts");
    line.imported += new;
    line.known += count - new;
    Ok(())
}

fn write_excerpts(tx: &mut Tx<'_>, source: &str, found: &[(i64, String, String)], now: Micros) -> Verdict<u64> {
    let ids: Vec<i64> = found.iter().map(|f| f.0).collect();
    let known = memory::known(tx.conn(), source, EXCERPT, &ids)?;
    let mut new = 0;
    for (foreign, name, text) in found.iter().filter(|f| !known.contains_key(&f.0)) {
        if let Some((tag, _)) = tags::find_or_create(tx, std::slice::from_ref(name), now)?.first() {
            rows::describe_tag(tx.conn(), *tag, language(text), text)?;
            memory::remember(tx.conn(), source, EXCERPT, *foreign, *tag)?;
            new += 1;
        }
    }
    Ok(new)
}

/// The few badges that mean the same over there and here.
fn ours(name: &str) -> Option<Badge> {
    match name {
        "Scholar" => Some(Badge::FirstSolved),
        "Beta" => Some(Badge::Founder),
        _ => None,
    }
}

fn award(step: &mut Step<'_>) -> anyhow::Result<()> {
    let Some(path) = step.dump.optional("Badges.xml") else { return Ok(()) };
    let mut all: Vec<(i64, i64, Badge, Micros)> = Vec::new();
    let (mut strange, mut homeless) = (0, 0);
    xml::each(&path, "badges", step.progress, |row| {
        let badge = records::Badge::read(row)?;
        match ours(&badge.name) {
            Some(ours) if step.survey.users.contains(&badge.user) => all.push((badge.id, badge.user, ours, badge.at)),
            Some(_) => homeless += 1,
            None => strange += 1,
        }
        Ok(())
    })?;
    let line = step.report.line("badges");
    line.leave_out("there is no such badge here", strange);
    line.leave_out("their owner is not in the dump", homeless);
    for batch in all.chunks(BATCH) {
        let (source, batch) = (step.source.to_owned(), batch.to_vec());
        let count = batch.len() as u64;
        let new = step.db.write_blocking(move |tx| write_badges(tx, &source, &batch))?;
        line.imported += new;
        line.known += count - new;
    }
    Ok(())
}

fn write_badges(tx: &mut Tx<'_>, source: &str, batch: &[(i64, i64, Badge, Micros)]) -> Verdict<u64> {
    let ids: Vec<i64> = batch.iter().map(|b| b.0).collect();
    let known = memory::known(tx.conn(), source, BADGE, &ids)?;
    let users: Vec<i64> = batch.iter().map(|b| b.1).collect();
    let owners: HashMap<i64, i64> = people::users(tx.conn(), source, &users)?;
    let mut new = 0;
    for (foreign, user, badge, at) in batch.iter().filter(|b| !known.contains_key(&b.0)) {
        if let Some(person) = owners.get(user) {
            badges::award(tx, *person, *badge, None, *at)?;
            memory::remember(tx.conn(), source, BADGE, *foreign, *person)?;
            new += 1;
        }
    }
    Ok(new)
}
