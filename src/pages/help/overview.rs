//! GET /help

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::ground::i18n::T;
use crate::ground::web::{Page, Problem};

#[derive(Template)]
#[template(path = "pages/help.html")]
struct Help {
    page: Page,
    topics: Vec<Topic>,
}

/// A few sentences about something.
struct Topic {
    title: String,
    text: String,
    /// Where to go on, if anywhere, and what the link says.
    link: Option<(&'static str, String)>,
}

impl Topic {
    fn new(t: &T, key: &str, href: &'static str) -> Self {
        let say = |what: &str| t.s(&format!("{key}-{what}"));
        Self { title: t.s(key), text: say("text"), link: (!href.is_empty()).then(|| (href, say("link"))) }
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
    let topics = topics.iter().map(|(key, href)| Topic::new(&visit.t, key, href)).collect();
    let template = Help { page, topics };
    visit.html(&template.page, &template)
}
