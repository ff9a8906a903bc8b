//! Fills an empty forum with the community, in one transaction: a demo that was killed while it filled is empty.

use std::collections::HashSet;

use anyhow::ensure;

use crate::accounts::handle;
use crate::ground::db::Tx;
use crate::ground::random::Random;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Settings;
use crate::ground::web::Services;
use crate::pages::operator;
use crate::threads::kinds::WatchKind;

use super::asking;
use super::draft::{self, Around, Draft};
use super::format::Community;
use super::handing;
use super::measures;
use super::reviewing;
use super::rows;
use super::screening;
use super::searching;
use super::standing::Standing;
use super::threads::Writer;
use super::town::Town;
use super::waiting;

/// The forum's name.
pub const FORUM_NAME: &str = "Tannfunk Kiez";
/// The demo is the same each time, but for its dates.
const SEED: u64 = 2026;

/// Loads the community, unless the folder holds one from an earlier run.
///
/// # Errors
/// A fault in the files, a database that fails, or `Forbidden` for a forum that is no demo.
pub fn load(services: &Services) -> anyhow::Result<()> {
    ensure!(services.config.demo, "the community is for the demo only");
    let people = services.db.read_blocking(|conn| Ok::<_, Refusal>(operator::stats(conn)?.people))?;
    if people == 0 {
        let community = Community::read()?;
        let handles: HashSet<String> = community.person.iter().map(|p| handle::base(&p.name)).collect();
        let host = services.public_url.split_once("://").map_or("", |(_, host)| host).to_owned();
        let (now, secrets) = (services.clock.now(), services.random.clone());
        services.db.write_blocking(move |tx| {
            let around = Around { handles: &handles, host: &host, now };
            let drafts = draft::all(&community, &around)?;
            write(tx, &community, &drafts, &secrets, &around)
        })?;
    }
    let settings = services.db.read_blocking(|conn| Ok::<_, Refusal>(Settings::load(conn)?))?;
    services.settings.set(settings);
    Ok(())
}

fn write(
    tx: &mut Tx<'_>,
    community: &Community,
    drafts: &[Draft<'_>],
    secrets: &Random,
    around: &Around<'_>,
) -> Verdict<()> {
    Settings { name: FORUM_NAME.into(), zone: "Europe/Berlin".into(), ..Settings::default() }.save(tx)?;
    let town = Town::build(tx, community, around.now)?;
    let random = Random::seeded(SEED);
    let mut writer =
        Writer { tx, town: &town, around, random: &random, standing: Standing::default(), written: Default::default() };
    for draft in drafts {
        writer.thread(draft).map_err(|why| why.context(format!("the thread {:?}", draft.thread.key)))?;
    }
    writer.waiting(community)?;
    let (mut standing, written) = (writer.standing, writer.written);
    screening::arrange(tx, &town, &mut standing, around.now)?;
    screening::waiting(tx, around.now)?;
    standing.write(tx)?;
    waiting::begin(tx, &town, |key| written.get(key).map(|(question, _)| *question), around.now)?;
    handing::begin(tx, &town, secrets, around.now)?;
    asking::write(tx, community, &town, around.now)?;
    reviewing::begin(tx, &town, around.now)?;
    measures::take(tx, &town, around.now)?;
    searching::begin(tx, &town, &written, secrets, around.now)?;
    interests(tx, community, &town, around)
}

/// People watch the first tag of each of their questions, and experts their products.
fn interests(tx: &mut Tx<'_>, community: &Community, town: &Town, around: &Around<'_>) -> Verdict<()> {
    for thread in &community.thread {
        if let Some(tag) = thread.tags.first().and_then(|t| town.tags.get(t)) {
            rows::watch(tx.conn(), town.person(&thread.asker)?, WatchKind::Tag, *tag, around.now)?;
        }
    }
    for person in &community.person {
        let fields = person.roles.iter().filter_map(|role| role.strip_prefix("expert:"));
        for product in fields.filter_map(|field| town.products.get(field)) {
            rows::watch(tx.conn(), town.person(&person.key)?, WatchKind::Product, *product, around.now)?;
        }
    }
    Ok(())
}
