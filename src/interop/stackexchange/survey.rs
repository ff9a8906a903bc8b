//! The first pass: every file is read to its end before anything is written. What it learns about other rows is
//! kept as numbers.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::ground::clock::Micros;
use crate::interop::Progress;

use super::records::{Author, Badge, Comment, Kind, Link, Post, Tag, User, Vote};
use super::report::Report;
use super::run::Dump;
use super::xml;

/// A vote with a voter.
pub struct Named {
    pub voter: i64,
    pub value: i64,
    pub at: Micros,
}

/// What the dump holds, as far as rows need to know of each other.
#[derive(Default)]
pub struct Survey {
    pub users: HashSet<i64>,
    /// Questions, and answers whose question exists.
    pub posts: HashMap<i64, Kind>,
    /// Votes for and against each post, with a voter or without.
    pub votes: HashMap<i64, (i64, i64)>,
    pub named: HashMap<i64, Vec<Named>>,
    /// Accepted answers, with the moment if the dump tells.
    pub accepted: HashMap<i64, Option<Micros>>,
    /// Closed duplicates with their originals.
    pub duplicates: HashMap<i64, i64>,
    /// Posts that hold a tag's short text.
    pub excerpts: HashMap<i64, String>,
    authors: HashMap<i64, i64>,
    closed: HashSet<i64>,
    acceptances: HashMap<i64, i64>,
}

impl Survey {
    /// Reads everything.
    ///
    /// # Errors
    /// The first fault, with file and line.
    pub fn take(dump: &Dump, report: &mut Report, progress: &mut dyn Progress) -> anyhow::Result<Self> {
        let mut survey = Self::default();
        report.line("people").read = xml::each(&dump.file("Users.xml")?, "users", progress, |row| {
            survey.users.insert(User::read(row)?.id);
            Ok(())
        })?;
        if let Some(path) = dump.optional("Tags.xml") {
            report.line("tags").read = xml::each(&path, "tags", progress, |row| {
                let tag = Tag::read(row)?;
                survey.excerpts.extend(tag.excerpt.map(|id| (id, tag.name)));
                Ok(())
            })?;
        }
        xml::each(&dump.file("Posts.xml")?, "posts", progress, |row| survey.post(&Post::read(row)?, report))?;
        survey.settle_posts(report);
        if let Some(path) = dump.optional("Comments.xml") {
            report.line("comments").read =
                xml::each(&path, "comments", progress, |row| Comment::read(row).map(|_| ()))?;
        }
        if let Some(path) = dump.optional("Votes.xml") {
            report.line("votes").read =
                xml::each(&path, "votes", progress, |row| survey.vote(&Vote::read(row)?, report))?;
        }
        if let Some(path) = dump.optional("PostLinks.xml") {
            report.line("links").read =
                xml::each(&path, "postlinks", progress, |row| survey.link(&Link::read(row)?, report))?;
        }
        if let Some(path) = dump.optional("Badges.xml") {
            report.line("badges").read = xml::each(&path, "badges", progress, |row| Badge::read(row).map(|_| ()))?;
        }
        Ok(survey)
    }

    fn post(&mut self, post: &Post, report: &mut Report) -> anyhow::Result<()> {
        match post.kind {
            Kind::Question => {
                report.line("questions").read += 1;
                if let Some(answer) = post.accepted {
                    report.line("accepted").read += 1;
                    self.acceptances.insert(post.id, answer);
                }
            }
            Kind::Answer(_) => report.line("answers").read += 1,
            Kind::Excerpt | Kind::Other => {
                let line = report.line("other posts");
                line.read += 1;
                if !self.excerpts.contains_key(&post.id) {
                    line.leave_out("wikis and other texts that are no threads", 1);
                }
                return Ok(());
            }
        }
        self.posts.insert(post.id, post.kind);
        if let Author::User(id) = post.author {
            self.authors.insert(post.id, id);
        }
        if post.closed_at.is_some() {
            self.closed.insert(post.id);
        }
        Ok(())
    }

    /// Only now is it known which questions there are: answers may stand before them.
    fn settle_posts(&mut self, report: &mut Report) {
        let orphan = |posts: &HashMap<i64, Kind>, kind: &Kind| match kind {
            Kind::Answer(question) => posts.get(question) != Some(&Kind::Question),
            _ => false,
        };
        let orphans: Vec<i64> =
            self.posts.iter().filter(|(_, kind)| orphan(&self.posts, kind)).map(|(id, _)| *id).collect();
        for id in &orphans {
            self.posts.remove(id);
        }
        report.line("answers").leave_out("their question is not in the dump", orphans.len() as u64);
        for (question, answer) in std::mem::take(&mut self.acceptances) {
            if self.posts.get(&answer) == Some(&Kind::Answer(question)) {
                self.accepted.insert(answer, None);
            } else {
                report.line("accepted").leave_out("the answer is not in the dump", 1);
            }
        }
    }

    fn vote(&mut self, vote: &Vote, report: &mut Report) -> anyhow::Result<()> {
        if vote.accepts
            && let Some(at) = self.accepted.get_mut(&vote.post)
        {
            *at = Some(vote.created_at);
        }
        let line = report.line("votes");
        if vote.value == 0 {
            line.leave_out("acceptances, bounties, flags and other marks that are no votes", 1);
        } else if !self.posts.contains_key(&vote.post) {
            line.leave_out("their post is not in the dump", 1);
        } else {
            let tally = self.votes.entry(vote.post).or_default();
            if vote.value > 0 {
                tally.0 += 1
            } else {
                tally.1 += 1
            }
            if let Some(voter) = vote.voter {
                self.named(voter, vote);
            }
        }
        Ok(())
    }

    /// A vote with a voter becomes one of ours if the voter exists, wrote something else, and voted once.
    fn named(&mut self, voter: i64, vote: &Vote) {
        let theirs = self.named.entry(vote.post).or_default();
        let foreign =
            self.authors.get(&vote.post).is_some_and(|author| *author != voter && self.users.contains(author));
        if foreign && self.users.contains(&voter) && !theirs.iter().any(|n| n.voter == voter) {
            theirs.push(Named { voter, value: vote.value, at: vote.created_at });
        }
    }

    fn link(&mut self, link: &Link, report: &mut Report) -> anyhow::Result<()> {
        let line = report.line("links");
        let question = |id: &i64| self.posts.get(id) == Some(&Kind::Question);
        if !link.duplicate {
            line.leave_out("mere mentions, which stand in the text", 1);
        } else if !question(&link.from) || !question(&link.to) || link.from == link.to {
            line.leave_out("one end is not in the dump", 1);
        } else if !self.closed.contains(&link.from) {
            line.leave_out("the question is open again", 1);
        } else if self.original(link.to) == link.from {
            line.leave_out("the two would be duplicates of each other", 1);
        } else {
            match self.duplicates.entry(link.from) {
                Entry::Vacant(free) => {
                    free.insert(link.to);
                }
                Entry::Occupied(_) => line.leave_out("the question has another original already", 1),
            }
        }
        Ok(())
    }

    /// Follows duplicates of duplicates to the question that is none.
    pub fn original(&self, mut question: i64) -> i64 {
        let mut steps = 0;
        while let Some(next) = self.duplicates.get(&question) {
            question = *next;
            steps += 1;
            if steps > self.duplicates.len() {
                break;
            }
        }
        question
    }
}
