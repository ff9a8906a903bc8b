//! Kiez.
