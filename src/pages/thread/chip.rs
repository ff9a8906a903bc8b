//! Small words of the thread: its state, reasons, names by language.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::escalation::stage::Stage;
use crate::threads::kinds::{CloseReason, State};

/// What stays as it is in a path.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// The state's chip: class and icon, and the key of its word; with whom it is while it waits.
pub fn of(state: State, answers: i64, duplicate: bool, stage: Option<Stage>) -> (&'static str, &'static str) {
    match state {
        State::Open if stage == Some(Stage::Triage) => ("triage", "thread-state-triage"),
        State::Open if matches!(stage, Some(Stage::Staff | Stage::HandedOver)) => ("staff", "thread-state-staff"),
        State::Solved => ("solved", "thread-state-solved"),
        State::Closed if duplicate => ("duplicate", "thread-state-duplicate"),
        State::Closed => ("closed", "thread-state-closed"),
        State::Open if answers > 0 => ("answered", "thread-state-answered"),
        State::Open => ("waiting", "thread-state-waiting"),
    }
}

/// The key of the sentence that gives the reason.
pub fn close_reason(reason: CloseReason) -> &'static str {
    match reason {
        CloseReason::OffTopic => "thread-closed-off-topic",
        CloseReason::Unclear => "thread-closed-unclear",
        CloseReason::Spam => "thread-closed-spam",
        CloseReason::ResolvedElsewhere => "thread-closed-resolved-elsewhere",
        CloseReason::Private => "thread-closed-private",
        CloseReason::NoLongerRelevant => "thread-closed-no-longer-relevant",
        CloseReason::Duplicate => "thread-closed-duplicate",
    }
}

/// The name in a language from JSON of language to name; any name if that language has none.
pub fn name_in(names: &str, lang: &str) -> String {
    let names: std::collections::BTreeMap<String, String> = serde_json::from_str(names).unwrap_or_default();
    names.get(lang).or_else(|| names.values().next()).cloned().unwrap_or_default()
}

/// Text as a part of a path.
pub fn in_path(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths() {
        assert_eq!(name_in(r#"{"de":"Störungen","en":"Faults"}"#, "en"), "Faults");
        assert_eq!(name_in(r#"{"de":"Störungen"}"#, "en"), "Störungen");
        assert_eq!(name_in("nonsense", "en"), "");
        assert_eq!(in_path("tür/sensor"), "t%C3%BCr%2Fsensor");
    }
}
