//! /admin/people: find somebody.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::people::{Entry, Search, search};
use crate::accounts::roles::Role;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};

/// People on a page.
const PAGE: i64 = 50;

/// What is searched for, and where to go on.
#[derive(serde::Deserialize)]
pub struct Query {
    #[serde(default)]
    q: String,
    #[serde(default)]
    role: String,
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "accounts/admin/people.html")]
struct PeoplePage {
    page: Page,
    entries: Vec<Entry>,
    q: String,
    role: String,
    /// Address of the next page.
    older: Option<String>,
}

/// GET /admin/people
pub async fn list(visit: Visit, query: web::Query<Query>) -> Result<HttpResponse, Problem> {
    visit.keeper()?;
    let Query { q, role, before } = query.into_inner();
    let wanted = Search { words: q.clone(), role: Role::from_word(&role), before };
    let mut entries = visit.services.db.read(move |conn| Ok::<_, Refusal>(search(conn, &wanted, PAGE + 1)?)).await?;
    let more = entries.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        entries.pop();
    }
    let older = entries.last().filter(|_| more).map(|last| {
        let mut address = url::form_urlencoded::Serializer::new(String::from("/admin/people?"));
        address.append_pair("q", &q).append_pair("role", &role).append_pair("before", &last.card.id.to_string());
        address.finish()
    });
    let template = PeoplePage { page: visit.page(visit.t.s("admin-people-title")), entries, q, role, older };
    visit.html(&template.page, &template)
}

impl PeoplePage {
    fn roles(&self) -> &'static [Role] {
        Role::ALL
    }

    fn suspended(&self, entry: &Entry) -> bool {
        entry.suspended_until.is_some_and(|until| until > self.page.now)
    }
}
