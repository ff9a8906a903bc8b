//! Threads: questions, answers, comments and what people do with them.

pub mod accept;
pub mod answer;
pub mod ask;
pub mod badges;
pub mod close;
pub mod comment;
pub mod delete;
pub mod duplicate;
pub mod endorse;
pub mod events;
pub mod eyes;
pub mod hide;
pub mod hold;
pub mod join;
pub mod kinds;
pub mod order;
pub mod paths;
pub mod raw;
pub mod revise;
mod rules;
pub mod slug;
pub mod state;
pub mod suggest;
pub mod tables;
pub mod tags;
pub mod text;
pub mod vote;
pub mod watch;

pub use ask::Posted;
pub use rules::Rules;
