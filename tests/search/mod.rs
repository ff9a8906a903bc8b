//! Search: what is fed, what is found, what heals.

mod damage;
mod feeding;
mod learn;
mod pages;
mod rebuilding;
mod town;
