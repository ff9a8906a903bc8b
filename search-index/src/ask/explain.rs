//! Why a hit stands where it stands.

use super::Desk;
use crate::error::Result;
use crate::{Explained, Query};

pub(crate) fn explain(_desk: &mut Desk, _asked: &Query, _id: i64) -> Result<Option<Explained>> {
    Ok(None)
}
