//! GET /admin/tags

use actix_web::HttpResponse;
use askama::Template;
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::given::Given;
use crate::pages::lists::{Backend, Cursor, Key, Pager, Slice};
use crate::threads::tables::tags;
use crate::turn_to;

use super::super::find::filter;

/// Tags on a page.
const SIZE: usize = 100;

/// Id, name and number of questions.
type Row = (i64, String, i64);

#[derive(Template)]
#[template(path = "pages/admin_tags.html")]
struct Tags {
    page: Page,
    tags: Vec<Row>,
    pager: Pager,
    q: String,
}

/// GET /admin/tags
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn list(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let q = given.text("q").to_owned();
    let (part, cursor) = (filter(&q), Cursor::of(&given));
    let slice = visit.services.db.read(move |conn| Ok::<_, Refusal>(page(conn, &part, cursor)?)).await?;
    let pager = Pager::of(&slice, "/admin/tags", &[("q", &q)]);
    let mut page = visit.page(visit.t.s("tags-title"));
    page.head.noindex = true;
    let template = Tags { page, tags: slice.rows, pager, q };
    visit.html(&template.page, &template)
}

/// Unlike the public list it has tags without questions, too.
fn page(conn: &mut AnyConnection, part: &str, cursor: Cursor) -> QueryResult<Slice<Row>> {
    let mut query = tags::table.select((tags::id, tags::name, tags::question_count)).into_boxed::<Backend>();
    if !part.is_empty() {
        // `part` holds letters, digits and `-.+#` only: nothing that LIKE would read as a wildcard.
        query = query.filter(tags::name.like(format!("%{part}%")));
    }
    let rows = turn_to!(query, cursor, SIZE, tags::question_count, tags::id).load(conn)?;
    Ok(Slice::cut(rows, cursor, SIZE, |row: &Row| Key { at: Micros(row.2), id: row.0 }))
}
