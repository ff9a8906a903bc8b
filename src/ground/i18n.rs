//! Words for people, in their language. Every string a person sees has a key in every locale (Fluent).
//! A message may have an attribute `.sie` for German readers who prefer to be addressed formally.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use jiff::Zoned;
use jiff::tz::TimeZone;
use rust_embed::RustEmbed;

use crate::ground::clock::{DAY, HOUR, MINUTE, Micros};
use crate::ground::db::MANY;
use crate::ground::zones;

/// The locales' files, embedded.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/web/locales"]
struct Files;

/// The languages that Kiez speaks; the first one is the fallback.
pub const LANGUAGES: [&str; 2] = ["en", "de"];

type Bundle = FluentBundle<FluentResource>;
/// Messages by their keys.
type Words = HashMap<String, String>;

/// Every message without values, by language and whether the reader prefers "Sie".
static WORDS: LazyLock<HashMap<(&'static str, bool), Words>> = LazyLock::new(|| {
    let readers = LANGUAGES.iter().flat_map(|lang| [false, true].map(|formal| T::new(lang, formal)));
    let words = |t: T| KEYS.iter().map(|key| (key.clone(), t.say(key, &FluentArgs::new()))).collect();
    readers.map(|t| ((t.lang, t.formal), words(t))).collect()
});

/// The keys of all messages.
static KEYS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let texts = Files::iter().filter_map(|path| Files::get(&path));
    let resource = |text: &[u8]| match FluentResource::try_new(String::from_utf8_lossy(text).into_owned()) {
        Ok(whole) | Err((whole, _)) => whole,
    };
    texts.flat_map(|file| keys(&resource(&file.data))).collect()
});

fn keys(resource: &FluentResource) -> Vec<String> {
    let key = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    resource.entries().filter_map(key).collect()
}

/// As English dates have them.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Sizes that "3 hours ago" has words for; what is longer ago is put together anew.
const SIZES: usize = 64;
/// "3 hours ago" and the like: said on every page, and few. By language, form of address, unit and size.
static AGO: [OnceLock<String>; LANGUAGES.len() * 2 * UNITS.len() * SIZES] =
    [const { OnceLock::new() }; LANGUAGES.len() * 2 * UNITS.len() * SIZES];
/// Messages of `ago`.
const UNITS: [&str; 10] = [
    "time-ago-minutes",
    "time-ago-hours",
    "time-ago-days",
    "time-ago-months",
    "time-ago-years",
    "time-in-minutes",
    "time-in-hours",
    "time-in-days",
    "time-in-months",
    "time-in-years",
];

static BUNDLES: LazyLock<BTreeMap<&'static str, Bundle>> =
    LazyLock::new(|| LANGUAGES.iter().map(|lang| (*lang, bundle(lang))).collect());

fn bundle(lang: &str) -> Bundle {
    let id = lang.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks would show up in titles, mails and tests; both scripts run left to right.
    bundle.set_use_isolating(false);
    for path in Files::iter().filter(|path| path.starts_with(&format!("{lang}/"))) {
        let Some(file) = Files::get(&path) else {
            continue;
        };
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(whole, errors)| {
            tracing::error!(%path, ?errors, "a locale file has errors");
            whole
        });
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The supported language nearest to a tag such as `de-AT`; none if there is none.
pub fn supported(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim();
    LANGUAGES.iter().find(|lang| lang.eq_ignore_ascii_case(primary)).copied()
}

/// The first supported language of an Accept-Language header, by its weights.
pub fn negotiate(header: &str) -> Option<&'static str> {
    let mut wishes: Vec<(f32, &'static str)> = header
        .split(',')
        .take(20)
        .filter_map(|wish| {
            let (tag, weight) = wish.split_once(";q=").unwrap_or((wish, "1"));
            Some((weight.trim().parse().unwrap_or(0.0), supported(tag.trim())?))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    wishes.first().map(|(_, lang)| *lang)
}

/// A value for a message: text or a number.
pub enum Arg {
    /// Text, inserted as it is; templates escape the whole.
    Text(String),
    /// A number, which chooses the plural.
    Number(i64),
}

macro_rules! args {
    ($variant:ident: $($type:ty => $make:expr),+ $(,)?) => { $(impl From<$type> for Arg {
        fn from(value: $type) -> Self { let make = $make; Self::$variant(make(value)) }
    })+ };
}
args!(Text: &str => str::to_owned, String => |v: String| v, &String => |v: &String| v.clone(), &&str => |v: &&str| (*v).to_owned(),
    &&String => |v: &&String| (*v).clone(), Cow<'_, str> => |v: Cow<'_, str>| v.into_owned());
args!(Number: i64 => |v: i64| v, &i64 => |v: &i64| *v, &&i64 => |v: &&i64| **v, usize => |v: usize| i64::try_from(v).unwrap_or(i64::MAX),
    &usize => |v: &usize| i64::try_from(*v).unwrap_or(i64::MAX), i32 => i64::from, &i32 => |v: &i32| i64::from(*v), u64 => |v: u64| v.cast_signed());

/// Speaks one language to one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct T {
    /// A supported language code.
    pub lang: &'static str,
    /// Whether the reader prefers "Sie".
    pub formal: bool,
    /// Where the reader's clock hangs.
    pub zone: &'static TimeZone,
}

impl T {
    /// Speaks `lang`, or English if that is not spoken.
    pub fn new(lang: &str, formal: bool) -> Self {
        Self { lang: supported(lang).unwrap_or(LANGUAGES[0]), formal, zone: &zones::UTC }
    }

    /// The same with the clock of a zone, if there is one of that name.
    #[must_use]
    pub fn in_zone(self, name: &str) -> Self {
        Self { zone: zones::find(name).unwrap_or(self.zone), ..self }
    }

    /// A message.
    pub fn s(&self, key: &str) -> String {
        self.word(key).to_owned()
    }

    /// A message that needs no values, as it was put together once: most words of a page are such. An unknown key is
    /// its own message.
    pub fn word<'key>(&self, key: &'key str) -> &'key str {
        let words = WORDS.get(&(self.lang, self.formal));
        words.and_then(|words| words.get(key)).map_or(key, String::as_str)
    }

    /// A message that counts `$n`.
    pub fn n(&self, key: &str, n: impl Into<Arg>) -> String {
        self.a(key, "n", n)
    }

    /// A message with one value.
    pub fn a(&self, key: &str, name: &str, value: impl Into<Arg>) -> String {
        self.f(key, vec![(name, value.into())])
    }

    /// A message with two values.
    pub fn a2(&self, key: &str, one: &str, first: impl Into<Arg>, two: &str, second: impl Into<Arg>) -> String {
        self.f(key, vec![(one, first.into()), (two, second.into())])
    }

    /// A message with any values.
    pub fn f(&self, key: &str, values: Vec<(&str, Arg)>) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Arg::Text(text) => args.set(name.to_owned(), FluentValue::from(text)),
                Arg::Number(number) => args.set(name.to_owned(), FluentValue::from(number)),
            }
        }
        self.say(key, &args)
    }

    fn say(&self, key: &str, args: &FluentArgs<'_>) -> String {
        for lang in [self.lang, LANGUAGES[0]] {
            let Some(bundle) = BUNDLES.get(lang) else {
                continue;
            };
            let Some(message) = bundle.get_message(key) else {
                continue;
            };
            let formal = self.formal.then(|| message.get_attribute("sie").map(|a| a.value())).flatten();
            if let Some(pattern) = formal.or(message.value()) {
                return bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned();
            }
        }
        key.to_owned()
    }

    /// "3 hours ago" or "in 3 hours"; the largest unit that fits.
    pub fn ago(&self, at: Micros, now: Micros) -> Cow<'static, str> {
        let away = now.since(at);
        let size = away.abs();
        let (unit, n) = match size {
            s if s < MINUTE => return Cow::Borrowed(self.word("time-now")),
            s if s < HOUR => (0, s / MINUTE),
            s if s < DAY => (1, s / HOUR),
            s if s < 60 * DAY => (2, s / DAY),
            s if s < 730 * DAY => (3, s / (30 * DAY)),
            s => (4, s / (365 * DAY)),
        };
        let unit = if away < 0 { unit + 5 } else { unit };
        let lang = LANGUAGES.iter().position(|lang| *lang == self.lang).unwrap_or(0);
        let reader = lang * 2 + usize::from(self.formal);
        let size = usize::try_from(n).ok().filter(|n| *n < SIZES);
        let place = size.and_then(|size| AGO.get((reader * UNITS.len() + unit) * SIZES + size));
        let say = || self.n(UNITS.get(unit).copied().unwrap_or_default(), n);
        place.map_or_else(|| Cow::Owned(say()), |place| Cow::Borrowed(place.get_or_init(say).as_str()))
    }

    /// A length of time in words: "14 minutes", "3 hours", "2 days".
    pub fn duration(&self, micros: i64) -> String {
        let (unit, n) = match micros {
            s if s < HOUR => ("minutes", (s / MINUTE).max(1)),
            s if s < 2 * DAY => ("hours", s / HOUR),
            s => ("days", s / DAY),
        };
        self.n(&format!("time-{unit}"), n)
    }

    fn local(&self, at: Micros) -> Zoned {
        at.timestamp().to_zoned(self.zone.clone())
    }

    /// Date, time and zone as the language writes them.
    pub fn exact(&self, at: Micros) -> String {
        let there = self.local(at);
        let zone = self.zone.to_offset_info(at.timestamp());
        format!("{}, {:02}:{:02} {}", self.day(&there), there.hour(), there.minute(), zone.abbreviation())
    }

    /// A date as the language writes it.
    pub fn date(&self, at: Micros) -> String {
        self.day(&self.local(at))
    }

    fn day(&self, there: &Zoned) -> String {
        let (year, month, day) = (there.year(), there.month(), there.day());
        match self.lang {
            "de" => format!("{day:02}.{month:02}.{year}"),
            _ => {
                let name = usize::try_from(month - 1).ok().and_then(|place| MONTHS.get(place));
                format!("{day} {} {year}", name.copied().unwrap_or_default())
            }
        }
    }

    /// A moment near `now` as one says it: "18:40" on the same day, "Monday 10:00" within six days, else with its date.
    pub fn moment(&self, at: Micros, now: Micros) -> String {
        let (then, here) = (self.local(at), self.local(now));
        let clock = then.strftime("%H:%M").to_string();
        let days = (at.0.div_euclid(DAY)).abs_diff(now.0.div_euclid(DAY));
        if then.date() == here.date() {
            self.a("time-clock", "time", clock)
        } else if days <= 5 && at > now {
            let day = self.s(&format!("weekday-{}", then.weekday().to_monday_one_offset()));
            self.a2("time-weekday", "day", day, "time", clock)
        } else {
            let date = then.strftime(if self.lang == "de" { "%d.%m." } else { "%-d %b" }).to_string();
            self.a2("time-weekday", "day", date, "time", clock)
        }
    }

    /// A message that counts what was counted up to `MANY` only, or the one that says that there are more.
    pub fn many(&self, key: &str, more: &str, n: &i64) -> String {
        if *n <= MANY { self.n(key, n) } else { self.a(more, "n", self.number(MANY)) }
    }

    /// A number with the language's thousands mark.
    pub fn number(&self, n: impl Into<Arg>) -> String {
        let n = match n.into() {
            Arg::Number(n) => n,
            Arg::Text(text) => return text,
        };
        let digits = n.unsigned_abs().to_string();
        let mark = if self.lang == "de" { '.' } else { ',' };
        let mut out = String::from(if n < 0 { "−" } else { "" });
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }
}
