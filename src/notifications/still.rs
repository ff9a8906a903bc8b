//! What is still news at the moment of mailing: what its reader can still see, and what nobody has dealt with meanwhile.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::inbox::Line;
use super::kinds::NoticeKind;
use super::topics::Topic;
use crate::accounts::Actor;
use crate::accounts::roles::Role;
use crate::escalation::stage::Stage;
use crate::escalation::tables::escalations;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;

/// The numbers of those of these notices that are news for their reader.
pub(super) fn news(conn: &mut AnyConnection, actor: &Actor, lines: &[Line]) -> Verdict<HashSet<i64>> {
    let work = |line: &&Line| matches!(Topic::of(line.kind), Topic::Triage | Topic::Work | Topic::Help);
    let questions: Vec<i64> = lines.iter().filter(work).map(|line| line.question_id).collect();
    let waiting: HashMap<i64, (Stage, Option<i64>)> = if questions.is_empty() {
        HashMap::new()
    } else {
        escalations::table
            .filter(escalations::question_id.eq_any(questions))
            .filter(escalations::waits)
            .select((escalations::question_id, escalations::stage, escalations::assigned_to))
            .load::<(i64, Stage, Option<i64>)>(conn)?
            .into_iter()
            .map(|(question, stage, assigned)| (question, (stage, assigned)))
            .collect()
    };
    // One notice stands for all that waits in triage.
    let triage = actor.keeps_order()
        && lines.iter().any(|line| line.kind == NoticeKind::Triage)
        && escalations::table
            .filter(escalations::waits)
            .filter(escalations::stage.eq(Stage::Triage))
            .select(escalations::question_id)
            .first::<i64>(conn)
            .optional()?
            .is_some();
    let works = [Role::Staff, Role::Lead, Role::Admin].iter().any(|role| actor.is(*role));
    let is_news = |line: &&Line| {
        let here = waiting.get(&line.question_id);
        line.thing.is_some()
            && match line.kind {
                NoticeKind::Triage => triage,
                NoticeKind::Assigned => works && here.is_some_and(|(_, assigned)| *assigned == Some(actor.id)),
                NoticeKind::DueSoon | NoticeKind::Overdue => {
                    works && here.is_some_and(|(stage, _)| *stage >= Stage::Staff)
                }
                NoticeKind::Nudged => line.ask.is_some_and(|ask| ask.open) && here.is_some(),
                _ => true,
            }
    };
    Ok(lines.iter().filter(is_news).map(|line| line.id).collect())
}
