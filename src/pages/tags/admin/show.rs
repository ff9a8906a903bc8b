//! GET /admin/tags/{id}: a tag's name, descriptions and synonyms, as forms.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Page, Problem};
use crate::pages::lists::tag_path;
use crate::threads::tables::{tag_synonyms, tags};

/// What was typed into forms that are shown again.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// A new name.
    pub name: Option<String>,
    /// Texts by language.
    pub descriptions: Option<BTreeMap<String, String>>,
    /// Another name for it.
    pub synonym: String,
}

#[derive(Template)]
#[template(path = "pages/admin_tag.html")]
struct TagPage {
    page: Page,
    errors: Errors,
    id: i64,
    path: String,
    count: i64,
    name: String,
    /// Language and text.
    descriptions: Vec<(&'static str, String)>,
    synonyms: Vec<String>,
    synonym: String,
}

/// GET /admin/tags/{id}
///
/// # Errors
/// `NotFound`, or `Forbidden` for all but admins.
pub async fn show(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    page(&visit, id.into_inner(), Typed::default(), Errors::default(), StatusCode::OK).await
}

/// The page with what was typed, for `show` and for forms that need another look.
///
/// # Errors
/// `NotFound`.
pub async fn page(
    visit: &Visit,
    id: i64,
    typed: Typed,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let ((name, texts, count), synonyms): ((String, String, i64), Vec<String>) = visit
        .services
        .db
        .read(move |conn| {
            let tag =
                tags::table.find(id).select((tags::name, tags::descriptions, tags::question_count)).first(conn)?;
            let synonyms = tag_synonyms::table
                .filter(tag_synonyms::tag_id.eq(id))
                .order(tag_synonyms::name)
                .select(tag_synonyms::name)
                .limit(200)
                .load(conn)?;
            Ok::<_, Refusal>((tag, synonyms))
        })
        .await?;
    let stored: BTreeMap<String, String> = serde_json::from_str(&texts).unwrap_or_default();
    let texts = typed.descriptions.unwrap_or(stored);
    let mut page = visit.page(name.clone());
    page.head.noindex = true;
    let template = TagPage {
        page,
        errors,
        id,
        path: tag_path(&name),
        count,
        name: typed.name.unwrap_or(name),
        descriptions: LANGUAGES.iter().map(|lang| (*lang, texts.get(*lang).cloned().unwrap_or_default())).collect(),
        synonyms,
        synonym: typed.synonym,
    };
    visit.html_with(status, &template.page, &template)
}
