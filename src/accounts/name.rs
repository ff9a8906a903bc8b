//! The name that stands beside everything a person writes.

use crate::ground::refusal::{Refusal, Verdict};

/// Characters of a name at least.
pub const SHORTEST: usize = 2;
/// Characters of a name at most.
pub const LONGEST: usize = 60;
/// What an erased person is called.
pub const FORMER: &str = "(former member)";

/// Turns the direction of text, or shows nothing: either can make a name look like another.
fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}' | '\u{00ad}' | '\u{180e}')
}

/// A name as typed in a form: single spaces, no control or direction characters, 2 to 60 characters.
///
/// # Errors
/// `Invalid` on the field `name`.
pub fn check(typed: &str) -> Verdict<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(is_treacherous) {
        return Err(Refusal::field("name", "problem-name-characters"));
    }
    let length = name.chars().count();
    if length < SHORTEST || !name.chars().any(char::is_alphanumeric) {
        return Err(Refusal::field("name", "problem-name-short"));
    }
    if length > LONGEST {
        return Err(Refusal::field("name", "problem-name-long"));
    }
    if name == FORMER {
        return Err(Refusal::field("name", "problem-name-characters"));
    }
    Ok(name)
}

/// The nearest good name for one from a dump or another system; never refuses.
pub fn nearest(given: &str) -> String {
    let clean: String = given.chars().filter(|c| !is_treacherous(*c) || c.is_whitespace()).collect();
    let name: String = clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
    if name.chars().count() < SHORTEST {
        format!("{name}??").chars().take(SHORTEST).collect()
    } else {
        name.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_names_pass_and_are_tidied() {
        for (typed, name) in
            [("  Lena   Vogt ", "Lena Vogt"), ("Åsa", "Åsa"), ("山田 太郎", "山田 太郎"), ("O'Neill <3", "O'Neill <3")]
        {
            assert_eq!(check(typed).ok().as_deref(), Some(name));
        }
    }

    #[test]
    fn treacherous_and_empty_names_do_not() {
        for typed in ["", " ", "x", "--", "Le\u{202e}na", "Le\u{200b}na", "Le\u{7}na", "(former member)"] {
            assert!(check(typed).is_err(), "{typed:?}");
        }
        assert!(check(&"n".repeat(61)).is_err());
    }

    #[test]
    fn any_name_has_a_nearest_good_one() {
        assert_eq!(nearest("  a\u{202e} b\n"), "a b");
        assert_eq!(nearest(""), "??");
        assert_eq!(nearest(&"n".repeat(90)).len(), 60);
    }
}
