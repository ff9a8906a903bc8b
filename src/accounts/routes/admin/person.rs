//! /admin/people/{id}: roles, suspension, the end.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::super::profile::discard;
use crate::accounts::catalogue::{Product, products};
use crate::accounts::letters::SiteWords;
use crate::accounts::people::{Card, card};
use crate::accounts::permissions::Act;
use crate::accounts::roles::{Grant, Role, Scope};
use crate::accounts::teams::{Team, teams};
use crate::accounts::{Actor, TagNames, Visit, erase as verb, factor, grant as grants, permissions, suspend as rule};
use crate::ground::clock::Micros;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Flash, Form, Limit, Page, Problem};

type Tags = Option<web::Data<TagNames>>;

/// A role and where it holds; a tag by its name.
#[derive(serde::Deserialize)]
pub struct GrantForm {
    #[serde(default)]
    role: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    tag: String,
}

/// How long and why.
#[derive(serde::Deserialize)]
pub struct SuspendForm {
    days: i64,
    #[serde(default)]
    reason: String,
}

#[derive(Template)]
#[template(path = "accounts/admin/person.html")]
struct PersonPage {
    page: Page,
    card: Card,
    verified: bool,
    created_at: Micros,
    suspended_until: Option<Micros>,
    /// Role's word, scope's word, scope's name.
    grants: Vec<(Role, String, String)>,
    products: Vec<Product>,
    teams: Vec<Team>,
    tags: bool,
    admin: bool,
    outranked: bool,
    second_factor_at: Option<Micros>,
}

impl PersonPage {
    fn roles(&self) -> &'static [Role] {
        Role::ALL
    }
}

/// GET /admin/people/{id}
pub async fn show(visit: Visit, tags: Tags, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.keeper()?;
    let (id, names) = (id.into_inner(), tags.as_ref().map(|t| *t.get_ref()));
    let read = visit.services.db.read(move |conn| {
        let person = Actor::load(conn, id)?;
        let ids: Vec<i64> =
            person.grants.iter().filter_map(|g| if let Scope::Tag(tag) = g.scope { Some(tag) } else { None }).collect();
        let tags = names.map(|names| (names.names)(conn, &ids)).transpose()?.unwrap_or_default();
        Ok::<_, Refusal>((card(conn, id)?, person, products(conn)?, teams(conn)?, tags))
    });
    let (card, person, products, teams, tag_names) = read.await?;
    let everywhere = visit.t.s("admin-scope-everywhere");
    let named = |g: &Grant| (g.role, g.scope.word(), scope_name(g.scope, &everywhere, &products, &teams, &tag_names));
    let template = PersonPage {
        page: visit.page(visit.t.a("admin-person-title", "name", &card.name)),
        verified: person.verified,
        created_at: person.created_at,
        suspended_until: person.suspended_until.filter(|until| *until > visit.now),
        grants: person.grants.iter().map(named).collect(),
        admin: permissions::may(&actor, Act::Administer, &visit.services.settings.get().thresholds, false).is_ok(),
        outranked: actor.rank() > person.rank(),
        second_factor_at: person.second_factor_at,
        tags: tags.is_some(),
        card,
        products,
        teams,
    };
    visit.html(&template.page, &template)
}

fn scope_name(
    scope: Scope,
    everywhere: &str,
    products: &[Product],
    teams: &[Team],
    tags: &HashMap<i64, String>,
) -> String {
    let name = match scope {
        Scope::Everywhere => Some(everywhere.to_owned()),
        Scope::Product(id) => products.iter().find(|p| p.id == id).map(|p| p.name.clone()),
        Scope::Team(id) => teams.iter().find(|t| t.id == id).map(|t| t.name.clone()),
        Scope::Tag(id) => tags.get(&id).cloned(),
    };
    name.unwrap_or_else(|| scope.word())
}

fn page_of(id: i64) -> String {
    format!("/admin/people/{id}")
}

/// The role and scope of a form; a tag's name becomes its number.
async fn read(visit: &Visit, tags: Tags, form: GrantForm) -> Verdict<(Role, Scope)> {
    let role = Role::from_word(&form.role).ok_or(Refusal::field("role", "problem-invalid"))?;
    let unknown = || Refusal::field("scope", "problem-scope");
    let name = form.tag.trim().to_owned();
    let scope = match tags {
        Some(tags) if !name.is_empty() => {
            let find = tags.find;
            visit.services.db.read(move |conn| find(conn, &name)).await?.map(Scope::Tag)
        }
        _ => Scope::from_word(&form.scope),
    };
    Ok((role, scope.ok_or_else(unknown)?))
}

/// POST /admin/people/{id}/grant
pub async fn grant(
    visit: Visit,
    tags: Tags,
    id: web::Path<i64>,
    Form(form): Form<GrantForm>,
) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (role, scope) = read(&visit, tags, form).await?;
    let (id, now) = (id.into_inner(), visit.now);
    visit.services.db.write(move |tx| grants::grant(tx, Some(actor.id), id, role, scope, now)).await?;
    Ok(Flash::of("flash-granted").then(&visit.services, &page_of(id)))
}

/// POST /admin/people/{id}/revoke
pub async fn revoke(visit: Visit, id: web::Path<i64>, Form(form): Form<GrantForm>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (role, scope) = read(&visit, None, form).await?;
    let (id, now) = (id.into_inner(), visit.now);
    let own = id == actor.id;
    visit.services.db.write(move |tx| grants::revoke(tx, Some(actor.id), id, role, scope, now)).await?;
    // Whoever gave up their own role may not see that page any more.
    let next = if own { "/".to_owned() } else { page_of(id) };
    Ok(Flash::of("flash-revoked").then(&visit.services, &next))
}

/// POST /admin/people/{id}/suspend
pub async fn suspend(visit: Visit, id: web::Path<i64>, Form(form): Form<SuspendForm>) -> Result<HttpResponse, Problem> {
    let actor = visit.keeper()?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (id.into_inner(), visit.now);
    visit.services.db.write(move |tx| rule::suspend(tx, &actor, id, form.days, &form.reason, now)).await?;
    Ok(Flash::of("flash-suspended").then(&visit.services, &page_of(id)))
}

/// POST /admin/people/{id}/unsuspend
pub async fn unsuspend(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.keeper()?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (id.into_inner(), visit.now);
    visit.services.db.write(move |tx| rule::unsuspend(tx, &actor, id, now)).await?;
    Ok(Flash::of("flash-unsuspended").then(&visit.services, &page_of(id)))
}

/// POST /admin/people/{id}/reset-factor: for somebody who lost phone and paper.
pub async fn reset_factor(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (id, now, site) = (id.into_inner(), visit.now, SiteWords::of(&visit.services));
    visit.services.db.write(move |tx| factor::reset(tx, Some(&actor), id, &site, now)).await?;
    Ok(Flash::of("flash-factor-reset").then(&visit.services, &page_of(id)))
}

/// POST /admin/people/{id}/erase: somebody else's account; one's own goes by the settings.
pub async fn erase(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (id.into_inner(), visit.now);
    if id == actor.id {
        return Err(Refusal::forbidden("problem-rank").into());
    }
    let picture = visit.services.db.write(move |tx| verb::erase(tx, &actor, id, now)).await?;
    discard(&visit, picture).await;
    Ok(Flash::of("flash-person-erased").then(&visit.services, "/admin/people"))
}
