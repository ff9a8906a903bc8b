//! Editing a post, or suggesting an edit below the privilege. Nothing typed is lost: when somebody else was
//! faster, the page shows both versions and how they differ.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::post::{self, Seen};
use super::{Picture, anchor, chosen, notice, previewed, sent};
use crate::accounts::permissions::{Act, may};
use crate::accounts::tables::people;
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, FormWithFile, Html, Limit, Page, Problem, again};
use crate::threads::difference::{self, Line};
use crate::threads::eyes::Eyes;
use crate::threads::mask::ask::{Chosen, Notice, Stored, Typed, decided};
use crate::threads::mask::keep::{self, Place};
use crate::threads::mask::mark;
use crate::threads::revise::{self, Revised, Revision};
use crate::threads::tables::revisions;
use crate::threads::text::render_blocking;
use crate::threads::{Rules, language};

/// The form; `base` is the revision that the editor saw.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Change {
    title: String,
    body: String,
    tags: String,
    lang: String,
    reason: String,
    base: i64,
    since: String,
    more_about_it: String,
    mask: String,
    mask_seen: String,
    preview: Option<String>,
    picture: Option<String>,
    #[serde(rename = "file")]
    chosen: String,
}

impl Change {
    fn of(now: &Now) -> Self {
        Self {
            title: now.post.title.clone(),
            body: now.post.body.clone(),
            tags: now.tags.join(", "),
            lang: now.post.lang.clone(),
            reason: String::new(),
            base: now.post.revision,
            ..Self::default()
        }
    }

    fn chosen(&self) -> Chosen {
        chosen(&self.mask, &self.mask_seen)
    }

    /// What there is to ask about: what the post does not show already.
    fn notice(&self, visit: &Visit, post: &Seen) -> Option<Notice> {
        if self.body == post.body { None } else { notice(visit, &self.body, &self.chosen()) }
    }

    fn tag_names(&self) -> Vec<String> {
        self.tags.split([',', ' ']).map(str::trim).filter(|n| !n.is_empty()).take(20).map(ToOwned::to_owned).collect()
    }
}

/// The post as it is now, and who made it so.
struct Now {
    post: Seen,
    tags: Vec<String>,
    editor: String,
    edited_at: Option<Micros>,
}

#[derive(Template)]
#[template(path = "threads/edit.html")]
struct EditPage {
    page: Page,
    now: Now,
    form: Change,
    errors: Errors,
    preview: Option<Html>,
    mask: Option<Notice>,
    suggests: bool,
    retags: bool,
}

#[derive(Template)]
#[template(path = "threads/conflict.html")]
struct ConflictPage {
    page: Page,
    now: Now,
    html: Html,
    form: Change,
    lines: Vec<Line>,
}

async fn read(visit: &Visit, id: i64) -> Verdict<Now> {
    let eyes = Eyes::of(visit.actor.as_ref());
    visit
        .services
        .db
        .read(move |conn| {
            let post = post::seen(conn, id, &eyes)?;
            let tags = post::tag_names(conn, post.question_id)?;
            let last: Option<(String, Micros)> = revisions::table
                .inner_join(people::table)
                .filter(revisions::post_id.eq(id))
                .order(revisions::number.desc())
                .select((people::name, revisions::created_at))
                .first(conn)
                .optional()?;
            let (editor, edited_at) = last.unzip();
            Ok(Now { post, tags, editor: editor.unwrap_or_default(), edited_at })
        })
        .await
}

/// (only suggests, may change tags)
fn powers(visit: &Visit, actor: &Actor, post: &Seen) -> (bool, bool) {
    let thresholds = &visit.services.settings.get().thresholds;
    let own = actor.id == post.author_id;
    let edits = own || may(actor, Act::Edit, thresholds, own).is_ok();
    (!edits, edits || may(actor, Act::Retag, thresholds, actor.id == post.asker_id).is_ok())
}

fn page(
    visit: &Visit,
    actor: &Actor,
    now: Now,
    form: Change,
    errors: Errors,
    preview: Option<Html>,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let (suggests, retags) = powers(visit, actor, &now.post);
    let mut page = visit.page(visit.t.s(if suggests { "edit-title-suggest" } else { "edit-title" }));
    page.open_since(&form.since);
    page.head.noindex = true;
    let asks = preview.is_some() || !form.mask.is_empty();
    let mask = if asks { form.notice(visit, &now.post) } else { None };
    let template = EditPage { page, now, form, errors, preview, mask, suggests, retags };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/edit
///
/// # Errors
/// `NotFound`; sends visitors to sign in.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    let now = read(&visit, path.into_inner()).await?;
    let form = Change::of(&now);
    page(&visit, &actor, now, form, Errors::default(), None, StatusCode::OK)
}

/// POST /posts/{id}/edit
///
/// # Errors
/// What another try would not help; else the form or the conflict is shown.
pub async fn edit(
    visit: Visit,
    path: web::Path<i64>,
    FormWithFile { mut form, file }: FormWithFile<Change>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/posts/{id}/edit"))?;
    let now = read(&visit, id).await?;
    let picture = Picture { pressed: form.picture.is_some(), chosen: form.chosen.clone(), file };
    let added = match picture.add(&visit, &actor, &mut form.body).await {
        Ok(added) => added,
        Err(why) => {
            let (status, errors) = again(why, "body")?;
            return page(&visit, &actor, now, form, errors, None, status);
        }
    };
    if form.preview.take().is_some() || added {
        return match previewed(&visit, &form.body, &now.post.lang).await {
            Ok(html) => page(&visit, &actor, now, form, Errors::default(), Some(html), StatusCode::OK),
            Err(why) => {
                let (status, errors) = again(why, "body")?;
                page(&visit, &actor, now, form, errors, None, status)
            }
        };
    }
    let typed = Typed { title: "", body: &form.body };
    // What stands there already was decided about when it was written.
    let stored = if form.body == now.post.body {
        Some(Stored { body: form.body.clone(), ..Stored::default() })
    } else {
        decided(typed, &form.chosen(), &visit.services.random)
    };
    let Some(stored) = stored else {
        form.mask = "hide".into();
        return page(&visit, &actor, now, form, Errors::default(), None, StatusCode::OK);
    };
    match save(&visit, actor.clone(), &now.post, &form, stored).await {
        Ok(Revised::Saved { number }) => {
            let flash = Flash::of("flash-edit-saved");
            // Nothing is taken back where only the language was put right.
            let flash =
                if number > form.base { flash.undo(format!("/posts/{id}/rollback?to={}", number - 1)) } else { flash };
            Ok(flash.draft_done(format!("edit-{id}")).then(&visit.services, &now.post.path()))
        }
        Ok(Revised::Suggested { .. }) => Ok(Flash::of("flash-edit-suggested")
            .draft_done(format!("edit-{id}"))
            .then(&visit.services, &now.post.path())),
        Err(Refusal::Conflict("problem-edit-conflict")) => {
            // Read again: what was faster may have come after the first look.
            let now = read(&visit, id).await?;
            conflict(&visit, now, form)
        }
        Err(why) => {
            let (status, errors) = again(why, "body")?;
            page(&visit, &actor, now, form, errors, None, status)
        }
    }
}

async fn save(visit: &Visit, actor: Actor, post: &Seen, form: &Change, stored: Stored) -> Verdict<Revised> {
    visit.limit(Limit::Post).await?;
    let id = post.id;
    let (suggests, retags) = powers(visit, &actor, post);
    // Whoever only suggests is not asked for the language, nor are older forms.
    let lang = (!suggests && !form.lang.is_empty()).then(|| form.lang.clone());
    let spoken = lang.as_deref().unwrap_or(&post.lang);
    let text = render_blocking(&visit.services, stored.body, spoken, &anchor(&id.to_string(), &form.body)).await?;
    let question = post.is_question();
    let revision = Revision {
        base: form.base,
        title: question.then(|| form.title.clone()),
        text,
        tags: (question && retags).then(|| form.tag_names()),
        reason: form.reason.clone(),
    };
    let (rules, now) = (Rules::of(&visit.services).sent(sent(visit, &form.since, &form.more_about_it)), visit.now);
    let place = Place { post_id: id, comment_id: None, author_id: post.author_id };
    let write = move |tx: &mut Tx<'_>| {
        let revised = revise::revise(tx, &actor, id, &revision, &rules, now)?;
        keep::keep(tx, &actor, place, &stored.hidden, now)?;
        if let Some(lang) = &lang {
            language::correct(tx, &actor, id, lang, &rules, now)?;
        }
        Ok(revised)
    };
    visit.services.db.write(write).await
}

fn conflict(visit: &Visit, now: Now, mut form: Change) -> Result<HttpResponse, Problem> {
    let lines = difference::lines(&mark::brief(&now.post.body), &mark::brief(&form.body));
    // Saving from this page means: I have seen theirs.
    form.base = now.post.revision;
    let mut page = visit.page(visit.t.s("conflict-title"));
    page.open_since(&form.since);
    let template = ConflictPage { page, html: Html(now.post.html.clone()), now, form, lines };
    visit.html_with(StatusCode::CONFLICT, &template.page, &template)
}
