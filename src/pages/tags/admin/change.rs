//! What the forms of a tag's page are posted to.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};

use crate::accounts::Visit;
use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::Verdict;
use crate::ground::web::{Flash, Form, Limit, Problem, again};
use crate::threads::{Rules, tags};

use super::show::{Typed, page};

/// A form with one name.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Named {
    name: String,
}

/// Says that it is done, or shows the form again with what was typed.
async fn answer(
    visit: &Visit,
    id: i64,
    done: Verdict<()>,
    field: &'static str,
    typed: Typed,
) -> Result<HttpResponse, Problem> {
    match done {
        Ok(()) => Ok(Flash::of("flash-tag-changed").then(&visit.services, &format!("/admin/tags/{id}"))),
        Err(why) => {
            let (status, mut errors) = again(why, field)?;
            // The verbs know one field called "name"; this page has two of them.
            for error in &mut errors.0 {
                if error.field == "name" {
                    error.field = field;
                }
            }
            page(visit, id, typed, errors, status).await
        }
    }
}

/// POST /admin/tags/{id}/name
///
/// # Errors
/// `NotFound`, or `Forbidden` for all but admins.
pub async fn rename(visit: Visit, path: web::Path<i64>, Form(form): Form<Named>) -> Result<HttpResponse, Problem> {
    let (id, actor) = (path.into_inner(), visit.admin()?);
    visit.limit(Limit::Act).await?;
    let (rules, now, name) = (Rules::of(&visit.services), visit.now, form.name.clone());
    let done = visit.services.db.write(move |tx| tags::rename(tx, &actor, id, &name, &rules, now)).await;
    answer(&visit, id, done, "name", Typed { name: Some(form.name), ..Typed::default() }).await
}

/// POST /admin/tags/{id}/descriptions, with a field `text-de` for each language.
///
/// # Errors
/// As `rename`.
pub async fn describe(
    visit: Visit,
    path: web::Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let (id, actor) = (path.into_inner(), visit.admin()?);
    visit.limit(Limit::Act).await?;
    let text = |lang: &str| {
        let name = format!("text-{lang}");
        pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.trim().to_owned()).unwrap_or_default()
    };
    let texts: BTreeMap<String, String> = LANGUAGES.iter().map(|lang| ((*lang).to_owned(), text(lang))).collect();
    let (rules, now, given) = (Rules::of(&visit.services), visit.now, texts.clone());
    let done = visit.services.db.write(move |tx| tags::describe(tx, &actor, id, &given, &rules, now)).await;
    answer(&visit, id, done, "text-en", Typed { descriptions: Some(texts), ..Typed::default() }).await
}

/// POST /admin/tags/{id}/synonyms: a tag of that name is merged into this one.
///
/// # Errors
/// As `rename`.
pub async fn add_synonym(visit: Visit, path: web::Path<i64>, Form(form): Form<Named>) -> Result<HttpResponse, Problem> {
    let (id, actor) = (path.into_inner(), visit.admin()?);
    visit.limit(Limit::Act).await?;
    let (rules, now, name) = (Rules::of(&visit.services), visit.now, form.name.clone());
    let done = visit.services.db.write(move |tx| tags::add_synonym(tx, &actor, id, &name, &rules, now)).await;
    answer(&visit, id, done, "synonym", Typed { synonym: form.name, ..Typed::default() }).await
}

/// POST /admin/tags/{id}/synonyms/remove
///
/// # Errors
/// As `rename`.
pub async fn remove_synonym(
    visit: Visit,
    path: web::Path<i64>,
    Form(form): Form<Named>,
) -> Result<HttpResponse, Problem> {
    let (id, actor) = (path.into_inner(), visit.admin()?);
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let done = visit.services.db.write(move |tx| tags::remove_synonym(tx, &actor, &form.name, &rules, now)).await;
    answer(&visit, id, done, "synonym", Typed::default()).await
}
