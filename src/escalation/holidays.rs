//! Holidays from an iCal file: what is in it as a list of days, from which somebody ticks those on which nobody works.
//! Public feeds are too generous for more: they have clock changes and Mother's Day beside Christmas.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::parser::{Component, Property, read_calendar, unfold};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Bytes of a file at most.
pub const BYTES: usize = 1024 * 1024;
/// Entries of a file at most.
pub const EVENTS: usize = 2_000;
/// Days of one entry at most: school holidays are not closing days.
const DAYS: usize = 14;
/// Years from now on for which what comes back each year is listed.
const YEARS: i16 = 3;
/// Days that are listed.
pub const LISTED: usize = 1_000;
/// Characters of a name.
const NAME: usize = 60;
/// How deep a file may be nested: the parser goes as deep as the file does.
const DEPTH: usize = 8;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Days from today on, each once, in order, with what they are called.
    pub days: Vec<(Date, String)>,
    /// Entries that come back by a rule that is not followed: only their first day was read.
    pub once: usize,
    /// Entries of which only the first days were read.
    pub long: usize,
    /// Whether there were more days than `LISTED`.
    pub more: bool,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Larger than `BYTES`.
    Large,
    /// More entries than `EVENTS`.
    Many,
    /// No iCal file.
    NoCalendar,
}

/// Reads a file. Moments become days in `zone`; days before `today` are left out.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], zone: &TimeZone, today: Date) -> Result<Feed, Unreadable> {
    if bytes.len() > BYTES {
        return Err(Unreadable::Large);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NoCalendar)?.trim_start_matches('\u{feff}').trim();
    let (deepest, events) = measure(text);
    if events > EVENTS {
        return Err(Unreadable::Many);
    }
    if !text.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR")) || deepest > DEPTH {
        return Err(Unreadable::NoCalendar);
    }
    let text = unfold(text) + "\r\n";
    let calendar = read_calendar(&text).map_err(|_| Unreadable::NoCalendar)?;
    let mut feed = Feed::default();
    let mut days: BTreeMap<Date, BTreeSet<String>> = BTreeMap::new();
    for event in calendar.components.iter().filter(|part| part.name == "VEVENT") {
        let Some(first) = event.find_prop("DTSTART").and_then(|start| day(start, zone)) else { continue };
        let length = length(event, first, zone);
        feed.long += usize::from(length > DAYS);
        let firsts = match event.find_prop("RRULE") {
            Some(rule) if every_year(rule.val.as_str()) => {
                (today.year() - 1..today.year() + YEARS).filter_map(|year| in_year(first, year)).collect()
            }
            Some(_) => {
                feed.once += 1;
                vec![first]
            }
            None => vec![first],
        };
        let name: String = words(event).chars().take(NAME).collect();
        for first in firsts {
            let all = (0..length.min(DAYS)).filter_map(|n| first.checked_add(i64::try_from(n).ok()?.days()).ok());
            for date in all.filter(|date| *date >= today) {
                days.entry(date).or_default().insert(name.clone());
            }
        }
    }
    feed.more = days.len() > LISTED;
    feed.days = days
        .into_iter()
        .take(LISTED)
        .map(|(date, names)| {
            let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
            (date, names.join(" / ").chars().take(NAME).collect())
        })
        .collect();
    Ok(feed)
}

/// How deep it is nested and how many entries it has, counted before anything is parsed.
fn measure(text: &str) -> (usize, usize) {
    let (mut depth, mut deepest, mut events) = (0usize, 0, 0);
    for line in text.split(['\r', '\n']).map(str::trim) {
        if line.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:")) {
            depth += 1;
            deepest = deepest.max(depth);
            events += usize::from(line[6..].eq_ignore_ascii_case("VEVENT"));
        } else if line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("END:")) {
            depth = depth.saturating_sub(1);
        }
    }
    (deepest, events)
}

/// What an entry is called, on one line.
fn words(event: &Component<'_>) -> String {
    let summary = event.find_prop("SUMMARY").map(|it| it.val.clone().unescape_text());
    let text = summary.as_ref().map_or("", |it| it.as_str());
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The day of a date or of a moment.
fn day(property: &Property<'_>, zone: &TimeZone) -> Option<Date> {
    let text = property.val.as_str().trim();
    let Some((date, time)) = text.split_once('T') else { return date_of(text) };
    let date = date_of(date)?;
    let own = property.params.iter().find(|it| it.key == "TZID").and_then(|it| it.val.as_ref());
    let own = match own {
        _ if time.ends_with('Z') => TimeZone::UTC,
        // Hours without a zone mean the zone of whoever reads them.
        None => return Some(date),
        Some(name) => match TimeZone::get(name.as_str().trim_matches('"')) {
            Ok(own) => own,
            Err(_) => return Some(date),
        },
    };
    let part = |range| time.get(range).and_then(|digits: &str| digits.parse::<i8>().ok());
    let local = DateTime::new(date.year(), date.month(), date.day(), part(0..2)?, part(2..4)?, 0, 0).ok()?;
    Some(own.to_ambiguous_zoned(local).compatible().ok()?.with_time_zone(zone.clone()).date())
}

fn date_of(text: &str) -> Option<Date> {
    let number = |range| text.get(range).and_then(|digits: &str| digits.parse::<i16>().ok());
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    if text.len() != 8 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Days of an entry: the end of a whole day is the day after it.
fn length(event: &Component<'_>, first: Date, zone: &TimeZone) -> usize {
    let Some(end) = event.find_prop("DTEND") else { return 1 };
    let whole = !end.val.as_str().contains('T');
    let Some(last) = day(end, zone) else { return 1 };
    let days = first.until((jiff::Unit::Day, last)).map_or(0, |span| span.get_days());
    let days = if whole { days } else { days.saturating_add(1) };
    usize::try_from(days.max(1)).unwrap_or(1)
}

/// Whether a rule says "each year on this date" and nothing else.
fn every_year(rule: &str) -> bool {
    let mut yearly = false;
    for part in rule.trim().split(';').filter(|part| !part.is_empty()) {
        match part.to_ascii_uppercase().split_once('=') {
            Some(("FREQ", freq)) => yearly = freq == "YEARLY",
            Some(("INTERVAL", "1") | ("BYMONTH" | "BYMONTHDAY" | "WKST", _)) => {}
            _ => return false,
        }
    }
    yearly
}

/// The same date in another year, not before the first one; none on 29 February of most years.
fn in_year(first: Date, year: i16) -> Option<Date> {
    Date::new(year, first.month(), first.day()).ok().filter(|date| *date >= first)
}
