//! "One of these" as a single value. A list with a place for each of its elements is another statement for each length,
//! which is written down and prepared anew each time; this one is prepared once for each connection.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Array, Bool, HasSqlType, SingleValue, Text};

use super::connection::MultiBackend;

/// That a column is one of some values; nothing is one of none.
#[derive(Clone, Debug)]
pub struct Among<C, V> {
    column: C,
    values: Vec<V>,
    /// The same for SQLite, which has no lists.
    json: String,
}

/// Asks whether `column` is one of `values`; SQLite gets them as JSON, PostgreSQL as an array.
pub fn among<C, V>(column: C, values: &[V]) -> Among<C, V>
where
    C: Expression,
    V: Clone + serde::Serialize,
{
    // Numbers and words always have a form in JSON; without one the column would be none of them.
    let json = serde_json::to_string(values).unwrap_or_else(|_| "[]".to_owned());
    Among { column, values: values.to_vec(), json }
}

impl<C, V> Expression for Among<C, V> {
    type SqlType = Bool;
}

impl<C, V, G> ValidGrouping<G> for Among<C, V>
where
    C: ValidGrouping<G>,
{
    type IsAggregate = C::IsAggregate;
}

impl<C: AppearsOnTable<S>, V, S> AppearsOnTable<S> for Among<C, V> {}
impl<C: SelectableExpression<S>, V, S> SelectableExpression<S> for Among<C, V> {}

impl<C: QueryId, V: 'static> QueryId for Among<C, V> {
    type QueryId = Among<C::QueryId, V>;
    // The text is the same whatever the values are.
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, V> QueryFragment<diesel::sqlite::Sqlite> for Among<C, V>
where
    C: QueryFragment<diesel::sqlite::Sqlite>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, diesel::sqlite::Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" IN (SELECT value FROM json_each(");
        pass.push_bind_param::<Text, _>(&self.json)?;
        pass.push_sql("))");
        Ok(())
    }
}

impl<C, V> QueryFragment<Pg> for Among<C, V>
where
    C: Expression + QueryFragment<Pg>,
    C::SqlType: SingleValue,
    Pg: Backend + HasSqlType<Array<C::SqlType>>,
    Vec<V>: ToSql<Array<C::SqlType>, Pg>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" = ANY(");
        pass.push_bind_param::<Array<C::SqlType>, Vec<V>>(&self.values)?;
        pass.push_sql(")");
        Ok(())
    }
}

impl<C, V> QueryFragment<MultiBackend> for Among<C, V>
where
    Self: QueryFragment<diesel::sqlite::Sqlite> + QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(self, pass)
    }
}
