//! What a benchmark is told on its command line.

use std::str::FromStr;

use anyhow::Context;

/// The value after `--name`, or the default. Cargo's own `--bench` is left alone.
///
/// # Errors
/// When it is no value of that kind.
pub fn option<T: FromStr>(name: &str, default: T) -> anyhow::Result<T> {
    let mut args = std::env::args().skip_while(|arg| arg != name).skip(1);
    match args.next() {
        Some(value) => value.parse().ok().with_context(|| format!("{name}: {value:?} will not do")),
        None => Ok(default),
    }
}
