//! Threads with everything that happened in them, written at the times at which it happened.

use std::collections::HashMap;

use anyhow::{Context, anyhow};

use crate::accounts::roles::Scope;
use crate::ground::clock::{DAY, MINUTE, Micros};
use crate::ground::db::Tx;
use crate::ground::random::Random;
use crate::interop::events::ThreadImported;
use crate::reputation::Cause;
use crate::threads::kinds::{CloseReason, HideReason, PostKind, Status, WatchKind};
use crate::threads::raw::{self, RawAnswer, RawComment, RawQuestion, RawVote};
use crate::threads::state;

use super::draft::{self, Around, Draft};
use super::format::{Comment, Community, Edit};
use super::rows::{self, Revision, Suggested};
use super::standing::{Deed, Standing};
use super::town::Town;

/// Why the very first posts of newcomers wait (as `threads` writes it).
const FIRST_LINKS: &str = "first_links";
/// Votes come in within so many days of a post.
const VOTING_DAYS: i64 = 12;

/// Writes threads one after the other and remembers what earns reputation.
pub struct Writer<'a, 'b> {
    pub tx: &'a mut Tx<'b>,
    pub town: &'a Town,
    pub around: &'a Around<'a>,
    pub random: &'a Random,
    pub standing: Standing,
    /// Threads by key: the question's id and those of its answers.
    pub written: HashMap<String, (i64, Vec<i64>)>,
}

/// Somebody's post, for what is done to it.
struct Post {
    id: i64,
    kind: PostKind,
    author: i64,
    at: Micros,
}

impl Writer<'_, '_> {
    /// Writes one thread.
    ///
    /// # Errors
    /// A key that leads nowhere, or a database that fails.
    pub fn thread(&mut self, draft: &Draft<'_>) -> anyhow::Result<()> {
        let thread = draft.thread;
        let tags =
            thread.tags.iter().map(|t| self.town.tags.get(t).copied().with_context(|| format!("{t:?} is no tag")));
        let tags: Vec<i64> = tags.collect::<anyhow::Result<_>>()?;
        let asker = self.town.person(&thread.asker)?;
        let id = self.question(draft, asker, &tags)?;
        let question = Post { id, kind: PostKind::Question, author: asker, at: draft.asked_at };
        self.edits(draft, id, &thread.edit, Some(&thread.tags.join(" ")))?;
        self.votes(&question, &tags, &thread.up, &thread.down)?;
        self.comments(draft, id, id, &thread.comment, &draft.comments)?;
        for key in &thread.also {
            let (person, at) = (self.town.person(key)?, self.moment(draft.asked_at));
            rows::join(self.tx.conn(), id, person, at)?;
            rows::watch(self.tx.conn(), person, WatchKind::Question, id, at)?;
        }
        rows::watch(self.tx.conn(), asker, WatchKind::Question, id, draft.asked_at)?;
        let mut answers = Vec::new();
        for number in 0..thread.answer.len() {
            answers.push(self.answer(draft, &question, &tags, number)?);
        }
        if let Some(act) = &thread.hidden {
            HideReason::from_word(&act.reason).with_context(|| format!("{:?} is no reason to hide", act.reason))?;
            rows::set_status(
                self.tx.conn(),
                id,
                Status::Hidden,
                Some(self.town.person(&act.by)?),
                &act.reason,
                draft.after(&act.after)?,
            )?;
        }
        if thread.held {
            rows::set_status(self.tx.conn(), id, Status::Held, None, FIRST_LINKS, draft.asked_at)?;
        }
        state::refresh(self.tx, id, self.around.now)?;
        self.tx.record(None, &ThreadImported { question_id: id, post_id: id }, self.around.now);
        self.written.insert(thread.key.clone(), (id, answers));
        Ok(())
    }

    fn question(&mut self, draft: &Draft<'_>, asker: i64, tags: &[i64]) -> anyhow::Result<i64> {
        let thread = draft.thread;
        let mut closed = None;
        let mut duplicate_of = None;
        if let Some(act) = &thread.closed {
            let reason = CloseReason::from_word(&act.reason)
                .with_context(|| format!("{:?} is no reason to close", act.reason))?;
            closed = Some((reason, Some(self.town.person(&act.by)?), draft.after(&act.after)?));
        }
        if let Some(duplicate) = &thread.duplicate_of {
            let (original, _) =
                self.written.get(&duplicate.key).with_context(|| format!("there is no thread {:?}", duplicate.key))?;
            duplicate_of = Some(*original);
            closed =
                Some((CloseReason::Duplicate, Some(self.town.person(&duplicate.by)?), draft.after(&duplicate.after)?));
        }
        let status = match (&thread.hidden, thread.held) {
            (Some(_), _) => Status::Hidden,
            (None, true) => Status::Held,
            (None, false) => Status::Visible,
        };
        let question = RawQuestion {
            author_id: asker,
            title: thread.title.clone(),
            body: thread.body.trim().to_owned(),
            html: draft.html.clone(),
            lang: thread.lang.clone(),
            product_id: Some(
                *self
                    .town
                    .products
                    .get(&thread.product)
                    .with_context(|| format!("{:?} is no product", thread.product))?,
            ),
            category_id: Some(
                *self
                    .town
                    .categories
                    .get(&thread.category)
                    .with_context(|| format!("{:?} is no category", thread.category))?,
            ),
            tags: tags.to_vec(),
            created_at: draft.asked_at,
            edited_at: None,
            status,
            up: count(&thread.up),
            down: count(&thread.down),
            imported_score: 0,
            views: thread.views,
            also_count: count(&thread.also),
            closed,
            duplicate_of,
        };
        Ok(raw::insert_question(self.tx.conn(), &question)?)
    }

    fn answer(&mut self, draft: &Draft<'_>, question: &Post, tags: &[i64], number: usize) -> anyhow::Result<i64> {
        let (answer, html) = draft
            .thread
            .answer
            .get(number)
            .zip(draft.answers.get(number))
            .ok_or_else(|| anyhow!("no answer {number}"))?;
        let (author, at) = (self.town.person(&answer.by)?, draft.after(&answer.after)?);
        let accepted = answer.accepted.as_deref().map(|after| draft.after(after)).transpose()?;
        let raw = RawAnswer {
            question_id: question.id,
            author_id: author,
            body: answer.body.trim().to_owned(),
            html: html.html.clone(),
            lang: draft.thread.lang.clone(),
            created_at: at,
            edited_at: None,
            status: Status::Visible,
            up: count(&answer.up),
            down: count(&answer.down),
            imported_score: 0,
            accepted: accepted.map(|at| (at, question.author)),
        };
        let id = raw::insert_answer(self.tx.conn(), &raw)?;
        let post = Post { id, kind: PostKind::Answer, author, at };
        self.edits(draft, id, &answer.edit, None)?;
        self.votes(&post, tags, &answer.up, &answer.down)?;
        self.comments(draft, question.id, id, &answer.comment, &html.comments)?;
        if let Some(at) = accepted.filter(|_| author != question.author) {
            self.standing.add(Deed {
                at,
                person: author,
                cause: Cause::AnswerAccepted,
                post: id,
                actor: question.author,
                tags: tags.to_vec(),
            });
            self.standing.add(Deed {
                at,
                person: question.author,
                cause: Cause::AcceptedSomebody,
                post: id,
                actor: question.author,
                tags: Vec::new(),
            });
        }
        if let Some(endorsed) = &answer.endorsed {
            let (expert, at) = (self.town.person(&endorsed.by)?, draft.after(&endorsed.after)?);
            let product = self.town.products.get(&draft.thread.product).copied().unwrap_or_default();
            rows::endorse(self.tx.conn(), id, expert, Scope::Product(product), &endorsed.note, &endorsed.version, at)?;
            self.standing.add(Deed {
                at,
                person: author,
                cause: Cause::AnswerEndorsed,
                post: id,
                actor: expert,
                tags: tags.to_vec(),
            });
        }
        Ok(id)
    }

    fn edits(&mut self, draft: &Draft<'_>, post: i64, edits: &[Edit], tags: Option<&str>) -> anyhow::Result<()> {
        let mut title = draft.thread.title.as_str();
        for (number, edit) in (2..).zip(edits) {
            title = edit.title.as_deref().unwrap_or(title);
            let revision = Revision {
                post,
                number,
                author: self.town.person(&edit.by)?,
                title: tags.map(|_| title),
                body: edit.body.trim(),
                tags,
                reason: &edit.reason,
                at: draft.after(&edit.after)?,
            };
            rows::revise(self.tx.conn(), &revision)?;
        }
        Ok(())
    }

    fn comments(
        &mut self,
        draft: &Draft<'_>,
        question_id: i64,
        post_id: i64,
        comments: &[Comment],
        html: &[String],
    ) -> anyhow::Result<()> {
        for (comment, html) in comments.iter().zip(html) {
            let raw = RawComment {
                post_id,
                question_id,
                author_id: self.town.person(&comment.by)?,
                body: comment.body.trim().to_owned(),
                html: html.clone(),
                created_at: draft.after(&comment.after)?,
            };
            raw::insert_comment(self.tx.conn(), &raw)?;
        }
        Ok(())
    }

    fn votes(&mut self, post: &Post, tags: &[i64], up: &[String], down: &[String]) -> anyhow::Result<()> {
        let all = up.iter().map(|key| (key, 1)).chain(down.iter().map(|key| (key, -1)));
        for (key, value) in all {
            let (voter, at) = (self.town.person(key)?, self.moment(post.at));
            raw::insert_vote(
                self.tx.conn(),
                &RawVote { post_id: post.id, voter_id: voter, author_id: post.author, value, created_at: at },
            )?;
            let answer = post.kind == PostKind::Answer;
            let cause = match (answer, value > 0) {
                (true, true) => Cause::AnswerUp,
                (true, false) => Cause::AnswerDown,
                (false, true) => Cause::QuestionUp,
                (false, false) => Cause::QuestionDown,
            };
            let counted = if answer { tags.to_vec() } else { Vec::new() };
            self.standing.add(Deed { at, person: post.author, cause, post: post.id, actor: voter, tags: counted });
            if answer && value < 0 {
                self.standing.add(Deed {
                    at,
                    person: voter,
                    cause: Cause::DownvoteCast,
                    post: post.id,
                    actor: voter,
                    tags: Vec::new(),
                });
            }
        }
        Ok(())
    }

    /// Some moment between `from` and now, in the days in which people still look.
    fn moment(&self, from: Micros) -> Micros {
        let room = self.around.now.since(from).clamp(MINUTE, VOTING_DAYS * DAY);
        let part = self.random.below(room.unsigned_abs());
        from.plus(i64::try_from(part).unwrap_or(0))
    }

    /// Answers that wait for review and edits that wait for a decision.
    ///
    /// # Errors
    /// A key that leads nowhere, or a database that fails.
    pub fn waiting(&mut self, community: &Community) -> anyhow::Result<()> {
        let now = self.around.now;
        let find = |written: &HashMap<String, (i64, Vec<i64>)>, key: &str| {
            written.get(key).cloned().with_context(|| format!("there is no thread {key:?}"))
        };
        for held in &community.held_answer {
            let (question_id, _) = find(&self.written, &held.thread)?;
            let lang = community.thread.iter().find(|t| t.key == held.thread).map_or("en", |t| t.lang.as_str());
            let at = now.plus(-super::ages::micros(&held.age)?);
            let raw = RawAnswer {
                question_id,
                author_id: self.town.person(&held.by)?,
                body: held.body.trim().to_owned(),
                html: draft::held(held, lang, self.around)?,
                lang: lang.to_owned(),
                created_at: at,
                edited_at: None,
                status: Status::Held,
                up: 0,
                down: 0,
                imported_score: 0,
                accepted: None,
            };
            let id = raw::insert_answer(self.tx.conn(), &raw)?;
            rows::set_status(self.tx.conn(), id, Status::Held, None, FIRST_LINKS, at)?;
            state::refresh(self.tx, question_id, now)?;
        }
        for suggestion in &community.suggestion {
            let (question, answers) = find(&self.written, &suggestion.thread)?;
            let post = match suggestion.answer {
                Some(number) => *answers
                    .get(number.saturating_sub(1))
                    .with_context(|| format!("{:?} has no answer {number}", suggestion.thread))?,
                None => question,
            };
            let suggested = Suggested {
                post,
                author: self.town.person(&suggestion.by)?,
                title: suggestion.title.as_deref(),
                body: suggestion.replace.as_ref(),
                reason: &suggestion.reason,
                at: now.plus(-super::ages::micros(&suggestion.age)?),
            };
            rows::suggest(self.tx.conn(), &suggested)?;
        }
        Ok(())
    }
}

fn count(keys: &[String]) -> i64 {
    i64::try_from(keys.len()).unwrap_or(0)
}
