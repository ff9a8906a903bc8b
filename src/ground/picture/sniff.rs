//! What a file is, by its first bytes.
//!
//! It must never look at a name or a declared type, nor decode anything.

use super::Refused;

/// The kinds of pictures that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PNG; of an animated one the still picture.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF, its first frame.
    Gif,
    /// WebP; of an animated one the first frame.
    WebP,
}

/// How far into a file markup is looked for, in bytes.
const MARKUP_WITHIN: usize = 1024;

/// What the file is.
///
/// # Errors
/// [`Refused::Svg`], [`Refused::Html`], [`Refused::Unsupported`] and [`Refused::Unknown`] for all that is not a
/// [`Kind`], [`Refused::Empty`] for nothing.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let riff = |form: &[u8]| starts(b"RIFF") && bytes.get(8..12) == Some(form);
    if starts(b"\x89PNG\r\n\x1a\n") {
        return Ok(Kind::Png);
    }
    if starts(b"\xff\xd8\xff") {
        return Ok(Kind::Jpeg);
    }
    if starts(b"GIF87a") || starts(b"GIF89a") {
        return Ok(Kind::Gif);
    }
    if riff(b"WEBP") {
        return Ok(Kind::WebP);
    }
    Err(refusal(bytes))
}

fn refusal(bytes: &[u8]) -> Refused {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..11) {
            Some(b"avi") => Refused::Unsupported("AVIF"),
            Some(b"hei" | b"hev" | b"mif" | b"msf") => Refused::Unsupported("HEIC"),
            _ => Refused::Unsupported("video"),
        };
    }
    let known: [(&[u8], &str); 9] = [
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"%PDF", "PDF"),
        (b"\0\0\x01\0", "ICO"),
        (b"8BPS", "Photoshop"),
        (b"PK\x03\x04", "ZIP"),
        (b"\xff\x0a", "JPEG XL"),
        (b"\0\0\0\x0cJXL ", "JPEG XL"),
    ];
    if let Some((_, name)) = known.iter().find(|(magic, _)| starts(magic)) {
        return Refused::Unsupported(name);
    }
    let head = &bytes[..bytes.len().min(MARKUP_WITHIN)];
    // Every other byte of UTF-16 is zero; without them the letters are the same.
    let head: Vec<u8> = head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let has = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
    if has(b"<svg") || has(b"<!doctype svg") {
        Refused::Svg
    } else if [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<script"].into_iter().any(has) {
        Refused::Html
    } else {
        Refused::Unknown
    }
}
