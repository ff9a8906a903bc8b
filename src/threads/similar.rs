//! A socket for similar questions: search knows them, this room only asks. Without search nothing is similar.

use std::pin::Pin;
use std::sync::Arc;

use super::kinds::State;
use crate::ground::db::AnyConnection;

/// What to look for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The title as far as it is typed.
    pub title: String,
    /// The body, may be empty.
    pub body: String,
    /// Languages to look in, the likeliest first.
    pub langs: Vec<String>,
    /// A question that must not be among the results.
    pub exclude: Option<i64>,
    /// Results at most.
    pub limit: usize,
    /// Whether they stand beside the page of the question `exclude`, where a quick look is enough, an earlier one too.
    pub beside: bool,
}

/// A question that may have been answered already; visible to everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the columns of `questions`
pub struct SimilarQuestion {
    pub id: i64,
    pub title: String,
    pub path: String,
    pub lang: String,
    pub state: State,
    pub answer_count: i64,
    /// The first lines of its solution; empty without one.
    pub excerpt: String,
}

/// Solved ones first, otherwise as they are.
pub fn solved_first(questions: &mut [SimilarQuestion]) {
    questions.sort_by_key(|question| question.state != State::Solved);
}

type Finding = Pin<Box<dyn Future<Output = Vec<SimilarQuestion>> + Send>>;
type Keeping = dyn Fn(&mut AnyConnection, i64, usize) -> Option<Vec<SimilarQuestion>> + Send + Sync;

/// Finds similar questions; handed to handlers as `web::Data<Finder>` where search is there.
#[derive(Clone)]
pub struct Finder {
    find: Arc<dyn Fn(Wanted) -> Finding + Send + Sync>,
    kept: Arc<Keeping>,
}

impl Finder {
    /// Plugs a search in: what looks for them, and what reads those that are known to stand beside a question, if they are.
    pub fn new<F, W, K>(find: F, kept: K) -> Self
    where
        F: Fn(Wanted) -> W + Send + Sync + 'static,
        W: Future<Output = Vec<SimilarQuestion>> + Send + 'static,
        K: Fn(&mut AnyConnection, i64, usize) -> Option<Vec<SimilarQuestion>> + Send + Sync + 'static,
    {
        Self { find: Arc::new(move |wanted| Box::pin(find(wanted))), kept: Arc::new(kept) }
    }

    /// Those that stand beside a question, so many at most, if that is known without a look.
    pub fn kept(&self, conn: &mut AnyConnection, question: i64, limit: usize) -> Option<Vec<SimilarQuestion>> {
        (self.kept)(conn, question, limit)
    }

    /// Asks it.
    pub async fn find(&self, wanted: Wanted) -> Vec<SimilarQuestion> {
        (self.find)(wanted).await
    }
}
