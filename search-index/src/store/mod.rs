//! The directory on disk: who holds it ([`lock`]), whether it is whole ([`health`], [`sealed`], [`steady`]),
//! whose files are whose ([`files`]), and the one who writes ([`pen`]).
//!
//! Only files that this crate made are ever moved or deleted, whatever directory is given.

pub(crate) mod files;
pub(crate) mod health;
pub(crate) mod lock;
pub(crate) mod pen;
pub(crate) mod sealed;
mod steady;
