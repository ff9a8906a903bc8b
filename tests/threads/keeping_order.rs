//! Hiding, showing, deleting: who may, on whom, and what is left.

use kiez::accounts::roles::{Role, Scope};
use kiez::threads::delete;
use kiez::threads::hide;
use kiez::threads::kinds::{HideReason, Status};

use crate::support::stage::{stages, why};

#[test]
fn nobody_acts_on_a_higher_rank() {
    stages(|stage| {
        let person = |name: &str, role: Option<Role>| {
            let id = stage.person(name, 1);
            role.map_or(id, |role| stage.grant(id, role, Scope::Everywhere))
        };
        let (lena, mo, mia, admin) = (
            person("Lena", None),
            person("Mo", Some(Role::Moderator)),
            person("Mia", Some(Role::Moderator)),
            person("Adam", Some(Role::Admin)),
        );
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let (by_mo, by_admin) = (stage.answer(mo, question), stage.answer(admin, question));
        let hide = |person, post| {
            stage.act(person, move |tx, actor, rules, now| hide::hide(tx, actor, post, HideReason::Other, rules, now))
        };
        let show =
            |person, post| stage.act(person, move |tx, actor, rules, now| hide::show(tx, actor, post, rules, now));
        assert_eq!(why(hide(lena, by_mo)), "problem-needs-role");
        assert_eq!(why(hide(mia, by_mo)), "problem-rank");
        assert_eq!(why(hide(mo, by_admin)), "problem-rank");
        hide(admin, by_mo).expect("an admin may");
        assert_eq!(why(show(mia, by_mo)), "problem-rank");
        assert_eq!(why(show(mo, by_mo)), "problem-rank");
        show(admin, by_mo).expect("shown");
        hide(mo, question).expect("a member's");
        show(mia, question).expect("equals may correct each other");
        stage.is_consistent();
    });
}

#[test]
fn what_is_hidden_is_not_there_for_others_and_cannot_be_brought_back_by_its_author() {
    stages(|stage| {
        let (lena, gunnar, mo) = (stage.person("Lena", 500), stage.person("Gunnar", 1), stage.person("Mo", 1));
        stage.grant(mo, Role::Moderator, Scope::Everywhere);
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let answer = stage.answer(gunnar, question);
        stage
            .act(mo, move |tx, actor, rules, now| hide::hide(tx, actor, answer, HideReason::Rude, rules, now))
            .expect("hidden");
        assert_eq!(why(stage.vote(lena, answer, 1)), "not found");
        for bring_back in [true, false] {
            let tried = stage.act(gunnar, move |tx, actor, rules, now| {
                if bring_back {
                    delete::restore(tx, actor, answer, rules, now)
                } else {
                    delete::delete(tx, actor, answer, rules, now)
                }
            });
            assert_eq!(why(tried), "problem-not-visible");
        }
        assert_eq!(stage.status(answer), Status::Hidden);
    });
}
