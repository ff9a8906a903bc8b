//! Help pages say what the rules say.

use kiez::accounts::permissions::TABLE;
use kiez::ground::settings::{Settings, Thresholds};

use super::town::{texts, towns};

const PAGES: [&str; 5] = ["/help", "/help/formatting", "/help/reputation", "/help/roles", "/help/keys"];

#[test]
fn every_page_speaks_both_languages_and_every_word_is_there() {
    towns(|town| {
        for language in ["en", "de"] {
            let mut browser = town.forum.browser();
            browser.language = language.into();
            for path in PAGES {
                let page = browser.get(path);
                assert_eq!(page.status, 200, "{path}");
                assert_eq!(texts(&page, "h1").len(), 1, "{path}");
                // A key without words would show itself.
                let main = page.text("main").unwrap_or_default();
                for mark in ["help-", "act-", "cause-", "role-", "people-", "script-"] {
                    assert!(!main.contains(mark), "{path} in {language}: {main}");
                }
            }
        }
    });
}

#[test]
fn the_tables_are_the_rules_themselves() {
    towns(|town| {
        let mut browser = town.forum.browser();
        assert_eq!(texts(&browser.get("/help/roles"), "tbody tr").len(), TABLE.len());
        let page = browser.get("/help/reputation");
        let causes = texts(&page, "tbody tr");
        assert!(causes.iter().any(|c| c.contains("Answer endorsed") && c.contains("+25")), "{causes:?}");
        assert!(page.body.contains("at most 200 points a day"));
        // The forum's own thresholds, not the defaults.
        town.forum
            .services
            .settings
            .set(Settings { thresholds: Thresholds { close: 4_321, ..Thresholds::default() }, ..Settings::default() });
        assert!(browser.get("/help/reputation").body.contains("4,321"));
        assert!(browser.get("/help/roles").body.contains("4,321"));
    });
}

#[test]
fn examples_are_rendered_as_posts_are() {
    towns(|town| {
        let page = town.forum.browser().get("/help/formatting");
        assert!(page.text(".prose table").is_some() && page.text(".prose .footnotes").is_some());
        assert!(page.text(".prose strong").is_some() && page.text(".prose code [class^=code-]").is_some());
    });
}
