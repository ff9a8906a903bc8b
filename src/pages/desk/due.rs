//! Due times in plain words: "in 40 min", "2 h over".

use crate::ground::clock::{DAY, HOUR, MINUTE, Micros};
use crate::ground::i18n::T;
use crate::ground::web::{Html, escape};

/// The word, and whether its time is over.
pub fn word(t: &T, due: Micros, now: Micros) -> (String, bool) {
    let away = due.since(now);
    let over = away <= 0;
    let size = away.abs();
    let (unit, n) = match size {
        s if s < HOUR => ("minutes", (s / MINUTE).max(1)),
        s if s < 2 * DAY => ("hours", s / HOUR),
        s => ("days", s / DAY),
    };
    let key = if over { format!("desk-over-{unit}") } else { format!("desk-in-{unit}") };
    (t.n(&key, n), over)
}

/// The same with the exact time; a plain word where nothing is due.
pub fn shown(t: &T, due: Option<Micros>, now: Micros) -> Html {
    let Some(at) = due else {
        return Html(format!("<span class=\"due\">{}</span>", escape(&t.s("desk-no-due"))));
    };
    let (word, over) = word(t, at, now);
    let class = if over { "due over" } else { "due" };
    Html(format!(
        "<time class=\"{class}\" datetime=\"{}\" title=\"{}\">{}</time>",
        at.rfc3339(),
        t.exact(at),
        escape(&word)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_unit_that_fits_and_whether_it_is_over() {
        let t = T::new("en", false);
        let now = Micros(0);
        let word = |away: i64| word(&t, now.plus(away), now);
        assert_eq!(word(40 * MINUTE), ("in 40 min".into(), false));
        assert_eq!(word(1), ("in 1 min".into(), false));
        assert_eq!(word(0), ("1 min over".into(), true));
        assert_eq!(word(-2 * HOUR - 5), ("2 h over".into(), true));
        assert_eq!(word(3 * DAY), ("in 3 days".into(), false));
        assert_eq!(word(-2 * DAY), ("2 days over".into(), true));
        assert!(shown(&t, None, now).0.contains("no deadline"));
    }
}
