//! Who vouches for the answers of a thread, and since when.

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::on_both;
use crate::threads::tables::{endorsements, posts};

/// A standing endorsement.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the columns
pub struct Row {
    pub post_id: i64,
    pub expert_id: i64,
    pub field: String,
    pub note: String,
    pub version: String,
    pub created_at: Micros,
}

/// The standing endorsements of a thread's answers, oldest first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, question: i64) -> QueryResult<Vec<Row>> {
    type Columns = (i64, i64, String, String, String, Micros);
    let standing = endorsements::table
        .inner_join(posts::table)
        .filter(posts::question_id.eq(question))
        .filter(endorsements::withdrawn_at.is_null())
        .order(endorsements::id)
        .limit(500)
        .select((
            endorsements::post_id,
            endorsements::expert_id,
            endorsements::field,
            endorsements::note,
            endorsements::version,
            endorsements::created_at,
        ));
    let rows: Vec<Columns> = on_both!(conn, inner => standing.load(inner))?;
    let row = |(post_id, expert_id, field, note, version, created_at)| Row {
        post_id,
        expert_id,
        field,
        note,
        version,
        created_at,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// The name of the field that entitled an expert, where the thread's own product or tags name it.
pub fn field_name(field: &str, product: Option<(i64, &str)>, tags: &[(i64, String)]) -> String {
    let Some((kind, id)) = field.split_once(':') else { return String::new() };
    let Ok(id) = id.parse::<i64>() else { return String::new() };
    match kind {
        "product" => product.filter(|(own, _)| *own == id).map(|(_, name)| name.to_owned()).unwrap_or_default(),
        "tag" => tags.iter().find(|(own, _)| *own == id).map(|(_, name)| name.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}
