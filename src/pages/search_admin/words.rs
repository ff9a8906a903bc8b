//! /admin/search/words: synonyms and pinned answers. The verbs in `search::learn` decide; the search knows at once.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::ground::clock::Micros;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::pages::given::{Given, address};
use crate::pages::lists::{Name, names_of};
use crate::search::Service;
use crate::search::learn::pins::{self, Pinned};
use crate::search::learn::synonyms::{self, Group};
use crate::threads::paths;

/// The page.
const HERE: &str = "/admin/search/words";

/// What was typed, and where: in one of the groups, or in the form for a new one.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    words: String,
    term: String,
    target: String,
    #[serde(skip)]
    group: Option<i64>,
}

#[derive(Template)]
#[template(path = "search/admin_words.html")]
struct WordsPage {
    page: Page,
    groups: Vec<Group>,
    pins: Vec<Pinned>,
    names: HashMap<i64, Name>,
    typed: Typed,
    errors: Errors,
    none: Errors,
}

impl WordsPage {
    /// A group's words as they are typed.
    fn line(&self, group: &Group) -> String {
        if self.typed.group == Some(group.id) { self.typed.words.clone() } else { group.words.join(" = ") }
    }

    fn is_typed(&self, group: &Group) -> bool {
        self.typed.group == Some(group.id)
    }

    /// What is wrong with the form for a new group, if it is that one.
    fn of_new(&self) -> &Errors {
        if self.typed.group.is_none() { &self.errors } else { &self.none }
    }

    /// The field that is wrong is the one that the summary of errors leads to.
    fn id_of(&self, group: &Group) -> String {
        if self.is_typed(group) { "words".to_owned() } else { format!("group-{}", group.id) }
    }

    fn id_of_new(&self) -> &'static str {
        if self.typed.group.is_none() { "words" } else { "words-new" }
    }

    fn new_words(&self) -> &str {
        if self.typed.group.is_none() { &self.typed.words } else { "" }
    }

    fn who(&self, by: &Option<i64>, at: &Micros) -> String {
        let name = by.and_then(|id| self.names.get(&id)).cloned().unwrap_or_default();
        let t = &self.page.t;
        format!("{}, {}", name.shown(t), t.exact(*at))
    }

    fn path(&self, pin: &Pinned) -> String {
        pin.answer_id.map_or_else(|| format!("/questions/{}", pin.question_id), paths::answer)
    }

    fn search(&self, term: &str) -> String {
        address("/search", &[("q", term)])
    }
}

async fn show(visit: &Visit, status: StatusCode, typed: Typed, errors: Errors) -> Result<HttpResponse, Problem> {
    let read = visit.services.db.read(|conn| {
        let (groups, pins) = (synonyms::groups(conn)?, pins::pins(conn)?);
        let mut people: Vec<i64> =
            groups.iter().filter_map(|group| group.by).chain(pins.iter().filter_map(|pin| pin.by)).collect();
        people.sort_unstable();
        people.dedup();
        let names = names_of(conn, &people)?;
        Ok::<_, Refusal>((groups, pins, names))
    });
    let (groups, pins, names) = read.await?;
    let page = visit.page(visit.t.s("learn-words-title"));
    let template = WordsPage { page, groups, pins, names, typed, errors, none: Errors::default() };
    visit.html_with(status, &template.page, &template)
}

/// What came of a form: back to the page, or the form again with what was typed.
async fn end(
    visit: &Visit,
    search: &Service,
    done: Verdict<()>,
    (typed, field): (Typed, &'static str),
    flash: &str,
) -> Result<HttpResponse, Problem> {
    match done {
        Ok(()) => {
            if let Err(why) = search.renew_words().await {
                tracing::warn!(%why, "the search hears of changed words by the log");
            }
            Ok(Flash::of(flash).then(&visit.services, HERE))
        }
        Err(why) => {
            let (status, errors) = again(why, field)?;
            show(visit, status, typed, errors).await
        }
    }
}

/// GET /admin/search/words: `words` and `term` may be filled in by a link.
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn page(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let text = |name| given.text(name).to_owned();
    let typed = Typed { words: text("words"), term: text("term"), target: text("target"), group: None };
    show(&visit, StatusCode::OK, typed, Errors::default()).await
}

/// POST /admin/search/synonyms
///
/// # Errors
/// `Forbidden` for all but admins; what the verb says.
pub async fn add(visit: Visit, search: web::Data<Service>, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    put(visit, &search, None, typed).await
}

/// POST /admin/search/synonyms/{id}
///
/// # Errors
/// As `add`, and `NotFound`.
pub async fn change(
    visit: Visit,
    search: web::Data<Service>,
    id: web::Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, Problem> {
    put(visit, &search, Some(id.into_inner()), typed).await
}

async fn put(visit: Visit, search: &Service, id: Option<i64>, typed: Typed) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (words, now) = (typed.words.clone(), visit.now);
    let done = visit.services.db.write(move |tx| synonyms::put(tx, &actor, id, &words, now)).await;
    end(&visit, search, done.map(drop), (Typed { group: id, ..typed }, "words"), "flash-saved").await
}

/// POST /admin/search/synonyms/{id}/delete
///
/// # Errors
/// `Forbidden` for all but admins, `NotFound`.
pub async fn remove(visit: Visit, search: web::Data<Service>, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (id.into_inner(), visit.now);
    let done = visit.services.db.write(move |tx| synonyms::remove(tx, &actor, id, now)).await;
    end(&visit, &search, done, (Typed::default(), "words"), "flash-learn-removed").await
}

/// POST /admin/search/pins
///
/// # Errors
/// `Forbidden` for all but admins; what the verb says.
pub async fn pin(visit: Visit, search: web::Data<Service>, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (term, target, now) = (typed.term.clone(), typed.target.clone(), visit.now);
    let done = visit.services.db.write(move |tx| pins::add(tx, &actor, &term, &target, now)).await;
    end(&visit, &search, done.map(drop), (typed, "term"), "flash-saved").await
}

/// POST /admin/search/pins/{id}/delete
///
/// # Errors
/// `Forbidden` for all but admins, `NotFound`.
pub async fn unpin(visit: Visit, search: web::Data<Service>, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (id.into_inner(), visit.now);
    let done = visit.services.db.write(move |tx| pins::remove(tx, &actor, id, now)).await;
    end(&visit, &search, done, (Typed::default(), "term"), "flash-learn-removed").await
}
