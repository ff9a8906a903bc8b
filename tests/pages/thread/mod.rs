//! The question page and its forms, as a browser meets them.

mod acting;
mod asking;
mod editing;
mod hidden;
mod house;
mod keeping;
mod live;
mod pictures;
mod reading;
