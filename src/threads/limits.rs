//! How much and how often: limits of text, votes and time, as pure functions.

use super::text::Text;
use crate::ground::clock::{DAY, Micros};
use crate::ground::i18n::supported;
use crate::ground::refusal::{FieldError, Refusal, Verdict};

/// Characters of a title.
pub const TITLE: (usize, usize) = (10, 150);
/// Characters of a question's or an answer's body.
pub const BODY: (usize, usize) = (10, 30_000);
/// Characters of a comment.
pub const COMMENT: (usize, usize) = (5, 1_000);
/// Characters of a reason for an edit or a decision.
pub const REASON: usize = 300;
/// Characters of an endorsement's note and of its product version.
pub const NOTE: usize = 1_000;
/// See `NOTE`.
pub const VERSION: usize = 40;
/// Votes up and down on one author a UTC day.
pub const VOTES_A_DAY: (i64, i64) = (6, 3);
/// Silence of the asker after which somebody may accept on their behalf.
pub const SILENCE: i64 = 7 * DAY;
/// Visible posts after which links need no review.
pub const FIRST_POSTS: i64 = 3;
/// Age of an account after which links need no review.
pub const NEW_ACCOUNT: i64 = 30 * DAY;

/// A title without space around it or doubled in it.
pub fn tidy_title(title: &str) -> String {
    let plain: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with a tidy title.
pub fn check_title(title: &str) -> Option<FieldError> {
    let length = title.chars().count();
    if length < TITLE.0 || !title.chars().any(char::is_alphabetic) {
        Some(error("title", "problem-title-short", TITLE.0))
    } else if length > TITLE.1 {
        Some(error("title", "problem-title-long", TITLE.1))
    } else {
        None
    }
}

/// What is wrong with a body. A text that shows nothing is as short as one that says nothing;
/// pictures alone say enough.
pub fn check_body(text: &Text, (least, most): (usize, usize)) -> Option<FieldError> {
    let length = text.source.trim().chars().count();
    let shows_nothing = text.text.trim().is_empty() && !text.html.contains("<img");
    if length < least || shows_nothing {
        Some(error("body", "problem-body-short", least))
    } else if length > most {
        Some(error("body", "problem-body-long", most))
    } else {
        None
    }
}

/// What is wrong with a post's language.
pub fn check_lang(lang: &str) -> Option<FieldError> {
    supported(lang).is_none().then(|| error("lang", "problem-lang", 0))
}

/// A short text of one field, trimmed.
///
/// # Errors
/// When it is longer than `most`.
pub fn short(field: &'static str, text: &str, most: usize) -> Verdict<String> {
    let text = text.trim();
    if text.chars().count() > most {
        return Err(Refusal::Invalid(vec![error(field, "problem-too-long", most)]));
    }
    Ok(text.chars().filter(|c| !c.is_control() || *c == '\n').collect())
}

fn error(field: &'static str, message: &'static str, n: usize) -> FieldError {
    FieldError { field, message, n: i64::try_from(n).unwrap_or(i64::MAX) }
}

/// Collects what is wrong with a form.
///
/// # Errors
/// `Invalid` with everything that was found.
pub fn all_right(errors: impl IntoIterator<Item = Option<FieldError>>) -> Verdict<()> {
    let errors: Vec<FieldError> = errors.into_iter().flatten().collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}

/// Whether one more vote of `value` on an author is too much after `cast` of that value today.
///
/// # Errors
/// `Forbidden` with the number that is possible.
pub fn check_votes(value: i64, cast: i64) -> Verdict<()> {
    let (most, why) =
        if value > 0 { (VOTES_A_DAY.0, "problem-vote-limit-up") } else { (VOTES_A_DAY.1, "problem-vote-limit-down") };
    if cast >= most { Err(Refusal::Forbidden(why, most)) } else { Ok(()) }
}

/// Whether the asker has been silent for long enough: since the answer came, and since they were last heard of in the thread.
pub fn is_silent(answered_at: Micros, asker_seen: Option<Micros>, now: Micros) -> bool {
    let last = asker_seen.map_or(answered_at, |seen| seen.max(answered_at));
    now.since(last) >= SILENCE
}

/// Whether a new post must wait for review: it links elsewhere, and its author is new here.
pub fn must_wait(has_links: bool, visible_posts: i64, joined_at: Micros, now: Micros) -> bool {
    has_links && visible_posts < FIRST_POSTS && now.since(joined_at) < NEW_ACCOUNT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(source: &str) -> Text {
        Text { source: source.into(), text: source.into(), ..Text::default() }
    }

    #[test]
    fn titles_say_something() {
        assert!(check_title("Router startet nicht").is_none());
        assert_eq!(check_title("Hilfe!").map(|e| e.message), Some("problem-title-short"));
        assert_eq!(check_title("1234567890 ????").map(|e| e.message), Some("problem-title-short"));
        assert_eq!(check_title(&"ä".repeat(150)), None);
        assert_eq!(check_title(&"ä".repeat(151)).map(|e| (e.message, e.n)), Some(("problem-title-long", 150)));
        assert_eq!(tidy_title("  two\twords\r\n "), "two words");
    }

    #[test]
    fn bodies_show_something() {
        assert!(check_body(&body("The light is red."), BODY).is_none());
        assert_eq!(check_body(&body(" short    "), BODY).map(|e| e.message), Some("problem-body-short"));
        let unseen = Text { text: " ".into(), ..body("[x]: https://example.org") };
        assert_eq!(check_body(&unseen, BODY).map(|e| e.message), Some("problem-body-short"));
        let picture = Text {
            text: String::new(),
            html: "<p><img src=\"/uploads/a.webp\"></p>".into(),
            ..body("![](/uploads/a.webp)")
        };
        assert!(check_body(&picture, BODY).is_none());
        assert_eq!(check_body(&body(&"ß".repeat(1_001)), COMMENT).map(|e| e.n), Some(1_000));
    }

    #[test]
    fn six_up_and_three_down_a_day() {
        assert!(check_votes(1, 5).is_ok() && check_votes(-1, 2).is_ok());
        assert!(matches!(check_votes(1, 6), Err(Refusal::Forbidden("problem-vote-limit-up", 6))));
        assert!(matches!(check_votes(-1, 3), Err(Refusal::Forbidden("problem-vote-limit-down", 3))));
    }

    #[test]
    fn seven_silent_days_count_from_the_last_sign_of_life() {
        let answered = Micros(0);
        assert!(!is_silent(answered, None, Micros(7 * DAY - 1)));
        assert!(is_silent(answered, None, Micros(7 * DAY)));
        assert!(!is_silent(answered, Some(Micros(DAY)), Micros(7 * DAY)));
        assert!(is_silent(answered, Some(Micros(DAY)), Micros(8 * DAY)));
        assert!(is_silent(Micros(2 * DAY), Some(Micros(DAY)), Micros(9 * DAY)));
    }

    #[test]
    fn only_first_posts_of_new_accounts_with_links_wait() {
        let joined = Micros(0);
        assert!(must_wait(true, 0, joined, Micros(DAY)));
        assert!(must_wait(true, 2, joined, Micros(DAY)));
        assert!(!must_wait(true, 3, joined, Micros(DAY)));
        assert!(!must_wait(false, 0, joined, Micros(DAY)));
        assert!(!must_wait(true, 0, joined, Micros(30 * DAY)));
    }
}
