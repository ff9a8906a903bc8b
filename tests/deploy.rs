//! What `deploy/` and the operator's book name must be there: settings, figures, addresses, features. They are read by people in
//! a hurry, and nothing else would notice that a name has changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kiez::ground::config::{KEYS, gather, resolve};
use kiez::ground::picture::Limits;
use regex::Regex;

use crate::architecture::{files, none, read};
use crate::security::routes::patterns;
use crate::support::Forum;

const BOOK: &str = "docs/OPERATING.md";
const ALERTS: &str = "deploy/prometheus/alerts.yaml";
const NGINX: &str = "deploy/nginx/kiez.conf";

/// Everything below `deploy/`, and the book.
fn texts() -> Vec<(String, String)> {
    let mut folders = vec!["deploy".to_owned()];
    let mut found = vec![(BOOK.to_owned(), read(BOOK))];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder)).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            // Secrets and certificates of whoever tries it here.
            match entry.path().is_dir() {
                true if name.ends_with("secrets") || name.ends_with("certificates") => {}
                true => folders.push(name),
                false if name.ends_with(".env") => {}
                false => found.push((name.clone(), read(&name))),
            }
        }
    }
    assert!(found.len() > 8, "only {} texts found", found.len());
    found
}

/// What a pattern's first group finds in a text.
fn all(pattern: &str, text: &str) -> BTreeSet<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    pattern.captures_iter(text).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_variable_that_is_named_is_a_setting() {
    let mut known: BTreeSet<&str> = KEYS.iter().map(|key| key.env).collect();
    // Where the settings are; and Redis' usual name, which means the same.
    known.extend(["KIEZ_CONFIG", "REDIS_URL"]);
    let (mut faults, mut seen) = (Vec::new(), 0);
    for (file, text) in texts() {
        for name in all(r"\b((?:KIEZ|AWS)_[A-Z0-9_]*[A-Z0-9]|DATABASE_URL|REDIS_URL)\b", &text) {
            seen += 1;
            // What the container's start reads from files.
            if !known.contains(name.strip_suffix("_FILE").unwrap_or(&name)) {
                faults.push(format!("{file}: {name} is no setting"));
            }
        }
    }
    assert!(seen > 20, "only {seen} variables found");
    none(&faults);
}

#[test]
fn every_example_of_a_configuration_is_understood() {
    let book = read(BOOK);
    let examples = all(r"(?s)```toml\n(.*?)```", &book);
    assert!(examples.len() >= 2, "the book shows how one machine and several are set up");
    for example in examples {
        let given = gather(Some((BOOK, &example)), std::iter::empty()).expect(&example);
        resolve(&given).expect(&example);
    }
    for name in all(r"(?m)^\s*#\s+([a-z_0-9]+) = ", &read(NGINX)) {
        assert!(KEYS.iter().any(|key| key.name == name), "{NGINX}: {name} is no setting");
    }
}

#[test]
fn every_figure_that_is_watched_exists() {
    let sources: String = files("src", &["rs"]).iter().map(|file| read(file)).collect();
    let known = all(r#""(kiez_[a-z_]+)""#, &sources);
    let forum = Forum::start();
    let told = forum.browser().get("/metrics").body;
    let mut faults = Vec::new();
    for file in [ALERTS, BOOK] {
        let text = read(file);
        for name in all(r"\b(kiez_[a-z_]*[a-z])\b", &text) {
            let plain = ["_bucket", "_count", "_sum"].iter().find_map(|end| name.strip_suffix(end));
            if !known.contains(&name) && !plain.is_some_and(|plain| known.contains(plain)) {
                faults.push(format!("{file}: there is no {name}"));
            }
        }
        for figure in all(r#"kiez_figure\{name="([a-z_]+)""#, &text) {
            if !told.contains(&format!("kiez_figure{{name=\"{figure}\"}}")) {
                faults.push(format!("{file}: there is no figure {figure}"));
            }
        }
    }
    none(&faults);
}

#[test]
fn the_book_says_what_to_do_about_each_alert() {
    let (alerts, book) = (all(r"alert: (\w+)", &read(ALERTS)), all(r"(?m)^\| `(Kiez\w+)`", &read(BOOK)));
    assert!(alerts.len() > 10, "only {} alerts found", alerts.len());
    assert_eq!(alerts, book, "alerts, and those in the book");
}

#[test]
fn the_proxy_knows_every_stream_and_no_address_that_is_not_there() {
    let (config, routes) = (read(NGINX), patterns(false));
    for exact in all(r"location = (\S+)", &config) {
        assert!(routes.contains(&exact), "{NGINX}: nothing answers at {exact}");
    }
    let streams = all(r"location ~ (\S+)", &config).into_iter().next().expect("a place for streams");
    let streams = Regex::new(&streams).expect("a pattern");
    let number = Regex::new(r"\{[a-z]+\}").expect("a pattern");
    let mut found = 0;
    for route in &routes {
        let address = number.replace_all(route, "7");
        assert_eq!(streams.is_match(&address), route.ends_with("/live"), "{NGINX}: {route}");
        found += usize::from(route.ends_with("/live"));
    }
    let listed = streams.as_str().matches('|').count() + 1;
    assert_eq!(listed, found, "{NGINX}: as many kinds of streams as there are");
}

#[test]
fn the_proxy_lets_every_picture_through() {
    let megabytes = all(r"client_max_body_size (\d+)m;", &read(NGINX));
    let megabytes: usize = megabytes.first().and_then(|text| text.parse().ok()).expect("a size");
    assert!(megabytes * 1024 * 1024 > Limits::default().bytes + 512 * 1024, "a picture, and the form around it");
}

#[test]
fn what_is_built_in_can_be_built_in() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let known = manifest["features"].as_table().expect("features");
    let mut faults = Vec::new();
    for (file, text) in texts().into_iter().chain([("README.md".to_owned(), read("README.md"))]) {
        for list in all(r"--features ([a-z0-9,-]+)", &text) {
            let unknown = list.split(',').filter(|feature| !known.contains_key(*feature));
            faults.extend(unknown.map(|feature| format!("{file}: there is no feature {feature}")));
        }
    }
    none(&faults);
}
