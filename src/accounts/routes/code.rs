//! /sign-in/code: the second factor, after the password.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::sign_in::{self, device_token};
use crate::accounts::factor::{self, Answer, Key};
use crate::accounts::{Visit, devices};
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again, cookies, local, see_other};

/// Where to go afterwards.
#[derive(serde::Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// The form.
#[derive(serde::Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_in_code.html")]
struct CodePage {
    page: Page,
    errors: Errors,
    next: String,
}

fn show(visit: &Visit, status: StatusCode, errors: Errors, next: &str) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("factor-code-title"));
    page.head.noindex = true;
    let template = CodePage { page, errors, next: local(next).to_owned() };
    visit.html_with(status, &template.page, &template)
}

/// Back to the password: the challenge is over.
fn over(visit: &Visit) -> HttpResponse {
    let mut response = Flash::of("flash-factor-again").then(&visit.services, "/sign-in");
    sign_in::set(&mut response, &cookies::removal(&visit.services, cookies::CHALLENGE));
    response
}

/// The challenge that the browser brings, and whose it is.
async fn challenge(visit: &Visit, request: &HttpRequest) -> Verdict<Option<(String, i64)>> {
    let Some(token) = cookies::get(request, &visit.services, cookies::CHALLENGE).filter(|t| t.len() == 40) else {
        return Ok(None);
    };
    let (asked, now) = (token.clone(), visit.now);
    let whose = visit.services.db.read(move |conn| Ok::<_, Refusal>(factor::whose(conn, &asked, now)?)).await?;
    Ok(whose.map(|person| (token, person)))
}

/// GET /sign-in/code
pub async fn form(visit: Visit, request: HttpRequest, query: web::Query<Next>) -> Result<HttpResponse, Problem> {
    if challenge(&visit, &request).await?.is_none() {
        return Ok(see_other("/sign-in"));
    }
    show(&visit, StatusCode::OK, Errors::default(), &query.next)
}

/// POST /sign-in/code
pub async fn take(visit: Visit, request: HttpRequest, Form(form): Form<Typed>) -> Result<HttpResponse, Problem> {
    let Some((token, person)) = challenge(&visit, &request).await? else { return Ok(over(&visit)) };
    if let Err(why) = limit(&visit, &request, person).await {
        let (status, errors) = again(why, "code")?;
        return show(&visit, status, errors, &form.next);
    }
    let (key, now, typed) = (Key::of(&visit.services), visit.now, form.code);
    match visit.services.db.write(move |tx| factor::answer(tx, &token, &typed, &key, now)).await? {
        Answer::Right(person) => {
            let mut response = see_other(&form.next);
            sign_in::open(&visit, &request, person, &mut response).await?;
            sign_in::set(&mut response, &cookies::removal(&visit.services, cookies::CHALLENGE));
            Ok(response)
        }
        Answer::Wrong(n) if n > 0 => {
            let errors = Errors(vec![FieldError { field: "code", message: "factor-problem-tries", n }]);
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors, &form.next)
        }
        Answer::Wrong(_) | Answer::Gone => Ok(over(&visit)),
    }
}

/// One person's codes are tried slowly, whatever the number of challenges; with a device that they know not counted.
async fn limit(visit: &Visit, request: &HttpRequest, person: i64) -> Verdict<()> {
    visit.limit(Limit::SignIn).await?;
    if let Some(device) = device_token(visit, request)
        && visit.services.db.read(move |conn| Ok::<_, Refusal>(devices::is_theirs(conn, person, &device)?)).await?
    {
        return Ok(());
    }
    visit.services.limits.check_word(Limit::Code, person.to_string()).await
}
