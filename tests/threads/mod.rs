//! What people do in threads, on both databases.

mod asking;
mod badges;
mod closing;
mod comments;
mod editing;
mod judging;
mod keeping;
mod keeping_order;
mod keeping_random;
mod parallel;
mod raw;
mod tags;
mod words;
