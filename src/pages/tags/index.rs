//! All tags, the most used first, filtered by a part of the name.

use std::collections::HashMap;

use actix_web::HttpResponse;
use askama::Template;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::{AnyConnection, among};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Limit, Page, Problem};
use crate::pages::cached;
use crate::pages::given::Given;
use crate::pages::lists::{Backend, Cursor, Key, Pager, Slice, Tag, in_language};
use crate::threads::tables::{question_tags, tags};
use crate::turn_to;

use super::find::filter;

/// Tags on a page.
const SIZE: usize = 60;
/// What "this week" is, in microseconds.
const WEEK: i64 = 7 * DAY;

/// A tag on its card.
struct Card {
    tag: Tag,
    description: String,
    questions: i64,
    this_week: i64,
}

#[derive(Template)]
#[template(path = "pages/tags.html")]
struct Tags {
    page: Page,
    cards: Vec<Card>,
    pager: Pager,
    /// What was typed.
    q: String,
}

/// GET /tags
///
/// # Errors
/// `TooMany` for too many searches.
pub async fn index(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let q = given.text("q").to_owned();
    if !q.is_empty() {
        visit.limit(Limit::Search).await?;
    }
    let (part, cursor, now, t) = (filter(&q), Cursor::of(&given), visit.now, visit.t);
    let nothing = part.is_empty() && !q.is_empty();
    let (slice, recent) = visit
        .services
        .db
        .read(move |conn| {
            let slice = if nothing { Slice::default() } else { page(conn, &part, cursor)? };
            let ids: Vec<i64> = slice.rows.iter().map(|r| r.0).collect();
            Ok::<_, Refusal>((slice, recent(conn, &ids, now)?))
        })
        .await?;
    let pager = Pager::of(&slice, "/tags", &[("q", &q)]);
    let card = |(id, name, texts, questions): Row| Card {
        tag: name.into(),
        description: in_language(&texts, t.lang),
        questions,
        this_week: recent.get(&id).copied().unwrap_or(0),
    };
    let cards = slice.rows.into_iter().map(card).collect();
    let mut page = visit.page(t.s("tags-title"));
    page.head.noindex = !q.is_empty();
    page.head.canonical = if q.is_empty() && cursor == Cursor::First { "/tags".into() } else { String::new() };
    let template = Tags { page, cards, pager, q };
    visit.html(&template.page, &template).map(cached::lists)
}

type Row = (i64, String, String, i64);

fn page(conn: &mut AnyConnection, part: &str, cursor: Cursor) -> QueryResult<Slice<Row>> {
    let mut query = tags::table
        .select((tags::id, tags::name, tags::descriptions, tags::question_count))
        .filter(tags::question_count.gt(0))
        .into_boxed::<Backend>();
    if !part.is_empty() {
        // `part` holds letters, digits and `-.+#` only: nothing that LIKE would read as a wildcard.
        query = query.filter(tags::name.like(format!("%{part}%")));
    }
    // Ordered by use where other lists are ordered by time.
    let rows = turn_to!(query, cursor, SIZE, tags::question_count, tags::id).load(conn)?;
    Ok(Slice::cut(rows, cursor, SIZE, |r: &Row| Key { at: Micros(r.3), id: r.0 }))
}

fn recent(conn: &mut AnyConnection, ids: &[i64], now: Micros) -> QueryResult<HashMap<i64, i64>> {
    let rows: Vec<(i64, i64)> = question_tags::table
        .filter(among(question_tags::tag_id, ids))
        .filter(question_tags::created_at.gt(now.plus(-WEEK)))
        .group_by(question_tags::tag_id)
        .select((question_tags::tag_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
