//! GET /reports and each report as a file.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::choice::Choice;
use super::kept::Names;
use super::reviewed::Reviewed;
use super::sheet::Sheet;
use super::{ages, helpers, kept, reviewed, saved, sheet, waits};
use crate::accounts::Visit;
use crate::accounts::catalogue::{self, Product};
use crate::accounts::permissions::{Act, may};
use crate::accounts::teams;
use crate::escalation::tables::policies;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Page, Problem};
use crate::ground::zones;
use crate::insights::cases::{self, Case, MOST};
use crate::insights::kept::Punctuality;
use crate::insights::period::{Length, Period};
use crate::pages::given::Given;
use crate::search::learn;

/// Policies that are named, those of the past among them.
const POLICIES: i64 = 1_000;

#[derive(Template)]
#[template(path = "pages/reports.html")]
struct ReportsPage {
    page: Page,
    choice: Choice,
    products: Vec<Product>,
    zone: String,
    cut: bool,
    sheets: Vec<Sheet>,
}

impl ReportsPage {
    fn length(&self, length: &Length) -> String {
        self.page.t.s(&format!("reports-period-{}", length.word()))
    }

    fn is_chosen(&self, product: &Product) -> bool {
        self.choice.product == Some(product.id)
    }

    fn means(&self, sheet: &Sheet) -> String {
        self.page.t.s(&format!("reports-{}-means", sheet.name))
    }

    fn caption(&self, sheet: &Sheet) -> String {
        self.page.t.s(&format!("reports-{}-caption", sheet.name))
    }

    fn file(&self, sheet: &Sheet) -> String {
        self.choice.at(&format!("/reports/{}.csv", sheet.name))
    }
}

/// What the reports are made of.
struct Numbers {
    choice: Choice,
    period: Period,
    products: Vec<Product>,
    cases: Vec<Case>,
    punctuality: Punctuality,
    waiting: crate::insights::ages::Waiting,
    saved: Vec<(i64, i64)>,
    reviewed: Reviewed,
    names: Names,
}

impl Numbers {
    fn sheets(&self, t: &T) -> Vec<Sheet> {
        vec![
            waits::first_answer(t, &self.period, &self.cases),
            waits::solution(t, &self.period, &self.cases),
            helpers::answered_by(t, &self.period, &self.cases),
            kept::by_policy(t, &self.punctuality, &self.names),
            kept::by_team(t, &self.punctuality, &self.names),
            ages::waiting(t, &self.waiting),
            saved::saved(t, &self.period, &self.saved),
            reviewed::reviewed(t, &self.reviewed),
        ]
    }
}

/// GET /reports
///
/// # Errors
/// `Forbidden` for all but moderators, leads and admins.
pub async fn page(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let numbers = numbers(&visit, given).await?;
    let mut page = visit.page(visit.t.s("reports-title"));
    page.head.noindex = true;
    let zone = visit.services.settings.get().zone.clone();
    let cut = i64::try_from(numbers.cases.len()).is_ok_and(|n| n >= MOST);
    let sheets = numbers.sheets(&visit.t);
    let Numbers { choice, products, .. } = numbers;
    let template = ReportsPage { page, choice, products, zone, cut, sheets };
    visit.html(&template.page, &template)
}

/// GET /reports/{name}.csv
///
/// # Errors
/// `NotFound`; `Forbidden` for all but moderators, leads and admins.
pub async fn file(visit: Visit, name: web::Path<String>, given: Given) -> Result<HttpResponse, Problem> {
    let numbers = numbers(&visit, given).await?;
    let sheets = numbers.sheets(&visit.t);
    let sheet = sheets.iter().find(|sheet| sheet.name == name.as_str()).ok_or(Refusal::NotFound)?;
    let body = sheet::csv(sheet).map_err(|why| Refusal::Internal(why.to_string()))?;
    let disposition = format!("attachment; filename=\"{}-{}.csv\"", sheet.name, numbers.choice.length.word());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(body))
}

async fn numbers(visit: &Visit, given: Given) -> Result<Numbers, Problem> {
    let actor = visit.actor()?;
    let settings = visit.services.settings.get();
    may(&actor, Act::SeeReports, &settings.thresholds, false)?;
    let zone = zones::find(&settings.zone).unwrap_or(&zones::UTC).clone();
    let now = visit.now;
    let read = visit.services.db.read(move |conn| {
        let products = catalogue::products(conn)?;
        let choice = Choice::of(&given, &products);
        let period = choice.period(now, &zone);
        Ok::<_, Refusal>(Numbers {
            cases: cases::load(conn, &period, choice.product)?,
            punctuality: crate::insights::kept::load(conn, &period, choice.product)?,
            waiting: crate::insights::ages::load(conn, now, choice.product)?,
            saved: learn::saved::by_day(conn, period.from.day(), choice.product)?,
            reviewed: Reviewed::load(conn, now)?,
            names: names(conn)?,
            choice,
            period,
            products,
        })
    });
    Ok(read.await?)
}

fn names(conn: &mut AnyConnection) -> Verdict<Names> {
    let policies: Vec<(i64, String)> =
        policies::table.order(policies::id.desc()).limit(POLICIES).select((policies::id, policies::name)).load(conn)?;
    let teams = teams::teams(conn)?;
    Ok(Names {
        policies: policies.into_iter().collect(),
        teams: teams.into_iter().map(|team| (team.id, team.name)).collect(),
    })
}
