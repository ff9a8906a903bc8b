//! What the templates of the question page are given.

use crate::ground::clock::Micros;
use crate::ground::web::{Errors, Html, Page};
use crate::pages::cached::Subject;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::mask::ask::Notice;
use crate::threads::mask::mark::BLOCKS;
use crate::threads::similar::SimilarQuestion;

use super::kept::Kept;
use super::people::Person;
use super::rights::{OnPost, OnThread};
use super::side::{Promise, Step};

/// The whole page.
pub struct Thread {
    /// The question's id.
    pub id: i64,
    /// As asked.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Its path without a query.
    pub path: String,
    /// Chip: (class and icon, key of its word).
    pub state: (&'static str, &'static str),
    /// (path, name)
    pub product: Option<(String, String)>,
    /// (path, name)
    pub category: Option<(String, String)>,
    /// (path, name)
    pub tags: Vec<(String, String)>,
    /// When it was asked.
    pub created_at: Micros,
    /// How often it was read.
    pub views: String,
    /// How many answers everybody sees.
    pub answer_count: i64,
    /// How many have this too.
    pub also_count: i64,
    /// Whether the reader is one of them.
    pub joined: bool,
    /// Whether the reader watches it.
    pub watching: bool,
    /// Whether the reader asked it.
    pub own: bool,
    /// Why it is closed.
    pub closing: Option<Closing>,
    /// What it duplicates.
    pub original: Option<Link>,
    /// What duplicates it.
    pub duplicates: Vec<Link>,
    /// How order was kept here: locked, protected, merged, split.
    pub kept: Kept,
    /// Why the reader is asked to help, if they are.
    pub asked: Option<String>,
    /// What happens next.
    pub promise: Promise,
    /// What happened.
    pub steps: Vec<Step>,
    /// The question itself.
    pub question: Post,
    /// This page's answers.
    pub answers: Vec<Post>,
    /// Whether the newest come first.
    pub newest: bool,
    /// Which page of answers this is, from 1.
    pub page: usize,
    /// The page before.
    pub newer: Option<String>,
    /// The page after.
    pub older: Option<String>,
    /// Questions like this one.
    pub similar: Vec<SimilarQuestion>,
    /// Those who answered, the reader's page of them.
    pub people: Vec<Person>,
    /// What the reader may do.
    pub may: OnThread,
    /// What all of this is about, for whoever keeps the page.
    pub subject: Subject,
}

impl Thread {
    /// The icon of the state's chip.
    pub fn state_icon(&self) -> &'static str {
        if self.state.0 == "answered" { "answer" } else { self.state.0 }
    }

    /// This page with all comments of a post.
    pub fn all_comments(&self, post: &Post) -> String {
        let sort = if self.newest { "sort=newest&" } else { "" };
        let page = if self.page > 1 { format!("page={}&", self.page) } else { String::new() };
        format!("{}?{sort}{page}comments={}#{}", self.path, post.id, post.anchor)
    }

    /// The question as a list of one, so that one template shows every post.
    pub fn only_question(&self) -> &[Post] {
        std::slice::from_ref(&self.question)
    }
}

/// A link to another thread.
#[allow(missing_docs)] // the names say it
pub struct Link {
    pub path: String,
    pub title: String,
    pub lang: String,
}

/// Who closed it, when and why.
pub struct Closing {
    /// Key of the reason's sentence.
    pub reason: &'static str,
    /// Who did.
    pub by: Option<Person>,
    /// When.
    pub at: Option<Micros>,
}

/// A question or an answer.
pub struct Post {
    /// Its id.
    pub id: i64,
    /// Question or answer.
    pub kind: PostKind,
    /// `q123` or `a456`
    pub anchor: String,
    /// Its permanent address.
    pub path: String,
    /// CSS classes after `post`.
    pub class: String,
    /// Whose it is.
    pub author: Person,
    /// Its language.
    pub lang: String,
    /// Cleaned when it was written.
    pub html: Html,
    /// Ups minus downs.
    pub score: i64,
    /// When it was written.
    pub created_at: Micros,
    /// When it was last changed.
    pub edited_at: Option<Micros>,
    /// Who sees it.
    pub status: Status,
    /// Key of the sentence that says why not everybody sees it, "" if they do.
    pub note: &'static str,
    /// What was seen in it, if that is why it waits.
    pub because: Vec<String>,
    /// Whether another answer is clearly ahead of this accepted one.
    pub outscored: bool,
    /// Who accepted it, when, and whether for the asker.
    pub accepted: Option<(Option<Person>, Micros, bool)>,
    /// Who vouches for it.
    pub endorsements: Vec<Endorsement>,
    /// Whether the reader has flagged it.
    pub flagged: bool,
    /// The reader's vote: 1, -1 or 0.
    pub mine: i64,
    /// What the reader may do.
    pub may: OnPost,
    /// Comments that are shown.
    pub comments: Vec<Comment>,
    /// Comments that are not.
    pub more_comments: i64,
}

impl Post {
    /// Whether it is the question.
    pub fn is_question(&self) -> bool {
        self.kind == PostKind::Question
    }

    /// Whether something in it or under it is hidden from all but the team and its author.
    pub fn hides(&self) -> bool {
        self.html.0.contains(BLOCKS) || self.comments.iter().any(|comment| comment.html.0.contains(BLOCKS))
    }

    /// Whether what is hidden there is the reader's own.
    pub fn hides_own(&self, page: &Page) -> bool {
        let own = |comment: &Comment| comment.html.0.contains(BLOCKS) && page.is_me(comment.author.id);
        (self.html.0.contains(BLOCKS) && page.is_me(self.author.id)) || self.comments.iter().any(own)
    }

    /// `questions` or `answers`: the first part of its forms' addresses.
    pub fn room(&self) -> &'static str {
        if self.is_question() { "questions" } else { "answers" }
    }
}

/// Who vouches for an answer.
#[allow(missing_docs)] // the names say it
pub struct Endorsement {
    pub expert: Person,
    pub field: String,
    pub note: String,
    pub version: String,
    pub at: Micros,
    pub mine: bool,
}

/// A comment.
#[allow(missing_docs)] // the names say it
pub struct Comment {
    pub id: i64,
    pub author: Person,
    pub html: Html,
    pub created_at: Micros,
    pub edited_at: Option<Micros>,
    pub visible: bool,
    pub may_edit: bool,
    pub may_mask: bool,
    pub may_delete: bool,
    pub may_restore: bool,
    pub may_keep: bool,
    pub may_flag: bool,
    pub may_appeal: bool,
    pub flagged: bool,
}

/// What somebody has typed on this page and is shown again.
#[derive(Default)]
pub struct Typed {
    /// The answer.
    pub answer: String,
    /// What it would look like.
    pub preview: Option<Html>,
    /// What is wrong with the answer.
    pub answer_errors: Errors,
    /// The post whose comment form this was, 0 for none.
    pub on: i64,
    /// The comment.
    pub comment: String,
    /// What is wrong with the comment.
    pub comment_errors: Errors,
    /// The form's key, so that it stays the same form.
    pub key: String,
    /// Since when the form is open.
    pub since: String,
    /// What there is to ask about personal data.
    pub mask: Option<Notice>,
}

impl Typed {
    /// The form's own key, or the page's fresh one.
    pub fn key<'a>(&'a self, page: &'a Page) -> &'a str {
        if self.key.is_empty() { &page.form_key } else { &self.key }
    }
}
