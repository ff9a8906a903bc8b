//! /unsubscribe/…: the links in mails. Whoever holds one need not sign in, and can stop that mail and nothing else.
//! Looking changes nothing, for mail scanners look at everything.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::{Actor, Visit};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Flash, Form, Limit, Page, Problem};
use crate::notifications::preferences;
use crate::notifications::topics::{Pace, Topic};
use crate::notifications::unsubscribe::{PREFIX, Signer};

/// What a link says.
type Link = web::Path<(String, i64, String)>;

/// What a mail program sends when its reader clicks.
const ONE_CLICK: &str = "One-Click";

/// A POST: from a mail program, or from our own page.
#[derive(serde::Deserialize)]
pub struct Click {
    #[serde(default, rename = "List-Unsubscribe")]
    by_program: String,
}

/// How soon it was before, in the order of the topics.
#[derive(Clone, Default, serde::Deserialize)]
pub struct Before {
    #[serde(default)]
    was: String,
}

#[derive(Template)]
#[template(path = "notifications/unsubscribe.html")]
struct UnsubscribePage {
    page: Page,
    path: String,
    /// What it is about, in words.
    topics: Vec<String>,
    /// Whether there is no such mail any more.
    off: bool,
    was: String,
}

/// A link that is good: for whom, and about what.
struct Good {
    person: i64,
    topics: Vec<Topic>,
    path: String,
}

/// Whoever is gone has no mail that could be stopped.
async fn check(visit: &Visit, link: Link) -> Verdict<Good> {
    let (words, person, proof) = link.into_inner();
    let topics = Signer::new(&visit.services.secret).check(&words, person, &proof).ok_or(Refusal::NotFound)?;
    visit.services.db.read(move |conn| Actor::load(conn, person)).await?;
    Ok(Good { person, topics, path: format!("{PREFIX}{words}/{person}/{proof}") })
}

async fn set(visit: &Visit, good: &Good, paces: Vec<Pace>) -> Verdict<Vec<Pace>> {
    // Counted by whose mail it is: a mail company posts for thousands from a few addresses.
    visit.services.limits.check(Limit::Act, Some(good.person), None).await?;
    let wanted: Vec<(Topic, Pace)> = good.topics.iter().copied().zip(paces).collect();
    let (person, zone, now) = (good.person, visit.services.settings.get().zone.clone(), visit.now);
    visit.services.db.write(move |tx| preferences::set(tx, person, &wanted, &zone, now)).await
}

async fn show(visit: &Visit, good: Good, was: String) -> Result<HttpResponse, Problem> {
    let person = good.person;
    let chosen = visit.services.db.read(move |conn| Ok::<_, Refusal>(preferences::of(conn, person)?)).await?;
    let mut page = visit.page(visit.t.s("telling-unsubscribe-title"));
    page.head.noindex = true;
    let template = UnsubscribePage {
        off: good.topics.iter().all(|topic| chosen.pace(*topic) == Pace::Off),
        topics: good.topics.iter().map(|topic| page.t.s(&topic.name())).collect(),
        path: good.path,
        page,
        was,
    };
    visit.html(&template.page, &template)
}

/// GET /unsubscribe/{topics}/{person}/{proof}
///
/// # Errors
/// `NotFound` for any other link.
pub async fn form(visit: Visit, link: Link, before: web::Query<Before>) -> Result<HttpResponse, Problem> {
    let good = check(&visit, link).await?;
    show(&visit, good, before.into_inner().was).await
}

/// POST /unsubscribe/{topics}/{person}/{proof}: mail programs follow no redirects, people's browsers do.
///
/// # Errors
/// `NotFound` for any other link.
pub async fn take(visit: Visit, link: Link, Form(click): Form<Click>) -> Result<HttpResponse, Problem> {
    let good = check(&visit, link).await?;
    let before = set(&visit, &good, vec![Pace::Off; good.topics.len()]).await?;
    let was = before.iter().map(|pace| pace.word()).collect::<Vec<_>>().join(".");
    if click.by_program == ONE_CLICK {
        return show(&visit, good, was).await;
    }
    Ok(Flash::of("flash-telling-unsubscribed").then(&visit.services, &format!("{}?was={was}", good.path)))
}

/// POST /unsubscribe/{topics}/{person}/{proof}/undo: as it was before, or as it usually is.
///
/// # Errors
/// `NotFound` for any other link.
pub async fn undo(visit: Visit, link: Link, Form(before): Form<Before>) -> Result<HttpResponse, Problem> {
    let good = check(&visit, link).await?;
    let mut was = before.was.split('.').map(Pace::from_word);
    let on = |topic: &Topic| was.next().flatten().filter(|pace| *pace != Pace::Off).unwrap_or(topic.usual());
    let paces = good.topics.iter().map(on).collect();
    set(&visit, &good, paces).await?;
    Ok(Flash::of("flash-telling-subscribed").then(&visit.services, &good.path))
}
