//! What every template can ask of its page: words, times, icons, the reader, the token for forms.

use std::cell::Cell;

use super::icons::{Icon, icon};
use super::stamp::{SINCE, TRAP};
use super::time::{Said, Time};
use super::{Errors, Flash, Html, asset_path, script_path};
use crate::ground::clock::Micros;
use crate::ground::i18n::{LANGUAGES, T};

/// The signed-in person as the layout shows them.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Viewer {
    pub id: i64,
    pub name: String,
    pub path: String,
    pub picture: String,
    pub unread: i64,
    pub expert: bool,
    pub reviewer: bool,
    /// For moderators: how many questions wait for them.
    pub triage: Option<i64>,
    pub desk: bool,
    pub reports: bool,
    pub admin: bool,
}

/// Something that somebody must know, on every page until it is over.
#[derive(Clone, Debug, Default)]
pub struct Alert {
    /// What it is about, for those who hear pages.
    pub label: String,
    /// An icon's name.
    pub icon: &'static str,
    /// What it says.
    pub texts: Vec<String>,
    /// Words and paths of what can be looked at.
    pub links: Vec<(String, String)>,
    /// A word, and the path that it posts to.
    pub button: Option<(String, String)>,
}

/// What goes into `<head>` beyond the title.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// The one address of this page, as a path.
    pub canonical: String,
    /// An Atom feed of this page, as a path.
    pub feed: String,
    /// schema.org data as JSON.
    pub json_ld: String,
    /// Keeps search engines out.
    pub noindex: bool,
}

/// The page around a template. Templates call it `page`.
pub struct Page {
    /// Speaks to the reader.
    pub t: T,
    /// The title, in the reader's language.
    pub title: String,
    /// The forum's name.
    pub forum: String,
    /// The path and query of this page.
    pub here: String,
    /// The forum's address without a slash at the end.
    pub site: String,
    /// Who is signed in.
    pub viewer: Option<Viewer>,
    /// "light", "dark" or "" for the system's choice.
    pub theme: String,
    /// This response's CSP nonce.
    pub nonce: String,
    /// The languages on offer.
    pub languages: Vec<String>,
    /// What the reader must know.
    pub alerts: Vec<Alert>,
    /// A message from the page before.
    pub flash: Option<Flash>,
    /// Which demo role is on, "" for none; `None` outside the demo.
    pub demo: Option<String>,
    /// What the search field in the head holds.
    pub query: String,
    /// This moment.
    pub now: Micros,
    /// For `<head>`.
    pub head: Head,
    /// A fresh key that makes a form idempotent.
    pub form_key: String,
    pub(crate) stamp: String,
    pub(crate) token: String,
    pub(crate) token_known: bool,
    pub(crate) token_used: Cell<bool>,
}

impl Page {
    /// An empty one.
    #[cfg(test)]
    pub(super) fn test(lang: &str) -> Self {
        Self {
            t: T::new(lang, false),
            title: String::new(),
            forum: String::new(),
            here: "/".to_owned(),
            site: String::new(),
            viewer: None,
            theme: String::new(),
            nonce: String::new(),
            languages: Vec::new(),
            alerts: Vec::new(),
            flash: None,
            demo: None,
            query: String::new(),
            now: Micros(0),
            head: Head::default(),
            form_key: String::new(),
            stamp: String::new(),
            token: String::new(),
            token_known: false,
            token_used: Cell::new(false),
        }
    }

    /// A message.
    pub fn s<'key>(&self, key: &'key str) -> &'key str {
        self.t.word(key)
    }

    /// The token for a form on this page; makes sure that the reader has the cookie it belongs to.
    pub fn csrf(&self) -> &str {
        self.token_used.set(true);
        &self.token
    }

    /// The token only if the reader has a cookie already: for forms that stand on every page.
    pub fn csrf_if_known(&self) -> &str {
        if self.token_known { &self.token } else { "" }
    }

    /// The hidden field with it; nothing without one.
    pub fn csrf_field_if_known(&self) -> Html {
        if self.token_known {
            Html(format!("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", self.token))
        } else {
            Html::default()
        }
    }

    /// The hidden field with the token.
    pub fn csrf_field(&self) -> Html {
        Html(format!("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", self.csrf()))
    }

    /// The token's and the idempotency key's hidden fields, for forms that make something.
    pub fn once_fields(&self) -> Html {
        Html(format!("{}<input type=\"hidden\" name=\"key\" value=\"{}\">", self.csrf_field(), self.form_key))
    }

    /// Whether that is the reader.
    pub fn is_me(&self, id: impl std::borrow::Borrow<i64>) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.id == *id.borrow())
    }

    /// A form that comes back stays as old as it was.
    pub fn open_since(&mut self, stamp: &str) {
        if !stamp.is_empty() {
            self.stamp = stamp.to_owned();
        }
    }

    /// The fields that tell people from programs: since when the form is open, and one that nobody sees.
    pub fn guard_fields(&self) -> Html {
        let label = super::escape(self.s("spam-trap"));
        Html(format!(
            "<input type=\"hidden\" name=\"{SINCE}\" value=\"{}\"><div hidden><label>{label} \
             <input name=\"{TRAP}\" tabindex=\"-1\" autocomplete=\"off\"></label></div>",
            super::escape(&self.stamp)
        ))
    }

    /// An icon of the set; always beside a word.
    pub fn icon(&self, name: &str) -> Icon {
        icon(name)
    }

    /// An asset's address, which changes with its content.
    pub fn asset(&self, name: &str) -> String {
        asset_path(name)
    }

    /// "3 hours ago" with the exact time in `datetime` and `title`.
    pub fn time(&self, at: impl Into<AtTime>) -> Time {
        self.said(at, Said::Ago)
    }

    /// "18:40" or "Monday 10:00", for what is still to come, with the exact time in `datetime` and `title`.
    pub fn moment(&self, at: impl Into<AtTime>) -> Time {
        self.said(at, Said::Moment)
    }

    /// A date with the exact time in `datetime` and `title`.
    pub fn date(&self, at: impl Into<AtTime>) -> Time {
        self.said(at, Said::Date)
    }

    fn said(&self, at: impl Into<AtTime>, said: Said) -> Time {
        Time { t: self.t, at: at.into().0, now: self.now, said }
    }

    /// ` aria-invalid` and ` aria-describedby` for a field; `hint` says whether it has a hint.
    pub fn describe(&self, errors: &Errors, field: &str, hint: bool) -> Html {
        let wrong = errors.0.iter().any(|e| e.field == field);
        let mut ids = Vec::new();
        if hint {
            ids.push(format!("{field}-hint"));
        }
        if wrong {
            ids.push(format!("{field}-error"));
        }
        let mut out = String::new();
        if !ids.is_empty() {
            out.push_str(&format!(" aria-describedby=\"{}\"", ids.join(" ")));
        }
        if wrong {
            out.push_str(" aria-invalid=\"true\"");
        }
        Html(out)
    }

    /// The sentence under a field that is wrong, or nothing.
    pub fn error(&self, errors: &Errors, field: &str) -> Html {
        match errors.of(&self.t, field) {
            Some(text) => Html(format!(
                "<p class=\"error\" id=\"{field}-error\">{}{}</p>",
                icon("warning"),
                super::html::escape(&text)
            )),
            None => Html::default(),
        }
    }

    /// ` aria-current="page"` if this page's path is `path`.
    pub fn current(&self, path: &str) -> Html {
        let here = self.here.split('?').next().unwrap_or_default();
        Html(if here == path { " aria-current=\"page\"".into() } else { String::new() })
    }

    /// Names of languages in their own words.
    pub fn language_name(&self, lang: &str) -> String {
        if LANGUAGES.contains(&lang) { T::new(lang, false).s("language-own-name") } else { lang.to_owned() }
    }

    /// A script's address, in the folder whose words are in the reader's language.
    pub fn script(&self, name: &str) -> String {
        script_path(self.t, name)
    }
}

/// A moment in a template, by value or by reference.
pub struct AtTime(Micros);

impl From<Micros> for AtTime {
    fn from(at: Micros) -> Self {
        Self(at)
    }
}

impl From<&Micros> for AtTime {
    fn from(at: &Micros) -> Self {
        Self(*at)
    }
}

impl From<&&Micros> for AtTime {
    fn from(at: &&Micros) -> Self {
        Self(**at)
    }
}
