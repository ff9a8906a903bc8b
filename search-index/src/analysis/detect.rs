//! The language of a text, as far as it can be told.

use whatlang::Detector;

/// Shorter texts, in characters, must speak clearly.
const LONG: usize = 60;
/// How clearly, from 0 to 1.
const SURE: f64 = 0.3;

/// `de` or `en`, if the text is long or clear enough to tell.
pub fn detect(text: &str) -> Option<&'static str> {
    let info = Detector::with_allowlist(vec![whatlang::Lang::Deu, whatlang::Lang::Eng]).detect(text)?;
    let sure = info.confidence() > SURE || text.chars().count() > LONG;
    match info.lang() {
        whatlang::Lang::Deu if sure => Some("de"),
        whatlang::Lang::Eng if sure => Some("en"),
        _ => None,
    }
}
