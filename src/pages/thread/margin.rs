//! Questions like the one that is shown, for its margin: solved ones first, with the first lines of their solutions, as
//! everybody may see them. Remembered until one of them changes; without search there are none.

use std::sync::Arc;

use actix_web::web;

use crate::ground::web::Services;
use crate::ground::web::cache::Lasting;
use crate::pages::cached::Subject;
use crate::threads::similar::{Finder, SimilarQuestion, Wanted, solved_first};

use super::view::Thread;

/// Questions in a margin.
const SIMILAR: usize = 5;
/// Bytes that are remembered of all margins together.
const ROOM: u64 = 8 * 1024 * 1024;

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
    /// Puts it beside a thread that was read after the log had come to `log`.
    pub async fn fill(&self, services: &Services, thread: &mut Thread, log: i64, finder: &web::Data<Finder>) {
        let found = match self.0.get(&services.pages, &thread.id, log) {
            Some(known) => known,
            None => self.look(thread, log, finder).await,
        };
        // What is linked as a duplicate, or as its original, is not offered once more.
        let linked = |path: &str| thread.original.iter().chain(&thread.duplicates).any(|link| link.path == path);
        let fresh: Vec<SimilarQuestion> = found.iter().filter(|one| !linked(&one.path)).cloned().collect();
        thread.subject.questions.extend(fresh.iter().map(|one| one.id));
        thread.similar = fresh;
    }

    async fn look(&self, thread: &Thread, log: i64, finder: &Finder) -> Arc<Vec<SimilarQuestion>> {
        let found = finder.find(Wanted {
            title: thread.title.clone(),
            body: String::new(),
            langs: vec![thread.lang.clone()],
            exclude: Some(thread.id),
            limit: SIMILAR,
            beside: true,
        });
        let mut found = found.await;
        solved_first(&mut found);
        let found = Arc::new(found);
        if !found.is_empty() {
            let questions = std::iter::once(thread.id).chain(found.iter().map(|one| one.id)).collect();
            let shown = Subject { questions, ..Subject::default() };
            self.0.put(thread.id, found.clone(), shown.marks(), log);
        }
        found
    }
}
