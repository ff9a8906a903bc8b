//! Scripts and the words that they say.

use crate::support::{Answer, Forum};

fn script(page: &Answer) -> String {
    let page = scraper::Html::parse_document(&page.body);
    let selector = scraper::Selector::parse("script[type='module']").expect("a selector");
    page.select(&selector).next().and_then(|script| script.value().attr("src")).expect("a script").to_owned()
}

#[test]
fn a_script_finds_its_words_in_the_readers_language_beside_it() {
    let forum = Forum::start();
    let mut browser = forum.browser();
    for (language, undo) in [("en", "Undo"), ("de", "Rückgängig")] {
        browser.language = language.into();
        let src = script(&browser.get("/"));
        assert!(src.ends_with(&format!("/{language}/kiez.js")), "{src}");
        for path in [src.clone(), src.replace("kiez.js", "words.js")] {
            let answer = browser.get(&path);
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.header("content-type"), Some("text/javascript"), "{path}");
            assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"), "{path}");
        }
        let words = browser.get(&src.replace("kiez.js", "words.js")).body;
        assert!(words.starts_with("export default {") && words.contains(undo), "{words}");
        for nothing in ["style.css", "no-such.js"] {
            assert_eq!(browser.get(&src.replace("kiez.js", nothing)).status, 404, "{nothing}");
        }
        assert_eq!(browser.get(&src.replace(&format!("/{language}/"), "/fr/")).status, 404);
    }
}
