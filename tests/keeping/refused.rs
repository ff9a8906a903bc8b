//! Moves that are refused, with the reason.

use diesel::connection::SimpleConnection;
use kiez::ground::keep::{Move, move_forum};

use super::moving::quietly;
use super::{Home, why};
use crate::support::Database;

#[test]
fn a_move_is_refused_with_its_reason() {
    let home = Home::on(Database::sqlite());
    let empty = home.sibling();
    let (from, to) = (&home.database.target, &empty.database.target);
    assert!(why(quietly(from, from)).contains("the same"));
    assert!(why(quietly(from, to)).contains("there is no forum to move"));
    let served = home.furnish("Red light");
    assert!(why(quietly(from, to)).contains("in use"));
    drop(served);

    home.conn()
        .batch_execute("INSERT INTO settings VALUES ('odd', 'a' || char(0) || 'b'); UPDATE posts SET up = 'many'")
        .expect("SQLite takes anything");
    let told = why(quietly(from, to));
    for place in ["settings.value of row odd", "posts.up of row"] {
        assert!(told.contains(place), "{told}");
    }
    home.conn().batch_execute("DELETE FROM settings WHERE key = 'odd'; UPDATE posts SET up = 0").expect("corrected");

    empty.conn().batch_execute("CREATE TABLE extra (id BIGINT PRIMARY KEY NOT NULL)").expect("one more table");
    let told = why(quietly(from, to));
    assert!(told.contains("not the same: extra"), "{told}");
    empty.conn().batch_execute("DROP TABLE extra").expect("none too many");
    let report = quietly(from, to).expect("moved");
    assert_eq!(empty.titles(), ["Red light"]);
    assert!(report.tables.iter().all(|line| line.equal) && report.rows_before == 0);

    let other = home.sibling();
    drop(other.furnish("Another forum"));
    for start_over in [false, true] {
        let order = Move { from, to: &other.database.target, start_over };
        let told = why(move_forum(&order, &mut |_, _, _| Ok(())));
        assert!(told.contains("there is a forum"), "{told}");
    }
    assert_eq!(other.titles(), ["Another forum"]);
}
