//! Who could be asked about a question: a fixed number of queries by indexes, each over what is recent and no more than
//! a few hundred rows.

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::NudgeState;
use super::pick::{Helped, LATELY, Peer, WEEK, Worth};
use super::why::Common;
use crate::accounts::roles::Role;
use crate::accounts::tables::{grants, people, sessions};
use crate::escalation::tables::nudges;
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::notifications::preferences;
use crate::notifications::tables::help_consents;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{posts, question_tags, questions};

/// Answers to older questions say little about who is here today.
const RECENT: i64 = 365 * DAY;
/// Answers that are looked at, the newest first.
const ANSWERS: i64 = 500;
/// Tags of a question at most.
const TAGS: i64 = 10;

/// An answer: author, number, when, accepted, endorsed.
type Row = (i64, i64, Micros, Option<i64>, i64);

/// Helpful answers by people who may be asked, to questions with these tags or about this product.
pub(super) fn helped(conn: &mut AnyConnection, question_id: i64, now: Micros) -> Verdict<Vec<Helped>> {
    let product: Option<i64> = questions::table.find(question_id).select(questions::product_id).first(conn)?;
    let tags: Vec<i64> = question_tags::table
        .filter(question_tags::question_id.eq(question_id))
        .order(question_tags::tag_id)
        .limit(TAGS)
        .select(question_tags::tag_id)
        .load(conn)?;
    let since = now.plus(-RECENT);
    let answers = || {
        posts::table
            .inner_join(questions::table.on(questions::id.eq(posts::question_id)))
            .inner_join(help_consents::table.on(help_consents::person_id.eq(posts::author_id)))
            .filter(help_consents::given)
            .filter(questions::shown)
            .filter(posts::kind.eq(PostKind::Answer))
            .filter(posts::status.eq(Status::Visible))
            .filter(posts::created_at.gt(since))
            .filter(posts::accepted_at.is_not_null().or(posts::endorsement_count.gt(0)).or(posts::up.gt(posts::down)))
    };
    let columns = (posts::author_id, posts::id, posts::created_at, posts::accepted_at, posts::endorsement_count);
    let mut found = Vec::new();
    if !tags.is_empty() {
        let rows: Vec<(Row, i64)> = answers()
            .inner_join(question_tags::table.on(question_tags::question_id.eq(posts::question_id)))
            .filter(question_tags::tag_id.eq_any(tags))
            .filter(question_tags::created_at.gt(since))
            .order((posts::created_at.desc(), posts::id.desc()))
            .limit(ANSWERS)
            .select((columns, question_tags::tag_id))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(row, tag)| one(row, Common::Tag(tag))));
    }
    if let Some(product) = product {
        let rows: Vec<Row> = answers()
            .filter(questions::product_id.eq(product))
            .filter(questions::created_at.gt(since))
            .order((posts::created_at.desc(), posts::id.desc()))
            .limit(ANSWERS)
            .select(columns)
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| one(row, Common::Product(product))));
    }
    Ok(found)
}

fn one((person, post, at, accepted, endorsed): Row, common: Common) -> Helped {
    let worth = match (endorsed > 0, accepted.is_some()) {
        (true, _) => Worth::Endorsed,
        (false, true) => Worth::Accepted,
        (false, false) => Worth::Voted,
    };
    Helped { person, post, at, worth, common }
}

/// Those of the helpers who are peers of the asker: members, here, speaking the question's language, and not yet asked.
pub(super) fn peers(
    conn: &mut AnyConnection,
    question_id: i64,
    helped: &[Helped],
    forum_zone: &str,
    now: Micros,
) -> Verdict<BTreeMap<i64, Peer>> {
    let mut ids: Vec<i64> = helped.iter().map(|one| one.person).collect();
    ids.sort_unstable();
    ids.dedup();
    let (asker, lang): (i64, String) =
        questions::table.find(question_id).select((questions::asker_id, questions::lang)).first(conn)?;
    let company = [Role::Staff, Role::Lead, Role::Expert, Role::Admin];
    let at_work = grants::table.filter(grants::role.eq_any(company)).select(grants::person_id);
    let known = nudges::table.filter(nudges::question_id.eq(question_id)).select(nudges::person_id);
    let ids: Vec<i64> = people::table
        .filter(people::id.eq_any(ids))
        .filter(people::id.ne(asker))
        .filter(people::lang.eq(lang))
        .filter(people::erased_at.is_null())
        .filter(people::email_verified_at.is_not_null())
        .filter(people::suspended_until.is_null().or(people::suspended_until.le(now)))
        .filter(people::id.ne_all(at_work))
        .filter(people::id.ne_all(known))
        .select(people::id)
        .load(conn)?;
    let seen: HashMap<i64, Option<Micros>> = sessions::table
        .filter(sessions::person_id.eq_any(&ids))
        .filter(sessions::seen_at.gt(now.plus(-LATELY).0))
        .group_by(sessions::person_id)
        .select((sessions::person_id, diesel::dsl::max(sessions::seen_at)))
        .load::<(i64, Option<Micros>)>(conn)?
        .into_iter()
        .collect();
    let asked: HashMap<i64, i64> = nudges::table
        .filter(nudges::person_id.eq_any(&ids))
        .filter(nudges::created_at.gt(now.plus(-WEEK).0))
        .filter(nudges::state.ne(NudgeState::HeldOut))
        .group_by(nudges::person_id)
        .select((nudges::person_id, count_star()))
        .load::<(i64, i64)>(conn)?
        .into_iter()
        .collect();
    let clocks = preferences::clocks(conn, &ids, forum_zone)?;
    let peer = |id: i64| {
        let wrote = helped.iter().filter(|one| one.person == id).map(|one| one.at).max();
        Peer {
            id,
            here: seen.get(&id).copied().flatten().max(wrote),
            asked: asked.get(&id).copied().unwrap_or(0),
            quiet: clocks.get(&id).is_some_and(|hours| hours.is_quiet(now)),
        }
    };
    Ok(ids.into_iter().map(|id| (id, peer(id))).collect())
}
