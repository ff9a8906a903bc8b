//! The queries of this process as Diesel tells of them, with their values written into them.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

static ASKED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

struct Ear;

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            if text.starts_with("SELECT") || text.starts_with("WITH") {
                ASKED.lock().unwrap_or_else(PoisonError::into_inner).insert(text);
            }
        }
    }
}

/// From now on, every connection that is opened is listened to.
pub fn listen() -> anyhow::Result<()> {
    Ok(set_default_instrumentation(|| Some(Box::new(Ear)))?)
}

/// The queries since the last time, each with its values in place of the marks.
pub fn take() -> Vec<String> {
    let asked = std::mem::take(&mut *ASKED.lock().unwrap_or_else(PoisonError::into_inner));
    asked.iter().map(|text| whole(text)).collect()
}

/// `… = ? -- binds: [7, "x"]` as `… = 7`.
fn whole(text: &str) -> String {
    let Some((sql, binds)) = text.rsplit_once(" -- binds: ") else { return text.to_owned() };
    let list = binds.trim();
    let values = values(list.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or(list));
    let mut out = String::with_capacity(sql.len() + binds.len());
    let (mut rest, mut next) = (sql, 0);
    while let Some(at) = rest.find(['?', '$']) {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        let digits = mark[1..].chars().take_while(char::is_ascii_digit).count();
        let place = if mark.starts_with('?') { next } else { mark[1..=digits].parse::<usize>().unwrap_or(1) - 1 };
        next += 1;
        out.push_str(values.get(place).map_or("NULL", String::as_str));
        rest = &mark[1 + digits..];
    }
    out + rest
}

/// The values of a list as Rust's `Debug` writes them, as SQL.
fn values(list: &str) -> Vec<String> {
    let (mut all, mut one, mut depth, mut quoted, mut escaped) = (Vec::new(), String::new(), 0, false, false);
    for c in list.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                all.push(value(one.trim()));
                one.clear();
                continue;
            }
            _ => {}
        }
        one.push(c);
    }
    if !one.trim().is_empty() {
        all.push(value(one.trim()));
    }
    all
}

/// One value: a number, a text, a list, a word such as `Visible`, or something around one of them such as `Micros(7)`.
fn value(text: &str) -> String {
    if let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return if inner.is_empty() { "'{}'".to_owned() } else { format!("ARRAY[{}]", values(inner).join(", ")) };
    }
    if let Some((name, inner)) = text.split_once('(').filter(|_| !text.starts_with('"'))
        && name.chars().all(char::is_alphanumeric)
    {
        return value(inner.trim_end_matches(')'));
    }
    if text == "None" {
        return "NULL".to_owned();
    }
    if text.parse::<f64>().is_ok() || text == "true" || text == "false" {
        return text.to_owned();
    }
    let plain = text.trim_matches('"').replace("\\\"", "\"").replace('\'', "''");
    // Our kinds are words in small letters in the database.
    let word = text.starts_with(char::is_uppercase).then(|| {
        plain.char_indices().fold(String::new(), |mut all, (at, c)| {
            if c.is_uppercase() && at > 0 {
                all.push('_');
            }
            all.extend(c.to_lowercase());
            all
        })
    });
    format!("'{}'", word.unwrap_or(plain))
}
