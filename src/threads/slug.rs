//! The readable part of a question's address.

/// Longest slug in characters.
const LENGTH: usize = 80;

/// A title as ASCII words joined by hyphens, cut at a word where possible; never empty.
pub fn slug(title: &str) -> String {
    let german: String = title
        .chars()
        .take(LENGTH * 4)
        .map(|c| match c {
            'ä' | 'Ä' => "ae".into(),
            'ö' | 'Ö' => "oe".into(),
            'ü' | 'Ü' => "ue".into(),
            'ß' | 'ẞ' => "ss".into(),
            other => other.to_string(),
        })
        .collect::<Vec<String>>()
        .concat();
    let whole = ::slug::slugify(german);
    let mut short = String::new();
    for word in whole.split('-').filter(|w| !w.is_empty()) {
        let room = LENGTH - short.len();
        if short.is_empty() {
            short.extend(word.chars().take(room));
        } else if word.len() < room {
            short.push('-');
            short.push_str(word);
        } else {
            break;
        }
    }
    if short.is_empty() { "question".into() } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn german_words_stay_readable() {
        assert_eq!(slug("Wie setze ich den Router zurück?"), "wie-setze-ich-den-router-zurueck");
        assert_eq!(slug("Größe ÄNDERN"), "groesse-aendern");
        assert_eq!(slug("???"), "question");
        assert_eq!(slug(&"x".repeat(300)).len(), LENGTH);
    }

    proptest! {
        #[test]
        fn always_fit_for_an_address(title in ".{0,200}") {
            let slug = slug(&title);
            prop_assert!(!slug.is_empty() && slug.len() <= LENGTH, "{slug}");
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{slug}");
        }
    }
}
