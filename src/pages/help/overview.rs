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

/// Title, text and, where there is more, the link's address and words; all but the address are keys.
type Keys = (&'static str, &'static str, Option<(&'static str, &'static str)>);

const TOPICS: [Keys; 6] = [
    ("help-ask", "help-ask-text", Some(("/ask", "help-ask-link"))),
    ("help-answer", "help-answer-text", Some(("/?sort=unanswered", "help-answer-link"))),
    ("help-accept", "help-accept-text", None),
    ("help-endorsed", "help-endorsed-text", None),
    ("help-edit", "help-edit-text", Some(("/help/formatting", "help-edit-link"))),
    ("help-moderation", "help-moderation-text", Some(("/help/roles", "help-moderation-link"))),
];

impl Topic {
    fn new(t: &T, (title, text, link): Keys) -> Self {
        Self { title: t.s(title), text: t.s(text), link: link.map(|(href, label)| (href, t.s(label))) }
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
    let topics = TOPICS.into_iter().map(|keys| Topic::new(&visit.t, keys)).collect();
    let template = Help { page, topics };
    visit.html(&template.page, &template)
}
