//! Every message that threads refuse with is there in every language.

use std::collections::BTreeSet;
use std::path::Path;

fn keys_in(file: &Path, keys: &mut BTreeSet<String>) {
    let text = std::fs::read_to_string(file).expect("a source file");
    for piece in text.split('"') {
        if piece.starts_with("problem-") || piece.starts_with("text-") {
            keys.insert(piece.to_owned());
        }
    }
}

#[test]
fn every_refusal_has_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir(root.join("src/threads")).expect("the room") {
        let path = file.expect("a file").path();
        if path.extension().is_some_and(|e| e == "rs") {
            keys_in(&path, &mut keys);
        }
    }
    assert!(keys.len() > 30, "{keys:?}");
    for lang in ["en", "de"] {
        let words: String = std::fs::read_dir(root.join("web/locales").join(lang))
            .expect("the locale")
            .map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("its words"))
            .collect();
        for key in &keys {
            assert!(words.lines().any(|l| l.starts_with(&format!("{key} ="))), "{key} in {lang}");
        }
    }
}
