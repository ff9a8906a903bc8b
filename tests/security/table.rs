//! docs/SECURITY.md says which test proves what: each of the requirements, and tests that there are.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::architecture::{files, none, read};

/// How many requirements there are.
const REQUIREMENTS: usize = 37;

/// Every test of the sources: its function's name and the files it is in.
fn tests() -> BTreeMap<String, Vec<String>> {
    let test = Regex::new(r"(?s)#\[test\]\s*(?:#\[[^\]]*\]\s*)*fn (\w+)\(").expect("a pattern");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in ["src", "tests", "search-index"] {
        for file in files(folder, &["rs"]) {
            for one in test.captures_iter(&read(&file)) {
                found.entry(one[1].to_owned()).or_default().push(file.clone());
            }
        }
    }
    found
}

/// `accounts::sessions::the_cookie_is_out_of_reach` is in tests/accounts/sessions.rs, `ground::outgoing::tests::…` in src.
fn is_there(path: &str, tests: &BTreeMap<String, Vec<String>>) -> bool {
    let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
    let wanted: Vec<&str> = module.split("::").filter(|part| *part != "tests").collect();
    tests.get(name).is_some_and(|files| {
        files.iter().any(|file| {
            let parts: Vec<&str> = file.trim_end_matches(".rs").split('/').skip(1).collect();
            let parts: Vec<&str> = parts.into_iter().filter(|part| !matches!(*part, "mod" | "tests")).collect();
            parts == wanted
        })
    })
}

#[test]
fn every_requirement_has_a_test_that_exists() {
    let text = read("docs/SECURITY.md");
    let row = Regex::new(r"(?m)^\| *(\d+) *\|([^|]*)\|([^|]*)\|").expect("a pattern");
    let named = Regex::new(r"`([a-z0-9_]+(?:::[a-z0-9_]+)+)`").expect("a pattern");
    let (tests, mut numbers, mut faults) = (tests(), BTreeSet::new(), Vec::new());
    assert!(tests.len() > 400, "only {} tests found", tests.len());
    for row in row.captures_iter(&text) {
        let number: usize = row[1].parse().expect("a number");
        let proofs: Vec<String> = named.captures_iter(&row[3]).map(|one| one[1].to_owned()).collect();
        if proofs.is_empty() {
            faults.push(format!("{number}: no test is named"));
        }
        if !numbers.insert(number) {
            faults.push(format!("{number}: stands there twice"));
        }
    }
    for one in named.captures_iter(&text) {
        if !is_there(&one[1], &tests) {
            faults.push(format!("{}: there is no such test", &one[1]));
        }
    }
    faults.extend((1..=REQUIREMENTS).filter(|n| !numbers.contains(n)).map(|n| format!("{n}: missing")));
    none(&faults);
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    let tests = tests();
    assert!(is_there("security::table::a_test_that_is_not_there_is_noticed", &tests));
    assert!(is_there("ground::outgoing::tests::nothing_inside_is_public", &tests));
    assert!(!is_there("security::table::no_such_thing", &tests));
    assert!(!is_there("accounts::sessions::a_test_that_is_not_there_is_noticed", &tests));
}
