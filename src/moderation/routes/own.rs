//! GET /account/flags: what one has flagged, and whether moderators agreed. What one may not see any more is not named.

use std::collections::HashMap;

use actix_web::HttpResponse;
use askama::Template;
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::moderation::kinds::{About, FlagReason};
use crate::moderation::record;
use crate::moderation::tables::flags;
use crate::moderation::weigh::Record;
use crate::threads::kinds::Status;
use crate::threads::paths;
use crate::threads::tables::{comments, posts, questions};

/// Flags on the page: the latest.
const MOST: i64 = 50;

/// A flag.
struct Line {
    about: About,
    reason: FlagReason,
    note: String,
    at: Micros,
    decided: bool,
    agreed: Option<bool>,
    /// Its thread's title, language and its address, if everybody sees it.
    thing: Option<(String, String, String)>,
}

impl Line {
    fn action(&self) -> String {
        match self.about {
            About::Comment(id) => format!("/comments/{id}/unflag"),
            other => format!("/posts/{}/unflag", other.id()),
        }
    }
}

#[derive(Template)]
#[template(path = "moderation/flags.html")]
struct FlagsPage {
    page: Page,
    lines: Vec<Line>,
    record: Record,
}

impl FlagsPage {
    fn reason(&self, reason: &FlagReason) -> String {
        self.page.t.s(&format!("flag-reason-{}", reason.word().replace('_', "-")))
    }

    fn became(&self, line: &Line) -> &'static str {
        became(line.decided, line.agreed)
    }

    fn chip(&self, line: &Line) -> &'static str {
        match (line.decided, line.agreed) {
            (false, _) => "waiting",
            (true, Some(true)) => "solved",
            (true, _) => "answered",
        }
    }
}

/// Key of what became of a flag.
pub(super) fn became(decided: bool, agreed: Option<bool>) -> &'static str {
    match (decided, agreed) {
        (false, _) => "flag-became-waiting",
        (true, Some(true)) => "flag-became-agreed",
        (true, Some(false)) => "flag-became-declined",
        (true, None) => "flag-became-settled",
    }
}

/// GET /account/flags
///
/// # Errors
/// Sends visitors to sign in.
pub async fn show(visit: Visit) -> Result<HttpResponse, Problem> {
    let me = visit.person_or_back_to("/account/flags")?.id;
    let read = visit.services.db.read(move |conn| Ok::<_, Refusal>((lines(conn, me)?, record::of(conn, me)?)));
    let (lines, record) = read.await?;
    let mut page = visit.page(visit.t.s("flag-own-title"));
    page.head.noindex = true;
    let template = FlagsPage { page, lines, record };
    visit.html(&template.page, &template)
}

type Row = (String, FlagReason, String, Micros, Option<Micros>, Option<bool>, i64);

fn lines(conn: &mut AnyConnection, me: i64) -> QueryResult<Vec<Line>> {
    let rows: Vec<Row> = flags::table
        .filter(flags::person_id.eq(me))
        .order(flags::id.desc())
        .limit(MOST)
        .select((
            flags::subject,
            flags::reason,
            flags::note,
            flags::created_at,
            flags::decided_at,
            flags::agreed,
            flags::question_id,
        ))
        .load(conn)?;
    let abouts: Vec<About> = rows.iter().filter_map(|row| About::from_word(&row.0)).collect();
    let on: HashMap<i64, i64> = visible_comments(conn, &abouts)?;
    let ids: Vec<i64> = abouts.iter().filter_map(|about| post_of(*about, &on)).collect();
    let visible: Vec<i64> = posts::table
        .filter(posts::id.eq_any(ids))
        .filter(posts::status.eq(Status::Visible))
        .limit(2 * MOST)
        .select(posts::id)
        .load(conn)?;
    let threads: Vec<i64> = rows.iter().map(|row| row.6).collect();
    let threads: Vec<(i64, String, String, String)> = questions::table
        .filter(questions::id.eq_any(threads))
        .filter(questions::shown)
        .limit(MOST)
        .select((questions::id, questions::title, questions::lang, questions::slug))
        .load(conn)?;
    let line = |(subject, reason, note, at, decided_at, agreed, thread): Row| {
        let about = About::from_word(&subject)?;
        let post = post_of(about, &on).filter(|post| visible.contains(post));
        let thing = threads.iter().find(|one| one.0 == thread).zip(post).map(|((id, title, lang, slug), post)| {
            let path = match about {
                About::Comment(comment) => paths::comment(comment),
                _ if post == *id => paths::question(*id, slug),
                _ => paths::answer(post),
            };
            (title.clone(), lang.clone(), path)
        });
        Some(Line { about, reason, note, at, decided: decided_at.is_some(), agreed, thing })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// Comments that everybody sees, with their posts.
fn visible_comments(conn: &mut AnyConnection, abouts: &[About]) -> QueryResult<HashMap<i64, i64>> {
    let ids = abouts.iter().filter_map(|about| if let About::Comment(id) = about { Some(*id) } else { None });
    let found: Vec<(i64, i64)> = comments::table
        .filter(comments::id.eq_any(ids.collect::<Vec<_>>()))
        .filter(comments::status.eq(Status::Visible))
        .limit(MOST)
        .select((comments::id, comments::post_id))
        .load(conn)?;
    Ok(found.into_iter().collect())
}

fn post_of(about: About, on: &HashMap<i64, i64>) -> Option<i64> {
    match about {
        About::Post(id) => Some(id),
        About::Comment(id) => on.get(&id).copied(),
        _ => None,
    }
}
