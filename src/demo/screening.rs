//! What was seen in the posts that wait, and votes that look like an arrangement: a pair and a ring, so that there is
//! something to find before it is switched on.

use std::collections::HashMap;

use anyhow::ensure;
use diesel::prelude::*;

use crate::ground::clock::{DAY, HOUR, Micros};
use crate::ground::db::Tx;
use crate::moderation::screen::book::Book;
use crate::moderation::screen::signals::{self, Facts};
use crate::moderation::screen::{guard, words};
use crate::reputation::Cause;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::raw::{self, RawVote};
use crate::threads::tables::{posts, question_tags, votes};

use super::standing::{Deed, Standing};
use super::town::Town;

/// Who votes for whom, and how often: two for each other, three in a circle.
const ARRANGED: [(&str, &str, usize); 5] =
    [("kevin", "maik", 8), ("maik", "kevin", 7), ("wiebke", "sabine", 5), ("sabine", "rosa", 5), ("rosa", "wiebke", 5)];
/// Days in which these votes were cast, two a day.
const DAYS: i64 = 20;

/// Posts that wait are put before moderators with what was seen in them.
///
/// # Errors
/// When the database fails.
pub fn waiting(tx: &mut Tx<'_>, now: Micros) -> anyhow::Result<()> {
    let held: Vec<(i64, i64, i64, String)> = posts::table
        .filter(posts::status.eq(Status::Held))
        .order(posts::id)
        .select((posts::id, posts::question_id, posts::author_id, posts::html))
        .limit(100)
        .load(tx.conn())?;
    for (post_id, question_id, author, html) in held {
        let facts = Facts { age: DAY, text: words::of_html(&html), hosts: words::hosts(&html), ..Facts::default() };
        guard::open(tx, post_id, question_id, author, &signals::all(&facts, &Book::default()), now)?;
    }
    Ok(())
}

/// A post that can be voted for: id, author, what it is, its question, when it was written.
type Post = (i64, i64, PostKind, i64, Micros);

/// Casts the arranged votes; what they earn is counted with everything else.
///
/// # Errors
/// A key that leads nowhere, somebody who wrote too little, or a database that fails.
pub fn arrange(tx: &mut Tx<'_>, town: &Town, standing: &mut Standing, now: Micros) -> anyhow::Result<()> {
    let mut people = Vec::new();
    for (voter, author, _) in ARRANGED {
        people.extend([town.person(voter)?, town.person(author)?]);
    }
    let written: Vec<Post> = posts::table
        .filter(posts::author_id.eq_any(&people))
        .filter(posts::status.eq(Status::Visible))
        .order((posts::created_at, posts::id))
        .select((posts::id, posts::author_id, posts::kind, posts::question_id, posts::created_at))
        .limit(2_000)
        .load(tx.conn())?;
    let cast: Vec<(i64, i64)> = votes::table
        .filter(votes::voter_id.eq_any(&people))
        .select((votes::post_id, votes::voter_id))
        .limit(20_000)
        .load(tx.conn())?;
    let questions: Vec<i64> = written.iter().map(|post| post.3).collect();
    let tagged: Vec<(i64, i64)> = question_tags::table
        .filter(question_tags::question_id.eq_any(questions))
        .select((question_tags::question_id, question_tags::tag_id))
        .limit(20_000)
        .load(tx.conn())?;
    let mut tags: HashMap<i64, Vec<i64>> = HashMap::new();
    for (question, tag) in tagged {
        tags.entry(question).or_default().push(tag);
    }
    for (n, (voter, author, count)) in ARRANGED.into_iter().enumerate() {
        let (voter, author) = (town.person(voter)?, town.person(author)?);
        let free = written.iter().filter(|post| post.1 == author && !cast.contains(&(post.0, voter)));
        let chosen: Vec<&Post> = free.take(count).collect();
        ensure!(chosen.len() == count, "person {author} wrote only {} posts that can be voted for", chosen.len());
        for (place, post) in chosen.into_iter().enumerate() {
            // Two a day, at the same hour of the evening.
            let days = DAYS - i64::try_from(place / 2).unwrap_or(0);
            let at = Micros((now.day() - days) * DAY + 19 * HOUR + i64::try_from(n + place).unwrap_or(0) * HOUR / 20);
            if at > post.4 {
                vote(tx, standing, post, voter, at, tags.get(&post.3).cloned().unwrap_or_default())?;
            }
        }
    }
    Ok(())
}

fn vote(
    tx: &mut Tx<'_>,
    standing: &mut Standing,
    post: &Post,
    voter: i64,
    at: Micros,
    tags: Vec<i64>,
) -> anyhow::Result<()> {
    let (post_id, author_id, kind, ..) = *post;
    raw::insert_vote(tx.conn(), &RawVote { post_id, voter_id: voter, author_id, value: 1, created_at: at })?;
    diesel::update(posts::table.find(post_id))
        .set((posts::up.eq(posts::up + 1), posts::score.eq(posts::score + 1)))
        .execute(tx.conn())?;
    let answer = kind == PostKind::Answer;
    let cause = if answer { Cause::AnswerUp } else { Cause::QuestionUp };
    let tags = if answer { tags } else { Vec::new() };
    standing.add(Deed { at, person: author_id, cause, post: post_id, actor: voter, tags });
    Ok(())
}
