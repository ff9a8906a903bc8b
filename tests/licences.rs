//! Kiez is given away under Apache-2.0; whatever is built into it, or tests it, must allow that.

use crate::architecture::{none, read};
use serde_json::Value;
use std::iter::Peekable;
use std::process::Command;

/// Reviewed. MPL-2.0 asks only that changes to its own files stay open, and none are changed here.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "PostgreSQL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

#[test]
fn every_crate_may_be_given_away_with_kiez() {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--all-features", "--filter-platform", &host()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let metadata: Value = serde_json::from_slice(&cargo.stdout).expect("cargo writes JSON");
    let crates = metadata["packages"].as_array().expect("a list of packages");
    assert!(!crates.is_empty());
    none(&crates.iter().filter_map(|one| fault(&one["name"], &one["license"])).collect::<Vec<_>>());
}

#[test]
fn every_npm_package_of_the_browser_tests_is_free_too() {
    let lock: Value = serde_json::from_str(&read("tests/browser/package-lock.json")).expect("a lock file");
    let packages = lock["packages"].as_object().expect("a list of packages");
    let mut faults: Vec<String> =
        packages.iter().filter_map(|(name, one)| fault(&Value::from(name.as_str()), &one["license"])).collect();
    let addresses = packages.iter().filter(|(_, one)| one.get("resolved").is_some());
    faults.extend(
        addresses.map(|(name, _)| format!("{name}: the lock file names the registry of the machine that wrote it")),
    );
    none(&faults);
}

fn fault(name: &Value, licence: &Value) -> Option<String> {
    match licence.as_str() {
        Some(expression) if accepted(expression) => None,
        Some(expression) => Some(format!("{name}: {expression} is not among the accepted licences")),
        None => Some(format!("{name}: says nothing of its licence")),
    }
}

fn host() -> String {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let text = String::from_utf8(rustc.stdout).expect("text");
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host line").to_owned()
}

/// Whether an SPDX expression leaves a way that is accepted. `/` is what old crates write for OR; AND binds tighter than OR.
fn accepted(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "+WITH+");
    let words: Vec<String> = spaced.split_whitespace().map(|word| word.replace("+WITH+", " WITH ")).collect();
    let mut rest = words.iter().map(String::as_str).peekable();
    any_of(&mut rest) && rest.next().is_none()
}

fn any_of<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>) -> bool {
    let mut good = all_of(words);
    while words.next_if_eq(&"OR").is_some() {
        good |= all_of(words);
    }
    good
}

fn all_of<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>) -> bool {
    let mut good = one_of(words);
    while words.next_if_eq(&"AND").is_some() {
        good &= one_of(words);
    }
    good
}

fn one_of<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>) -> bool {
    match words.next() {
        // Both sides run: the closing parenthesis is taken whatever was found inside.
        Some("(") => any_of(words) & (words.next() == Some(")")),
        Some(licence) => ACCEPTED.contains(&licence),
        None => false,
    }
}

#[test]
fn expressions_are_read_as_they_are_meant() {
    for good in [
        "MIT",
        "MIT OR GPL-3.0",
        "GPL-3.0/MIT",
        "(MIT OR GPL-3.0) AND ISC",
        "Apache-2.0 WITH LLVM-exception",
        "GPL-2.0 AND X OR MIT",
    ] {
        assert!(accepted(good), "{good}");
    }
    for bad in
        ["GPL-3.0", "MIT AND GPL-3.0", "(MIT AND GPL-3.0) OR AGPL-3.0", "MIT WITH surprise", "MIT ISC", "(MIT", ""]
    {
        assert!(!accepted(bad), "{bad}");
    }
}
