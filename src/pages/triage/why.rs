//! GET /triage/why/{id}: why a question is due when it is, in words, by the wall clock of the calendar that counts.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use jiff::tz::TimeZone;

use crate::accounts::Visit;
use crate::accounts::permissions::{Act, may};
use crate::accounts::teams::teams;
use crate::escalation::explain::{Explanation, Reason, explain};
use crate::escalation::stage::Stage;
use crate::ground::clock::Micros;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::lists::names_of;
use crate::threads::paths;
use crate::threads::tables::questions;

use super::detail::{Told, told};
use super::words;

#[derive(Template)]
#[template(path = "triage/why.html")]
struct Why {
    page: Page,
    title: String,
    lang: String,
    path: String,
    found: Explanation,
    steps: Vec<Told>,
    zone: TimeZone,
    zone_name: String,
}

impl Why {
    fn at(&self, at: &Micros) -> String {
        words::moment(&self.page.t, *at, &self.zone)
    }

    fn length(&self, micros: &i64) -> String {
        words::length(&self.page.t, *micros)
    }

    fn open(&self, (from, to): &(Micros, Micros)) -> String {
        words::length(&self.page.t, to.since(*from))
    }

    /// "Mon 6 Jul 2026, 09:00 to 17:00"
    fn stretch(&self, (from, to): &(Micros, Micros)) -> String {
        let day = |at: &Micros| at.timestamp().to_zoned(self.zone.clone()).date();
        let end = if day(from) == day(to) { words::hour(*to, &self.zone) } else { self.at(to) };
        self.page.t.a2("triage-why-stretch", "from", self.at(from), "to", end)
    }

    fn stage(&self) -> &'static str {
        match self.found.row.stage {
            Stage::Peers => "triage-stands-peers",
            Stage::Triage => "triage-stands-triage",
            Stage::Staff => "triage-stands-staff",
            Stage::HandedOver => "triage-stands-handed-over",
        }
    }

    fn reason(&self, reason: &Reason) -> &'static str {
        match reason {
            Reason::Matches => "triage-why-matches",
            Reason::StartsLater => "triage-why-starts-later",
            Reason::Product => "triage-why-product",
            Reason::Category => "triage-why-category",
            Reason::Tags => "triage-why-tags",
            Reason::Language => "triage-why-language",
            Reason::Priority => "triage-why-priority",
        }
    }

    /// What the clock does next.
    fn next(&self) -> Option<(&'static str, Micros)> {
        let (at, word) = self.found.next.as_ref()?;
        let key = match (word.as_str(), self.found.row.stage) {
            ("nudge", _) => "triage-why-next-nudge",
            ("warn", _) => "triage-why-next-warn",
            ("step", Stage::Peers) => "triage-why-next-triage",
            ("step", _) => "triage-why-next-staff",
            _ => "triage-why-next-overdue",
        };
        Some((key, *at))
    }

    fn answered_by(&self) -> Option<Micros> {
        self.found.promise.and_then(|promise| promise.answered_by)
    }
}

/// GET /triage/why/{id}
///
/// # Errors
/// Sends visitors to sign in; `Forbidden` for all but moderators and staff; `NotFound`.
pub async fn show(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor()?;
    let thresholds = visit.services.settings.get().thresholds.clone();
    if may(&actor, Act::WorkAtDesk, &thresholds, false).is_err() {
        may(&actor, Act::Triage, &thresholds, false)?;
    }
    let t = visit.t;
    let (title, slug, lang, found, steps) = visit
        .services
        .db
        .read(move |conn| {
            let found = explain(conn, id)?;
            let (title, slug, lang): (String, String, String) =
                questions::table.find(id).select((questions::title, questions::slug, questions::lang)).first(conn)?;
            let people: Vec<i64> = found.steps.iter().filter_map(|step| step.actor_id).collect();
            let names = names_of(conn, &people)?;
            let teams = teams(conn)?;
            let steps = told(&t, &found.steps, &names, &teams);
            Ok::<_, Refusal>((title, slug, lang, found, steps))
        })
        .await?;
    let zone_name = found.calendar.as_ref().map_or_else(|| "UTC".to_owned(), |(_, zone)| zone.clone());
    let mut page = visit.page(visit.t.s("triage-why-title"));
    page.head.noindex = true;
    let path = paths::question(id, &slug);
    let zone = words::zone(&zone_name);
    let template = Why { page, title, lang, path, found, steps, zone, zone_name };
    visit.html(&template.page, &template)
}
