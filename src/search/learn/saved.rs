//! Questions that did not have to be asked: somebody who was asking found that another question answers theirs.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::key::Key;
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Prepared, Tx, Value};
use crate::ground::refusal::{Refusal, Verdict};
use crate::search::rows::{self, Question};
use crate::search::tables::search_seekers;
use crate::threads::kinds::Status;

/// Counts one more; a person counts once for a question and day. Returns the question's path.
///
/// # Errors
/// `NotFound` for a question that not everybody may see.
pub fn answered(tx: &mut Tx<'_>, actor: &Actor, question: i64, key: &Key, now: Micros) -> Verdict<String> {
    let found = rows::visible(tx.conn(), &[question])?.remove(&question).ok_or(Refusal::NotFound)?;
    let (term, seeker) = key.of_saved(now.day(), question, actor.id);
    let row = (search_seekers::month.eq(key.month), search_seekers::term.eq(term), search_seekers::seeker.eq(seeker));
    let insert = || diesel::insert_into(search_seekers::table).values(row).on_conflict_do_nothing();
    if crate::on_both!(tx.conn(), inner => insert().execute(inner))? == 1 {
        let sql = "INSERT INTO search_saved (day, question_id, people) VALUES (?, ?, 1) \
                   ON CONFLICT (day, question_id) DO UPDATE SET people = search_saved.people + 1";
        let values = [Value::Number(now.day()), Value::Number(question)];
        crate::on_both!(tx.conn(), inner => Prepared(sql, values).execute(inner))?;
    }
    Ok(found.path)
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = BigInt)]
    what: i64,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How many there were each UTC day since `from`, of all products or one; what is hidden by now does not count.
///
/// # Errors
/// When the database fails.
pub fn by_day(conn: &mut AnyConnection, from: i64, product: Option<i64>) -> QueryResult<Vec<(i64, i64)>> {
    let sql = "SELECT saved.day AS what, CAST(SUM(saved.people) AS BIGINT) AS n FROM search_saved AS saved \
               JOIN questions ON questions.id = saved.question_id JOIN posts ON posts.id = questions.id \
               WHERE saved.day >= ? AND questions.shown AND posts.status = ? \
               AND (? = 0 OR questions.product_id = ?) GROUP BY saved.day ORDER BY saved.day LIMIT 400";
    let (visible, product) = (Status::Visible.word(), Value::Number(product.unwrap_or(0)));
    let values = [Value::Number(from), Value::Text(visible), product, product];
    let lines: Vec<Line> = crate::on_both!(conn, inner => Prepared(sql, values).load(inner))?;
    Ok(lines.into_iter().map(|line| (line.what, line.n)).collect())
}

/// The questions that spared most since `from`, of those that everybody may see.
///
/// # Errors
/// When the database fails.
pub fn most(conn: &mut AnyConnection, from: i64, limit: i64) -> QueryResult<Vec<(Question, i64)>> {
    let sql = "SELECT saved.question_id AS what, CAST(SUM(saved.people) AS BIGINT) AS n FROM search_saved AS saved \
               JOIN questions ON questions.id = saved.question_id JOIN posts ON posts.id = questions.id \
               WHERE saved.day >= ? AND questions.shown AND posts.status = ? \
               GROUP BY saved.question_id ORDER BY 2 DESC, 1 LIMIT ?";
    let values = [Value::Number(from), Value::Text(Status::Visible.word()), Value::Number(limit)];
    let lines: Vec<Line> = crate::on_both!(conn, inner => Prepared(sql, values).load(inner))?;
    let ids: Vec<i64> = lines.iter().map(|line| line.what).collect();
    let mut questions = rows::visible(conn, &ids)?;
    Ok(lines.into_iter().filter_map(|line| Some((questions.remove(&line.what)?, line.n))).collect())
}
