//! Pictures from strangers: honest ones, forged ones, broken ones.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Frame, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::avatar::COLOURS;
use super::*;

const RED: Rgb<u8> = Rgb([220, 20, 20]);
const BLUE: Rgb<u8> = Rgb([20, 20, 220]);

/// Left half red, right half blue.
fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE })
}

/// As many colours as a photograph.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
    })
}

fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// Exif with an orientation and a camera that must not come out.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x0f, 0x01, 2, 0, 10, 0, 0, 0, 38, 0, 0, 0]); // Make, ten letters at 38
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"SpyCamera\0");
    tiff
}

fn photo(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    encoder.encode_image(image).unwrap();
    bytes
}

fn decoded(picture: &Picture) -> RgbImage {
    let image = image::load_from_memory(&picture.bytes).unwrap().to_rgb8();
    assert_eq!((image.width(), image.height()), (picture.width, picture.height));
    image
}

fn is_red(pixel: &Rgb<u8>) -> bool {
    pixel.0[0] > 150 && pixel.0[2] < 100
}

#[test]
fn all_four_kinds_come_in() {
    for (format, mime) in [
        (ImageFormat::Png, "image/png"),
        (ImageFormat::Gif, "image/png"),
        (ImageFormat::WebP, "image/png"),
        (ImageFormat::Jpeg, "image/jpeg"),
    ] {
        let picture = accept(&file(two_halves(64, 32), format), &Limits::default()).unwrap();
        assert_eq!((picture.mime, picture.width, picture.height), (mime, 64, 32), "{format:?}");
        assert!(is_red(decoded(&picture).get_pixel(10, 10)), "{format:?}");
        assert_eq!(picture.extension == "png", mime == "image/png");
    }
}

#[test]
fn photographs_become_jpeg_and_the_see_through_stays_so() {
    let limits = Limits::default();
    let picture = accept(&file(noise(300, 300), ImageFormat::Png), &limits).unwrap();
    assert_eq!(picture.mime, "image/jpeg");
    let glass = RgbaImage::from_pixel(30, 30, Rgba([9, 9, 9, 100]));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let picture = accept(&file(glass.clone(), format), &limits).unwrap();
        assert_eq!(picture.mime, "image/png");
        let again = image::load_from_memory(&picture.bytes).unwrap().to_rgba8();
        assert_eq!(again.get_pixel(3, 3).0[3], 100);
    }
}

#[test]
fn sixteen_bits_and_grey_become_eight_bits() {
    let deep = image::ImageBuffer::from_pixel(20, 20, image::Luma([40_000_u16]));
    let picture = accept(&file(DynamicImage::ImageLuma16(deep), ImageFormat::Png), &Limits::default()).unwrap();
    assert!(decoded(&picture).get_pixel(1, 1).0[0].abs_diff(156) < 2);
}

#[test]
fn large_pictures_are_scaled_down_and_small_ones_left_alone() {
    let limits = Limits::default();
    let picture = accept(&photo(&two_halves(3_300, 1_100), 1), &limits).unwrap();
    assert_eq!((picture.width, picture.height), (1_600, 533));
    let picture = accept(&file(two_halves(7_900, 4), ImageFormat::Png), &limits).unwrap();
    assert_eq!((picture.width, picture.height), (1_600, 1));
    let picture = accept(&file(two_halves(1, 1), ImageFormat::Png), &limits).unwrap();
    assert_eq!((picture.width, picture.height), (1, 1));
}

#[test]
fn exif_is_gone_and_the_orientation_applied() {
    // Where the red half is afterwards: (x, y) in quarters of the picture.
    for (orientation, turned, red) in [
        (1, false, (1, 2)),
        (2, false, (3, 2)),
        (3, false, (3, 2)),
        (4, false, (1, 2)),
        (5, true, (2, 1)),
        (6, true, (2, 1)),
        (7, true, (2, 3)),
        (8, true, (2, 3)),
    ] {
        let bytes = photo(&two_halves(80, 40), orientation);
        assert!(bytes.windows(9).any(|w| w == b"SpyCamera"));
        let picture = accept(&bytes, &Limits::default()).unwrap();
        let size = if turned { (40, 80) } else { (80, 40) };
        assert_eq!((picture.width, picture.height), size, "orientation {orientation}");
        let image = decoded(&picture);
        let pixel = image.get_pixel(red.0 * size.0 / 4, red.1 * size.1 / 4);
        assert!(is_red(pixel), "orientation {orientation}: {pixel:?}");
        for trace in [&b"SpyCamera"[..], b"Exif", b"EXIF", b"eXIf"] {
            assert!(!picture.bytes.windows(trace.len()).any(|w| w == trace));
        }
    }
}

#[test]
fn an_appendix_is_not_passed_on() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif] {
        let mut bytes = file(two_halves(20, 20), format);
        bytes.extend(b"<script>alert(1)</script>");
        let picture = accept(&bytes, &Limits::default()).unwrap();
        assert!(!picture.bytes.windows(7).any(|w| w == b"<script"), "{format:?}");
    }
}

#[test]
fn of_an_animation_the_first_frame_is_taken() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for colour in [RED, BLUE, BLUE] {
        let frame = RgbaImage::from_pixel(16, 16, Rgba([colour.0[0], colour.0[1], colour.0[2], 255]));
        encoder.encode_frame(Frame::new(frame)).unwrap();
    }
    drop(encoder);
    let picture = accept(&bytes, &Limits::default()).unwrap();
    assert!(is_red(decoded(&picture).get_pixel(8, 8)));
}

#[test]
fn what_is_no_picture_is_refused_with_its_reason() {
    let page = "<!DOCTYPE html><html><body>hello";
    let wide: Vec<u8> = "\u{feff}<svg/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&[u8], Refused); 14] = [
        (b"", Refused::Empty),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", Refused::Svg),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<SVG>", Refused::Svg),
        (&wide, Refused::Svg),
        (page.as_bytes(), Refused::Html),
        (b"  <script>alert(1)</script>", Refused::Html),
        (b"BM12345678901234", Refused::Unsupported("BMP")),
        (b"II*\0aaaa", Refused::Unsupported("TIFF")),
        (b"%PDF-1.7", Refused::Unsupported("PDF")),
        (b"\0\0\0\x20ftypheic", Refused::Unsupported("HEIC")),
        (b"\0\0\0\x20ftypavif", Refused::Unsupported("AVIF")),
        (b"RIFF\0\0\0\0WAVE", Refused::Unknown),
        (b"hello", Refused::Unknown),
        (b"\x89PNG", Refused::Unknown),
    ];
    for (bytes, why) in cases {
        assert_eq!(accept(bytes, &Limits::default()), Err(why), "{}", String::from_utf8_lossy(bytes));
        assert_eq!(avatar(bytes, 256, &Limits::default()), Err(why));
    }
}

fn png_head(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = file(two_halves(2, 2), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// CRC-32 of PNG (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

#[test]
fn a_forged_head_is_refused_before_decoding() {
    let huge = |bytes: &[u8], width: u32, height: u32| {
        let limits = Limits::default();
        let why = Refused::TooManyPixels { width, height, side: limits.side, pixels: limits.pixels };
        assert_eq!(accept(bytes, &limits), Err(why));
    };
    huge(&png_head(60_000, 60_000), 60_000, 60_000);
    huge(&png_head(8_000, 8_000), 8_000, 8_000);
    huge(&png_head(8_001, 1), 8_001, 1);
    let mut gif = file(two_halves(2, 2), ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0x60, 0xea, 0x60, 0xea]);
    huge(&gif, 60_000, 60_000);
    let mut jpeg = file(two_halves(2, 2), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xea, 0x60, 0xea, 0x60]);
    huge(&jpeg, 60_000, 60_000);
    // A plausible size with next to no data is damaged, not a long wait.
    assert_eq!(accept(&png_head(4_000, 4_000), &Limits::default()), Err(Refused::Broken));
}

#[test]
fn a_frame_larger_than_its_screen_stays_within_memory() {
    let mut gif = file(two_halves(2, 2), ImageFormat::Gif);
    let frame = gif.iter().rposition(|b| *b == 0x2c).unwrap();
    gif[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert!(accept(&gif, &Limits::default()).is_err());
}

#[test]
fn memory_and_bytes_are_limited() {
    let bytes = file(noise(100, 100), ImageFormat::Png);
    let limits = Limits { memory: 20_000, ..Limits::default() };
    assert_eq!(accept(&bytes, &limits), Err(Refused::TooMuchMemory));
    let limits = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(accept(&bytes, &limits), Err(Refused::TooManyBytes { bytes: bytes.len(), limit: 10 }));
}

#[test]
fn cut_or_damaged_files_never_panic() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let whole = file(noise(24, 24), format);
        for length in (0..whole.len()).step_by(7) {
            let _ = accept(&whole[..length], &Limits::default());
        }
        assert!(accept(&whole[..whole.len() / 3], &Limits::default()).is_err(), "{format:?}");
        for at in (0..whole.len()).step_by(11) {
            let mut bent = whole.clone();
            bent[at] ^= 0x5a;
            let _ = accept(&bent, &Limits::default());
        }
    }
}

#[test]
fn avatars_are_square_and_from_the_middle() {
    let stripes = RgbImage::from_fn(900, 300, |x, _| if (300..600).contains(&x) { RED } else { BLUE });
    let picture = avatar(&photo(&stripes, 6), 256, &Limits::default()).unwrap();
    assert_eq!((picture.width, picture.height), (256, 256));
    let image = decoded(&picture);
    assert!(is_red(image.get_pixel(5, 128)) && is_red(image.get_pixel(250, 128)));
    for (width, height, side) in [(40, 90, 40), (8_000, 1, 1), (256, 256, 256), (1_000, 999, 256)] {
        let picture = avatar(&file(two_halves(width, height), ImageFormat::Png), 256, &Limits::default()).unwrap();
        assert_eq!((picture.width, picture.height), (side, side), "{width} × {height}");
    }
}

#[test]
fn generated_pictures_are_the_same_for_ever_and_safe() {
    assert_eq!(generated(7, "Ada Lovelace"), generated(7, "Ada Lovelace"));
    assert_ne!(generated(7, "Ada Lovelace"), generated(8, "Ada Lovelace"));
    let cases = [
        ("Ada Lovelace", "AL"),
        ("ada", "A"),
        ("Karl-Heinz von der Mühle", "KM"),
        ("  östen  ß ", "ÖS"),
        ("<script> &\"'", "S"),
        ("", "?"),
        ("🙂 <>", "?"),
        ("山田 太郎", "山太"),
    ];
    for (name, letters) in cases {
        for seed in [i64::MIN, -1, 0, 1, i64::MAX] {
            let svg = generated(seed, name);
            assert!(svg.ends_with(&format!(">{letters}</text></svg>")), "{svg}");
            assert_eq!(svg.matches('<').count(), 10, "{svg}");
        }
    }
}

#[test]
fn initials_are_readable_on_every_ground() {
    let light = |colour: u32| {
        let part = |shift: u32| {
            let value = f64::from(colour >> shift & 0xff) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    };
    for (ground, ink) in COLOURS {
        let (a, b) = (light(ground), light(ink));
        let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
        assert!(contrast >= 4.5, "#{ink:06x} on #{ground:06x}: {contrast:.2}");
    }
}
