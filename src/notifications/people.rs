//! Who is told besides those whose question, answer or edit it is.

use diesel::prelude::*;

use crate::accounts::tables::people;
use crate::ground::db::AnyConnection;
use crate::ground::markdown::MAX_MENTIONS;
use crate::ground::refusal::Verdict;
use crate::threads::kinds::WatchKind;
use crate::threads::tables::{also_have, questions, watches};

/// How many followers are told at once; more come in further rounds.
pub(super) const ROUND: i64 = 500;

/// Why somebody follows a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    /// They have it too.
    Joined,
    /// They asked the same, and theirs points here.
    AskedToo,
    /// They watch it.
    Watches,
}

impl Follows {
    pub const ALL: [Self; 3] = [Self::Joined, Self::AskedToo, Self::Watches];

    /// The next round of followers after a person, by their ids. Whoever follows a duplicate follows its original.
    pub fn round(self, conn: &mut AnyConnection, question_id: i64, after: i64) -> Verdict<Vec<i64>> {
        let duplicates = questions::table.filter(questions::duplicate_of.eq(question_id)).select(questions::id);
        let found = match self {
            Self::Joined => also_have::table
                .filter(also_have::question_id.eq(question_id).or(also_have::question_id.eq_any(duplicates)))
                .filter(also_have::person_id.gt(after))
                .order(also_have::person_id)
                .select(also_have::person_id)
                .distinct()
                .limit(ROUND)
                .load(conn)?,
            Self::AskedToo => questions::table
                .filter(questions::duplicate_of.eq(question_id))
                .filter(questions::asker_id.gt(after))
                .order(questions::asker_id)
                .select(questions::asker_id)
                .distinct()
                .limit(ROUND)
                .load(conn)?,
            Self::Watches => watches::table
                .filter(watches::kind.eq(WatchKind::Question))
                .filter(watches::subject_id.eq(question_id).or(watches::subject_id.eq_any(duplicates)))
                .filter(watches::person_id.gt(after))
                .order(watches::person_id)
                .select(watches::person_id)
                .distinct()
                .limit(ROUND)
                .load(conn)?,
        };
        Ok(found)
    }
}

/// Who asked a question.
pub(super) fn asker(conn: &mut AnyConnection, question_id: i64) -> Verdict<i64> {
    Ok(questions::table.find(question_id).select(questions::asker_id).first(conn)?)
}

/// The people whom a rendered text mentions.
pub(super) fn mentioned(conn: &mut AnyConnection, html: &str) -> Verdict<Vec<i64>> {
    let handles = handles(html);
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    Ok(people::table.filter(people::handle.eq_any(handles)).order(people::id).select(people::id).load(conn)?)
}

/// Handles as the renderer linked them. In text `<` is always escaped, so text that shows such a link is none.
fn handles(html: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for rest in html.split("<a class=\"mention\" href=\"/people/by-handle/").skip(1) {
        let Some((handle, _)) = rest.split_once('"') else { continue };
        if !found.contains(&handle) {
            found.push(handle);
        }
        if found.len() == MAX_MENTIONS {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::threads::text::Text;

    #[test]
    fn mentions_are_read_from_what_the_renderer_wrote() {
        let source =
            "Hello @Lena-Vogt and @gunnar, @lena-vogt again; `@kevin` is code: `href=\"/people/by-handle/eve\"`";
        let text = Text::render(source, "en", "p1", "kiez.example", &|_| true).expect("short");
        assert_eq!(handles(&text.html), ["lena-vogt", "gunnar"], "{}", text.html);
    }
}
