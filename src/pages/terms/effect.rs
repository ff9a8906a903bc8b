//! What a change would do to the questions that wait. Nobody makes one without having seen that.

use crate::escalation::change::{Change, Effect, preview};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::Verdict;

/// An effect that has to be asked back.
pub struct Asked {
    /// What it does, in sentences.
    pub lines: Vec<String>,
    /// What the form carries to say that this was seen.
    pub sign: String,
}

/// What to ask before a change is made; none if it moves nothing, or exactly this was shown before. `seen` is what
/// the form carries.
pub fn ask(conn: &mut AnyConnection, t: &T, change: &Change, seen: &str, now: Micros) -> Verdict<Option<Asked>> {
    let effect = preview(conn, change, now)?;
    let known = was_seen(seen, &effect);
    Ok(if known { None } else { Some(Asked { lines: lines(t, &effect), sign: sign(&effect) }) })
}

/// Whether no more would move than somebody has seen; questions are answered while people think.
fn was_seen(seen: &str, effect: &Effect) -> bool {
    let number = |text: &str| text.parse::<usize>().unwrap_or_default();
    let (moved, other) = seen.split_once('-').map_or((0, 0), |(moved, other)| (number(moved), number(other)));
    effect.moved <= moved && effect.other_policy <= other
}

/// What a change would do, for a page that always says it.
pub fn show(conn: &mut AnyConnection, t: &T, change: &Change, now: Micros) -> Verdict<Asked> {
    let effect = preview(conn, change, now)?;
    Ok(Asked { lines: lines(t, &effect), sign: sign(&effect) })
}

fn sign(effect: &Effect) -> String {
    format!("{}-{}", effect.moved, effect.other_policy)
}

fn lines(t: &T, effect: &Effect) -> Vec<String> {
    let say = |key, n: usize| t.a2(key, "n", n, "all", effect.waiting);
    let mut lines = vec![if effect.waiting == 0 { t.s("terms-none-wait") } else { say("terms-moved", effect.moved) }];
    if effect.other_policy > 0 {
        lines.push(say("terms-other-policy", effect.other_policy));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_only_what_it_says() {
        let effect = Effect { waiting: 17, other_policy: 1, moved: 3 };
        assert_eq!(sign(&effect), "3-1");
        assert!(was_seen("3-1", &effect) && was_seen("4-1", &effect));
        assert!(!was_seen("2-1", &effect) && !was_seen("3-0", &effect) && !was_seen("", &effect));
        assert!(was_seen("", &Effect { waiting: 17, ..Effect::default() }), "what moves nothing needs no asking");
        let lines = lines(&T::new("en", false), &effect);
        assert_eq!(lines[0], "3 of 17 waiting questions get another due time.");
        assert_eq!(lines.len(), 2);
    }
}
