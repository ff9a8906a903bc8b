//! What is hidden in a post, for the team and its author; and hiding something afterwards.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::anchor;
use super::post::{self, Seen};
use crate::accounts::people::{Card, cards};
use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::Rules;
use crate::threads::eyes::Eyes;
use crate::threads::mask::after::{self, Masking};
use crate::threads::mask::ask::{Notice, Typed};
use crate::threads::mask::find::{Kind, find};
use crate::threads::mask::keep::{self, Row};
use crate::threads::mask::mark::{self, Hidden};
use crate::threads::mask::{ask, ask::Chosen};
use crate::threads::text::render_blocking;

#[derive(Template)]
#[template(path = "threads/masked.html")]
struct MaskedPage {
    page: Page,
    post: Seen,
    /// What is hidden; none until somebody of the team says that they want to see it.
    rows: Option<Vec<Row>>,
    looks: Vec<(Option<Card>, Micros)>,
}

impl MaskedPage {
    fn kind(&self, row: &Row) -> String {
        self.page.t.s(&format!("mask-kind-{}", row.kind.word()))
    }
}

/// A text in which something is to be hidden, and where it is.
pub(super) struct Shown {
    /// The title, where it has one of its own.
    pub title: String,
    /// As it is stored.
    pub body: String,
    /// Where the form posts to.
    pub action: String,
    /// Where the text is read.
    pub back: String,
    /// Key of what is said above it.
    pub lead: &'static str,
}

impl Shown {
    fn of(post: &Seen) -> Self {
        Self {
            title: post.title.clone(),
            body: post.body.clone(),
            action: format!("/posts/{}/mask", post.id),
            back: post.path(),
            lead: "mask-after-lead",
        }
    }
}

#[derive(Template)]
#[template(path = "threads/mask.html")]
struct MaskPage {
    page: Page,
    shown: Shown,
    found: Vec<(String, String)>,
    form: Pieces,
    errors: Errors,
}

impl MaskPage {
    fn is_chosen(&self, text: &str) -> bool {
        self.form.piece.is_empty() || self.form.piece.iter().any(|one| one == text)
    }
}

/// What is to be hidden: those that were found, and what was typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Pieces {
    piece: Vec<String>,
    other: String,
    /// The version that was looked at.
    pub base: i64,
}

impl Pieces {
    /// An empty form about that version.
    pub(super) fn of(base: i64) -> Self {
        Self { base, ..Self::default() }
    }
}

/// What forms say about what only the team should see.
pub fn chosen(choice: &str, seen: &str) -> Chosen {
    Chosen { choice: choice.to_owned(), seen: seen.to_owned() }
}

/// What there is to ask about a draft without a title.
pub fn notice(visit: &Visit, body: &str, chosen: &Chosen) -> Option<Notice> {
    ask::notice(&visit.t, Typed { title: "", body }, chosen)
}

/// GET /posts/{id}/masked
///
/// # Errors
/// `NotFound` for all but the team and the author, and where nothing is hidden.
pub async fn page(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (id, actor) = (path.into_inner(), visit.actor()?);
    show(&visit, id, actor, false).await
}

/// POST /posts/{id}/masked: somebody of the team looks, which is noted.
///
/// # Errors
/// As `page`.
pub async fn look(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/posts/{id}/masked"))?;
    visit.limit(Limit::Act).await?;
    show(&visit, id, actor, true).await
}

async fn show(visit: &Visit, id: i64, actor: Actor, wants: bool) -> Result<HttpResponse, Problem> {
    let eyes = Eyes::of(Some(&actor));
    let me = actor.id;
    let (post, team) = visit
        .services
        .db
        .read(move |conn| {
            let post = post::seen(conn, id, &eyes)?;
            keep::author(conn, id)?;
            Ok::<_, Refusal>((post, eyes.sees_all))
        })
        .await?;
    let own = visit.services.db.read(move |conn| Ok::<_, Refusal>(keep::of_post(conn, id, Some(me))?)).await?;
    if !team && own.is_empty() && post.author_id != me {
        return Err(Refusal::NotFound.into());
    }
    let now = visit.now;
    let rows = match (post.author_id == me, team, wants) {
        (true, ..) | (_, false, _) => Some(own),
        (_, true, true) => Some(visit.services.db.write(move |tx| keep::look(tx, &actor, id, now)).await?),
        _ => None,
    };
    let looks = visit
        .services
        .db
        .read(move |conn| {
            let looks = keep::looks(conn, id)?;
            let ids: Vec<i64> = looks.iter().map(|l| l.0).collect();
            let people = cards(conn, &ids)?;
            Ok::<_, Refusal>(looks.into_iter().map(|(person, at)| (people.get(&person).cloned(), at)).collect())
        })
        .await?;
    let mut page = visit.page(visit.t.s("mask-page-title"));
    page.head.noindex = true;
    let template = MaskedPage { page, post, rows, looks };
    visit.html(&template.page, &template)
}

/// GET /posts/{id}/mask
///
/// # Errors
/// `NotFound`; `Forbidden` for all but the author and moderators.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (actor, post) = begin(&visit, path.into_inner()).await?;
    allowed(&visit, &actor, &post)?;
    render(&visit, Shown::of(&post), Pieces::of(post.revision), Errors::default(), StatusCode::OK)
}

/// POST /posts/{id}/mask
///
/// # Errors
/// As `form`; what needs another look is shown again.
pub async fn mask(visit: Visit, path: web::Path<i64>, Form(form): Form<Pieces>) -> Result<HttpResponse, Problem> {
    let (actor, post) = begin(&visit, path.into_inner()).await?;
    allowed(&visit, &actor, &post)?;
    visit.limit(Limit::Post).await?;
    match hide(&visit, actor, &post, &form).await {
        Ok(_) => Ok(Flash::of("flash-masked").then(&visit.services, &post.path())),
        Err(why) => {
            let (status, errors) = again(why, "other")?;
            render(&visit, Shown::of(&post), form, errors, status)
        }
    }
}

async fn begin(visit: &Visit, id: i64) -> Result<(Actor, Seen), Problem> {
    let actor = visit.actor_or_back_to(&format!("/posts/{id}/mask"))?;
    let eyes = Eyes::of(Some(&actor));
    let post = visit.services.db.read(move |conn| post::seen(conn, id, &eyes)).await?;
    Ok((actor, post))
}

fn allowed(visit: &Visit, actor: &Actor, post: &Seen) -> Verdict<()> {
    may_mask(visit, actor, post.author_id)
}

/// Authors and those who may take away what others wrote.
pub(super) fn may_mask(visit: &Visit, actor: &Actor, author: i64) -> Verdict<()> {
    if actor.id == author {
        return Ok(());
    }
    may(actor, Act::Hide, &visit.services.settings.get().thresholds, false)
}

/// The page that asks what to hide.
pub(super) fn render(
    visit: &Visit,
    shown: Shown,
    form: Pieces,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let mut found: Vec<(String, String)> = Vec::new();
    for one in find(&shown.body).into_iter().chain(find(&shown.title)) {
        let one = (visit.t.s(&format!("mask-kind-{}", one.kind.word())), one.text);
        if !found.contains(&one) {
            found.push(one);
        }
    }
    let mut page = visit.page(visit.t.s("mask-after-title"));
    page.head.noindex = true;
    let template = MaskPage { page, shown, found, form, errors };
    visit.html_with(status, &template.page, &template)
}

/// What was chosen and typed, with marks for it, the longest first: what is part of something longer goes with it.
pub(super) fn pieces(visit: &Visit, form: &Pieces, title: &str, body: &str) -> Verdict<Vec<Hidden>> {
    let known = find(body);
    let typed = std::iter::once(form.other.trim()).filter(|other| !other.is_empty());
    let mut hidden: Vec<Hidden> = Vec::new();
    for original in form.piece.iter().map(String::as_str).chain(typed) {
        if !body.contains(original) && !title.contains(original) {
            return Err(Refusal::field("other", "mask-problem-not-there"));
        }
        if hidden.iter().all(|h| h.original != original) {
            let kind = known.iter().find(|f| f.text == original).map_or(Kind::Other, |f| f.kind);
            let token = mark::token(&visit.services.random);
            hidden.push(Hidden { token, kind, original: original.to_owned() });
        }
    }
    hidden.sort_by_key(|h| std::cmp::Reverse(h.original.len()));
    Ok(hidden)
}

async fn hide(visit: &Visit, actor: Actor, post: &Seen, form: &Pieces) -> Verdict<i64> {
    let hidden = pieces(visit, form, &post.title, &post.body)?;
    let body = mark::replace(&post.body, &hidden);
    let text = render_blocking(&visit.services, body, &post.lang, &anchor(&post.id.to_string(), &post.body)).await?;
    let masking = Masking { post_id: post.id, base: form.base, hidden, text };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| after::mask(tx, &actor, &masking, &rules, now)).await
}
