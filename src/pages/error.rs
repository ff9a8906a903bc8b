//! Error pages: say what happened, what was kept and what to do, with the request's id and nothing of the inside.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, HttpResponse};
use askama::Template;

use crate::accounts::Visit;
use crate::ground::i18n::{T, negotiate};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem, RequestId, Shown};

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    page: Page,
    status: u16,
    message: String,
    id: String,
}

/// A page for when not even the reader can be recognised.
#[derive(Template)]
#[template(path = "pages/error_bare.html")]
struct BarePage {
    t: T,
    title: String,
    message: String,
    id: String,
}

/// Answers addresses that lead nowhere.
///
/// # Errors
/// Always `NotFound`.
pub async fn nowhere() -> Result<HttpResponse, Problem> {
    Err(Refusal::NotFound.into())
}

/// Middleware: turns bare errors into pages, or into JSON for scripts.
///
/// # Errors
/// None of its own.
pub async fn dress(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    // Routing needs the request to itself: a copy can be taken only of the answered one.
    let response = next.call(request).await?.map_into_boxed_body();
    let http = response.request().clone();
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || response.headers().contains_key(header::CONTENT_TYPE)
            && response.response().extensions().get::<Shown>().is_none()
            && is_page(&response)
    {
        return Ok(response);
    }
    let shown = response.response().extensions().get::<Shown>().cloned().unwrap_or_else(|| plain(status));
    let id = http.extensions().get::<RequestId>().map(|r| r.0.clone()).unwrap_or_default();
    if status.is_server_error() {
        tracing::error!(request = %id, detail = shown.detail, "a request failed");
    }
    let retry = response.headers().get(header::RETRY_AFTER).cloned();
    let mut dressed = show(&http, status, &shown, id).await;
    if let Some(retry) = retry {
        dressed.headers_mut().insert(header::RETRY_AFTER, retry);
    }
    Ok(ServiceResponse::new(http, dressed))
}

/// A form that is shown again has a status of 4xx too, but is a page already.
fn is_page(response: &ServiceResponse<BoxBody>) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/json")
}

fn plain(status: StatusCode) -> Shown {
    let message = match status {
        StatusCode::NOT_FOUND => "problem-not-found",
        StatusCode::METHOD_NOT_ALLOWED => "problem-method",
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => "problem-too-large",
        StatusCode::REQUEST_TIMEOUT => "problem-timeout",
        s if s.is_server_error() => "problem-internal",
        _ => "problem-invalid",
    };
    Shown { message, n: 0, detail: status.to_string() }
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "problem-title-not-found",
        StatusCode::FORBIDDEN => "problem-title-forbidden",
        StatusCode::CONFLICT => "problem-title-conflict",
        StatusCode::TOO_MANY_REQUESTS => "problem-title-too-many",
        StatusCode::SERVICE_UNAVAILABLE => "problem-title-unavailable",
        s if s.is_server_error() => "problem-title-internal",
        _ => "problem-title-invalid",
    }
}

async fn show(http: &HttpRequest, status: StatusCode, shown: &Shown, id: String) -> HttpResponse {
    let visit = Visit::from_request(http, &mut actix_web::dev::Payload::None).await;
    let header =
        |name| http.headers().get(name).and_then(|v: &header::HeaderValue| v.to_str().ok()).unwrap_or_default();
    let t = match &visit {
        Ok(visit) => visit.t,
        Err(_) => T::new(negotiate(header(header::ACCEPT_LANGUAGE)).unwrap_or("en"), false),
    };
    let message = t.n(shown.message, shown.n);
    if header(header::ACCEPT).starts_with("application/json") {
        return HttpResponse::build(status).json(serde_json::json!({ "error": message, "request": id }));
    }
    let dressed = match visit {
        Ok(visit) => {
            let mut page = visit.page(t.s(title(status)));
            page.head.noindex = true;
            let template = ErrorPage { page, status: status.as_u16(), message: message.clone(), id: id.clone() };
            visit.html_with(status, &template.page, &template).map_err(|why| why.to_string())
        }
        Err(why) => Err(why.to_string()),
    };
    dressed.unwrap_or_else(|why| {
        tracing::warn!(%why, "an error page without its frame");
        let body = BarePage { t, title: t.s(title(status)), message, id }.render().unwrap_or_default();
        HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body)
    })
}
