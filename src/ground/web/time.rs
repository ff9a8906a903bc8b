//! Moments as pages show them: in words, with the exact time in `datetime` and `title`. Written straight into the page:
//! a thread shows dozens of them.

use std::fmt;

use crate::ground::clock::Micros;
use crate::ground::i18n::T;

/// How a moment is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// "3 hours ago".
    Ago,
    /// "18:40" or "Monday 10:00", for what is still to come.
    Moment,
    /// The date.
    Date,
}

/// A `<time>` element.
#[derive(Clone, Copy)]
#[allow(missing_docs)] // the names say it
pub struct Time {
    pub t: T,
    pub at: Micros,
    pub now: Micros,
    pub said: Said,
}

impl fmt::Display for Time {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { t, at, now, said } = *self;
        write!(out, "<time datetime=\"{}\" title=\"{}\">", at.rfc3339(), t.exact(at))?;
        match said {
            Said::Ago => out.write_str(&t.ago(at, now))?,
            Said::Moment => out.write_str(&t.moment(at, now))?,
            Said::Date => out.write_str(&t.date(at))?,
        }
        out.write_str("</time>")
    }
}

impl askama::FastWritable for Time {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(dest, "{self}")?)
    }
}

impl askama::filters::HtmlSafe for Time {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::clock::HOUR;

    #[test]
    fn says_the_moment_in_words_and_exactly() {
        let at = Micros::from(jiff::Timestamp::UNIX_EPOCH);
        let say = |lang, said| Time { t: T::new(lang, false), at, now: at.plus(3 * HOUR), said }.to_string();
        assert_eq!(
            say("en", Said::Ago),
            "<time datetime=\"1970-01-01T00:00:00Z\" title=\"1 Jan 1970, 00:00 UTC\">3 hours ago</time>"
        );
        assert_eq!(
            say("de", Said::Date),
            "<time datetime=\"1970-01-01T00:00:00Z\" title=\"01.01.1970, 00:00 UTC\">01.01.1970</time>"
        );
        assert!(say("de", Said::Moment).ends_with(">00:00 Uhr</time>"), "{}", say("de", Said::Moment));
    }
}
