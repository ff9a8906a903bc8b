//! Statements that are prepared once. Diesel prepares every UPDATE and all SQL text anew, because it cannot know that
//! the text stays the same; where it does, that is the most expensive part of a small write.

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType, Nullable, Text, Untyped};

/// A statement for both databases whose text is the same whatever its values are; `?` stands for the next value.
/// Rows that it returns are read with `QueryableByName`.
pub struct Prepared<'a, const N: usize>(pub &'static str, pub [Value<'a>; N]);

/// A value of a statement.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// A number or a time.
    Number(i64),
    /// The same, or NULL.
    MaybeNumber(Option<i64>),
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(&'a str),
    /// The same, or NULL.
    MaybeText(Option<&'a str>),
}

impl<const N: usize> QueryId for Prepared<'_, N> {
    type QueryId = ();
    // Found again by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB, const N: usize> QueryFragment<DB> for Prepared<'_, N>
where
    DB: Backend + HasSqlType<Bool>,
    i64: ToSql<BigInt, DB>,
    bool: ToSql<Bool, DB>,
    for<'b> &'b str: ToSql<Text, DB>,
    Option<i64>: ToSql<Nullable<BigInt>, DB>,
    for<'b> Option<&'b str>: ToSql<Nullable<Text>, DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let mut pieces = self.0.split('?');
        pass.push_sql(pieces.next().unwrap_or_default());
        for (value, piece) in self.1.iter().zip(pieces) {
            match value {
                Value::Number(number) => pass.push_bind_param::<BigInt, _>(number)?,
                Value::MaybeNumber(number) => pass.push_bind_param::<Nullable<BigInt>, _>(number)?,
                Value::Flag(flag) => pass.push_bind_param::<Bool, _>(flag)?,
                Value::Text(text) => pass.push_bind_param::<Text, _>(text)?,
                Value::MaybeText(text) => pass.push_bind_param::<Nullable<Text>, _>(text)?,
            }
            pass.push_sql(piece);
        }
        Ok(())
    }
}

impl<const N: usize> Query for Prepared<'_, N> {
    type SqlType = Untyped;
}

impl<Conn, const N: usize> RunQueryDsl<Conn> for Prepared<'_, N> {}
