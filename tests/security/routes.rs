//! Every address of the forum, every field of its forms and which of them are numbers: read from the sources.

use std::collections::BTreeSet;

use regex::Regex;

use crate::architecture::{files, read};

/// An address with its method.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub post: bool,
    /// As it stands in the sources: `/posts/{id}/edit`.
    pub pattern: String,
}

/// What ticket systems post to: no person ever does.
pub const SIGNED: &str = "/api/ticket-systems/{id}";

/// All of them.
pub fn routes() -> Vec<Route> {
    let route = Regex::new(r#"\.route\(\s*"([^"]+)",\s*(?:web::)?(get|post)\(\)"#).expect("a pattern");
    let guarded = Regex::new(r#"resource\("([^"]+)"\)[^;]*?\.route\(\s*(get|post)\(\)"#).expect("a pattern");
    let (mut found, mut missed) = (BTreeSet::new(), 0);
    for file in files("src", &["rs"]) {
        let source = read(&file);
        let here: Vec<Route> = route
            .captures_iter(&source)
            .chain(guarded.captures_iter(&source))
            .map(|one| Route { post: &one[2] == "post", pattern: one[1].to_owned() })
            .collect();
        missed += source.matches(".route(").count() + source.matches("web::scope(").count() - here.len();
        found.extend(here);
    }
    // One is made of constants. Whoever writes another such has to name it here.
    assert_eq!(missed, 1, "addresses that this cannot read");
    found.insert(Route { post: true, pattern: SIGNED.into() });
    found.into_iter().collect()
}

/// The addresses of one method.
pub fn patterns(post: bool) -> Vec<String> {
    let all: Vec<String> = routes().into_iter().filter(|route| route.post == post).map(|route| route.pattern).collect();
    assert!(all.len() > 80, "only {} addresses found", all.len());
    all
}

/// Names of fields in any form.
pub fn fields() -> BTreeSet<String> {
    let named = Regex::new(r#"name="([^"]+)""#).expect("a pattern");
    let mut found: BTreeSet<String> = BTreeSet::new();
    for file in files("web/templates", &["html"]) {
        let template = read(&file);
        found.extend(named.captures_iter(&template).map(|one| one[1].to_owned()).filter(|name| !name.contains('{')));
    }
    // Those whose names are made.
    for name in ["text-en", "text-de", "since", "more_about_it", "csrf", "key", "mask", "mask_seen", "tick", "file"] {
        found.insert(name.into());
    }
    for name in ["team", "who", "question", "seen", "version", "back", "next", "do"] {
        found.insert(name.into());
    }
    assert!(found.len() > 80, "only {} fields found", found.len());
    found
}

/// Names of what is read as a number in any form.
pub fn numbers() -> BTreeSet<String> {
    let number = Regex::new(r"(?m)^\s+(?:pub )?(\w+): (?:Option<|Vec<)?[iu](?:8|16|32|64|size)\b").expect("a pattern");
    let mut found = BTreeSet::new();
    for file in files("src", &["rs"]) {
        let source = read(&file);
        if source.contains("Deserialize") {
            found.extend(number.captures_iter(&source).map(|one| one[1].to_owned()));
        }
    }
    found
}

/// What a field must hold for a form to be looked at further, where it is neither text nor number.
pub fn good(name: &str) -> Option<&'static str> {
    Some(match name {
        "lang" | "languages" | "first" => "en",
        "reason" => "spam",
        "kind" => "warn",
        "vote" => "up",
        "on" => "1",
        "mask" => "hide",
        "role" => "expert",
        "posts" => "kept",
        "how" => "hidden",
        "days" => "7",
        "decision" => "hide",
        "similar_shown" => "1",
        "zone" => "Europe/Berlin",
        "do" => "save",
        _ => return None,
    })
}
