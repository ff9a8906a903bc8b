//! TLS to PostgreSQL, which `tests/run` builds in, and what is said where it is not built in.

use kiez::ground::db::Target;

/// Asks the server how we are connected.
#[cfg(feature = "postgres-tls")]
#[test]
fn a_connection_that_requires_tls_has_it() {
    use diesel::prelude::*;
    use kiez::ground::db::AnyConnection;

    #[derive(QueryableByName)]
    struct Session {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        ssl: bool,
    }

    let Some(server) = std::env::var("KIEZ_TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty()) else {
        return; // as every test of PostgreSQL where there is none
    };
    for (mode, encrypted) in [("require", true), ("disable", false)] {
        let target = Target::parse(&format!("{server}?sslmode={mode}")).expect("an address");
        let AnyConnection::Postgres(mut conn) = target.connect().expect("a connection") else {
            panic!("PostgreSQL was asked for");
        };
        let session: Session = diesel::sql_query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            .get_result(&mut conn)
            .expect("our session");
        assert_eq!(session.ssl, encrypted, "sslmode={mode}");
    }
}

/// libpq's own message does not say what to do.
#[cfg(not(feature = "postgres-tls"))]
#[test]
fn a_program_without_tls_says_how_to_get_it() {
    let target = Target::parse("postgres://kiez@127.0.0.1:9/kiez?sslmode=require").expect("an address");
    let why = target.connect().err().expect("no TLS here");
    assert!(format!("{why:#}").contains("--features postgres-tls"), "{why:#}");
}
