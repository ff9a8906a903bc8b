//! The directory on disk: who holds it ([`lock`]), whether it is whole ([`health`], [`sealed`], [`steady`]),
//! whose files are whose ([`files`]), the one who writes ([`pen`]), and what others get of it ([`copy`]).
//!
//! Only files that this crate made are ever moved or deleted, whatever directory is given.

pub(crate) mod copy;
pub(crate) mod files;
pub(crate) mod health;
pub(crate) mod lock;
pub(crate) mod pen;
pub(crate) mod sealed;
mod steady;
