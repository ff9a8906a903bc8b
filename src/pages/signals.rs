//! What was seen in a post that waits, in words: exact for moderators, plain for its author.

use crate::ground::i18n::T;
use crate::moderation::screen::signals::NAMES;
use crate::threads::screen::Signal;

/// The part of a key that stands for a signal; services elsewhere share one.
fn word(signal: &Signal) -> String {
    if NAMES.contains(&signal.name.as_str()) { signal.name.replace('_', "-") } else { "outside".to_owned() }
}

/// For moderators: what exactly it saw, and how much it weighs.
pub fn exact(t: &T, signal: &Signal) -> String {
    let said = t.a(&format!("signal-{}", word(signal)), "what", signal.what.as_str());
    t.a2("spam-signal-points", "said", said.as_str(), "n", signal.points)
}

/// For the author: why it waits, without what would help to slip through.
pub fn plain(t: &T, signal: &Signal) -> String {
    t.s(&format!("signal-why-{}", word(signal)))
}

/// The name of a signal in lists.
pub fn name(t: &T, name: &str) -> String {
    let signal = Signal { name: name.to_owned(), points: 0, what: String::new() };
    t.s(&format!("signal-name-{}", word(&signal)))
}
