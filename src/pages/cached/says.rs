//! What a page says of itself: what it shows, and until when that is true.

use std::sync::Arc;

use actix_web::HttpResponse;

use crate::ground::clock::Micros;
use crate::ground::web::cache::{Mark, Shown};

/// Counts somebody who reads a page at a moment.
pub type Read = Arc<dyn Fn(Micros) + Send + Sync>;

/// What a page of a thread shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The question, and those that the page names beside it.
    pub questions: Vec<i64>,
    /// Everybody who stands there.
    pub people: Vec<i64>,
    /// The next moment when the page says something else although nothing has happened.
    pub until: Option<Micros>,
}

/// All lists of questions and of people.
pub(super) fn any_list() -> Mark {
    Mark::of("lists", 0)
}

/// A thing by its noun, as `Tx::touch` has it.
pub(super) fn thing(noun: &str, id: i64) -> Mark {
    Mark::of(noun, id)
}

fn say(mut response: HttpResponse, shown: Shown) -> HttpResponse {
    response.extensions_mut().insert(shown);
    response
}

/// A list: of questions, tags, products or people.
pub fn lists(response: HttpResponse) -> HttpResponse {
    say(response, Shown { marks: vec![any_list()], ..Shown::default() })
}

/// Somebody's page, with lists of what they wrote.
pub fn person(response: HttpResponse, id: i64) -> HttpResponse {
    say(response, Shown { marks: vec![any_list(), thing("person", id)], ..Shown::default() })
}

impl Subject {
    /// What must not change while this is shown.
    pub fn marks(&self) -> Vec<Mark> {
        let questions = self.questions.iter().map(|id| thing("question", *id));
        questions.chain(self.people.iter().map(|id| thing("person", *id))).collect()
    }
}

/// A page of a thread.
pub fn thread(response: HttpResponse, subject: &Subject) -> HttpResponse {
    say(response, Shown { marks: subject.marks(), until: subject.until, read: None })
}

/// The same page, whose readers are counted.
pub fn read(mut response: HttpResponse, read: Read) -> HttpResponse {
    if let Some(shown) = response.extensions_mut().get_mut::<Shown>() {
        shown.read = Some(read);
    }
    response
}
