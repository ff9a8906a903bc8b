//! "43d 5h": lengths of time as the community's files write them.

use anyhow::{Context, bail};

use crate::ground::clock::{DAY, HOUR, MINUTE, SECOND};

/// Microseconds of a length such as `43d 5h`, `1h 30m` or `6m`.
///
/// # Errors
/// Any other form.
pub fn micros(text: &str) -> anyhow::Result<i64> {
    let mut total = 0;
    for part in text.split_whitespace() {
        let unit = part.chars().last().with_context(|| format!("{text:?} is no length of time"))?;
        let size = match unit {
            'd' => DAY,
            'h' => HOUR,
            'm' => MINUTE,
            's' => SECOND,
            _ => bail!("{part:?} has no unit; write d, h, m or s"),
        };
        let number: i64 =
            part.trim_end_matches(unit).parse().with_context(|| format!("{part:?} is no length of time"))?;
        total += number * size;
    }
    if total <= 0 { bail!("{text:?} is no length of time") } else { Ok(total) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read() {
        assert_eq!(micros("43d 5h").ok(), Some(43 * DAY + 5 * HOUR));
        assert_eq!(micros("6m").ok(), Some(6 * MINUTE));
        for bad in ["", "5", "h", "5w", "-3d", "0m"] {
            assert!(micros(bad).is_err(), "{bad:?}");
        }
    }
}
