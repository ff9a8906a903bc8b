//! What people see over HTTP.

mod thread;
