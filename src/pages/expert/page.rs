//! GET /expert

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::given::Given;
use crate::pages::lists::{self, Choice, Cursor, List, Pager};

use super::answers::{self, Waiting};
use super::fields::Fields;

#[derive(Template)]
#[template(path = "pages/expert.html")]
struct Expert {
    page: Page,
    /// Names of the fields; none is everywhere.
    fields: Vec<String>,
    answers: Vec<Waiting>,
    pager: Pager,
    list: List,
}

/// GET /expert
///
/// # Errors
/// `Forbidden` for those without a field.
pub async fn page(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    let fields = Fields::of(&actor);
    if fields.is_empty() {
        return Err(Refusal::forbidden("problem-needs-role").into());
    }
    let (t, now, cursor) = (visit.t, visit.now, Cursor::of(&given));
    // The tab, without its page: that belongs to the answers.
    let choice = Choice::of("/expert", &Given::parse("sort=unanswered"));
    let wanted = choice.clone();
    let (names, slice, questions) = visit
        .services
        .db
        .read(move |conn| {
            let slice = answers::waiting(conn, &fields, actor.id, cursor, now)?;
            let questions = lists::load(conn, &fields.scope(), &wanted, t.lang, now)?;
            Ok::<_, Refusal>((fields.names(conn, t.lang)?, slice, questions))
        })
        .await?;
    let pager = Pager::of(&slice, "/expert", &[]);
    let mut list = List::new(&visit, &choice, questions, &[]);
    list.level = 3;
    list.pager = Pager::default();
    let mut page = visit.page(t.s("expert-title"));
    page.head.noindex = true;
    let template = Expert { page, fields: names, answers: slice.rows, pager, list };
    visit.html(&template.page, &template)
}
