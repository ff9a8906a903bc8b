//! GET /help/keys: the keyboard shortcuts, for those whose browser runs no scripts that would show them in place.

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::ground::web::{Page, Problem};

#[derive(Template)]
#[template(path = "pages/help_keys.html")]
struct Keys {
    page: Page,
    /// Keys, one after the other, and the key of what they do.
    keys: [(&'static [&'static str], &'static str); 8],
}

/// GET /help/keys
///
/// # Errors
/// When the template fails.
pub async fn keys(visit: Visit) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("help-keys"));
    page.head.canonical = "/help/keys".into();
    let keys: [(&[&str], &str); 8] = [
        (&["?"], "script-key-help"),
        (&["/"], "script-key-search"),
        (&["j"], "script-key-next"),
        (&["k"], "script-key-prev"),
        (&["a"], "script-key-answer"),
        (&["g", "h"], "script-key-home"),
        (&["Ctrl", "Enter"], "script-key-submit"),
        (&["Esc"], "script-key-close"),
    ];
    let template = Keys { page, keys };
    visit.html(&template.page, &template)
}
