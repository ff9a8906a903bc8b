//! A request with its person: every handler's first argument. Signs nobody in; only recognises who is.

use std::cell::Cell;
use std::net::IpAddr;
use std::sync::atomic::Ordering;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use askama::Template;
use futures_util::future::LocalBoxFuture;

use super::actor::{picture_path, rank};
use super::grant::runs_the_forum;
use super::permissions::{Act, may};
use super::roles::Role;
use super::sanctions::{self, Sanction};
use super::sessions::{self, Session};
use super::{Actor, alerts, factor};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{
    Flash, Head, Layout, Limit, Nonce, Page, Problem, Services, Viewer, Wishes, client_address, cookies, csrf, stamp,
};

/// Seconds in which every limit lets somebody through again.
const MINUTE_OF_LIMITS: &str = "60";

/// A request, who made it, and what they can be answered with.
#[derive(Clone)]
pub struct Visit {
    /// The ground floor's services.
    pub services: web::Data<Services>,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// What stands against them.
    pub sanctions: Vec<Sanction>,
    /// Whether a role of theirs waits until they have a second factor.
    pub lacks_factor: bool,
    /// Their session.
    pub session: Option<Session>,
    /// Speaks to them.
    pub t: T,
    /// When the request came.
    pub now: Micros,
    /// For limits.
    pub address: Option<IpAddr>,
    /// Path and query.
    pub here: String,
    theme: &'static str,
    nonce: String,
    flash: Option<Flash>,
    demo: Option<String>,
    /// The cookie that CSRF tokens come from, and whether the browser has it already.
    seed: (String, bool),
    json: bool,
}

impl FromRequest for Visit {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            if let Some(visit) = request.extensions().get::<Self>() {
                return Ok(visit.clone());
            }
            let visit = Self::recognise(&request).await.map_err(Problem::from)?;
            request.extensions_mut().insert(visit.clone());
            Ok(visit)
        })
    }
}

impl Visit {
    async fn recognise(request: &HttpRequest) -> Verdict<Self> {
        let services = request
            .app_data::<web::Data<Services>>()
            .cloned()
            .ok_or_else(|| Refusal::Internal("no services".into()))?;
        let now = services.clock.now();
        let mut token = cookies::get(request, &services, cookies::SESSION).filter(|t| t.len() == 40);
        let known = match token.clone() {
            Some(token) => services.db.read_now(move |conn| who(conn, &token, now)).await?,
            None => None,
        };
        let (known, sanctions) = match known {
            Some((actor, session, sanctions)) => (Some((actor, session)), sanctions),
            None => (None, Vec::new()),
        };
        let settings = services.settings.get();
        let lacks_factor = known.as_ref().is_some_and(|(actor, _)| factor::lacks(actor, &settings));
        // Without the second factor they have no role that needs one, wherever they go.
        let known = known.map(|(actor, session)| (factor::stripped(actor, &settings), session));
        if known.is_none() {
            token = None;
        }
        if let Some((actor, session)) = &known
            && session.is_stale(actor.is_company(), now)
        {
            let id = session.id;
            services.db.write(move |tx| sessions::seen(tx, id, now)).await?;
        }
        let header =
            |name| request.headers().get(name).and_then(|v: &header::HeaderValue| v.to_str().ok()).unwrap_or_default();
        let Wishes { t, theme } = Wishes::of(request, &services, known.as_ref().map(|(actor, _)| actor.lang.as_str()));
        let formal = known.as_ref().is_some_and(|(actor, _)| actor.formal);
        let seed = match token.or_else(|| cookies::get(request, &services, cookies::VISITOR)) {
            Some(value) => (value, true),
            None => (services.random.token(), false),
        };
        let nonce = Nonce::of(request, &services.random);
        let flash = cookies::get(request, &services, cookies::FLASH).and_then(|v| Flash::decode(&v));
        let demo = services.config.demo.then(|| cookies::get(request, &services, "kiez-demo").unwrap_or_default());
        let json = header(header::ACCEPT).starts_with("application/json");
        let here = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
        let address = client_address(request, &services);
        let (actor, session) = known.unzip();
        Ok(Self {
            services,
            actor,
            sanctions,
            lacks_factor,
            session,
            t: T { formal, ..t },
            now,
            address,
            here,
            theme,
            nonce,
            flash,
            demo,
            seed,
            json,
        })
    }

    /// The signed-in person, suspended or not: for their own account, which nobody takes from them.
    /// After signing in they come back to `page`, which for a form is not its own address.
    ///
    /// # Errors
    /// Sends visitors to sign in.
    pub fn person_or_back_to(&self, page: &str) -> Result<Actor, Problem> {
        self.actor.clone().ok_or_else(|| Problem::SignIn(page.to_owned()))
    }

    /// The signed-in person, able to act.
    ///
    /// # Errors
    /// Sends visitors to sign in and then back; refuses the suspended.
    pub fn actor(&self) -> Result<Actor, Problem> {
        self.actor_or_back_to(&self.here)
    }

    /// The signed-in person for a POST: after signing in they come back to `page`, not to the form's address.
    ///
    /// # Errors
    /// As `actor`.
    pub fn actor_or_back_to(&self, page: &str) -> Result<Actor, Problem> {
        let actor = self.person_or_back_to(page)?;
        actor.active(self.now)?;
        Ok(actor)
    }

    /// The signed-in person, who may run the forum.
    ///
    /// # Errors
    /// As `actor`, and `Forbidden` for all but admins.
    pub fn admin(&self) -> Result<Actor, Problem> {
        let actor = self.actor()?;
        runs_the_forum(Some(&actor))?;
        Ok(actor)
    }

    /// The signed-in person, who may suspend others.
    ///
    /// # Errors
    /// As `actor`, and `Forbidden` for all but keepers of order.
    pub fn keeper(&self) -> Result<Actor, Problem> {
        let actor = self.actor()?;
        may(&actor, Act::Suspend, &self.services.settings.get().thresholds, false)?;
        Ok(actor)
    }

    /// The signed-in person's id.
    pub fn id(&self) -> Option<i64> {
        self.actor.as_ref().map(|a| a.id)
    }

    /// Counts this request against a limit.
    ///
    /// # Errors
    /// `TooMany`.
    pub async fn limit(&self, limit: Limit) -> Verdict<()> {
        self.services.limits.check(limit, self.id(), self.address).await
    }

    /// Whether a script asked and wants JSON.
    pub fn wants_json(&self) -> bool {
        self.json
    }

    /// A page with a title in the reader's language.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let settings = self.services.settings.get();
        Page {
            t: self.t,
            title: title.into(),
            forum: settings.name.clone(),
            here: self.here.clone(),
            site: self.services.public_url.to_string(),
            viewer: self.actor.as_ref().map(|a| self.viewer(a)),
            theme: self.theme.to_owned(),
            nonce: self.nonce.clone(),
            languages: settings.languages.clone(),
            alerts: alerts::of(self),
            flash: self.flash.clone(),
            demo: self.demo.clone(),
            query: String::new(),
            now: self.now,
            head: Head::default(),
            form_key: self.services.random.token(),
            stamp: stamp::stamp(&self.services.secret, self.now),
            token: csrf::token(&self.services, &self.seed.0),
            token_known: self.seed.1,
            token_used: Cell::new(false),
        }
    }

    fn viewer(&self, actor: &Actor) -> Viewer {
        let thresholds = &self.services.settings.get().thresholds;
        let triages = may(actor, Act::Triage, thresholds, false).is_ok();
        Viewer {
            id: actor.id,
            name: actor.name.clone(),
            path: actor.path(),
            picture: picture_path(actor.id, actor.picture.as_deref()),
            unread: actor.unread,
            expert: actor.is(Role::Expert),
            reviewer: actor.reputation >= thresholds.edit || rank(&actor.grants) > 0,
            triage: triages.then(|| self.services.waiting.load(Ordering::Relaxed)),
            reports: may(actor, Act::SeeReports, thresholds, false).is_ok(),
            desk: [Role::Staff, Role::Lead, Role::Admin].iter().any(|role| actor.is(*role)),
            admin: actor.is(Role::Admin),
        }
    }

    /// 200 with a page's template, in the layout.
    ///
    /// # Errors
    /// When the template fails.
    pub fn html(&self, page: &Page, template: &impl Template) -> Result<HttpResponse, Problem> {
        self.html_with(StatusCode::OK, page, template)
    }

    /// A page's template in the layout, with a status; 422 for a form that needs another look.
    ///
    /// # Errors
    /// When the template fails.
    pub fn html_with(
        &self,
        status: StatusCode,
        page: &Page,
        template: &impl Template,
    ) -> Result<HttpResponse, Problem> {
        self.html_around(status, page, template.render()?)
    }

    /// What was rendered already, in the layout.
    ///
    /// # Errors
    /// When the layout fails.
    pub fn html_around(&self, status: StatusCode, page: &Page, content: String) -> Result<HttpResponse, Problem> {
        let body = Layout::around(page, content).whole()?;
        let mut response = HttpResponse::build(status);
        if status == StatusCode::TOO_MANY_REQUESTS {
            response.insert_header((header::RETRY_AFTER, MINUTE_OF_LIMITS));
        }
        let mut response = response.content_type("text/html; charset=utf-8").body(body);
        let mut add = |cookie| {
            if response.add_cookie(&cookie).is_err() {
                tracing::warn!("a cookie could not be set");
            }
        };
        if page.token_used.get() && !page.token_known {
            add(cookies::make(&self.services, cookies::VISITOR, &self.seed.0, None));
        }
        if page.flash.is_some() {
            add(cookies::removal(&self.services, cookies::FLASH));
        }
        Ok(response)
    }
}

type Known = (Actor, Session, Vec<Sanction>);

fn who(conn: &mut AnyConnection, token: &str, now: Micros) -> Verdict<Option<Known>> {
    let Some((actor, session)) = Actor::signed_in(conn, token, now)? else { return Ok(None) };
    let until = [actor.suspended_until, actor.silenced_until].into_iter().flatten().max();
    let sanctioned = actor.warning_id.is_some() || until.is_some_and(|until| until > now);
    let sanctions = if sanctioned { sanctions::standing(conn, actor.id, now)? } else { Vec::new() };
    Ok(Some((actor, session, sanctions)))
}
