//! What a flag counts: pure rules of whoever raised it. All numbers are hundredths of "somebody we know nothing of".
//!
//! - How often moderators agreed with their flags, smoothed so that the first few decide little:
//!   `200 * (agreed + 2) / (decided + 4)`. Nobody's record yet is 100; always right tends to 200, always wrong to 0.
//! - Reputation adds up to 25, reached at 1,000: whoever helps others for long knows what belongs here.
//! - A role adds 50, that of a moderator or admin 100: they are asked to look after the place.
//!
//! Together never less than 10, so that everybody's flag is at least looked at.

/// What moderators said to somebody's flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Flags that were judged.
    pub decided: i64,
    /// Those that moderators agreed with.
    pub agreed: i64,
}

/// A flag that says nothing.
const LEAST: i64 = 10;
/// Reputation for one hundredth.
const PER_POINT: i64 = 40;
/// What reputation adds at most.
const MOST_POINTS: i64 = 25;

/// What somebody's flag counts; `rank` is 0 for members, 1 for the company, 2 and more for those who keep order.
pub fn weight(record: Record, reputation: i64, rank: u8) -> i64 {
    let trust = 200 * (record.agreed + 2) / (record.decided + 4);
    let known = (reputation / PER_POINT).clamp(0, MOST_POINTS);
    let role = match rank {
        0 => 0,
        1 => 50,
        _ => 100,
    };
    (trust + known + role).max(LEAST)
}

/// Whether flags together hide a post until somebody has looked. Never what somebody with a role wrote: flags alone do
/// not silence those who answer for the forum.
pub fn hides(together: i64, enough: i64, author_rank: u8) -> bool {
    author_rank == 0 && together >= enough
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(agreed: i64, decided: i64) -> Record {
        Record { decided, agreed }
    }

    #[test]
    fn a_record_decides_more_the_longer_it_is() {
        let of = |agreed, decided| weight(record(agreed, decided), 15, 0);
        assert_eq!([of(0, 0), of(1, 1), of(0, 1), of(20, 20), of(0, 20)], [100, 120, 80, 183, 16]);
        assert_eq!(of(0, 10_000), LEAST, "but everybody is heard");
        assert!(of(5, 10) == 100 && of(10_000, 10_000) < 200);
    }

    #[test]
    fn reputation_and_roles_add_to_it() {
        let of = |reputation, rank| weight(Record::default(), reputation, rank);
        assert_eq!([of(1, 0), of(400, 0), of(1_000, 0), of(90_000, 0)], [100, 110, 125, 125]);
        assert_eq!([of(1, 1), of(1, 2), of(1, 3)], [150, 200, 200]);
    }

    #[test]
    fn three_strangers_or_two_reliable_people_hide_but_never_somebody_of_the_company() {
        let (stranger, reliable) = (weight(record(0, 0), 15, 0), weight(record(9, 9), 1_000, 0));
        assert!(hides(3 * stranger, 300, 0) && !hides(2 * stranger, 300, 0));
        assert!(hides(2 * reliable, 300, 0) && !hides(reliable, 300, 0));
        assert!(!hides(100_000, 300, 1) && !hides(100_000, 300, 3));
    }
}
