//! What the person who runs the forum asks from the command line: counts, and who holds which role.

use diesel::prelude::*;

use crate::accounts::roles::{Role, Scope};
use crate::accounts::tables::{grants, people, products, teams};
use crate::ground::db::AnyConnection;
use crate::ground::events;
use crate::threads::kinds::{PostKind, State, Status};
use crate::threads::tables::{comments, posts, questions, tags};

/// The forum in numbers. Posts count if everybody can see them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[allow(missing_docs)] // the names say it
pub struct Stats {
    pub people: i64,
    pub questions: i64,
    pub answers: i64,
    pub comments: i64,
    /// Cast here or brought by an import.
    pub votes: i64,
    /// Answers that are accepted.
    pub accepted: i64,
    /// Answers with a standing endorsement.
    pub endorsed: i64,
    /// Open questions without an answer.
    pub unanswered: i64,
    pub solved: i64,
    pub tags: i64,
    /// The position of the event log.
    pub events: i64,
}

/// Counts.
///
/// # Errors
/// When the database fails.
pub fn stats(conn: &mut AnyConnection) -> QueryResult<Stats> {
    let visible = || posts::table.filter(posts::status.eq(Status::Visible));
    let kind = |kind: PostKind| visible().filter(posts::kind.eq(kind)).count();
    Ok(Stats {
        people: people::table.filter(people::erased_at.is_null()).count().get_result(conn)?,
        questions: kind(PostKind::Question).get_result(conn)?,
        answers: kind(PostKind::Answer).get_result(conn)?,
        comments: comments::table.filter(comments::status.eq(Status::Visible)).count().get_result(conn)?,
        votes: votes(conn)?,
        accepted: visible().filter(posts::accepted_at.is_not_null()).count().get_result(conn)?,
        endorsed: visible().filter(posts::endorsement_count.gt(0)).count().get_result(conn)?,
        unanswered: questions::table
            .filter(questions::shown.eq(true))
            .filter(questions::state.eq(State::Open))
            .filter(questions::answer_count.eq(0))
            .count()
            .get_result(conn)?,
        solved: questions::table
            .filter(questions::shown.eq(true))
            .filter(questions::state.eq(State::Solved))
            .count()
            .get_result(conn)?,
        tags: tags::table.count().get_result(conn)?,
        events: events::last_position(conn)?,
    })
}

#[derive(QueryableByName)]
struct Sum {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// PostgreSQL sums BIGINT to NUMERIC, for which Diesel has no type on both databases: hence the cast.
fn votes(conn: &mut AnyConnection) -> QueryResult<i64> {
    let query = diesel::sql_query("SELECT CAST(COALESCE(SUM(up + down), 0) AS BIGINT) AS n FROM posts");
    let sum: Sum = crate::on_both!(conn, inner => query.get_result(inner))?;
    Ok(sum.n)
}

/// Somebody with a role, for lists.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Holder {
    /// The person's id.
    pub id: i64,
    /// Their handle.
    pub handle: String,
    /// Their name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// Where it holds, in words: `product:tannbox`, `tag:wlan`, `team:Netz`, or "everywhere".
    pub scope: String,
}

/// Roles are granted by hand; more than this many are not listed.
const MOST_GRANTS: i64 = 10_000;

/// Everybody who holds a role, the mightiest roles first.
///
/// # Errors
/// When the database fails.
pub fn holders(conn: &mut AnyConnection) -> QueryResult<Vec<Holder>> {
    let rows: Vec<(i64, String, String, Role, String)> = grants::table
        .inner_join(people::table)
        .order((grants::role, people::name, grants::id))
        .select((people::id, people::handle, people::name, grants::role, grants::scope))
        .limit(MOST_GRANTS)
        .load(conn)?;
    let scopes: Vec<Scope> = rows.iter().filter_map(|row| Scope::from_word(&row.4)).collect();
    let names = scope_names(conn, &scopes)?;
    Ok(rows
        .into_iter()
        .map(|(id, handle, name, role, word)| {
            let scope = names.iter().find(|(scope, _)| scope.word() == word).map_or(word, |(_, name)| name.clone());
            Holder { id, handle, name, role, scope }
        })
        .collect())
}

fn scope_names(conn: &mut AnyConnection, scopes: &[Scope]) -> QueryResult<Vec<(Scope, String)>> {
    let ids = |pick: fn(&Scope) -> Option<i64>| scopes.iter().filter_map(pick).collect::<Vec<_>>();
    let product_ids = ids(|s| if let Scope::Product(id) = s { Some(*id) } else { None });
    let tag_ids = ids(|s| if let Scope::Tag(id) = s { Some(*id) } else { None });
    let team_ids = ids(|s| if let Scope::Team(id) = s { Some(*id) } else { None });
    let mut names = vec![(Scope::Everywhere, "everywhere".to_owned())];
    let found: Vec<(i64, String)> =
        products::table.filter(products::id.eq_any(&product_ids)).select((products::id, products::slug)).load(conn)?;
    names.extend(found.into_iter().map(|(id, slug)| (Scope::Product(id), format!("product:{slug}"))));
    let found: Vec<(i64, String)> =
        tags::table.filter(tags::id.eq_any(&tag_ids)).select((tags::id, tags::name)).load(conn)?;
    names.extend(found.into_iter().map(|(id, name)| (Scope::Tag(id), format!("tag:{name}"))));
    let found: Vec<(i64, String)> =
        teams::table.filter(teams::id.eq_any(&team_ids)).select((teams::id, teams::name)).load(conn)?;
    names.extend(found.into_iter().map(|(id, name)| (Scope::Team(id), format!("team:{name}"))));
    Ok(names)
}

/// Finds somebody by id, handle or mail address.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn find_person(conn: &mut AnyConnection, who: &str) -> QueryResult<(i64, String)> {
    let by_id = who.parse::<i64>().unwrap_or(-1);
    let handle = who.trim_start_matches('@');
    people::table
        .filter(people::erased_at.is_null())
        .filter(people::id.eq(by_id).or(people::handle.eq(handle)).or(people::email.eq(who.to_lowercase())))
        .select((people::id, people::name))
        .order(people::id)
        .first(conn)
}

/// The scope that words such as `product:tannbox`, `tag:wlan` or `team:Netz` name; everywhere for none.
///
/// # Errors
/// `NotFound` when there is no such product, tag or team.
pub fn find_scope(conn: &mut AnyConnection, words: Option<&str>) -> QueryResult<Scope> {
    let Some((kind, name)) = words.map(|w| w.split_once(':').unwrap_or(("", w))) else { return Ok(Scope::Everywhere) };
    match kind {
        "product" => {
            products::table.filter(products::slug.eq(name)).select(products::id).first(conn).map(Scope::Product)
        }
        "tag" => tags::table.filter(tags::name.eq(name)).select(tags::id).first(conn).map(Scope::Tag),
        "team" => teams::table.filter(teams::name.eq(name)).select(teams::id).first(conn).map(Scope::Team),
        _ => Err(diesel::result::Error::NotFound),
    }
}
