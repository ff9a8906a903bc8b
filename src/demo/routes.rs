//! One click signs in: the demo's bar. Outside the demo this address does not exist.

use actix_web::{HttpRequest, HttpResponse, web};

use crate::accounts::{Visit, sessions};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Form, Problem, cookies, see_other};
use crate::pages::operator;

/// The roles of the bar, and who each leads to.
pub const DOORS: [(&str, &str); 5] = [
    ("customer", "lena-vogt"),
    ("moderator", "jonas-wittig"),
    ("expert", "mirko-tannert"),
    ("staff", "nele-harms"),
    ("admin", "ines-falkner"),
];

/// The cookie that tells the bar which button is pressed.
const ROLE: &str = "kiez-demo";

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/demo/sign-in", web::post().to(sign_in));
}

#[derive(serde::Deserialize)]
struct Door {
    #[serde(rename = "as")]
    role: String,
}

/// POST /demo/sign-in
async fn sign_in(visit: Visit, request: HttpRequest, Form(door): Form<Door>) -> Result<HttpResponse, Problem> {
    let services = visit.services.clone();
    if !services.config.demo {
        return Err(Refusal::NotFound.into());
    }
    let (role, handle) = DOORS.iter().find(|(role, _)| *role == door.role).ok_or(Refusal::NotFound)?;
    let token = services.random.token();
    let agent = request.headers().get("user-agent").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (device, fresh, now) = (sessions::device(agent), token.clone(), visit.now);
    let earlier = visit.session.as_ref().map(|s| (s.person_id, s.id));
    services
        .db
        .write(move |tx| {
            let (person, _) = operator::find_person(tx.conn(), handle)?;
            if let Some((owner, session)) = earlier {
                // Two tabs may sign in at once; a session that is gone already is what was wanted.
                match sessions::end(tx, owner, session, now) {
                    Ok(()) | Err(Refusal::NotFound) => {}
                    Err(why) => return Err(why),
                }
            }
            sessions::open(tx, person, &fresh, &device, now)
        })
        .await?;
    let mut response = see_other(back(&request));
    let seconds = Some(sessions::LIFETIME / crate::ground::clock::SECOND);
    // The reader's language stays: Lena speaks German, but her visitor may not.
    let jar =
        [(cookies::SESSION, token.as_str(), seconds), (ROLE, *role, seconds), (cookies::LANGUAGE, visit.t.lang, None)];
    for (name, value, seconds) in jar {
        response
            .add_cookie(&cookies::make(&services, name, value, seconds))
            .map_err(|why| Refusal::Internal(format!("a cookie could not be set: {why}")))?;
    }
    Ok(response)
}

/// The page whose bar was used, where the browser says so and everybody may see it; else the start.
fn back(request: &HttpRequest) -> &str {
    let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (_, rest) = header("referer").split_once("://").unwrap_or_default();
    let path = rest.strip_prefix(header("host")).unwrap_or_default();
    if is_for_everybody(path) { path } else { "/" }
}

/// Whether whoever comes next may see this page too: a moderator's desk is closed to the customer.
fn is_for_everybody(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.trim_start_matches('/').split('/');
    let open = ["questions", "answers", "tags", "products", "categories", "people", "search", "leaderboard", "help"];
    path.starts_with('/') && parts.next().is_some_and(|first| open.contains(&first)) && !path.ends_with("/edit")
}

#[cfg(test)]
mod tests {
    use super::is_for_everybody;

    #[test]
    fn desks_are_not_for_everybody() {
        for open in ["/questions/12/why", "/search?q=wlan", "/people/7/some-name", "/tags/wlan#top"] {
            assert!(is_for_everybody(open), "{open}");
        }
        for closed in ["", "/", "/review", "/admin/people", "/settings", "/posts/3/edit", "/sign-in?next=/", "//else"] {
            assert!(!is_for_everybody(closed), "{closed}");
        }
    }
}
