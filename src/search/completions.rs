//! What is offered while a search is typed, as a piece of a page.

use askama::Template;

use super::asked::Asked;
use super::complete::{Offered, OfferedTag};
use super::results::marked;
use crate::ground::web::{Html, Page};
use crate::threads::kinds::State;

/// `/search/complete`
#[derive(Template)]
#[template(path = "search/complete.html")]
pub(super) struct Completions {
    page: Page,
    count: i64,
    questions: Vec<Line>,
    tags: Vec<Tag>,
}

struct Line {
    title: Html,
    path: String,
    lang: String,
    solved: bool,
}

/// A tag, and the search that it narrows down.
struct Tag {
    name: String,
    href: String,
    questions: i64,
}

impl Completions {
    pub(super) fn new(page: Page, asked: &Asked, offered: Offered) -> Self {
        let count = (offered.questions.len() + offered.tags.len()) as i64;
        let tag = |tag: OfferedTag| Tag { href: instead(asked, &tag.name), name: tag.name, questions: tag.questions };
        let questions = offered.questions.into_iter().map(|question| Line {
            title: marked(&question.title),
            path: question.path,
            lang: question.lang,
            solved: question.state == State::Solved,
        });
        Self { page, count, questions: questions.collect(), tags: offered.tags.into_iter().map(tag).collect() }
    }
}

/// The search with a tag in place of its last word.
fn instead(asked: &Asked, tag: &str) -> String {
    asked.with(|asked| {
        let before = asked.text.trim_end().rfind(char::is_whitespace).unwrap_or(0);
        asked.text.truncate(before);
        asked.text.truncate(asked.text.trim_end().len());
        if !asked.tags.iter().any(|chosen| chosen == tag) {
            asked.tags.push(tag.to_owned());
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Asked, instead};

    #[test]
    fn a_tag_takes_the_place_of_the_word_that_was_begun() {
        let typed = |query: &str| instead(&Asked::parse(query), "wlan");
        assert_eq!(typed("q=router+startet+wl"), "/search?q=router+startet&tag=wlan");
        assert_eq!(typed("q=wl"), "/search?tag=wlan");
        assert_eq!(typed("q=wl&tag=wlan"), "/search?tag=wlan");
    }
}
