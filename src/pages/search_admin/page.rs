//! GET /admin/search and each part of it as a file.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::choice::{Choice, LENGTHS};
use super::figures::{Figures, size};
use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::given::{Given, address};
use crate::pages::reports::sheet::{self, Sheet};
use crate::search::learn::ENOUGH;
use crate::search::learn::report::Term;

#[derive(Template)]
#[template(path = "search/admin.html")]
struct FiguresPage {
    page: Page,
    choice: Choice,
    figures: Figures,
    charts: Vec<Sheet>,
}

impl FiguresPage {
    fn percent(&self, percent: Option<usize>) -> String {
        percent.map_or_else(|| "–".to_owned(), |percent| self.page.t.a("reports-percent", "n", percent))
    }

    fn number(&self, n: &i64) -> String {
        self.page.t.number(size(*n))
    }

    fn days(&self, days: &i64) -> String {
        self.page.t.n("learn-days", *days)
    }

    fn means(&self, name: &str) -> String {
        self.page.t.s(&format!("reports-{name}-means"))
    }

    fn caption(&self, name: &str) -> String {
        self.page.t.s(&format!("reports-{name}-caption"))
    }

    fn file(&self, name: &str) -> String {
        address(&format!("/admin/search/{name}.csv"), &[("days", &self.choice.days.to_string())])
    }

    /// The lists of terms: name, terms, and whether they found nothing.
    fn lists(&self) -> [(&'static str, &[Term], bool); 2] {
        [("without-hit", &self.figures.without_hit, true), ("abandoned", &self.figures.abandoned, false)]
    }

    fn search(&self, term: &str) -> String {
        address("/search", &[("q", term)])
    }

    fn synonym(&self, term: &str) -> String {
        address("/admin/search/words", &[("words", term)])
    }

    fn pin(&self, term: &str) -> String {
        address("/admin/search/words", &[("term", term)])
    }
}

/// GET /admin/search
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn page(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let (choice, figures) = figures(&visit, &given).await?;
    let charts = figures.charts(&visit.t, choice);
    let template = FiguresPage { page: visit.page(visit.t.s("learn-title")), choice, figures, charts };
    visit.html(&template.page, &template)
}

/// GET /admin/search/{name}.csv
///
/// # Errors
/// `NotFound`; `Forbidden` for all but admins.
pub async fn file(visit: Visit, name: web::Path<String>, given: Given) -> Result<HttpResponse, Problem> {
    let (choice, figures) = figures(&visit, &given).await?;
    let sheets = figures.sheets(&visit.t, choice);
    let sheet = sheets.iter().find(|sheet| sheet.name == name.as_str()).ok_or(Refusal::NotFound)?;
    let body = sheet::csv(sheet).map_err(|why| Refusal::Internal(why.to_string()))?;
    let disposition = format!("attachment; filename=\"search-{}-{}.csv\"", sheet.name, choice.days);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(body))
}

async fn figures(visit: &Visit, given: &Given) -> Result<(Choice, Figures), Problem> {
    visit.admin()?;
    let choice = Choice::of(given, visit.now);
    let figures = visit.services.db.read(move |conn| Figures::load(conn, choice)).await?;
    Ok((choice, figures))
}
