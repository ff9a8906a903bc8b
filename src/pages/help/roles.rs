//! GET /help/roles: the one permission table, in words.

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::permissions::{Rule, TABLE};
use crate::accounts::roles::Role;
use crate::ground::i18n::T;
use crate::ground::settings::Thresholds;
use crate::ground::web::{Page, Problem};
use crate::pages::people::role_word;

#[derive(Template)]
#[template(path = "pages/help_roles.html")]
struct Roles {
    page: Page,
    /// Names of the roles' columns.
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// What may be done, and by whom.
struct Row {
    /// Key of the act.
    act: &'static str,
    /// What a member needs.
    member: String,
    /// For each role: whether it is enough.
    roles: Vec<bool>,
    /// Key of what stands where it is not.
    otherwise: &'static str,
}

/// The columns, in the order of trust.
const COLUMNS: [Role; 5] = [Role::Expert, Role::Staff, Role::Lead, Role::Moderator, Role::Admin];

fn row(rule: &Rule, thresholds: &Thresholds, t: &T) -> Row {
    let member = match (rule.members, rule.reputation, rule.own_threads) {
        (true, _, _) => t.s("help-roles-always"),
        (false, Some(of), true) => t.a("help-roles-from-or-own", "n", t.number(of(thresholds))),
        (false, Some(of), false) => t.a("help-roles-from", "n", t.number(of(thresholds))),
        (false, None, true) => t.s("help-roles-own"),
        (false, None, false) => t.s("help-roles-no"),
    };
    let some_may = rule.reputation.is_some() || rule.own_threads;
    Row {
        act: rule.name,
        member,
        roles: COLUMNS.iter().map(|role| rule.members || rule.roles.contains(role)).collect(),
        otherwise: if some_may { "help-roles-like-members" } else { "help-roles-no" },
    }
}

/// GET /help/roles
///
/// # Errors
/// When the template fails.
pub async fn roles(visit: Visit) -> Result<HttpResponse, Problem> {
    let t = visit.t;
    let thresholds = visit.services.settings.get().thresholds.clone();
    let mut page = visit.page(t.s("help-roles-title"));
    page.head.canonical = "/help/roles".into();
    let columns = COLUMNS.iter().map(|role| t.s(role_word(*role, false))).collect();
    let rows = TABLE.iter().map(|rule| row(rule, &thresholds, &t)).collect();
    let template = Roles { page, columns, rows };
    visit.html(&template.page, &template)
}
