//! Drawn and uploaded pictures.

use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use sha2::{Digest, Sha256};

use crate::accounts::upload::{self, kind};
use crate::accounts::{Visit, people};
use crate::ground::picture;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem, Services, file_of};

/// A picture is a picture: nothing in it may run or load.
const POLICY: &str = "default-src 'none'; style-src 'none'; sandbox";

#[derive(Template)]
#[template(path = "accounts/upload_done.html")]
struct DonePage {
    page: Page,
    path: String,
    markdown: String,
}

/// GET /people/{id}/picture.svg: drawn from number and name; a day fresh, then asked for by its tag.
pub async fn drawn(
    services: web::Data<Services>,
    request: HttpRequest,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let card = services.db.read(move |conn| people::card(conn, id)).await?;
    let svg = picture::generated(id, &card.name);
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(svg.as_bytes())[..12]));
    let known =
        request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains(&tag));
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400, stale-while-revalidate=604800"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
    Ok(if known { response.finish() } else { response.content_type("image/svg+xml").body(svg) })
}

/// GET /uploads/{name}: only names that we gave; they are never reused.
pub async fn uploaded(services: web::Data<Services>, name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let kind = kind(&name).ok_or(Refusal::NotFound)?;
    let bytes = services.store.get(&name).await?;
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CONTENT_DISPOSITION, "inline"))
        .body(bytes))
}

/// POST /uploads: Markdown for scripts as JSON, for others on a page to copy from.
pub async fn upload(visit: Visit, form: Multipart) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to("/ask")?;
    let path = upload::receive(&visit, &actor, file_of(form).await?).await?;
    let markdown = upload::markdown(&visit, &path);
    if visit.wants_json() {
        return Ok(HttpResponse::Ok().json(serde_json::json!({ "markdown": markdown })));
    }
    let template = DonePage { page: visit.page(visit.t.s("upload-title")), path, markdown };
    visit.html(&template.page, &template)
}
