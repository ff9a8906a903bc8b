//! The middleware. It stands before compression, routing and everything that asks the database: a page that is there
//! costs a look into a map.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, web};

use super::PageCache;
use super::ask::Ask;
use super::flight::{Flight, Turn};
use super::page::{Born, Kept, Route, Shown, State};
use crate::ground::web::{Nonce, Services};

/// How often somebody waits for what others render before they do it themselves.
const PATIENCE: usize = 3;

/// Middleware: answers visitors from what is kept, and keeps what they are answered with.
///
/// # Errors
/// None of its own.
pub async fn serve(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let services = request.app_data::<web::Data<Services>>().filter(|services| services.pages.is_on()).cloned();
    let asked = services.and_then(|services| {
        let ask = Ask::of(&request, &services, services.pages.0.table.plan)?;
        Some((services, ask))
    });
    let Some((services, ask)) = asked else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let (_flight, old) = match look(&services, &ask).await {
        Found::Page(page) => {
            services.pages.0.hits.fetch_add(1, Ordering::Relaxed);
            page.was_read(services.clock.now());
            request.extensions_mut().insert(Route::from(ask.plan));
            let response = answer(&services.pages, &page, &ask).await;
            return Ok(request.into_response(response));
        }
        Found::Nothing { flight, old } => (flight, old),
    };
    services.pages.0.misses.fetch_add(1, Ordering::Relaxed);
    // Before anything is read: what is committed from here on is not in the page.
    let born = Born {
        now: services.clock.now(),
        position: services.pages.0.marks.reached(),
        settings: services.settings.get(),
    };
    let response = next.call(plainly(request)).await?.map_into_boxed_body();
    if let Some(old) = old.filter(|_| response.status() == StatusCode::SERVICE_UNAVAILABLE) {
        services.pages.0.rescues.fetch_add(1, Ordering::Relaxed);
        let whole = answer(&services.pages, &old, &ask).await;
        return Ok(response.into_response(whole));
    }
    match take(response, born) {
        Taken::Page(http, page) => {
            services.pages.keep(&ask.key, &page);
            let response = answer(&services.pages, &page, &ask).await;
            Ok(ServiceResponse::new(http, response))
        }
        Taken::Other(response) => Ok(response),
    }
}

enum Found {
    /// It is there, and fresh.
    Page(Arc<Kept>),
    /// It must be rendered; what there is better than an error.
    Nothing { flight: Option<Flight>, old: Option<Arc<Kept>> },
}

async fn look(services: &Services, ask: &Ask) -> Found {
    let pages = &services.pages;
    let mut old = None;
    for _ in 0..PATIENCE {
        if let Some(page) = pages.find(&ask.key) {
            match page.state(&pages.0.marks, &services.settings.get(), services.clock.now()) {
                State::Fresh => return Found::Page(page),
                State::Old => old = Some(page),
                State::Wrong => old = None,
            }
        }
        match pages.0.flights.join(&ask.key) {
            Turn::Yours(flight) => return Found::Nothing { flight: Some(flight), old },
            // Ends when the other one is through, whatever came of it. What they rendered may be older than a write
            // that this reader knows of: then it is rendered once more.
            Turn::Theirs(mut wait) => while wait.changed().await.is_ok() {},
        }
    }
    Found::Nothing { flight: None, old }
}

/// The request as it is rendered for nobody: whole, in plain bytes, and without a word that would be good for one
/// answer only. The page's own scripts need none, they come from here.
fn plainly(mut request: ServiceRequest) -> ServiceRequest {
    let headers = request.headers_mut();
    for name in [header::ACCEPT_ENCODING, header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE] {
        headers.remove(name);
    }
    request.extensions_mut().insert(Nonce(String::new()));
    request
}

enum Taken {
    Page(HttpRequest, Arc<Kept>),
    Other(ServiceResponse<BoxBody>),
}

/// Takes a response's bytes, if it is one that may be kept: whole, well, marked by its handler, and for nobody.
fn take(response: ServiceResponse<BoxBody>, born: Born) -> Taken {
    let shown = response.response().extensions().get::<Shown>().cloned();
    let Some(shown) = shown.filter(|_| response.status() == StatusCode::OK) else {
        return Taken::Other(response);
    };
    let headers = response.headers();
    if headers.contains_key(header::SET_COOKIE) || headers.contains_key(header::CONTENT_ENCODING) {
        return Taken::Other(response);
    }
    let (http, response) = response.into_parts();
    let (head, body) = response.into_parts();
    match body.try_into_bytes() {
        Ok(plain) => Taken::Page(http, Arc::new(Kept::new(head.headers(), plain, shown, born))),
        Err(body) => Taken::Other(ServiceResponse::new(http, head.set_body(body))),
    }
}

/// Answers with a page; makes its bytes smaller first, if nobody wanted them so before.
async fn answer(pages: &PageCache, page: &Arc<Kept>, ask: &Ask) -> HttpResponse {
    if page.bytes(ask.coding).is_none() {
        let place = pages.press().await;
        // Whoever had the place before may have wanted the same.
        if page.bytes(ask.coding).is_none() {
            let (heavy, coding) = (page.clone(), ask.coding);
            let make = move || {
                heavy.make(coding);
                drop(place);
            };
            if web::block(make).await.is_ok() {
                pages.weigh(&ask.key, page);
            }
        }
    }
    page.answer(ask)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::{Changed, Table};
    use super::*;

    #[actix_web::test]
    async fn a_few_pages_are_made_smaller_at_a_time() {
        let pages = PageCache::new(1_000, Table { plan: |_| None, changed: |_, _| Changed::Everything });
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let now = || tokio::time::timeout(Duration::ZERO, pages.press());
        let mut taken = Vec::new();
        for _ in 0..cores {
            taken.push(now().await.expect("a place"));
        }
        assert!(now().await.is_err(), "all are taken");
        taken.pop();
        assert!(now().await.is_ok_and(|place| place.is_some()), "one is free again");
    }
}
