//! The ledger against both databases: totals, caps, reversals, leaderboards, badges.

mod leaderboard;
mod ledger;
