//! What the index holds, to be compared with what it should hold.

use super::Desk;
use crate::error::Result;

pub(crate) fn fingerprints(_desk: &mut Desk, _after: i64, _limit: usize) -> Result<Vec<(i64, u64)>> {
    Ok(Vec::new())
}
