//! Where search engines find what may be found: an index, parts by ranges of ids, and what to stay away from.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::accounts::tables::products;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Prepared, Value};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Problem, Services};
use crate::on_both;
use crate::pages::lists::tag_path;
use crate::threads::paths;
use crate::threads::tables::{questions, tags};

use super::answer::cached;

/// Ids of one part; the file it makes has as many lines at most.
const PART: i64 = 10_000;
/// Parts of an index; sitemaps allow no more.
const PARTS: i64 = 50_000;
/// Seconds that they may be kept.
const KEEP: u32 = 3_600;
/// What the files are.
const XML: &str = "application/xml; charset=utf-8";

#[derive(Template)]
#[template(path = "pages/sitemap.xml")]
struct Sitemap {
    site: String,
    /// Whether the places are other sitemaps.
    index: bool,
    places: Vec<(String, Option<Micros>)>,
}

/// GET /sitemap.xml
///
/// # Errors
/// When the database fails.
pub async fn index(services: web::Data<Services>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parts = services.db.read(|conn| Ok::<_, Refusal>(parts(conn)?)).await?;
    let mut places = vec![("/sitemap/pages.xml".to_owned(), None)];
    places.extend(parts.into_iter().map(|Part { part }| (format!("/sitemap/{part}.xml"), None)));
    let sitemap = Sitemap { site: services.public_url.to_string(), index: true, places };
    Ok(cached(&request, XML, KEEP, None, sitemap.render()?))
}

/// A part that has something.
#[derive(QueryableByName)]
struct Part {
    #[diesel(sql_type = BigInt)]
    part: i64,
}

/// The parts with a question that everybody can see, in their order: one look into the key for each, however many
/// questions there are.
fn parts(conn: &mut AnyConnection) -> QueryResult<Vec<Part>> {
    let sql = "WITH RECURSIVE parts (part) AS (SELECT 0 UNION ALL SELECT part + 1 FROM parts \
               WHERE (part + 1) * ? <= (SELECT max(id) FROM questions)) \
               SELECT CAST(part AS BIGINT) AS part FROM parts WHERE EXISTS (SELECT 1 FROM questions \
               WHERE id >= part * ? AND id < (part + 1) * ? AND shown) LIMIT ?";
    let part = Value::Number(PART);
    on_both!(conn, inner => Prepared(sql, [part, part, part, Value::Number(PARTS - 1)]).load(inner))
}

/// GET /sitemap/{part}.xml: the questions with these ids that everybody can see.
///
/// # Errors
/// `NotFound` for a part without any.
pub async fn part(
    services: web::Data<Services>,
    request: HttpRequest,
    part: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let first = part.into_inner().checked_mul(PART).filter(|first| *first >= 0).ok_or(Refusal::NotFound)?;
    let rows: Vec<(i64, String, Micros)> = services
        .db
        .read(move |conn| {
            let rows = questions::table
                .filter(questions::shown)
                .filter(questions::id.ge(first))
                .filter(questions::id.lt(first.saturating_add(PART)))
                .order(questions::id)
                .limit(PART)
                .select((questions::id, questions::slug, questions::active_at))
                .load(conn)?;
            Ok::<_, Refusal>(rows)
        })
        .await?;
    let changed = rows.iter().map(|r| r.2).max().ok_or(Refusal::NotFound)?;
    let places = rows.into_iter().map(|(id, slug, at)| (paths::question(id, &slug), Some(at))).collect();
    let sitemap = Sitemap { site: services.public_url.to_string(), index: false, places };
    Ok(cached(&request, XML, KEEP, Some(changed), sitemap.render()?))
}

/// GET /sitemap/pages.xml: the lists worth finding.
///
/// # Errors
/// When the database fails.
pub async fn pages(services: web::Data<Services>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let (slugs, names): (Vec<String>, Vec<String>) = services
        .db
        .read(|conn| {
            let slugs = products::table.order(products::id).select(products::slug).limit(500).load(conn)?;
            let names = tags::table
                .filter(tags::question_count.gt(0))
                .order((tags::question_count.desc(), tags::id.desc()))
                .select(tags::name)
                .limit(2_000)
                .load(conn)?;
            Ok::<_, Refusal>((slugs, names))
        })
        .await?;
    let fixed = ["/", "/products", "/tags", "/help"].into_iter().map(str::to_owned);
    let products = slugs.into_iter().map(|slug| format!("/products/{slug}"));
    let tags = names.into_iter().map(|name| tag_path(&name));
    let places = fixed.chain(products).chain(tags).map(|path| (path, None)).collect();
    let sitemap = Sitemap { site: services.public_url.to_string(), index: false, places };
    Ok(cached(&request, XML, KEEP, None, sitemap.render()?))
}

/// GET /robots.txt
///
/// # Errors
/// None.
pub async fn robots(services: web::Data<Services>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let closed = [
        "/search",
        "/ask",
        "/sign-in",
        "/sign-up",
        "/settings",
        "/admin",
        "/review",
        "/expert",
        "/inbox",
        "/posts/",
        "/demo/",
    ];
    let mut text = String::from("User-agent: *\n");
    for path in closed {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    text.push_str(&format!("\nSitemap: {}/sitemap.xml\n", services.public_url));
    Ok(cached(&request, "text/plain; charset=utf-8", KEEP, None, text))
}
