//! Everybody: by reputation, by a part of the name, and who helped most.

use actix_web::HttpResponse;
use askama::Template;
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Limit, Page, Problem};
use crate::pages::cached;
use crate::pages::given::{Given, address};
use crate::pages::lists::{Backend, Columns, Cursor, Key, Link, Name, Pager, Slice};
use crate::reputation::leaderboard::{ALL_TIME, EVERY_TAG};
use crate::threads::slug::slug;
use crate::{name_columns, turn_to};

use super::board::{Ranked, best};

/// People on a page.
const SIZE: usize = 40;
/// People on a leaderboard.
const BEST: i64 = 50;
/// The tabs: word and key of the name.
const TABS: [(&str, &str); 4] = [
    ("", "people-by-reputation"),
    ("month", "people-this-month"),
    ("last-month", "people-last-month"),
    ("ever", "people-ever"),
];

#[derive(Template)]
#[template(path = "pages/people.html")]
struct People {
    page: Page,
    tabs: Vec<Link>,
    people: Vec<Name>,
    board: Vec<Ranked>,
    /// Whether this is a leaderboard.
    ranked: bool,
    pager: Pager,
    q: String,
}

/// GET /people
///
/// # Errors
/// `TooMany` for too many searches.
pub async fn index(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let q = given.text("q").to_owned();
    if !q.is_empty() {
        visit.limit(Limit::Search).await?;
    }
    let (t, now, cursor, part) = (visit.t, visit.now, Cursor::of(&given), q.clone());
    let by = TABS.iter().map(|tab| tab.0).find(|word| *word == given.text("by") && q.is_empty()).unwrap_or_default();
    let month = match by {
        "month" => Some(now.month()),
        "last-month" => Some(now.month() - 1),
        "ever" => Some(ALL_TIME),
        _ => None,
    };
    let (slice, board) = visit
        .services
        .db
        .read(move |conn| {
            Ok::<_, Refusal>(match month {
                Some(month) => (Slice::default(), best(conn, EVERY_TAG, month, BEST, &t)?),
                None => (page(conn, &part, cursor)?, Vec::new()),
            })
        })
        .await?;
    let pager = Pager::of(&slice, "/people", &[("q", &q)]);
    let tab = |(word, name): &(&str, &str)| Link {
        href: address("/people", &[("by", word)]),
        name: t.s(name),
        current: *word == by && q.is_empty(),
    };
    let mut page = visit.page(t.s("people-title"));
    page.head.noindex = !q.is_empty();
    page.head.canonical =
        if q.is_empty() && cursor == Cursor::First { address("/people", &[("by", by)]) } else { String::new() };
    let template = People {
        page,
        tabs: TABS.iter().map(tab).collect(),
        people: slice.rows,
        board,
        ranked: month.is_some(),
        pager,
        q,
    };
    visit.html(&template.page, &template).map(cached::lists)
}

fn page(conn: &mut AnyConnection, part: &str, cursor: Cursor) -> QueryResult<Slice<Name>> {
    let mut query = people::table.filter(people::erased_at.is_null()).select(name_columns!()).into_boxed::<Backend>();
    if !part.is_empty() {
        // Handles are names in plain lower-case letters, so they also find what is typed without capitals or umlauts.
        let name: String = part.chars().filter(|c| !matches!(c, '%' | '_' | '\\')).collect();
        query = if name.chars().any(char::is_alphanumeric) {
            query.filter(people::handle.like(format!("%{}%", slug(&name))).or(people::name.like(format!("%{name}%"))))
        } else {
            query.filter(people::id.lt(0))
        };
    }
    let rows: Vec<Columns> = turn_to!(query, cursor, SIZE, people::reputation, people::id).load(conn)?;
    let rows = rows.into_iter().map(Name::from).collect();
    Ok(Slice::cut(rows, cursor, SIZE, |name: &Name| Key { at: Micros(name.reputation), id: name.id }))
}
