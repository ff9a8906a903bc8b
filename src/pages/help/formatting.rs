//! GET /help/formatting: examples as they are typed, and as the posts' own renderer shows them.

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::ground::web::{Html, Page, Problem};
use crate::threads::text::Text;

use super::examples::EXAMPLES;

#[derive(Template)]
#[template(path = "pages/help_formatting.html")]
struct Formatting {
    page: Page,
    examples: Vec<Shown>,
}

/// An example with what becomes of it.
struct Shown {
    title: &'static str,
    source: &'static str,
    html: Html,
}

/// GET /help/formatting
///
/// # Errors
/// When the template fails.
pub async fn formatting(visit: Visit) -> Result<HttpResponse, Problem> {
    let lang = visit.t.lang;
    let host = visit.services.public_url.split_once("://").map_or("", |(_, host)| host);
    let mut examples = Vec::new();
    for example in EXAMPLES {
        let source = if lang == "de" { example.de } else { example.en };
        // Short and fixed, so rendering them here keeps nobody waiting.
        let text = Text::render(source, lang, example.title, host, &|_| false)?;
        examples.push(Shown { title: example.title, source, html: Html(text.html) });
    }
    let mut page = visit.page(visit.t.s("help-formatting-title"));
    page.head.canonical = "/help/formatting".into();
    let template = Formatting { page, examples };
    visit.html(&template.page, &template)
}
