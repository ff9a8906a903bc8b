//! The event log: what happened, in commit order, without gaps.
//!
//! A verb calls `tx.record(&event)`. Just before a batch commits, `flush` takes the next positions
//! from a one-row counter that stays locked until the commit, so that a position is only ever visible
//! after all lower ones. Events carry ids and small values; never bodies, addresses or names.

mod node_reader;
mod reader;
mod record;
mod stored;

pub use node_reader::{AT_ONCE, NodeReader, follow};
pub use reader::{DatabaseReader, catch_up, drive, lag};
pub(crate) use record::flush;
pub use record::{Event, Pending};
pub use stored::{Stored, after, last_position};

/// Declares events of a room: `events! { /// doc  QuestionAsked = "question.asked" { question_id: i64 } … }`.
#[macro_export]
macro_rules! events {
    ($($(#[$meta:meta])* $name:ident = $kind:literal { $($(#[$fmeta:meta])* $field:ident : $type:ty),* $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
            #[allow(missing_docs)] // a field's name says what it holds: ids and small values
            pub struct $name { $($(#[$fmeta])* pub $field: $type),* }

            impl $crate::ground::events::Event for $name {
                const KIND: &'static str = $kind;
            }
        )+
    };
}
