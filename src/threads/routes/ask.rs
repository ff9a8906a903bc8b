//! Asking: the form, its preview, the look at similar questions, the question.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::choices::{self, Choices};
use super::{Picture, anchor, chosen, form_key, previewed, sent};
use crate::accounts::{Actor, Visit};
use crate::ground::once;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, FormWithFile, Html, Limit, Page, Problem, again};
use crate::threads::ask::{self, Posted, Question};
use crate::threads::mask::ask::{Chosen, Notice, Stored, Typed, decided, notice as ask_notice};
use crate::threads::mask::keep::{self, Place};
use crate::threads::similar::{Finder, SimilarQuestion, Wanted};
use crate::threads::text::render_blocking;
use crate::threads::{Rules, language};

/// Characters of a title from which similar questions are looked for.
const TELLING: usize = 8;
/// Similar questions that are shown.
const SIMILAR: usize = 6;

/// The form.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct NewQuestion {
    title: String,
    body: String,
    product: String,
    category: String,
    tags: String,
    lang: String,
    key: String,
    since: String,
    more_about_it: String,
    mask: String,
    mask_seen: String,
    preview: Option<String>,
    similar_shown: Option<String>,
    picture: Option<String>,
    #[serde(rename = "file")]
    chosen: String,
}

impl NewQuestion {
    /// Tag names: parted by commas, or by blanks where there is no comma.
    fn tag_names(&self) -> Vec<String> {
        let parts: Vec<&str> = if self.tags.contains(',') {
            self.tags.split(',').collect()
        } else {
            self.tags.split_whitespace().collect()
        };
        parts.into_iter().map(str::trim).filter(|name| !name.is_empty()).take(20).map(ToOwned::to_owned).collect()
    }

    /// What was chosen about personal data.
    fn chosen(&self) -> Chosen {
        chosen(&self.mask, &self.mask_seen)
    }

    fn texts(&self) -> Typed<'_> {
        Typed { title: &self.title, body: &self.body }
    }

    fn written(&self) -> String {
        format!("{}\n{}", self.title, self.body)
    }
}

#[derive(Template)]
#[template(path = "threads/ask.html")]
struct AskPage {
    page: Page,
    form: NewQuestion,
    errors: Errors,
    preview: Option<Html>,
    similar: Vec<SimilarQuestion>,
    choices: Choices,
    mask: Option<Notice>,
}

impl AskPage {
    fn key(&self) -> &str {
        if self.form.key.is_empty() { &self.page.form_key } else { &self.form.key }
    }
}

/// What is shown with the form beside what was typed.
#[derive(Default)]
struct Beside {
    errors: Errors,
    preview: Option<Html>,
    similar: Vec<SimilarQuestion>,
    /// Whether to ask about personal data even where that was answered.
    asks: bool,
}

async fn page(visit: &Visit, form: NewQuestion, beside: Beside, status: StatusCode) -> Result<HttpResponse, Problem> {
    let lang = visit.t.lang;
    let choices = visit.services.db.read(move |conn| Ok::<_, Refusal>(choices::read(conn, lang)?)).await?;
    let mut page = visit.page(visit.t.s("ask-title"));
    page.open_since(&form.since);
    let Beside { errors, preview, similar, asks } = beside;
    // Whoever has chosen keeps the choice; whoever was not asked yet is asked when it is time.
    let mask = if asks || !form.mask.is_empty() { ask_notice(&visit.t, form.texts(), &form.chosen()) } else { None };
    let template = AskPage { page, form, errors, preview, similar, choices, mask };
    visit.html_with(status, &template.page, &template)
}

/// GET /ask: `title`, `product` (slug), `category` (slug) and `tags` may be filled in by a link.
///
/// # Errors
/// Sends visitors to sign in.
pub async fn form(visit: Visit, wish: web::Query<NewQuestion>) -> Result<HttpResponse, Problem> {
    visit.actor()?;
    let mut form = wish.into_inner();
    (form.key, form.preview, form.similar_shown) = (String::new(), None, None);
    page(&visit, form, Beside::default(), StatusCode::OK).await
}

/// POST /ask
///
/// # Errors
/// What another try would not help; else the form is shown again.
pub async fn ask(
    visit: Visit,
    FormWithFile { mut form, file }: FormWithFile<NewQuestion>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to("/ask")?;
    let languages = visit.services.settings.get().languages.clone();
    let lang = language::chosen(&form.lang, &form.written(), &languages, visit.t.lang);
    let picture = Picture { pressed: form.picture.is_some(), chosen: form.chosen.clone(), file };
    match picture.add(&visit, &actor, &mut form.body).await {
        Ok(false) => {}
        Ok(true) => return preview(&visit, form, &lang).await,
        Err(why) => return refused(&visit, form, why).await,
    }
    if form.preview.take().is_some() {
        return preview(&visit, form, &lang).await;
    }
    if form.similar_shown.is_none()
        && let Some(finder) = finder
        && form.title.trim().chars().count() >= TELLING
        // Whoever has searched too much asks without looking around.
        && visit.limit(Limit::Search).await.is_ok()
    {
        let similar = similar(&visit, actor.id, &form, &lang, &finder).await?;
        if !similar.is_empty() {
            form.lang = lang;
            return page(&visit, form, Beside { similar, ..Beside::default() }, StatusCode::OK).await;
        }
    }
    let Some(stored) = decided(form.texts(), &form.chosen(), &visit.services.random) else {
        form.lang = lang;
        return page(&visit, form, Beside { asks: true, ..Beside::default() }, StatusCode::OK).await;
    };
    match post(&visit, actor, &form, stored, lang).await {
        Ok(posted) => {
            let flash = Flash::of(match (posted.held, posted.spam) {
                (true, true) => "flash-spam-question-held",
                (true, false) => "flash-question-held",
                (false, _) => "flash-question-posted",
            });
            let flash = if posted.held { flash } else { flash.undo(format!("/posts/{}/delete", posted.post_id)) };
            Ok(flash.draft_done("ask").then(&visit.services, &posted.path))
        }
        Err(why) => refused(&visit, form, why).await,
    }
}

async fn refused(visit: &Visit, form: NewQuestion, why: Refusal) -> Result<HttpResponse, Problem> {
    let (status, errors) = again(why, "body")?;
    page(visit, form, Beside { errors, ..Beside::default() }, status).await
}

/// What was asked before; nothing for the second click of a form whose first click has asked already.
async fn similar(
    visit: &Visit,
    person: i64,
    form: &NewQuestion,
    lang: &str,
    finder: &Finder,
) -> Verdict<Vec<SimilarQuestion>> {
    let key = form_key(&form.key, &form.written());
    let known = visit.services.db.read(move |conn| Ok::<_, Refusal>(once::known(conn, person, &key)?)).await?;
    if known.is_some() {
        return Ok(Vec::new());
    }
    let (title, body, langs) = (form.title.clone(), form.body.clone(), vec![lang.to_owned()]);
    Ok(finder.find(Wanted { title, body, langs, exclude: None, limit: SIMILAR }).await)
}

async fn preview(visit: &Visit, mut form: NewQuestion, lang: &str) -> Result<HttpResponse, Problem> {
    let rendered = previewed(visit, &form.body, lang).await;
    lang.clone_into(&mut form.lang);
    match rendered {
        Ok(html) => {
            page(visit, form, Beside { preview: Some(html), asks: true, ..Beside::default() }, StatusCode::OK).await
        }
        Err(why) => refused(visit, form, why).await,
    }
}

async fn post(visit: &Visit, actor: Actor, form: &NewQuestion, stored: Stored, lang: String) -> Verdict<Posted> {
    visit.limit(Limit::Post).await?;
    let text = render_blocking(&visit.services, stored.body, &lang, &anchor(&form.key, &form.body)).await?;
    let question = Question {
        title: stored.title,
        text,
        lang,
        product_id: form.product.parse().ok(),
        category_id: form.category.parse().ok(),
        tags: form.tag_names(),
        key: form_key(&form.key, &form.written()),
    };
    let (rules, now) = (Rules::of(&visit.services).sent(sent(visit, &form.since, &form.more_about_it)), visit.now);
    let hidden = stored.hidden;
    visit
        .services
        .db
        .write(move |tx| {
            let posted = ask::ask(tx, &actor, &question, &rules, now)?;
            if !posted.repeated {
                let place = Place { post_id: posted.post_id, comment_id: None, author_id: actor.id };
                keep::keep(tx, &actor, place, &hidden, now)?;
            }
            Ok(posted)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_parted_by_commas_or_blanks() {
        let names = |tags: &str| NewQuestion { tags: tags.into(), ..NewQuestion::default() }.tag_names();
        assert_eq!(names("wlan, smart tv ,,dns"), ["wlan", "smart tv", "dns"]);
        assert_eq!(names("wlan dns"), ["wlan", "dns"]);
        assert!(names(" , ").is_empty());
    }
}
