//! GET /help

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::ground::web::{Page, Problem};

#[derive(Template)]
#[template(path = "pages/help.html")]
struct Help {
    page: Page,
    /// Key of each topic, and where its link leads, if it has one.
    topics: [(&'static str, &'static str); 6],
}

impl Help {
    fn text_of(&self, key: &str) -> String {
        format!("{key}-text")
    }

    fn link_of(&self, key: &str) -> String {
        format!("{key}-link")
    }
}

/// GET /help
///
/// # Errors
/// When the template fails.
pub async fn overview(visit: Visit) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("help-title"));
    page.head.description = visit.t.s("help-lead");
    page.head.canonical = "/help".into();
    let topics = [
        ("help-ask", "/ask"),
        ("help-answer", "/?sort=unanswered"),
        ("help-accept", ""),
        ("help-endorsed", ""),
        ("help-edit", "/help/formatting"),
        ("help-moderation", "/help/roles"),
    ];
    let template = Help { page, topics };
    visit.html(&template.page, &template)
}
