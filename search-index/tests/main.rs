//! The search library from outside: every promise of its API, one module each.

mod support;

mod compounds;
mod copies;
mod damage;
mod filters;
mod finding;
mod hostile;
mod life;
mod more;
mod similar;
mod snippets;
mod typos;
