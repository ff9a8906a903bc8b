//! How a reader wants to be shown things, whoever they are: their language, their clock, their colours.

use actix_web::HttpRequest;
use actix_web::http::header;

use super::{Services, cookies};
use crate::ground::i18n::{T, negotiate, supported};

/// All that a visitor's page depends on besides its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Speaks their language and knows their clock; formal to nobody yet.
    pub t: T,
    /// "light", "dark" or "" for the system's choice.
    pub theme: &'static str,
}

impl Wishes {
    /// What a request says; `own` is the language in somebody's account.
    pub fn of(request: &HttpRequest, services: &Services, own: Option<&str>) -> Self {
        let settings = services.settings.get();
        let offered = |lang: &&'static str| settings.languages.iter().any(|l| l == lang);
        let wanted = || {
            let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
            negotiate(header.unwrap_or_default())
        };
        let lang = cookies::get(request, services, cookies::LANGUAGE)
            .and_then(|l| supported(&l))
            .filter(offered)
            .or_else(|| own.and_then(supported).filter(offered))
            .or_else(|| wanted().filter(offered))
            .or_else(|| settings.languages.first().and_then(|l| supported(l)))
            .unwrap_or("en");
        let t = T::new(lang, false);
        let t = match cookies::get(request, services, cookies::ZONE) {
            Some(zone) => t.in_zone(&zone),
            None => t.in_zone(&settings.zone),
        };
        let theme = match cookies::get(request, services, cookies::THEME).as_deref() {
            Some("light") => "light",
            Some("dark") => "dark",
            _ => "",
        };
        Self { t, theme }
    }
}
