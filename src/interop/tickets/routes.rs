//! POST /api/ticket-systems/{id}: what a ticket system says. It signs what it sends; cookies and form tokens mean
//! nothing here.

use actix_web::http::StatusCode;
use actix_web::web::{self, PayloadConfig, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::inbound::{self, Fate, Given, Taken};
use super::message::{self, Message};
use super::systems::{self, System};
use super::{admin, sign};
use crate::escalation::kinds::SystemKind;
use crate::ground::clock::Micros;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::Services;
use crate::threads::Rules;
use crate::threads::language;
use crate::threads::text::render_blocking;

/// What the address begins with; the system's number follows.
pub const BASE: &str = "/api/ticket-systems/";
/// Bytes of a message at most.
const LONGEST: usize = 256 * 1024;
/// Characters of a message's id at most.
const ID: usize = 200;

/// The routes.
pub fn routes(config: &mut ServiceConfig) {
    let inbound = web::resource(format!("{BASE}{{id}}"));
    config.service(inbound.app_data(PayloadConfig::new(LONGEST)).route(web::post().to(take)));
    admin::routes(config);
}

/// No, and why, for a program.
fn no(status: StatusCode, error: &str, message: &str) -> HttpResponse {
    HttpResponse::build(status).json(json!({ "error": error, "message": message }))
}

async fn take(
    request: HttpRequest,
    services: web::Data<Services>,
    path: web::Path<String>,
    body: Result<web::Bytes, actix_web::Error>,
) -> HttpResponse {
    let Ok(body) = body else {
        return no(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "a message has 256 KiB at most");
    };
    let (now, unknown) =
        (services.clock.now(), no(StatusCode::NOT_FOUND, "not_found", "there is no such ticket system"));
    let Ok(id) = path.into_inner().parse::<i64>() else { return unknown };
    let system = match services.db.read(move |conn| Ok::<_, Refusal>(systems::find(conn, id)?)).await {
        Ok(system) => system,
        Err(why) => return refused(&why),
    };
    let Some(message_id) = signed(&request, &system, &body, now) else {
        return no(StatusCode::UNAUTHORIZED, "signature", "the signature is missing, wrong or too old");
    };
    let parsed = if system.kind == SystemKind::Zammad && header(&request, "webhook-signature").is_empty() {
        message::zammads(&body)
    } else {
        message::ours(&body)
    };
    let message = match parsed {
        Ok(message) => message,
        Err(why) => return no(StatusCode::UNPROCESSABLE_ENTITY, "invalid", &why),
    };
    match work(&services, system, message_id, message, now).await {
        Ok(Taken::Known) => HttpResponse::Ok().json(json!({ "status": "known" })),
        Ok(Taken::New { hand_over, answer }) => said(&services, hand_over, &answer),
        Err(why) => refused(&why),
    }
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> &'a str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The id of a message whose signature is right.
fn signed(request: &HttpRequest, system: &System, body: &[u8], now: Micros) -> Option<String> {
    let signatures = header(request, "webhook-signature");
    if system.kind == SystemKind::Zammad && signatures.is_empty() {
        // Zammad signs the body alone: the same body is the same message, whatever its other headers say.
        use sha2::Digest;
        let right = sign::is_hub(&system.secret, header(request, "x-hub-signature"), body);
        return right.then(|| format!("body-{}", hex::encode(sha2::Sha256::digest(body))));
    }
    let (id, seconds) = (header(request, "webhook-id"), header(request, "webhook-timestamp"));
    let right = id.len() <= ID && sign::is_standard(&system.secret, id, seconds, signatures, body, now);
    right.then(|| format!("id-{id}"))
}

async fn work(services: &Services, system: System, id: String, message: Message, now: Micros) -> Verdict<Taken> {
    let text = match &message.answer {
        Some(answer) if message.public => {
            let languages = services.settings.get().languages.clone();
            let lang = language::chosen("", answer, &languages, languages.first().map_or("en", String::as_str));
            // The anchor's prefix must be a name of its own in the thread.
            let prefix = format!("t{}", &id.chars().filter(char::is_ascii_alphanumeric).take(24).collect::<String>());
            Some((render_blocking(services, answer.clone(), &lang, &prefix).await?, lang))
        }
        _ => None,
    };
    let (given, rules) = (Given { id, message, text }, Rules::of(services));
    services.db.write(move |tx| inbound::take(tx, &system, &given, &rules, now)).await
}

fn said(services: &Services, hand_over: i64, answer: &Fate) -> HttpResponse {
    let taken =
        |word: &str| HttpResponse::Ok().json(json!({ "status": "taken", "hand_over": hand_over, "answer": word }));
    match answer {
        Fate::None => taken("none"),
        Fate::NotPublic => taken("not_public"),
        Fate::Posted(posted) => {
            let url = format!("{}{}", services.public_url, posted.path);
            let word = if posted.held { "held" } else { "posted" };
            HttpResponse::Ok().json(json!({ "status": "taken", "hand_over": hand_over, "answer": word, "url": url }))
        }
        Fate::Over => no(StatusCode::CONFLICT, "over", "the hand-over is over; the answer was not posted"),
        Fate::Refused => {
            no(StatusCode::CONFLICT, "refused", "nobody of the staff who may answer stands behind it; staff were told")
        }
    }
}

fn refused(why: &Refusal) -> HttpResponse {
    match why {
        Refusal::NotFound => no(StatusCode::NOT_FOUND, "not_found", "there is no such ticket system or hand-over"),
        Refusal::Invalid(errors) => {
            let t = T::new("en", false);
            let words: Vec<String> = errors.iter().map(|error| t.n(error.message, error.n)).collect();
            no(StatusCode::UNPROCESSABLE_ENTITY, "invalid", &words.join(" "))
        }
        Refusal::Forbidden(..) | Refusal::Conflict(_) => no(StatusCode::CONFLICT, "refused", "it can not be done"),
        Refusal::TooMany(_) | Refusal::Unavailable(_) => {
            no(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "please try again in a moment")
        }
        Refusal::Internal(detail) => {
            tracing::error!(detail, "a ticket system's message failed");
            no(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something failed here; please try again later")
        }
    }
}
