//! Questions like the one that is shown, for its margin: solved ones first, with the first lines of their solutions, as
//! everybody may see them. Remembered until one of them changes; without search there are none.

use std::sync::Arc;

use crate::ground::db::AnyConnection;
use crate::ground::web::cache::{Lasting, PageCache};
use crate::pages::cached::Subject;
use crate::threads::similar::{Finder, SimilarQuestion, Wanted, solved_first};

use super::view::Thread;

/// Questions in a margin.
const SIMILAR: usize = 5;
/// Bytes that are remembered of all margins together.
const ROOM: u64 = 8 * 1024 * 1024;

/// What stands beside a thread.
pub type Margin = Arc<Vec<SimilarQuestion>>;

/// What is remembered, by the question beside which it stands.
pub struct Margins(Lasting<i64, Vec<SimilarQuestion>>);

impl Default for Margins {
    fn default() -> Self {
        Self(Lasting::new(ROOM, |all: &Vec<SimilarQuestion>| weight(all)))
    }
}

/// Bytes of a margin.
fn weight(all: &[SimilarQuestion]) -> usize {
    all.iter().map(|one| one.title.len() + one.path.len() + one.excerpt.len() + size_of::<SimilarQuestion>()).sum()
}

impl Margins {
    /// What is known to stand beside a thread, for a connection that sees the log up to `log`.
    pub fn known(
        &self,
        conn: &mut AnyConnection,
        pages: &PageCache,
        (question, log): (i64, i64),
        finder: &Finder,
    ) -> Option<Margin> {
        if let Some(known) = self.0.get(pages, &question, log) {
            return Some(known);
        }
        let found = finder.kept(conn, question, SIMILAR)?;
        Some(self.remember(question, found, log))
    }

    /// Puts it beside a thread that was read after the log had come to `log`; looks for it where it is not known.
    pub async fn fill(&self, thread: &mut Thread, log: i64, known: Option<Margin>, finder: &Finder) {
        let found = match known {
            Some(known) => known,
            None => self.look(thread, log, finder).await,
        };
        // What is linked as a duplicate, or as its original, is not offered once more.
        let linked = |path: &str| thread.original.iter().chain(&thread.duplicates).any(|link| link.path == path);
        let fresh: Vec<SimilarQuestion> = found.iter().filter(|one| !linked(&one.path)).cloned().collect();
        thread.subject.questions.extend(fresh.iter().map(|one| one.id));
        thread.similar = fresh;
    }

    async fn look(&self, thread: &Thread, log: i64, finder: &Finder) -> Margin {
        let found = finder.find(Wanted {
            title: thread.title.clone(),
            body: String::new(),
            langs: vec![thread.lang.clone()],
            exclude: Some(thread.id),
            limit: SIMILAR,
            beside: true,
        });
        self.remember(thread.id, found.await, log)
    }

    fn remember(&self, question: i64, mut found: Vec<SimilarQuestion>, log: i64) -> Margin {
        solved_first(&mut found);
        let found = Arc::new(found);
        if !found.is_empty() {
            let questions = std::iter::once(question).chain(found.iter().map(|one| one.id)).collect();
            let shown = Subject { questions, ..Subject::default() };
            self.0.put(question, found.clone(), shown.marks(), log);
        }
        found
    }
}
