//! The search page, and similar questions as a piece of a page.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use url::form_urlencoded::parse;

use super::asked::{self, Asked};
use super::completions::Completions;
use super::results::{self, Results};
use super::{Learning, Seeker, Service, SimilarQuestion, learn, peers};
use crate::accounts::Visit;
use crate::ground::i18n::supported;
use crate::ground::web::{Limit, Page, Problem};
use crate::threads::kinds::State;
use crate::threads::text::detect;

/// Similar questions that are offered.
const SIMILAR: usize = 5;
/// Characters of a title below which nothing is similar yet.
const SHORTEST: usize = 4;
/// Characters of a title that are read.
const LONGEST: usize = 300;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/peers/index", web::get().to(peers::give))
        .route("/search", web::get().to(search))
        .route("/search/complete", web::get().to(complete))
        .route("/search/clicked", web::post().to(learn::routes::clicked))
        .route("/similar", web::get().to(similar))
        .route("/similar/answered", web::post().to(learn::routes::answered));
}

/// GET /search?q=…&tag=…&user=…&product=…&state=…&lang=…&endorsed=1&mine=1&after=…&before=…&sort=…&page=…, and for
/// admins &explain=1.
async fn search(
    visit: Visit,
    request: HttpRequest,
    search: web::Data<Service>,
    learning: Option<web::Data<Learning>>,
) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::Search).await?;
    let asked = Asked::parse(request.query_string());
    let admin = visit.admin().is_ok();
    let seeker = Seeker {
        langs: languages(&visit, visit.t.lang),
        person: visit.id(),
        zone: visit.t.zone,
        now: Some(visit.now),
        explain: admin
            && parse(request.query_string().as_bytes()).any(|(name, value)| name == "explain" && value == "1"),
    };
    search.wait_for_own_writes().await;
    let found = search.find(asked, seeker).await?;
    learn::routes::searched(&visit, &request, learning.as_deref().map(AsRef::as_ref), &found);
    let mut page = visit.page(results::title(&visit.t, &found.asked));
    page.head.noindex = true;
    let template = Results::new(page, found, admin);
    visit.html(&template.page, &template)
}

/// GET /search/complete?q=…: a list of what the words may go on as, or nothing.
async fn complete(visit: Visit, request: HttpRequest, search: web::Data<Service>) -> Result<HttpResponse, Problem> {
    // Its own limit: whoever types fast must still be able to search.
    visit.limit(Limit::Typing).await?;
    let asked = Asked::parse(request.query_string());
    let offered = search.complete(&asked, languages(&visit, visit.t.lang)).await?;
    let mut response = HttpResponse::Ok();
    response.content_type("text/html; charset=utf-8").insert_header((header::CACHE_CONTROL, "no-store"));
    if offered.questions.is_empty() && offered.tags.is_empty() {
        return Ok(response.finish());
    }
    let template = Completions::new(visit.page(""), &asked, offered);
    Ok(response.body(template.render()?))
}

#[derive(Template)]
#[template(path = "search/similar.html")]
struct Similar {
    page: Page,
    questions: Vec<SimilarQuestion>,
}

/// GET /similar?title=…&body=…&lang=…: a list, or nothing.
async fn similar(visit: Visit, request: HttpRequest, search: web::Data<Service>) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::Search).await?;
    let given = |wanted: &str| -> String {
        let query = request.query_string().as_bytes();
        let value = parse(query).take(20).find(|(name, _)| name == wanted).map(|(_, value)| value);
        value.unwrap_or_default().chars().take(LONGEST).collect()
    };
    let title = given("title");
    let empty = || HttpResponse::Ok().content_type("text/html; charset=utf-8").finish();
    if title.trim().chars().count() < SHORTEST {
        return Ok(empty());
    }
    let lang = asked::code(&given("lang")).and_then(|lang| supported(&lang)).or_else(|| detect(&title));
    let langs = languages(&visit, lang.unwrap_or(visit.t.lang));
    search.wait_for_own_writes().await;
    let questions = search.similar(title, given("body"), langs, None, SIMILAR).await?;
    if questions.is_empty() {
        return Ok(empty());
    }
    let template = Similar { page: visit.page(""), questions };
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(template.render()?))
}

/// The forum's languages, this one first.
fn languages(visit: &Visit, first: &str) -> Vec<String> {
    let mut langs = vec![first.to_owned()];
    langs.extend(visit.services.settings.get().languages.iter().filter(|lang| *lang != first).cloned());
    langs
}
