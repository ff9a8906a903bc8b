//! Keeps a question's stage right in the transaction that changed the question: asking, answering, hiding, accepting,
//! voting, closing and retagging know nothing of escalation, so it follows them from here.

use std::collections::BTreeMap;

use diesel::dsl::{exists, select};
use diesel::prelude::*;

use super::agenda::Agenda;
use super::events::StageEntered;
use super::joined;
use super::kinds::StepKind;
use super::policy::{Answered, Question};
use super::rows::{self, Escalation, NewStep};
use super::stage::{Happening, Stage, Standing};
use super::tables::escalations;
use super::terms::{Book, StoredPolicy};
use super::walk::Walk;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Beside, Tx};
use crate::ground::events::{Event, Pending};
use crate::ground::refusal::Refusal;
use crate::threads::events::{
    AnswerAccepted, AnswerEndorsed, AnswerPosted, AnswerUnaccepted, EndorsementWithdrawn, PostDeleted, PostHidden,
    PostRestored, PostRevised, PostShown, QuestionAsked, QuestionClosed, QuestionLocked, QuestionMarkedDuplicate,
    QuestionMerged, QuestionReopened, QuestionRetagged, QuestionSplit, QuestionUnlocked, ThreadChanged, VoteCast,
};
use crate::threads::kinds::{PostKind, State, Status};
use crate::threads::tables::{posts, question_tags, questions};

/// After these the question may be with others, or answered, or not any more.
const KINDS: [&str; 20] = [
    AnswerAccepted::KIND,
    AnswerEndorsed::KIND,
    AnswerPosted::KIND,
    AnswerUnaccepted::KIND,
    EndorsementWithdrawn::KIND,
    PostDeleted::KIND,
    PostHidden::KIND,
    PostRestored::KIND,
    PostRevised::KIND,
    PostShown::KIND,
    QuestionAsked::KIND,
    QuestionClosed::KIND,
    QuestionLocked::KIND,
    QuestionMarkedDuplicate::KIND,
    QuestionReopened::KIND,
    QuestionRetagged::KIND,
    QuestionSplit::KIND,
    QuestionUnlocked::KIND,
    ThreadChanged::KIND,
    VoteCast::KIND,
];

/// Follows every write.
pub struct Settler;

impl Beside for Settler {
    fn beside(&self, tx: &mut Tx<'_>, events: &[Pending]) -> Result<(), Refusal> {
        for event in events.iter().filter(|event| event.kind() == QuestionMerged::KIND) {
            if let (Some(into), Some(from)) = (event.number("question_id"), event.number("from_id")) {
                joined::join(tx, (from, into), event.actor(), event.at())?;
            }
        }
        let mut changed: BTreeMap<i64, Change> = BTreeMap::new();
        for event in events.iter().filter(|event| KINDS.contains(&event.kind())) {
            let Some(question_id) = event.number("question_id") else { continue };
            let change = changed.entry(question_id).or_default();
            change.at = change.at.max(event.at());
            change.actor = event.actor();
            change.rematch |= [PostRevised::KIND, QuestionRetagged::KIND].contains(&event.kind());
            change.asked |= event.kind() == QuestionAsked::KIND;
            change.more_than_answers |= event.kind() != AnswerPosted::KIND;
            change.split |= event.kind() == QuestionSplit::KIND;
        }
        for (question_id, change) in changed {
            settle(tx, question_id, change)?;
        }
        Ok(())
    }
}

/// What happened to a question.
#[derive(Clone, Copy, Default)]
struct Change {
    at: Micros,
    actor: Option<i64>,
    /// Whether another policy may be meant now.
    rematch: bool,
    /// Whether it is new.
    asked: bool,
    /// Whether anything but answers came to it.
    more_than_answers: bool,
    /// Whether it was taken out of another one: new, too, but it may have answers already.
    split: bool,
}

/// A question as far as its stage depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    asker_id: i64,
    closed: bool,
}

pub(super) fn facts(conn: &mut AnyConnection, question_id: i64) -> QueryResult<Facts> {
    let (asker_id, state, shown, locked): (i64, State, bool, bool) = questions::table
        .find(question_id)
        .select((questions::asker_id, questions::state, questions::shown, questions::locked_at.is_not_null()))
        .first(conn)?;
    // Nobody can answer what is for reading only, so nobody waits for it either.
    Ok(Facts { asker_id, closed: state == State::Closed || !shown || locked })
}

/// Whether an answer counts: `policy::Answered::by` for all answers of a question at once. Since the asker still needed
/// help only later answers do, and those that were accepted later.
pub(super) fn counts(conn: &mut AnyConnection, row: &Escalation, facts: Facts, mode: Answered) -> QueryResult<bool> {
    let again = row.asked_again_at.map_or(i64::MIN, |at| at.0);
    let answers = posts::table
        .filter(posts::question_id.eq(row.question_id))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::created_at.gt(again).or(posts::accepted_at.gt(again)));
    let others = posts::author_id.ne(facts.asker_id);
    let accepted = posts::accepted_at.is_not_null();
    match mode {
        Answered::Any => select(exists(answers.filter(others.or(accepted)))).get_result(conn),
        Answered::Helpful => {
            let helps = posts::endorsement_count.gt(0).or(posts::score.gt(0));
            select(exists(answers.filter(accepted.or(others.and(helps))))).get_result(conn)
        }
    }
}

/// What policies look at.
pub(super) fn question(conn: &mut AnyConnection, question_id: i64, priority: i64) -> QueryResult<Question> {
    let (product, category, language, asked_at): (Option<i64>, Option<i64>, String, Micros) = questions::table
        .find(question_id)
        .select((questions::product_id, questions::category_id, questions::lang, questions::created_at))
        .first(conn)?;
    let tags = question_tags::table
        .filter(question_tags::question_id.eq(question_id))
        .select(question_tags::tag_id)
        .limit(20)
        .load(conn)?;
    Ok(Question { product, category, tags, language, priority, asked_at })
}

fn settle(tx: &mut Tx<'_>, question_id: i64, change: Change) -> Result<(), Refusal> {
    // The most frequent case by far: one more answer where one counts already changes nothing.
    if !change.more_than_answers && rows::is_answered(tx, question_id)? != Some(false) {
        return Ok(());
    }
    let mut row = rows::locked(tx, question_id)?;
    if row.is_none() && (change.asked || change.split) {
        enrol(tx, question_id, change)?;
        row = if change.split { rows::locked(tx, question_id)? } else { None };
    }
    let Some(row) = row else { return Ok(()) };
    let facts = facts(tx.conn(), question_id)?;
    let mode: Answered = super::tables::policies::table
        .find(row.policy_id)
        .select(super::tables::policies::answered)
        .first(tx.conn())?;
    let counts = counts(tx.conn(), &row, facts, mode)?;
    if !change.rematch && counts == row.answered && facts.closed == row.closed {
        return Ok(());
    }
    let Some(book) = Book::load(tx.conn())? else { return Ok(()) };
    let mut walk = Walk::new(row, &book, change.actor);
    walk.to(change.at);
    if facts.closed != walk.row.closed {
        let (what, kind) = if facts.closed {
            (Happening::Closed, StepKind::Closed)
        } else {
            (Happening::Reopened, StepKind::Reopened)
        };
        walk.happens(what, kind, change.at);
    }
    if counts != walk.row.answered {
        let kind = if counts { StepKind::Answered } else { StepKind::Unanswered };
        walk.happens(Happening::Answers { counts }, kind, change.at);
    }
    if change.rematch {
        let question = question(tx.conn(), question_id, walk.row.priority)?;
        walk.under(book.for_question(&question), change.at);
    }
    walk.save(tx)
}

/// A question that everybody can see for the first time.
fn enrol(tx: &mut Tx<'_>, question_id: i64, change: Change) -> Result<(), Refusal> {
    let Some(book) = Book::load(tx.conn())? else { return Ok(()) };
    let question = question(tx.conn(), question_id, 0)?;
    let row = fresh(question_id, book.for_question(&question), &book, change.at);
    rows::insert(tx, &row)?;
    let step = NewStep { actor_id: change.actor, version: 1, ..NewStep::of(&row, StepKind::Asked, change.at) };
    rows::insert_steps(tx, vec![step])?;
    let entered = StageEntered { question_id, post_id: question_id, stage: Stage::Peers };
    tx.record(change.actor, &entered, change.at);
    Ok(())
}

/// Where a question stands that was asked at `at`.
pub(super) fn fresh(question_id: i64, policy: &StoredPolicy, book: &Book, at: Micros) -> Escalation {
    let terms = book.terms(policy.id);
    let agenda = Agenda::new(Standing::asked(at, &terms));
    let standing = agenda.standing;
    let mut row = Escalation {
        question_id,
        policy_id: policy.id,
        team_id: policy.team_id,
        priority: 0,
        stage: Stage::Peers,
        since: at,
        counted_from: at,
        due: standing.due,
        answered: false,
        closed: false,
        sent_back: 0,
        waits: true,
        next_at: None,
        nudged: 0,
        warned_at: None,
        overdue_at: None,
        asked_again_at: None,
        asked_again_post: None,
        claimed_by: None,
        claimed_until: None,
        assigned_to: None,
        assigned_at: None,
        snoozed_until: None,
        version: 1,
    };
    row.stand(&agenda, &terms);
    row
}

/// Questions that are open or solved and were asked since the fallback holds, but stand nowhere: those of sample data.
/// What has an answer that counts does not wait. Returns how many there were in this round.
///
/// # Errors
/// When the database fails.
pub fn catch_up(tx: &mut Tx<'_>, round: i64) -> Result<usize, Refusal> {
    let Some(book) = Book::load(tx.conn())? else { return Ok(0) };
    let Some(since) = book.policies.iter().map(|policy| policy.policy.starts_at).min() else { return Ok(0) };
    let missing: Vec<(i64, Micros, i64, Option<Micros>)> = questions::table
        .left_join(escalations::table)
        .filter(escalations::question_id.nullable().is_null())
        .filter(questions::shown)
        .filter(questions::state.ne(State::Closed))
        .filter(questions::created_at.ge(since))
        .order((questions::created_at, questions::id))
        .select((questions::id, questions::created_at, questions::asker_id, questions::first_answer_at))
        .limit(round)
        .load(tx.conn())?;
    for (question_id, asked_at, asker_id, answered_at) in &missing {
        let question = question(tx.conn(), *question_id, 0)?;
        let policy = book.for_question(&question);
        let row = fresh(*question_id, policy, &book, *asked_at);
        let facts = Facts { asker_id: *asker_id, closed: false };
        let answered = counts(tx.conn(), &row, facts, policy.policy.answered)?;
        let mut walk = Walk::new(row, &book, None);
        walk.note(StepKind::Asked, "", *asked_at);
        if answered {
            let at = answered_at.unwrap_or(*asked_at);
            walk.to(at);
            walk.happens(Happening::Answers { counts: true }, StepKind::Answered, at);
        }
        let (row, steps) = walk.in_silence();
        rows::insert(tx, &row)?;
        rows::insert_steps(tx, steps)?;
    }
    Ok(missing.len())
}
