//! A connection that forgets the types of queries. Diesel compiles everything from the cache of statements to the
//! values that are bound once for each query in the program, for each database; behind this door all queries are one
//! type. That is a quarter of what the compiler has to do for the whole program.

use std::any::{Any, TypeId};
use std::cell::Cell;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::connection::{
    AnsiTransactionManager, CacheSize, Connection, Instrumentation, LoadConnection, SimpleConnection,
    TransactionManager,
};
use diesel::expression::QueryMetadata;
use diesel::internal::derives::multiconnection::{ConnectionSealed, MultiConnectionHelper};
use diesel::migration::MigrationConnection;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{TypeMetadata, Untyped};

/// A connection to one database, for queries of whatever type.
pub struct Erasing<C>(C);

/// What is left of a query: it can write itself down.
trait Walk<DB: Backend> {
    fn walk<'b>(&'b self, pass: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

impl<DB: Backend, T: QueryFragment<DB>> Walk<DB> for T {
    fn walk<'b>(&'b self, pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_ast(pass)
    }
}

/// A query of whatever type.
struct Erased<'q, DB: Backend>(Box<dyn Walk<DB> + 'q>);

thread_local! {
    /// By what the cache of statements knows the query that is about to be run. It asks the type, not the query; so
    /// a query leaves its answer here.
    static KNOWN_BY: Cell<Option<TypeId>> = const { Cell::new(None) };
}

impl<'q, DB: Backend> Erased<'q, DB> {
    fn new<T: QueryFragment<DB> + QueryId + 'q>(query: T) -> Self {
        KNOWN_BY.set(T::query_id());
        Self(Box::new(query))
    }
}

impl<DB: Backend> QueryFragment<DB> for Erased<'_, DB> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk(pass)
    }
}

impl<DB: Backend> QueryId for Erased<'_, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;

    fn query_id() -> Option<TypeId> {
        KNOWN_BY.get()
    }
}

impl<DB: Backend> Query for Erased<'_, DB> {
    // What a row has is asked of the row.
    type SqlType = Untyped;
}

impl<C: SimpleConnection> SimpleConnection for Erasing<C> {
    fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        self.0.batch_execute(query)
    }
}

impl<C> ConnectionSealed for Erasing<C> {}

impl<C> Connection for Erasing<C>
where
    C: Connection<TransactionManager = AnsiTransactionManager>,
{
    type Backend = C::Backend;
    type TransactionManager = AnsiTransactionManager;

    fn establish(url: &str) -> diesel::ConnectionResult<Self> {
        C::establish(url).map(Self)
    }

    fn execute_returning_count<T>(&mut self, source: &T) -> QueryResult<usize>
    where
        T: QueryFragment<Self::Backend> + QueryId,
    {
        self.0.execute_returning_count(&Erased::new(source))
    }

    fn transaction_state(
        &mut self,
    ) -> &mut <Self::TransactionManager as TransactionManager<Self>>::TransactionStateData {
        self.0.transaction_state()
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.0.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.0.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.0.set_prepared_statement_cache_size(size);
    }
}

impl<B, C> LoadConnection<B> for Erasing<C>
where
    C: LoadConnection<B> + Connection<TransactionManager = AnsiTransactionManager>,
    C::Backend: QueryMetadata<Untyped> + 'static,
{
    type Cursor<'conn, 'query>
        = C::Cursor<'conn, 'query>
    where
        Self: 'conn;
    type Row<'conn, 'query>
        = C::Row<'conn, 'query>
    where
        Self: 'conn;

    fn load<'conn, 'query, T>(&'conn mut self, source: T) -> QueryResult<Self::Cursor<'conn, 'query>>
    where
        T: Query + QueryFragment<Self::Backend> + QueryId + 'query,
        Self::Backend: QueryMetadata<T::SqlType>,
    {
        self.0.load(Erased::<'query, C::Backend>::new(source))
    }
}

impl<C> MultiConnectionHelper for Erasing<C>
where
    C: MultiConnectionHelper + Connection<TransactionManager = AnsiTransactionManager>,
{
    fn to_any<'a>(lookup: &mut <Self::Backend as TypeMetadata>::MetadataLookup) -> &mut (dyn Any + 'a) {
        C::to_any(lookup)
    }

    fn from_any(lookup: &mut dyn Any) -> Option<&mut <Self::Backend as TypeMetadata>::MetadataLookup> {
        C::from_any(lookup)
    }
}

impl<C> MigrationConnection for Erasing<C>
where
    C: MigrationConnection + Connection<TransactionManager = AnsiTransactionManager>,
{
    fn setup(&mut self) -> QueryResult<usize> {
        self.0.setup()
    }
}
