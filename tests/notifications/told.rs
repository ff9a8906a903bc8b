//! Everybody is told what concerns them, once, and nothing else.

use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::ground::clock::{DAY, HOUR};
use kiez::notifications::kinds::NoticeKind::{self, *};
use kiez::notifications::tables::notices;
use kiez::threads::convert::{self, ToComment};
use kiez::threads::kinds::{CloseReason, HideReason, WatchKind};
use kiez::threads::merge::{self, Merge};
use kiez::threads::move_answer::{self, MoveAnswer};
use kiez::threads::revise::{self, Revised, Revision};
use kiez::threads::split::{self, Split};
use kiez::threads::suggest::{self, Decision};
use kiez::threads::tables::posts;
use kiez::threads::{Rules, accept, close, endorse, hide, hold, join, moves, undo_move, watch};

use super::{Street, text};
use crate::support::on_both;

const NOTHING: [NoticeKind; 0] = [];

#[test]
fn the_asker_the_mentioned_and_the_followers_hear_of_an_answer() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author, joiner, watcher, other] =
            ["Ada", "Ben", "Cem", "Dora", "Emil"].map(|name| street.person(name));
        let question = street.asks(asker);
        let now = street.clock.now();
        street.acts(joiner, move |tx, actor| join::join(tx, actor, question, true, now));
        street.acts(watcher, move |tx, actor| watch::watch(tx, actor, WatchKind::Question, question, true, now));
        street.acts(author, move |tx, actor| watch::watch(tx, actor, WatchKind::Question, question, true, now));
        street.answers(author, question, "Try another channel, as @dora said; @ben signs. Not @nobody.");
        street.tell();
        assert_eq!(street.told(asker), [Answered]);
        assert_eq!(street.told(joiner), [FollowedAnswered]);
        assert_eq!(street.told(watcher), [Mentioned], "one notice an event, the nearest one");
        assert_eq!(street.told(author), NOTHING, "nothing about one's own doings");
        assert_eq!(street.told(other), NOTHING);
        street.tell();
        assert_eq!(street.told(asker), [Answered], "nothing twice");
    });
}

#[test]
fn accepting_is_told_to_author_joiners_and_watchers_once() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author, joiner, watcher] = ["Ada", "Ben", "Cem", "Dora"].map(|name| street.person(name));
        let question = street.asks(asker);
        let answers =
            [street.answers(author, question, "Try another channel."), street.answers(author, question, "Or a reset.")];
        street.tell();
        let now = street.clock.now();
        street.acts(joiner, move |tx, actor| join::join(tx, actor, question, true, now));
        street.acts(watcher, move |tx, actor| watch::watch(tx, actor, WatchKind::Question, question, true, now));
        street.accepts(asker, answers[0]);
        street.tell();
        street.acts(asker, move |tx, actor| accept::unaccept(tx, actor, answers[0], &Rules::default(), now));
        street.accepts(asker, answers[0]);
        street.accepts(asker, answers[1]);
        street.tell();
        assert_eq!(street.told(author), [Accepted, Accepted], "once for each answer");
        assert_eq!(street.told(joiner), [Solved]);
        assert_eq!(street.told(watcher), [WatchedSolved]);
        assert_eq!(street.told(asker), [Answered, Answered]);
    });
}

#[test]
fn what_was_taken_back_before_it_is_told_is_no_news() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        let question = street.asks(asker);
        let answer = street.answers(author, question, "Try another channel.");
        let now = street.clock.now();
        street.accepts(asker, answer);
        street.acts(asker, move |tx, actor| accept::unaccept(tx, actor, answer, &Rules::default(), now));
        street.tell();
        assert_eq!(street.told(author), NOTHING);
    });
}

#[test]
fn the_asker_hears_of_what_others_decide_for_them() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author, moderator] = ["Ada", "Ben", "Mo"].map(|name| street.person(name));
        street.grant(moderator, "moderator");
        let [question, original] = [street.asks(asker), street.asks(author)];
        let answer = street.answers(author, question, "Try another channel.");
        street.tell();
        street.clock.advance(8 * DAY);
        street.accepts(moderator, answer);
        let now = street.clock.now();
        let closed = street.asks(asker);
        street.acts(moderator, move |tx, actor| {
            close::close(tx, actor, closed, CloseReason::OffTopic, &Rules::default(), now)
        });
        street.acts(moderator, move |tx, actor| {
            close::mark_duplicate(tx, actor, question, original, &Rules::default(), now)
        });
        street.tell();
        assert_eq!(street.told(asker), [Answered, AcceptedOnBehalf, Closed, Duplicate]);
        assert_eq!(street.told(author), [Accepted]);
        let answer = street.answers(moderator, original, "A reset helps for good.");
        street.accepts(author, answer);
        street.tell();
        let all = [Answered, AcceptedOnBehalf, Closed, Duplicate, FollowedAnswered, Solved];
        assert_eq!(street.told(asker), all, "who asked the same hears of the original");
    });
}

#[test]
fn who_follows_a_duplicate_hears_of_the_original_once() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, other, both, watcher, moderator] =
            ["Ada", "Ben", "Cem", "Dora", "Mo"].map(|name| street.person(name));
        street.grant(moderator, "moderator");
        let [original, duplicate] = [street.asks(asker), street.asks(other)];
        let now = street.clock.now();
        for question in [original, duplicate] {
            street.acts(both, move |tx, actor| join::join(tx, actor, question, true, now));
        }
        street.acts(watcher, move |tx, actor| watch::watch(tx, actor, WatchKind::Question, duplicate, true, now));
        street.acts(moderator, move |tx, actor| {
            close::mark_duplicate(tx, actor, duplicate, original, &Rules::default(), now)
        });
        street.answers(moderator, original, "A reset helps for good.");
        street.tell();
        assert_eq!(street.told(other), [Duplicate, FollowedAnswered]);
        assert_eq!(street.told(both), [FollowedAnswered]);
        assert_eq!(street.told(watcher), [FollowedAnswered]);
    });
}

#[test]
fn authors_hear_of_comments_endorsements_and_what_became_of_their_edit() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author, expert, editor] = ["Ada", "Ben", "Eve", "Finn"].map(|name| street.person(name));
        street.grant(expert, "expert");
        let question = street.asks(asker);
        let answer = street.answers(author, question, "Try another channel.");
        street.comments(asker, answer, "That helps, and @eve knows why.");
        street.comments(author, answer, "Glad to hear it.");
        let now = street.clock.now();
        street.acts(expert, move |tx, actor| {
            endorse::endorse(tx, actor, answer, &endorse::Endorsement::default(), &Rules::default(), now)
        });
        street.write(move |tx| {
            diesel::update(people::table.find(editor)).set(people::reputation.eq(1)).execute(tx.conn())?;
            Ok(())
        });
        for accepted in [true, false] {
            let suggested = street.acts(editor, move |tx, actor| {
                let base = posts::table.find(answer).select(posts::revision).first(tx.conn())?;
                let revision = Revision {
                    base,
                    title: None,
                    text: text(&format!("Try channel {base} or another one.")),
                    tags: None,
                    reason: String::new(),
                };
                match revise::revise(tx, actor, answer, &revision, &Rules::default(), now)? {
                    Revised::Suggested { id } => Ok((id, revision.text)),
                    Revised::Saved { .. } => panic!("too little reputation to save"),
                }
            });
            street.acts(author, move |tx, actor| {
                let decision = Decision {
                    suggestion_id: suggested.0,
                    accepted: accepted.then_some(suggested.1),
                    reason: String::new(),
                };
                suggest::decide(tx, actor, &decision, &Rules::default(), now)
            });
        }
        street.tell();
        assert_eq!(street.told(author), [Commented, Endorsed]);
        assert_eq!(street.told(expert), [Mentioned]);
        assert_eq!(street.told(editor), [EditAccepted, EditRejected]);
    });
}

#[test]
fn who_waits_for_review_hears_how_it_ended() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, newcomer, moderator] = ["Ada", "Nils", "Mo"].map(|name| street.person(name));
        street.grant(moderator, "moderator");
        let now = street.clock.now();
        street.write(move |tx| {
            diesel::update(people::table.find(newcomer))
                .set((people::created_at.eq(now.plus(-HOUR)), people::reputation.eq(1)))
                .execute(tx.conn())?;
            Ok(())
        });
        let question = street.asks(asker);
        let posts = [1, 2].map(|n| street.answers(newcomer, question, &format!("See https://elsewhere.example/{n}")));
        street.tell();
        assert_eq!(street.told(asker), NOTHING, "nobody can see it yet");
        street.acts(moderator, move |tx, actor| hold::release(tx, actor, posts[0], &Rules::default(), now));
        street.acts(moderator, move |tx, actor| {
            hold::reject(tx, actor, posts[1], HideReason::Spam, &Rules::default(), now)
        });
        street.tell();
        assert_eq!(street.told(newcomer), [Released, Hidden]);
        assert_eq!(street.told(asker), [Answered]);
    });
}

#[test]
fn nothing_is_told_about_what_cannot_be_seen_nor_to_the_erased_and_suspended() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author, erased, suspended, moderator] =
            ["Ada", "Ben", "Gone", "Sus", "Mo"].map(|name| street.person(name));
        street.grant(moderator, "moderator");
        let question = street.asks(asker);
        let now = street.clock.now();
        for person in [erased, suspended] {
            street.acts(person, move |tx, actor| join::join(tx, actor, question, true, now));
        }
        street.write(move |tx| {
            diesel::update(people::table.find(erased)).set(people::erased_at.eq(now)).execute(tx.conn())?;
            diesel::update(people::table.find(suspended))
                .set(people::suspended_until.eq(now.plus(DAY)))
                .execute(tx.conn())?;
            Ok(())
        });
        let hidden = street.answers(author, question, "A rude answer about @mo.");
        street
            .acts(moderator, move |tx, actor| hide::hide(tx, actor, hidden, HideReason::Rude, &Rules::default(), now));
        street.tell();
        assert_eq!(street.told(asker), NOTHING, "hidden before anybody was told");
        assert_eq!(street.told(moderator), NOTHING);
        assert_eq!(street.told(author), [Hidden]);
        street.answers(author, question, "A helpful answer for @sus and @gone.");
        street.tell();
        assert_eq!(street.told(asker), [Answered]);
        assert_eq!((street.told(erased), street.told(suspended)), (vec![], vec![]));
    });
}

#[test]
fn more_followers_than_one_round_are_told() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        let question = street.asks(asker);
        let now = street.clock.now();
        let joiners = street.write(move |tx| {
            let mut joiners = Vec::new();
            for n in 0..501 {
                let id: i64 = diesel::insert_into(people::table)
                    .values((
                        people::handle.eq(format!("p{n}")),
                        people::name.eq(format!("P{n}")),
                        people::lang.eq("en"),
                        people::created_at.eq(now),
                    ))
                    .returning(people::id)
                    .get_result(tx.conn())?;
                let actor = kiez::accounts::Actor::load(tx.conn(), id)?;
                join::join(tx, &actor, question, true, now)?;
                joiners.push(id);
            }
            Ok(joiners)
        });
        street.answers(author, question, "Try another channel.");
        street.tell();
        for joiner in [joiners[0], joiners[499], joiners[500]] {
            assert_eq!(street.told(joiner), [FollowedAnswered]);
        }
    });
}

#[test]
fn whoever_asked_or_followed_hears_once_that_a_question_went_into_another() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author, watcher, other, mo] = ["Ada", "Ben", "Cem", "Dora", "Mo"].map(|name| street.person(name));
        street.grant(mo, "moderator");
        let (from, into) = (street.asks(asker), street.asks(other));
        let answer = street.answers(author, from, "Try another channel.");
        street.tell();
        let now = street.clock.now();
        street.acts(watcher, move |tx, actor| watch::watch(tx, actor, WatchKind::Question, from, true, now));
        let go = |saw| {
            let wish = Merge { from, into, saw, reason: String::new() };
            street.acts(mo, move |tx, actor| merge::merge(tx, actor, &wish, &Rules::default(), now))
        };
        let id = go(0);
        street.tell();
        assert_eq!((street.told(asker), street.told(watcher)), (vec![Answered, Merged], vec![Merged]));
        assert_eq!((street.told(other), street.told(author)), (NOTHING.to_vec(), NOTHING.to_vec()));
        let stands = |kind: NoticeKind| -> Vec<i64> {
            street.read(|conn| {
                Ok(notices::table
                    .filter(notices::person_id.eq(asker))
                    .filter(notices::kind.eq(kind))
                    .select(notices::question_id)
                    .load(conn)?)
            })
        };
        assert_eq!(stands(Answered), [into], "what it is about is there now");
        street.acts(mo, move |tx, actor| undo_move::undo(tx, actor, id, &Rules::default(), now));
        street.tell();
        assert_eq!(stands(Answered), [from]);
        go(2);
        street.tell();
        assert_eq!(street.told(asker), [Answered, Merged], "nothing twice");
        assert!(answer > 0);
    });
}

#[test]
fn authors_hear_where_their_words_went_unless_they_came_back() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author, other, mo] = ["Ada", "Ben", "Cem", "Mo"].map(|name| street.person(name));
        street.grant(mo, "moderator");
        let [from, into] = [street.asks(asker), street.asks(asker)];
        let [one, two] = [author, other].map(|who| street.answers(who, from, "Try another channel, it helped here."));
        let [long, said] = [author, other].map(|who| street.comments(who, from, "It was the channel here as well."));
        street.tell();
        let now = street.clock.now();
        let moved = |answer, from, into| {
            let wish = MoveAnswer { answer, from, into, reason: String::new() };
            street.acts(mo, move |tx, actor| move_answer::move_answer(tx, actor, &wish, &Rules::default(), now))
        };
        moved(one, from, into);
        let back = moved(two, from, into);
        street.acts(mo, move |tx, actor| undo_move::undo(tx, actor, back, &Rules::default(), now));
        street.acts(mo, move |tx, actor| convert::to_answer(tx, actor, long, &Rules::default(), now));
        street.tell();
        assert_eq!(street.told(author), [Moved, BecameAnswer]);
        assert_eq!(street.told(other), NOTHING, "what came back before it was told is no news");
        let wish = ToComment { answer: one, under: into, reason: String::new() };
        street.acts(mo, move |tx, actor| convert::to_comment(tx, actor, &wish, &Rules::default(), now));
        let (question, title) = (from, "Which channel is the best?".to_owned());
        let saw = street.read(|conn| Ok(moves::seen(conn, from)?));
        let wish = Split { question, answers: vec![two], comments: vec![said], title, saw, reason: String::new() };
        street.acts(mo, move |tx, actor| split::split(tx, actor, &wish, &Rules::default(), now));
        street.tell();
        assert_eq!(street.told(author), [Moved, BecameAnswer, BecameComment]);
        assert_eq!(street.told(other), [BecameQuestion]);
    });
}
