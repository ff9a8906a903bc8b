//! Uploaded pictures: taken apart and put together anew, so that what we serve is a picture and nothing else.
//!
//! | file     | what it knows                                                       |
//! |----------|----------------------------------------------------------------------|
//! | `sniff`  | what a file is, by its content, and how large, before it is decoded |
//! | `encode` | decode within limits, turn, scale, crop, write                      |
//! | `avatar` | a drawn picture for people who gave none                            |
//!
//! What it must never do: believe a file's name or its sender's type, decode more pixels than allowed, pass on a
//! byte of the original (camera, place and time are in there), or touch the disk. Decoding takes up to a second of
//! a core: never on an async thread.

mod avatar;
mod encode;
mod sniff;
#[cfg(test)]
mod tests;

pub use avatar::generated;
pub use encode::{accept, avatar};
pub use sniff::Kind;

/// What may come in and how large it goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Pixels a side before decoding.
    pub side: u32,
    /// Pixels in all before decoding.
    pub pixels: u64,
    /// Pixels a side of the result; larger pictures are scaled down, smaller ones left alone.
    pub shown_side: u32,
    /// Bytes the decoder may use for its result; a 16-bit picture with alpha takes eight a pixel.
    pub memory: u64,
}

impl Default for Limits {
    /// 10 MB, 8,000 px a side, 24 megapixels, shown with at most 1,600 px, 128 MiB.
    fn default() -> Self {
        Limits { bytes: 10_000_000, side: 8_000, pixels: 24_000_000, shown_side: 1_600, memory: 128 << 20 }
    }
}

/// A picture made by us: safe to store and to serve under its own type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// `image/jpeg` or `image/png`.
    pub mime: &'static str,
    /// The file name's ending, without the dot: `jpg` or `png`.
    pub extension: &'static str,
    /// In pixels, as shown (after turning).
    pub width: u32,
    /// In pixels, as shown (after turning).
    pub height: u32,
}

/// Why a file was refused. Meant for the person who sent it; the page says it in their language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// Larger than [`Limits::bytes`].
    #[error("the file has {bytes} bytes, at most {limit} are possible")]
    TooManyBytes {
        /// Bytes in the file.
        bytes: usize,
        /// Bytes that are possible.
        limit: usize,
    },
    /// An SVG: a drawing that can hold scripts. Export it as PNG.
    #[error("SVG drawings can hold scripts: save it as PNG")]
    Svg,
    /// A web page.
    #[error("this is a web page, not a picture")]
    Html,
    /// A picture or document of a kind we do not read, by its usual name.
    #[error("{0} files cannot be shown: save it as JPEG, PNG or WebP")]
    Unsupported(&'static str),
    /// Nothing we know.
    #[error("this is not a picture we know: PNG, JPEG, WebP and GIF are possible")]
    Unknown,
    /// More pixels than [`Limits`] allows, by what the file's head says.
    #[error("the picture has {width} × {height} pixels, at most {side} a side and {pixels} in all are possible")]
    TooManyPixels {
        /// Claimed width in pixels.
        width: u32,
        /// Claimed height in pixels.
        height: u32,
        /// Pixels a side that are possible.
        side: u32,
        /// Pixels in all that are possible.
        pixels: u64,
    },
    /// Needs more than [`Limits::memory`], such as a large picture with 16 bits a channel.
    #[error("the picture needs too much memory: save it smaller or with 8 bits a channel")]
    TooMuchMemory,
    /// Damaged or cut short.
    #[error("the picture is damaged")]
    Broken,
}
