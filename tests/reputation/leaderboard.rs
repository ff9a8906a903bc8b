//! Who helped most, by tag and month.

use kiez::ground::clock::DAY;
use kiez::reputation::leaderboard::{ALL_TIME, EVERY_TAG, best};

use crate::support::stage::stages;

#[test]
fn points_for_answers_count_under_their_tags_and_go_where_they_came_from() {
    stages(|stage| {
        let (asker, ada, bob, voter) =
            (stage.person("Lena", 200), stage.person("Ada", 1), stage.person("Bob", 1), stage.person("Vera", 200));
        let question = stage.ask(asker, "Router does not start any more", &["router", "wlan"]);
        let (first, second) = (stage.answer(ada, question), stage.answer(bob, question));
        let tag = stage.read(|conn| Ok(kiez::threads::tags::resolve(conn, "WLAN").expect("a tag").expect("there").0));
        let march = stage.now().month();
        let board = |tag, month| stage.read(|conn| Ok(best(conn, tag, month, 10).expect("a board")));
        stage.vote(voter, first, 1).expect("up");
        stage.vote(asker, first, 1).expect("up");
        stage.vote(voter, second, 1).expect("up");
        stage.vote(voter, question, 1).expect("a question counts on no board");
        assert_eq!(board(tag, march), [(ada, 20), (bob, 10)]);
        assert_eq!(board(EVERY_TAG, ALL_TIME), [(ada, 20), (bob, 10)]);
        stage.clock.advance(40 * DAY);
        stage.vote(voter, first, 0).expect("taken back a month later");
        stage.vote(asker, second, 1).expect("up");
        assert_eq!(board(tag, march), [(ada, 10), (bob, 10)]);
        assert_eq!(board(tag, stage.now().month()), [(bob, 10)]);
        assert_eq!(board(EVERY_TAG, ALL_TIME), [(bob, 20), (ada, 10)]);
    });
}
