//! Decode within limits, turn, scale, crop and write anew.
//!
//! It must never decode before the size claimed in the file's head was checked, nor write anything of the file but
//! its pixels.

use std::collections::HashSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};

use super::sniff::{self, Kind};
use super::{Limits, Picture, Refused};

/// JPEG's quality, 1 to 100.
const QUALITY: u8 = 85;

/// Pixels looked at to tell a drawing or screenshot from a photograph.
const SAMPLES: u64 = 65_536;

/// A picture with fewer colours among the samples is no photograph.
const FEW_COLOURS: usize = 4_096;

/// Takes a picture from a stranger: checks, decodes, turns it the way the camera was held, scales it down to
/// [`Limits::shown_side`] and writes it anew, photographs as JPEG, drawings and what is see-through as PNG.
///
/// # Errors
/// [`Refused`] says why not. A file that makes a decoder panic is [`Refused::Broken`].
pub fn accept(bytes: &[u8], limits: &Limits) -> Result<Picture, Refused> {
    let (kind, image) = guarded(bytes, limits)?;
    let image = fit(image, limits.shown_side);
    encode(&image, kind)
}

/// A person's picture: like [`accept`], cut to the square in its middle and scaled down to at most `side` pixels.
///
/// # Errors
/// As [`accept`].
pub fn avatar(bytes: &[u8], side: u32, limits: &Limits) -> Result<Picture, Refused> {
    let (kind, image) = guarded(bytes, limits)?;
    // Scaled first, cropped after: a crop is a copy, and the original may be large.
    let (longest, shortest) = (image.width().max(image.height()), image.width().min(image.height()));
    let scaled = u64::from(side.max(1)) * u64::from(longest) / u64::from(shortest.max(1));
    let image = fit(image, u32::try_from(scaled).unwrap_or(u32::MAX));
    let edge = image.width().min(image.height());
    let (x, y) = ((image.width() - edge) / 2, (image.height() - edge) / 2);
    encode(&image.crop_imm(x, y, edge, edge), kind)
}

/// Decoders are fuzzed but not proven; a panic in one is the file's fault, not the caller's.
fn guarded(bytes: &[u8], limits: &Limits) -> Result<(Kind, DynamicImage), Refused> {
    catch_unwind(AssertUnwindSafe(|| decode(bytes, limits))).unwrap_or(Err(Refused::Broken))
}

fn decode(bytes: &[u8], limits: &Limits) -> Result<(Kind, DynamicImage), Refused> {
    if bytes.len() > limits.bytes {
        return Err(Refused::TooManyBytes { bytes: bytes.len(), limit: limits.bytes });
    }
    let kind = sniff::kind(bytes)?;
    let mut decoder = reader(bytes, kind, limits).into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width > limits.side || height > limits.side || pixels > limits.pixels {
        return Err(Refused::TooManyPixels { width, height, side: limits.side, pixels: limits.pixels });
    }
    if pixels == 0 {
        return Err(Refused::Broken);
    }
    let mut memory = image::Limits::no_limits();
    memory.max_alloc = Some(limits.memory);
    memory.reserve(decoder.total_bytes()).map_err(refused)?;
    decoder.set_limits(memory).map_err(refused)?;
    let orientation = decoder.orientation().map_err(refused)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(refused)?;
    image.apply_orientation(orientation);
    Ok((kind, image))
}

/// A reader whose decoder may use `limits.memory`; the size is checked by the caller, who can say what it was.
fn reader<'b>(bytes: &'b [u8], kind: Kind, limits: &Limits) -> ImageReader<Cursor<&'b [u8]>> {
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Gif => ImageFormat::Gif,
        Kind::WebP => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut memory = image::Limits::no_limits();
    memory.max_alloc = Some(limits.memory);
    reader.limits(memory);
    reader
}

fn refused(error: ImageError) -> Refused {
    match error {
        ImageError::Limits(_) => Refused::TooMuchMemory,
        _ => Refused::Broken,
    }
}

/// Scaled down so that no side is longer than `side`.
fn fit(image: DynamicImage, side: u32) -> DynamicImage {
    let longest = image.width().max(image.height());
    if longest <= side {
        return image;
    }
    let scaled = |length: u32| {
        let rounded = (u64::from(length) * u64::from(side) + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(rounded).unwrap_or(side).max(1)
    };
    let (width, height) = (scaled(image.width()), scaled(image.height()));
    // Averaging to twice the size needs no extra memory; the finer filter, which takes 16 bytes a pixel, then works
    // on what is left.
    let image = if longest > side.saturating_mul(2) { image.thumbnail_exact(width * 2, height * 2) } else { image };
    image.resize_exact(width, height, FilterType::Triangle)
}

fn encode(image: &DynamicImage, kind: Kind) -> Result<Picture, Refused> {
    let (width, height) = (image.width(), image.height());
    let clear = image.color().has_alpha() && image.to_rgba8().pixels().any(|p| p.0[3] < u8::MAX);
    let mut bytes = Vec::new();
    let (mime, extension) = if clear {
        let image = DynamicImage::from(image.to_rgba8());
        image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).map_err(refused)?;
        ("image/png", "png")
    } else {
        let image = image.to_rgb8();
        if kind != Kind::Jpeg && few_colours(&image) {
            image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).map_err(refused)?;
            ("image/png", "png")
        } else {
            JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&image).map_err(refused)?;
            ("image/jpeg", "jpg")
        }
    };
    Ok(Picture { bytes, mime, extension, width, height })
}

fn few_colours(image: &image::RgbImage) -> bool {
    let pixels = u64::from(image.width()) * u64::from(image.height());
    let step = (pixels / SAMPLES).max(1);
    let mut seen = HashSet::new();
    for pixel in image.pixels().step_by(step as usize) {
        seen.insert(pixel.0);
        if seen.len() >= FEW_COLOURS {
            return false;
        }
    }
    true
}
