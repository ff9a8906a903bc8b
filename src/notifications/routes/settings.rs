//! /settings/notifications: how soon by mail, when it is quiet, and whether one may be asked for help.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::accounts::roles::Role;
use crate::accounts::{Actor, Visit};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::notifications::hours::{Quiet, clock_of, minute_of};
use crate::notifications::nudge::history::{self, Asked};
use crate::notifications::nudge::{consent, why};
use crate::notifications::preferences::{self, Preferences};
use crate::notifications::topics::{Pace, Topic};

/// Where it is.
pub(super) const HERE: &str = "/settings/notifications";
/// What an empty or odd time of day is kept as, so that it is refused.
const ODD: i64 = -1;

/// The form as it is filled in.
struct Typed {
    paces: HashMap<Topic, Pace>,
    from: String,
    to: String,
    zone: String,
}

#[derive(Template)]
#[template(path = "notifications/settings.html")]
struct SettingsPage {
    page: Page,
    errors: Errors,
    typed: Typed,
    topics: Vec<Topic>,
    /// Whether some of it is work.
    works: bool,
    verified: bool,
    zones: Vec<String>,
    consent: Option<bool>,
    asked: Vec<Asked>,
    names: why::Names,
}

impl SettingsPage {
    fn paces(&self) -> &'static [Pace] {
        Pace::ALL
    }

    fn is(&self, topic: &Topic, pace: &Pace) -> bool {
        self.typed.paces.get(topic).copied().unwrap_or(topic.usual()) == *pace
    }

    fn why(&self, asked: &Asked) -> String {
        self.names.say(self.page.t, &asked.why)
    }

    fn state(&self, asked: &Asked) -> String {
        self.page.t.s(&format!("nudge-state-{}", asked.state.word()))
    }

    fn question(&self, asked: &Asked) -> String {
        format!("/questions/{}", asked.question_id)
    }
}

/// What somebody of these roles can be told of.
fn topics(actor: &Actor) -> Vec<Topic> {
    let works = [Role::Staff, Role::Lead, Role::Admin].iter().any(|role| actor.is(*role));
    let fits = |topic: &Topic| match topic {
        Topic::Triage => actor.keeps_order(),
        Topic::Work => works,
        _ => true,
    };
    Topic::ALL.iter().copied().filter(fits).collect()
}

async fn show(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    errors: Errors,
    typed: Option<Typed>,
) -> Result<HttpResponse, Problem> {
    let id = actor.id;
    let (chosen, consent, asked, names) = visit
        .services
        .db
        .read(move |conn| {
            let asked = history::of(conn, id)?;
            let names = why::names(conn, asked.iter().map(|asked| &asked.why))?;
            Ok::<_, Refusal>((preferences::of(conn, id)?, consent::of(conn, id)?, asked, names))
        })
        .await?;
    let topics = topics(actor);
    let template = SettingsPage {
        page: visit.page(visit.t.s("telling-title")),
        errors,
        typed: typed.unwrap_or_else(|| stored(visit, chosen)),
        works: topics.iter().any(|topic| topic.is_work()),
        topics,
        verified: actor.verified,
        zones: jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect(),
        consent,
        asked,
        names,
    };
    visit.html_with(status, &template.page, &template)
}

/// What is stored, as it would be typed. Whoever stored no zone is offered the one that their browser names.
fn stored(visit: &Visit, chosen: Preferences) -> Typed {
    let here = || visit.t.zone.iana_name().unwrap_or("UTC").to_owned();
    let clock = |minute: Option<i64>| minute.map(clock_of).unwrap_or_default();
    Typed {
        from: clock(chosen.quiet.map(|quiet| quiet.from)),
        to: clock(chosen.quiet.map(|quiet| quiet.to)),
        zone: chosen.zone.unwrap_or_else(here),
        paces: chosen.paces,
    }
}

/// GET /settings/notifications
pub async fn form(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to(HERE)?;
    show(&visit, &actor, StatusCode::OK, Errors::default(), None).await
}

/// POST /settings/notifications
pub async fn take(visit: Visit, Form(form): Form<HashMap<String, String>>) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to(HERE)?;
    visit.limit(Limit::Act).await?;
    let text = |name: &str| form.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let chosen = |topic: &Topic| Pace::from_word(form.get(topic.word())?);
    let typed = Typed {
        paces: topics(&actor).iter().filter_map(|topic| Some((*topic, chosen(topic)?))).collect(),
        from: text("quiet_from"),
        to: text("quiet_to"),
        zone: text("zone"),
    };
    let minute = |text: &str| minute_of(text).unwrap_or(ODD);
    let quiet = (!typed.from.is_empty() || !typed.to.is_empty())
        .then(|| Quiet { from: minute(&typed.from), to: minute(&typed.to) });
    let wanted = Preferences { paces: typed.paces.clone(), zone: Some(typed.zone.clone()), quiet };
    let (id, now, zone) = (actor.id, visit.now, visit.services.settings.get().zone.clone());
    match visit.services.db.write(move |tx| preferences::choose(tx, id, &wanted, &zone, now)).await {
        Ok(()) => Ok(Flash::of("flash-telling-saved").then(&visit.services, HERE)),
        Err(why) => {
            let (status, errors) = again(why, "zone")?;
            show(&visit, &actor, status, errors, Some(typed)).await
        }
    }
}
