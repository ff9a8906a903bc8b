//! The words of scripts: a module beside each script, `words.js`, in a folder for every language and form of address. Pages
//! name the folder of their reader, so that the words are loaded once and not with each page.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::ground::i18n::{LANGUAGES, T};

/// The module's name.
pub(super) const NAME: &str = "words.js";

/// What scripts say; texts are `script-WORD`.
const SCRIPTS: [&str; 28] = [
    "new_answer",
    "cancel",
    "ok",
    "close",
    "undo",
    "copied",
    "copy_failed",
    "vote_done",
    "vote_failed",
    "uploading",
    "upload_failed",
    "upload_done",
    "preview_failed",
    "draft_restored",
    "draft_discard",
    "draft_discarded",
    "theme_saved",
    "shortcuts_title",
    "key_help",
    "key_search",
    "key_next",
    "key_prev",
    "key_answer",
    "key_home",
    "key_submit",
    "key_close",
    "draft_kept",
    "network_failed",
];

/// Every folder's module.
static MODULES: LazyLock<BTreeMap<&'static str, String>> = LazyLock::new(|| {
    let each = LANGUAGES.iter().flat_map(|lang| [false, true].map(|formal| T::new(lang, formal)));
    each.map(|t| (folder(t), module(t))).collect()
});

/// The folder of a language and form of address.
pub(super) fn folder(t: T) -> &'static str {
    static FOLDERS: LazyLock<BTreeMap<(&'static str, bool), String>> = LazyLock::new(|| {
        let each = LANGUAGES.iter().flat_map(|lang| [(*lang, false), (*lang, true)]);
        each.map(|(lang, formal)| ((lang, formal), format!("{lang}{}", if formal { "-formal" } else { "" }))).collect()
    });
    FOLDERS.get(&(t.lang, t.formal)).map_or("en", String::as_str)
}

/// The module of a folder; none of one that does not exist.
pub(super) fn of(folder: &str) -> Option<&'static str> {
    MODULES.get(folder).map(String::as_str)
}

/// All modules in their order.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    MODULES.values().map(String::as_str)
}

fn module(t: T) -> String {
    let word = |key: &&str| ((*key).to_owned(), t.s(&format!("script-{}", key.replace('_', "-"))).into());
    let words: serde_json::Map<String, serde_json::Value> = SCRIPTS.iter().map(word).collect();
    format!("export default {};\n", serde_json::Value::Object(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_and_form_of_address_has_its_words() {
        for (lang, formal, name) in [("en", false, "en"), ("de", false, "de"), ("de", true, "de-formal")] {
            let t = T::new(lang, formal);
            assert_eq!(folder(t), name);
            let module = of(name).expect("a module");
            let words = module.strip_prefix("export default ").and_then(|rest| rest.strip_suffix(";\n"));
            let words: BTreeMap<String, String> = serde_json::from_str(words.expect("JSON")).expect("words");
            assert_eq!(words.len(), SCRIPTS.len());
            assert_eq!(words.get("undo").map(String::as_str), Some(t.s("script-undo").as_str()));
        }
        assert_eq!(of("fr"), None);
    }
}
