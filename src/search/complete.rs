//! What a search may go on as, while it is typed: titles of questions and names of tags.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use search_index::{Begun, Completion, Snippet};

use super::asked::Asked;
use super::rows;
use super::service::Service;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::kinds::State;
use crate::threads::tags::normalise;

/// Questions that are offered.
const QUESTIONS: usize = 5;
/// Tags that are offered.
const TAGS: i64 = 3;
/// Characters below which nothing is offered.
const SHORTEST: usize = 2;

/// What is offered for words that are being typed.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// Questions that everybody may see.
    pub questions: Vec<OfferedQuestion>,
    /// Tags that visible questions carry, and how many.
    pub tags: Vec<OfferedTag>,
}

/// A question whose title goes on as somebody has begun.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct OfferedQuestion {
    pub title: Snippet,
    pub path: String,
    pub lang: String,
    pub state: State,
}

/// A tag that begins like the last word.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
#[allow(missing_docs)] // the names say it
pub struct OfferedTag {
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = BigInt)]
    pub questions: i64,
}

impl Service {
    /// What the text may go on as. Nothing waits for the index here: it is asked again with the next letter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn complete(&self, asked: &Asked, langs: Vec<String>) -> Verdict<Offered> {
        let text = asked.text.clone();
        if text.chars().count() < SHORTEST {
            return Ok(Offered::default());
        }
        let tag = begun_tag(&text);
        let begun = Begun { text, langs, limit: QUESTIONS };
        let found = self.look(move |service| service.begun(&begun)).await.unwrap_or_default();
        self.db().read(move |conn| dress(conn, found, tag)).await
    }

    fn begun(&self, begun: &Begun) -> Vec<Completion> {
        let Some(generation) = self.current() else {
            return Vec::new();
        };
        generation.index.complete(begun).unwrap_or_else(|why| {
            self.failed(&generation, &why);
            Vec::new()
        })
    }
}

/// The last word as the beginning of a tag's name.
fn begun_tag(text: &str) -> Option<String> {
    let word = text.split_whitespace().next_back()?;
    let name = normalise(word.strip_prefix("tag:").unwrap_or(word))?;
    (name.chars().count() >= SHORTEST).then_some(name)
}

fn dress(conn: &mut AnyConnection, found: Vec<Completion>, tag: Option<String>) -> Verdict<Offered> {
    let ids: Vec<i64> = found.iter().map(|completion| completion.id).collect();
    let mut visible = rows::visible(conn, &ids)?;
    let offered = |completion: Completion| {
        let question = visible.remove(&completion.id)?;
        // The index may know an older title, which nobody may read any more.
        let same = completion.title.text() == question.title.as_str();
        let title = if same { completion.title } else { Snippet::plain(&question.title) };
        Some(OfferedQuestion { title, path: question.path, lang: question.lang, state: question.state })
    };
    let questions = found.into_iter().filter_map(offered).collect();
    let tags = tag.map_or(Ok(Vec::new()), |tag| tags(conn, &tag))?;
    Ok(Offered { questions, tags })
}

/// Tags whose name, or another name of theirs, begins like this, the most used first.
fn tags(conn: &mut AnyConnection, beginning: &str) -> Result<Vec<OfferedTag>, Refusal> {
    // Beginnings are a range of bytes; PostgreSQL orders by bytes only if it is told to, and has an index for that.
    let bytes = match conn {
        AnyConnection::Sqlite(_) => "",
        AnyConnection::Postgres(_) => "COLLATE \"C\"",
    };
    let named = |table: &str| format!("{table}.name {bytes} >= $1 AND {table}.name {bytes} < $2");
    let query = format!(
        "SELECT tags.name AS name, tags.question_count AS questions FROM tags \
         WHERE {} AND tags.question_count > 0 \
         UNION SELECT tags.name, tags.question_count FROM tag_synonyms JOIN tags ON tags.id = tag_synonyms.tag_id \
         WHERE {} AND tags.question_count > 0 \
         ORDER BY questions DESC, name LIMIT {TAGS}",
        named("tags"),
        named("tag_synonyms"),
    );
    let end = format!("{beginning}{}", char::MAX);
    Ok(crate::on_both!(conn, inner => diesel::sql_query(query)
        .bind::<Text, _>(beginning)
        .bind::<Text, _>(&end)
        .load(inner))?)
}

#[cfg(test)]
mod tests {
    use super::begun_tag;

    #[test]
    fn the_last_word_may_become_a_tag() {
        assert_eq!(begun_tag("Router WL").as_deref(), Some("wl"));
        assert_eq!(begun_tag("tag:Wi").as_deref(), Some("wi"));
        for short in ["", "r", "router w", "router -", "tag:"] {
            assert_ne!(begun_tag(short).map(|tag| tag.chars().count()), Some(1), "{short}");
        }
    }
}
