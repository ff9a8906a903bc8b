//! Migrations of a large forum take longer than any request may.

use diesel::prelude::*;
use diesel::sql_types::Text;
use kiez::ground::db::{AnyConnection, migrate};

use crate::support::Database;

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    said: String,
}

#[test]
fn a_migration_has_time_but_does_not_make_people_wait_for_a_lock() {
    let Some(database) = Database::postgres() else { return };
    let mut conn = database.target.connect().expect("a connection");
    migrate(&mut conn).expect("up to date");
    let AnyConnection::Postgres(conn) = &mut conn else { panic!("PostgreSQL was asked for") };
    for (name, value) in [("statement_timeout", "0"), ("lock_timeout", "10s")] {
        let setting = diesel::sql_query(format!("SELECT current_setting('{name}') AS said"));
        assert_eq!(setting.get_result::<Setting>(conn).expect("a setting").said, value, "{name}");
    }
}
