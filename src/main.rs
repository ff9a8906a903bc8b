//! Kiez.
fn main() {}
