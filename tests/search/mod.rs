//! Search: what is fed, what is found, what heals.

mod beside;
mod completing;
mod damage;
mod feeding;
mod language;
mod learn;
mod operators;
mod pages;
mod rebuilding;
mod sweeping;
mod town;
mod unseen;
mod warming;
