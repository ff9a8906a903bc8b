//! /settings: the profile.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::errors_of;
use super::sign_in::set;
use crate::accounts::catalogue::{Product, products};
use crate::accounts::profile::{self, Profile, bio, bio_html, owned, set_picture};
use crate::accounts::upload::{Use, note, store};
use crate::accounts::{Actor, Visit, picture_path};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, cookies, file_of};

/// The form as typed.
#[derive(Clone, serde::Deserialize)]
pub struct ProfileForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    bio: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    products: Vec<i64>,
}

#[derive(Template)]
#[template(path = "accounts/settings_profile.html")]
struct ProfilePage {
    page: Page,
    errors: Errors,
    form: ProfileForm,
    products: Vec<Product>,
    picture: String,
    has_picture: bool,
}

impl ProfilePage {
    fn owns(&self, id: &i64) -> bool {
        self.form.products.contains(id)
    }
}

async fn show(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    errors: Errors,
    typed: Option<ProfileForm>,
) -> Result<HttpResponse, Problem> {
    let id = actor.id;
    let (bio, owned, products) = visit
        .services
        .db
        .read(move |conn| Ok::<_, Refusal>((bio(conn, id)?, owned(conn, id)?, products(conn)?)))
        .await?;
    let form = typed.unwrap_or_else(|| ProfileForm {
        name: actor.name.clone(),
        bio,
        lang: actor.lang.clone(),
        address: if actor.formal { "sie" } else { "du" }.to_owned(),
        products: owned,
    });
    let template = ProfilePage {
        page: visit.page(visit.t.s("settings-profile-title")),
        errors,
        form,
        products: products.into_iter().filter(|p| !p.retired).collect(),
        picture: picture_path(actor.id, actor.picture.as_deref()),
        has_picture: actor.picture.is_some(),
    };
    visit.html_with(status, &template.page, &template)
}

/// GET /settings
pub async fn form(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to("/settings")?;
    show(&visit, &actor, StatusCode::OK, Errors::default(), None).await
}

/// POST /settings
pub async fn take(visit: Visit, Form(form): Form<ProfileForm>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    // What stands there is read by everybody.
    actor.may_speak(visit.now)?;
    visit.limit(Limit::Act).await?;
    match save(&visit, actor.id, form.clone()).await {
        Ok(()) => {
            let mut response = Flash::of("flash-profile").then(&visit.services, "/settings");
            // The account's language rules again: the choice made here is newer than the browser's.
            set(&mut response, &cookies::removal(&visit.services, cookies::LANGUAGE));
            Ok(response)
        }
        Err(why) => show(&visit, &actor, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, Some(form)).await,
    }
}

async fn save(visit: &Visit, person: i64, form: ProfileForm) -> Verdict<()> {
    let services = &visit.services;
    let host = services.public_url.split_once("://").map_or("", |(_, host)| host).to_owned();
    let (source, lang) = (form.bio.clone(), form.lang.clone());
    let bio_html = if source.chars().count() > profile::BIO_LONGEST {
        String::new()
    } else {
        tokio::task::spawn_blocking(move || bio_html(&source, &lang, &host))
            .await
            .map_err(|why| Refusal::Internal(why.to_string()))??
    };
    let profile = Profile {
        name: form.name,
        bio: form.bio,
        bio_html,
        lang: form.lang,
        formal: form.address == "sie",
        products: form.products,
    };
    let now = visit.now;
    services.db.write(move |tx| profile::change(tx, person, profile.clone(), now)).await
}

/// POST /settings/picture
pub async fn picture(visit: Visit, form: Multipart) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to("/settings")?;
    actor.may_post()?;
    actor.may_speak(visit.now)?;
    visit.limit(Limit::Post).await?;
    let kept = match file_of(form).await {
        Ok(bytes) => store(&visit.services, bytes, Use::Avatar).await,
        Err(why) => Err(why),
    };
    let kept = match kept {
        Ok(kept) => kept,
        Err(why) => return show(&visit, &actor, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, None).await,
    };
    let (person, now) = (actor.id, visit.now);
    let before = visit
        .services
        .db
        .write(move |tx| {
            note(tx, person, &kept, now)?;
            set_picture(tx, person, Some(&kept.name), now)
        })
        .await?;
    discard(&visit, before).await;
    Ok(Flash::of("flash-picture").then(&visit.services, "/settings"))
}

/// POST /settings/picture/remove
pub async fn remove_picture(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to("/settings")?;
    visit.limit(Limit::Act).await?;
    let (person, now) = (actor.id, visit.now);
    let before = visit.services.db.write(move |tx| set_picture(tx, person, None, now)).await?;
    discard(&visit, before).await;
    Ok(Flash::of("flash-picture-removed").then(&visit.services, "/settings"))
}

/// Takes a picture that nothing shows any more out of the store. A file that stays harms nobody: its name is lost.
pub(super) async fn discard(visit: &Visit, name: Option<String>) {
    if let Some(name) = name
        && let Err(why) = visit.services.store.remove(&name).await
    {
        tracing::warn!(%why, "a picture stays in the store");
    }
}
