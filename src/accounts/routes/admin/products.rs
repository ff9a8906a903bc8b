//! /admin/products

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::super::errors_of;
use super::{Pairs, texts, value};
use crate::accounts::Visit;
use crate::accounts::catalogue::{self, NewProduct, Product, add_product, change_product};
use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem};

#[derive(Template)]
#[template(path = "accounts/admin/products.html")]
struct ProductsPage {
    page: Page,
    errors: Errors,
    products: Vec<Product>,
    form: Product,
}

#[derive(Template)]
#[template(path = "accounts/admin/product.html")]
struct ProductPage {
    page: Page,
    errors: Errors,
    form: Product,
}

/// The form's fields as a product, so that one template shows what is stored and what was typed.
fn typed(id: i64, pairs: &Pairs) -> Product {
    Product {
        id,
        slug: value(pairs, "slug").trim().to_owned(),
        name: value(pairs, "name").to_owned(),
        descriptions: texts(pairs),
        position: value(pairs, "position").trim().parse().unwrap_or(0),
        retired: value(pairs, "retired") == "yes",
    }
}

fn new_of(product: &Product) -> NewProduct {
    NewProduct { slug: product.slug.clone(), name: product.name.clone(), descriptions: product.descriptions.clone() }
}

async fn show(visit: &Visit, status: StatusCode, errors: Errors, form: Product) -> Result<HttpResponse, Problem> {
    let products = visit.services.db.read(|conn| Ok::<_, Refusal>(catalogue::products(conn)?)).await?;
    let template = ProductsPage { page: visit.page(visit.t.s("admin-products-title")), errors, products, form };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/products
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    show(&visit, StatusCode::OK, Errors::default(), typed(0, &Vec::new())).await
}

/// POST /admin/products
pub async fn add(visit: Visit, Form(pairs): Form<Pairs>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (form, now) = (typed(0, &pairs), visit.now);
    let new = new_of(&form);
    match visit.services.db.write(move |tx| add_product(tx, Some(&actor), new.clone(), now)).await {
        Ok(_) => Ok(Flash::of("flash-saved").then(&visit.services, "/admin/products")),
        Err(why) => show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, form).await,
    }
}

fn show_one(visit: &Visit, status: StatusCode, errors: Errors, form: Product) -> Result<HttpResponse, Problem> {
    let template = ProductPage { page: visit.page(visit.t.a("admin-product-title", "name", &form.name)), errors, form };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/products/{id}
pub async fn form(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let id = id.into_inner();
    let product = visit.services.db.read(move |conn| catalogue::product(conn, id)).await?;
    show_one(&visit, StatusCode::OK, Errors::default(), product)
}

/// POST /admin/products/{id}
pub async fn change(visit: Visit, id: web::Path<i64>, Form(pairs): Form<Pairs>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (form, now) = (typed(id.into_inner(), &pairs), visit.now);
    let (new, id, position, retired) = (new_of(&form), form.id, form.position, form.retired);
    match visit
        .services
        .db
        .write(move |tx| change_product(tx, Some(&actor), id, new.clone(), position, retired, now))
        .await
    {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, "/admin/products")),
        Err(why) => show_one(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, form),
    }
}

impl ProductsPage {
    fn languages(&self) -> [&'static str; LANGUAGES.len()] {
        LANGUAGES
    }
}

impl ProductPage {
    fn languages(&self) -> [&'static str; LANGUAGES.len()] {
        LANGUAGES
    }
}
