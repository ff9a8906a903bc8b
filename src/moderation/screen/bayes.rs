//! What the words of a text say, as far as moderators' decisions taught it (Robinson's and Graham's way of putting
//! Bayes' rule). Pure. It says nothing until enough of both kinds was learned.

/// Texts of each kind that must have been learned.
pub const ENOUGH: i64 = 20;
/// The words that say most.
const LOUDEST: usize = 15;
/// How many texts' worth of doubt a word begins with.
const DOUBT: f64 = 1.0;

/// In how many texts of each kind something stood, or how many there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Spam.
    pub spam: i64,
    /// Not spam.
    pub fine: i64,
}

#[allow(clippy::cast_precision_loss)] // counts of texts
fn float(n: i64) -> f64 {
    n as f64
}

/// How spammy one word is, from 0 to 1.
fn word(seen: Seen, learned: Seen) -> f64 {
    let spam = float(seen.spam) / float(learned.spam.max(1));
    let fine = float(seen.fine) / float(learned.fine.max(1));
    let n = float(seen.spam + seen.fine);
    if n <= 0.0 {
        return 0.5;
    }
    let share = spam / (spam + fine);
    (DOUBT * 0.5 + n * share) / (DOUBT + n)
}

/// How likely a text with these words is spam, in percent; none until enough was learned or where no word is known.
pub fn percent(words: &[Seen], learned: Seen) -> Option<i64> {
    if learned.spam < ENOUGH || learned.fine < ENOUGH {
        return None;
    }
    let mut shares: Vec<f64> =
        words.iter().filter(|w| w.spam + w.fine > 0).map(|w| word(*w, learned).clamp(0.01, 0.99)).collect();
    if shares.is_empty() {
        return None;
    }
    shares.sort_by(|a, b| (b - 0.5).abs().total_cmp(&(a - 0.5).abs()));
    let odds: f64 = shares.iter().take(LOUDEST).map(|p| (p / (1.0 - p)).ln()).sum();
    let share = 1.0 / (1.0 + (-odds).exp());
    #[allow(clippy::cast_possible_truncation)] // 0 to 100
    let percent = (share * 100.0).round() as i64;
    Some(percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEARNED: Seen = Seen { spam: 40, fine: 60 };

    fn seen(spam: i64, fine: i64) -> Seen {
        Seen { spam, fine }
    }

    #[test]
    fn it_is_silent_until_it_learned_enough() {
        assert_eq!(percent(&[seen(19, 0)], seen(19, 500)), None);
        assert_eq!(percent(&[seen(500, 0)], seen(500, 19)), None);
        assert_eq!(percent(&[], LEARNED), None);
        assert_eq!(percent(&[seen(0, 0); 5], LEARNED), None, "only words nobody knows");
    }

    #[test]
    fn words_of_spam_say_so_and_others_say_the_opposite() {
        let bad = percent(&[seen(30, 0), seen(25, 1), seen(20, 0)], LEARNED);
        assert!(bad.is_some_and(|p| p >= 99), "{bad:?}");
        let good = percent(&[seen(0, 30), seen(1, 45), seen(0, 9)], LEARNED);
        assert!(good.is_some_and(|p| p <= 1), "{good:?}");
        let both = percent(&[seen(20, 30)], LEARNED);
        assert!(both.is_some_and(|p| (40..=60).contains(&p)), "{both:?}");
    }

    #[test]
    fn one_rare_word_says_little() {
        let once = percent(&[seen(1, 0)], LEARNED);
        assert!(once.is_some_and(|p| p < 90), "{once:?}");
    }
}
