//! /admin/categories

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::super::errors_of;
use super::{Pairs, texts, value};
use crate::accounts::Visit;
use crate::accounts::catalogue::{self, Category, NewCategory, add_category, change_category};
use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem};

#[derive(Template)]
#[template(path = "accounts/admin/categories.html")]
struct CategoriesPage {
    page: Page,
    errors: Errors,
    categories: Vec<Category>,
    form: Category,
}

#[derive(Template)]
#[template(path = "accounts/admin/category.html")]
struct CategoryPage {
    page: Page,
    errors: Errors,
    form: Category,
}

/// The form's fields as a category, so that one template shows what is stored and what was typed.
fn typed(id: i64, pairs: &Pairs) -> Category {
    Category {
        id,
        slug: value(pairs, "slug").trim().to_owned(),
        names: texts(pairs),
        position: value(pairs, "position").trim().parse().unwrap_or(0),
        retired: value(pairs, "retired") == "yes",
    }
}

fn new_of(category: &Category) -> NewCategory {
    NewCategory { slug: category.slug.clone(), names: category.names.clone() }
}

async fn show(visit: &Visit, status: StatusCode, errors: Errors, form: Category) -> Result<HttpResponse, Problem> {
    let categories = visit.services.db.read(|conn| Ok::<_, Refusal>(catalogue::categories(conn)?)).await?;
    let template = CategoriesPage { page: visit.page(visit.t.s("admin-categories-title")), errors, categories, form };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/categories
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    show(&visit, StatusCode::OK, Errors::default(), typed(0, &Vec::new())).await
}

/// POST /admin/categories
pub async fn add(visit: Visit, Form(pairs): Form<Pairs>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (form, now) = (typed(0, &pairs), visit.now);
    let new = new_of(&form);
    match visit.services.db.write(move |tx| add_category(tx, Some(&actor), new.clone(), now)).await {
        Ok(_) => Ok(Flash::of("flash-saved").then(&visit.services, "/admin/categories")),
        Err(why) => show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, form).await,
    }
}

fn show_one(visit: &Visit, status: StatusCode, errors: Errors, form: Category) -> Result<HttpResponse, Problem> {
    let title = visit.t.a("admin-category-title", "name", form.name(visit.t.lang));
    let template = CategoryPage { page: visit.page(title), errors, form };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/categories/{id}
pub async fn form(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let id = id.into_inner();
    let category = visit.services.db.read(move |conn| catalogue::category(conn, id)).await?;
    show_one(&visit, StatusCode::OK, Errors::default(), category)
}

/// POST /admin/categories/{id}
pub async fn change(visit: Visit, id: web::Path<i64>, Form(pairs): Form<Pairs>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (form, now) = (typed(id.into_inner(), &pairs), visit.now);
    let (new, id, position, retired) = (new_of(&form), form.id, form.position, form.retired);
    match visit
        .services
        .db
        .write(move |tx| change_category(tx, Some(&actor), id, new.clone(), position, retired, now))
        .await
    {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, "/admin/categories")),
        Err(why) => show_one(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, form),
    }
}

impl CategoriesPage {
    fn languages(&self) -> [&'static str; LANGUAGES.len()] {
        LANGUAGES
    }
}

impl CategoryPage {
    fn languages(&self) -> [&'static str; LANGUAGES.len()] {
        LANGUAGES
    }
}
