//! Rows from elsewhere, and what is worked out from them.

use kiez::ground::clock::{DAY, Micros};
use kiez::threads::kinds::{CloseReason, State, Status};
use kiez::threads::raw::{
    RawAnswer, RawComment, RawQuestion, RawVote, insert_answer, insert_comment, insert_question, insert_vote,
};
use kiez::threads::{state, tags};

use crate::support::stage::stages;

#[test]
fn a_thread_from_elsewhere_is_a_thread_like_any_other() {
    stages(|stage| {
        let (lena, gunnar) = (stage.person("Lena", 100), stage.person("Gunnar", 1));
        let then = Micros(stage.now().0 - 300 * DAY);
        let (question, answer) = stage
            .write(move |tx| {
                let tags = tags::find_or_create(tx, &["bikes".to_owned(), "chain".to_owned()], then)?;
                let conn = tx.conn();
                let question = insert_question(
                    conn,
                    &RawQuestion {
                        author_id: lena,
                        title: "Chain?".into(),
                        body: "It squeaks".into(),
                        html: "<p>It squeaks</p>".into(),
                        lang: "en".into(),
                        product_id: None,
                        category_id: None,
                        tags: tags.iter().map(|t| t.0).collect(),
                        created_at: then,
                        edited_at: None,
                        status: Status::Visible,
                        up: 0,
                        down: 0,
                        imported_score: 0,
                        views: 12,
                        also_count: 0,
                        closed: None,
                        duplicate_of: None,
                    },
                )?;
                let answer = insert_answer(
                    conn,
                    &RawAnswer {
                        question_id: question,
                        author_id: gunnar,
                        body: "Oil it".into(),
                        html: "<p>Oil it</p>".into(),
                        lang: "en".into(),
                        created_at: then.plus(DAY),
                        edited_at: Some(then.plus(2 * DAY)),
                        status: Status::Visible,
                        up: 1,
                        down: 0,
                        imported_score: 0,
                        accepted: Some((then.plus(3 * DAY), lena)),
                    },
                )?;
                let comment = RawComment {
                    post_id: answer,
                    question_id: question,
                    author_id: lena,
                    body: "Thanks!".into(),
                    html: "<p>Thanks!</p>".into(),
                    created_at: then,
                };
                insert_comment(conn, &comment)?;
                let vote = RawVote { post_id: answer, voter_id: lena, author_id: gunnar, value: 1, created_at: then };
                insert_vote(conn, &vote)?;
                insert_vote(conn, &vote)?;
                state::refresh(tx, question, then)?;
                Ok((question, answer))
            })
            .expect("inserted");
        assert_eq!((stage.state(question), stage.counts(question)), (State::Solved, (1, 1, 0)));
        assert_eq!(stage.tag_count("chain"), 1);
        assert!(stage.log().is_empty());
        stage.is_consistent();
        stage.vote(lena, answer, 0).expect("a vote from elsewhere can be taken back");
        stage
            .act(lena, move |tx, actor, rules, now| {
                kiez::threads::close::close(tx, actor, question, CloseReason::NoLongerRelevant, rules, now)
            })
            .expect("closed");
        assert_eq!(stage.reputation(gunnar), 1);
        stage.is_consistent();
    });
}
