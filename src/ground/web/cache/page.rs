//! A page that is kept: its bytes as they are sent, and until when they are true.

use std::sync::{Arc, OnceLock};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::ask::{Ask, Key, Plan};
use super::coding::Coding;
use super::mark::{Mark, Marks};
use crate::ground::clock::{MINUTE, Micros, SECOND};
use crate::ground::settings::Settings;

/// How long a page may be shown: it says "3 minutes ago", and is read more often than that.
pub const LIFE: i64 = 30 * SECOND;
/// How long it is better than nothing, when the database does not answer.
const BETTER_THAN_NOTHING: i64 = 5 * MINUTE;

/// What a handler says of a page that may be kept; goes with its response.
#[derive(Clone, Default)]
pub struct Shown {
    /// Everything that it shows.
    pub marks: Vec<Mark>,
    /// When it says something else by itself, if that is known.
    pub until: Option<Micros>,
    /// Called each time when it is read and was not rendered.
    pub read: Option<Arc<dyn Fn(Micros) + Send + Sync>>,
}

/// When and from what a page was rendered.
#[derive(Clone)]
pub struct Born {
    /// The moment that it speaks of.
    pub now: Micros,
    /// How far the log had come before.
    pub position: i64,
    /// The forum's settings then.
    pub settings: Arc<Settings>,
}

/// The page.
pub struct Kept {
    headers: Vec<(HeaderName, HeaderValue)>,
    vary: HeaderValue,
    tag: String,
    /// The tag as a header: of the plain bytes, and of the same page in others.
    tags: [Option<HeaderValue>; 2],
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
    shown: Shown,
    born: Born,
}

/// How good a page is still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As if it were rendered now.
    Fresh,
    /// Nothing that it shows has changed, as far as is known, but it is old.
    Old,
    /// Something has changed.
    Wrong,
}

/// Headers that belong to one answer, or that are made for each.
fn is_of_one_answer(name: &HeaderName) -> bool {
    [
        header::SET_COOKIE,
        header::CONTENT_LENGTH,
        header::CONTENT_ENCODING,
        header::TRANSFER_ENCODING,
        header::CONNECTION,
        header::DATE,
        header::ETAG,
        header::VARY,
    ]
    .contains(name)
}

impl Kept {
    /// Of a response that was made for nobody.
    pub fn new(headers: &HeaderMap, plain: Bytes, shown: Shown, born: Born) -> Self {
        let html = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let mut kept: Vec<(HeaderName, HeaderValue)> =
            headers.iter().filter(|(name, _)| !is_of_one_answer(name)).map(|(n, v)| (n.clone(), v.clone())).collect();
        if html && !headers.contains_key(header::CACHE_CONTROL) {
            // Browsers may keep it, and ask each time whether it is still so.
            kept.push((header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")));
        }
        let said = headers.get(header::VARY).and_then(|vary| vary.to_str().ok()).unwrap_or_default();
        let vary = match said {
            _ if html => "Accept-Encoding, Accept-Language, Cookie".to_owned(),
            "" => "Accept-Encoding".to_owned(),
            said => format!("Accept-Encoding, {said}"),
        };
        let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&plain)[..12]));
        let own = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
        let tag = own.unwrap_or(tag);
        Self {
            headers: kept,
            vary: HeaderValue::from_str(&vary).unwrap_or(HeaderValue::from_static("*")),
            tags: [tag.clone(), format!("W/{tag}")].map(|tag| HeaderValue::from_str(&tag).ok()),
            tag,
            // In a place of its own size: rendering leaves up to as much room behind it again.
            plain: Bytes::copy_from_slice(&plain),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
            shown,
            born,
        }
    }

    /// How good it is at a moment.
    pub fn state(&self, marks: &Marks, settings: &Arc<Settings>, now: Micros) -> State {
        let unchanged =
            marks.unchanged(&self.shown.marks, self.born.position) && Arc::ptr_eq(settings, &self.born.settings);
        // Clocks are set back, too.
        let age = now.since(self.born.now).abs();
        let over = self.shown.until.is_some_and(|until| until <= now && until > self.born.now);
        match age {
            _ if !unchanged => State::Wrong,
            age if age < LIFE && !over => State::Fresh,
            age if age < BETTER_THAN_NOTHING => State::Old,
            _ => State::Wrong,
        }
    }

    /// Its bytes in a coding, if they are there.
    pub fn bytes(&self, coding: Coding) -> Option<&Bytes> {
        match coding {
            Coding::Plain => Some(&self.plain),
            Coding::Brotli => self.brotli.get(),
            Coding::Gzip => self.gzip.get(),
        }
    }

    /// Makes them; takes a millisecond or two.
    pub fn make(&self, coding: Coding) {
        let place = match coding {
            Coding::Plain => return,
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
        };
        // What cannot be made smaller is sent as it is.
        place.get_or_init(|| coding.apply(&self.plain).unwrap_or_default());
    }

    /// Bytes that it takes.
    pub fn weight(&self, key: &Key) -> u32 {
        let small = |place: &OnceLock<Bytes>| place.get().map_or(0, Bytes::len);
        let headers: usize =
            self.headers.iter().map(|(_, value)| value.len() + size_of::<(HeaderName, HeaderValue)>()).sum();
        let marks = size_of::<Mark>() * self.shown.marks.len();
        let all = self.plain.len() + small(&self.brotli) + small(&self.gzip) + headers + marks;
        u32::try_from(all + key.weight() + size_of::<Self>()).unwrap_or(u32::MAX)
    }

    /// Answers with it, or says that the reader has it already.
    pub fn answer(&self, ask: &Ask) -> HttpResponse {
        let date = self.headers.iter().find(|(name, _)| name == header::LAST_MODIFIED).map(|(_, value)| value);
        let known = ask.known.has(&self.tag, date);
        let small = self.bytes(ask.coding).filter(|bytes| !bytes.is_empty());
        let coding = ask.coding.word().filter(|_| small.is_some());
        let body = small.unwrap_or(&self.plain);
        let mut response = match known {
            true => HttpResponse::with_body(StatusCode::NOT_MODIFIED, Bytes::new()),
            false => HttpResponse::with_body(StatusCode::OK, body.clone()),
        };
        let headers = response.headers_mut();
        for (name, value) in &self.headers {
            if !known || name != header::CONTENT_TYPE {
                headers.append(name.clone(), value.clone());
            }
        }
        headers.insert(header::VARY, self.vary.clone());
        let [plain, other] = &self.tags;
        if let Some(tag) = if coding.is_some() { other } else { plain } {
            headers.insert(header::ETAG, tag.clone());
        }
        if let Some(word) = coding.filter(|_| !known) {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(word));
        }
        response.map_into_boxed_body()
    }

    /// All of it that is ever sent.
    pub fn whole(&self) -> Vec<u8> {
        let mut all = Vec::new();
        for (name, value) in &self.headers {
            all.extend_from_slice(name.as_str().as_bytes());
            all.extend_from_slice(value.as_bytes());
        }
        for bytes in [Coding::Plain, Coding::Brotli, Coding::Gzip].into_iter().filter_map(|c| self.bytes(c)) {
            all.extend_from_slice(bytes);
        }
        all
    }

    /// Tells whoever counts readers that there was one.
    pub fn was_read(&self, now: Micros) {
        if let Some(read) = &self.shown.read {
            read(now);
        }
    }
}

/// The kind of a page that was answered from what is kept: for metrics, which else would have to look for its route.
#[derive(Clone, Copy)]
pub struct Route(pub &'static str);

impl From<Plan> for Route {
    fn from(plan: Plan) -> Self {
        Self(plan.route)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::web::cache::Changed;

    fn kept(shown: Shown, born: Born) -> Kept {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::SET_COOKIE, HeaderValue::from_static("a=b"));
        Kept::new(&headers, Bytes::from_static(b"<p>hello"), shown, born)
    }

    #[test]
    fn a_page_is_fresh_until_something_changes_or_it_is_old() {
        let (marks, settings) = (Marks::default(), Arc::new(Settings::default()));
        let now = Micros(1_000 * SECOND);
        let born = Born { now, position: marks.reached(), settings: settings.clone() };
        let shown = Shown { marks: vec![Mark::of("question", 7)], until: Some(now.plus(20 * SECOND)), read: None };
        let page = kept(shown, born);
        let at = |seconds: i64| page.state(&marks, &settings, now.plus(seconds * SECOND));
        assert_eq!([at(0), at(19), at(-29)], [State::Fresh; 3]);
        assert_eq!([at(20), at(299), at(-31)], [State::Old; 3], "what it says by then is something else");
        assert_eq!(at(300), State::Wrong);
        assert_eq!(page.state(&marks, &Arc::new(Settings::default()), now), State::Wrong, "other settings");
        marks.change(&Changed::Marks(vec![Mark::of("question", 7)]), 1);
        marks.reach(1);
        assert_eq!(at(0), State::Wrong);
    }

    #[test]
    fn nothing_of_one_answer_is_kept() {
        let born = Born { now: Micros(0), position: 0, settings: Arc::default() };
        let page = kept(Shown::default(), born);
        assert!(page.headers.iter().all(|(name, _)| name != header::SET_COOKIE));
        assert!(page.bytes(Coding::Gzip).is_none());
        let before = page.weight(&Key::test("/"));
        page.make(Coding::Gzip);
        assert!(page.bytes(Coding::Gzip).is_some() && page.weight(&Key::test("/")) > before);
    }
}
