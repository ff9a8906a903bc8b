//! /admin/reasons: texts with which moderators say why.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::moderation::kinds::Decision;
use crate::moderation::reasons::{self, Draft, Reason};
use crate::threads::Rules;
use crate::threads::kinds::HideReason;

/// Where the list is.
const LIST: &str = "/admin/reasons";

/// The form.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    decision: String,
    name: String,
    #[serde(rename = "text-en")]
    en: String,
    #[serde(rename = "text-de")]
    de: String,
    hide_as: String,
}

impl Typed {
    fn draft(&self) -> Draft {
        let texts = [("en", &self.en), ("de", &self.de)];
        Draft {
            decision: Decision::from_word(&self.decision),
            name: self.name.clone(),
            texts: texts.into_iter().map(|(lang, text)| (lang.to_owned(), text.trim().to_owned())).collect(),
            hide_as: HideReason::from_word(&self.hide_as),
        }
    }

    fn text(&self, lang: &str) -> &str {
        if lang == "de" { &self.de } else { &self.en }
    }
}

impl From<Reason> for Typed {
    fn from(one: Reason) -> Self {
        let texts: BTreeMap<String, String> = one.texts();
        let text = |lang: &str| texts.get(lang).cloned().unwrap_or_default();
        Self {
            decision: one.decision.word().into(),
            en: text("en"),
            de: text("de"),
            hide_as: one.hide_as.map(|reason| reason.word().to_owned()).unwrap_or_default(),
            name: one.name,
        }
    }
}

#[derive(Template)]
#[template(path = "moderation/reasons.html")]
struct ListPage {
    page: Page,
    all: Vec<Reason>,
    typed: Typed,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "moderation/reason.html")]
struct EditPage {
    page: Page,
    id: i64,
    typed: Typed,
    errors: Errors,
}

/// What both pages say.
trait Words {
    fn page(&self) -> &Page;

    fn decision(&self, decision: &Decision) -> String {
        self.page().t.s(&format!("review-do-{}", decision.word()))
    }

    fn hidden_as(&self, reason: &HideReason) -> &'static str {
        match reason {
            HideReason::Rude => "hide-reason-rude",
            HideReason::Spam => "hide-reason-spam",
            HideReason::PersonalData => "hide-reason-personal-data",
            HideReason::Wrong => "hide-reason-wrong",
            HideReason::Other => "hide-reason-other",
        }
    }
}

impl Words for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl Words for EditPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn list_page(visit: &Visit, typed: Typed, errors: Errors, status: StatusCode) -> Result<HttpResponse, Problem> {
    let all = visit.services.db.read(|conn| Ok::<_, Refusal>(reasons::list(conn)?)).await?;
    let template = ListPage { page: visit.page(visit.t.s("review-reasons-title")), all, typed, errors };
    visit.html_with(status, &template.page, &template)
}

fn edit_page(
    visit: &Visit,
    id: i64,
    typed: Typed,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let template = EditPage { page: visit.page(visit.t.s("review-reason-edit")), id, typed, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/reasons
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    list_page(&visit, Typed::default(), Errors::default(), StatusCode::OK).await
}

/// POST /admin/reasons
///
/// # Errors
/// `Forbidden` for all but admins; what is wrong is said at its field.
pub async fn add(visit: Visit, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    match save(&visit, None, &typed).await {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, LIST)),
        Err(why) => {
            let (status, errors) = again_of(why, "name")?;
            list_page(&visit, typed, errors, status).await
        }
    }
}

/// GET /admin/reasons/{id}
///
/// # Errors
/// `NotFound`; `Forbidden` for all but admins.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let id = path.into_inner();
    let one = visit.services.db.read(move |conn| reasons::find(conn, id)).await?;
    edit_page(&visit, id, one.into(), Errors::default(), StatusCode::OK)
}

/// POST /admin/reasons/{id}
///
/// # Errors
/// As `add`, and `NotFound`.
pub async fn change(visit: Visit, path: web::Path<i64>, Form(typed): Form<Typed>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    match save(&visit, Some(id), &typed).await {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, LIST)),
        Err(why) => {
            let (status, errors) = again_of(why, "name")?;
            edit_page(&visit, id, typed, errors, status)
        }
    }
}

/// POST /admin/reasons/{id}/delete
///
/// # Errors
/// `NotFound`; `Forbidden` for all but admins.
pub async fn delete(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (id, rules, now) = (path.into_inner(), Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| reasons::remove(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-saved").then(&visit.services, LIST))
}

async fn save(visit: &Visit, id: Option<i64>, typed: &Typed) -> Result<(), Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (draft, rules, now) = (typed.draft(), Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| reasons::save(tx, &actor, id, &draft, &rules, now)).await?;
    Ok(())
}

/// What is wrong with the form; anything else stays what it is.
fn again_of(why: Problem, field: &'static str) -> Result<(StatusCode, Errors), Problem> {
    match why {
        Problem::Refused(why @ Refusal::Invalid(_)) => again(why, field),
        other => Err(other),
    }
}
