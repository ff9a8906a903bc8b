//! Questions like one that is being asked, solved ones first, so that the answer is there before the question is.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use search_index::SimilarTo;

use super::plain;
use super::service::Service;
use crate::ground::db::{AnyConnection, among};
use crate::ground::markdown;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::kinds::{PostKind, State, Status};
use crate::threads::paths;
use crate::threads::similar::{self, Finder, Wanted};
use crate::threads::tables::{posts, questions};

/// Characters of a solution that are shown.
const EXCERPT: usize = 160;
/// Characters of its HTML that are read for them.
const BEGINNING: i32 = 800;

#[diesel::declare_sql_function]
extern "SQL" {
    /// So many characters of a text from the first, which is 1.
    fn substr(text: Text, from: Integer, length: Integer) -> Text;
}

/// A question that may have been answered already; everybody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct SimilarQuestion {
    pub id: i64,
    pub title: String,
    pub path: String,
    pub lang: String,
    pub state: State,
    pub answer_count: i64,
    /// The first lines of the solution; empty without one.
    pub excerpt: String,
}

impl From<SimilarQuestion> for similar::SimilarQuestion {
    fn from(found: SimilarQuestion) -> Self {
        let SimilarQuestion { id, title, path, lang, state, answer_count, excerpt } = found;
        Self { id, title, path, lang, state, answer_count, excerpt }
    }
}

impl Service {
    /// Questions like this one, the likeliest first, solved ones before others that are as alike. `langs` are the
    /// languages to look in, the text's own first. Without an index nothing is similar.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn similar(
        &self,
        title: String,
        body: String,
        langs: Vec<String>,
        exclude: Option<i64>,
        limit: usize,
    ) -> Verdict<Vec<SimilarQuestion>> {
        let to = SimilarTo { title, body, langs, exclude, limit, looks: 0 };
        let ids = self.look(move |service| service.alike(&to)).await.flatten().unwrap_or_default();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.db().read(move |conn| dress(conn, &ids, limit)).await
    }

    /// The same for the rooms below, which do not know search; what fails is not similar.
    pub fn finder(&self) -> Finder {
        let (service, keeping) = (self.clone(), self.clone());
        let find = move |wanted: Wanted| {
            let service = service.clone();
            async move {
                let Wanted { title, body, langs, exclude, limit, beside } = wanted;
                let found = match exclude.filter(|_| beside) {
                    Some(id) => service.beside(id, SimilarTo { title, body, langs, exclude, limit, looks: 0 }).await,
                    None => service.similar(title, body, langs, exclude, limit).await,
                };
                found.unwrap_or_default().into_iter().map(similar::SimilarQuestion::from).collect()
            }
        };
        let kept = move |conn: &mut AnyConnection, question: i64, limit: usize| {
            let found = keeping.kept_beside(conn, question, limit).ok().flatten()?;
            Some(found.into_iter().map(similar::SimilarQuestion::from).collect())
        };
        Finder::new(find, kept)
    }

    /// None without an index, or with one that cannot be read.
    pub(super) fn alike(&self, to: &SimilarTo) -> Option<Vec<i64>> {
        let generation = self.current()?;
        match generation.index.similar(to) {
            Ok(found) => Some(found.into_iter().map(|similar| similar.id).collect()),
            Err(why) => {
                self.failed(&generation, &why);
                None
            }
        }
    }
}

/// What is shown of them: those that may be seen, `limit` at most, with the first lines of their solutions.
///
/// # Errors
/// When the database fails.
pub(super) fn dress(conn: &mut AnyConnection, ids: &[i64], limit: usize) -> Verdict<Vec<SimilarQuestion>> {
    let (first, rest) = ids.split_at(limit.min(ids.len()));
    let mut visible = visible(conn, first)?;
    if visible.len() < first.len() {
        visible.extend(self::visible(conn, rest)?);
    }
    let solved: Vec<i64> =
        visible.values().filter(|question| question.state == State::Solved).map(|question| question.id).collect();
    for (id, html) in solutions(conn, &solved)? {
        if let Some(question) = visible.get_mut(&id) {
            question.excerpt = first_lines(&html);
        }
    }
    Ok(ids.iter().filter_map(|id| visible.remove(id)).take(limit).collect())
}

/// Those that everybody may see, without first lines.
fn visible(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, SimilarQuestion>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let shown = questions::table
        .inner_join(posts::table)
        .filter(among(questions::id, ids))
        .filter(questions::shown)
        .filter(posts::status.eq(Status::Visible))
        .select((
            questions::id,
            questions::slug,
            questions::title,
            questions::lang,
            questions::state,
            questions::answer_count,
        ))
        .limit(ids.len() as i64);
    let rows: Vec<(i64, String, String, String, State, i64)> = crate::on_both!(conn, inner => shown.load(inner))?;
    let question = |(id, slug, title, lang, state, answer_count): (i64, String, String, String, State, i64)| {
        let path = paths::question(id, &slug);
        (id, SimilarQuestion { id, title, path, lang, state, answer_count, excerpt: String::new() })
    };
    Ok(rows.into_iter().map(question).collect())
}

/// The first lines of HTML of which only the beginning may be there.
fn first_lines(html: &str) -> String {
    let mut text = plain::text(html);
    if html.chars().count() >= usize::try_from(BEGINNING).unwrap_or(usize::MAX) {
        // The last word may be half of one.
        text.truncate(text.rfind(char::is_whitespace).unwrap_or(0));
        text.push_str(" …");
    }
    markdown::excerpt(&text, EXCERPT)
}

/// The best accepted answer of each, the beginning of its HTML.
fn solutions(conn: &mut AnyConnection, ids: &[i64]) -> Result<HashMap<i64, String>, Refusal> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let accepted = posts::table
        .filter(among(posts::question_id, ids))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::accepted_at.is_not_null())
        .select((posts::question_id, substr(posts::html, 1, BEGINNING)))
        .order((posts::question_id, posts::endorsement_count.desc(), posts::score.desc(), posts::id))
        .limit(200);
    let rows: Vec<(i64, String)> = crate::on_both!(conn, inner => accepted.load(inner))?;
    let mut best = HashMap::new();
    for (question, html) in rows {
        best.entry(question).or_insert(html);
    }
    Ok(best)
}
