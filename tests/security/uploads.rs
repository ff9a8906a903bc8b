//! Requirements 34, 35 and 36: pictures are made anew, are what they are and not what they say, and cannot be guessed.

use image::ImageEncoder;
use image::codecs::jpeg::JpegEncoder;
use kiez::ground::clock::Stopwatch;

use crate::accounts::{GOOD, person, signed_in};
use crate::support::{Answer, Browser, Forum, multipart, png};

fn upload(browser: &mut Browser, file: &[u8]) -> Answer {
    browser.post_multipart("/uploads", &multipart(&[], file), "application/json")
}

fn path(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let markdown = serde_json::from_str::<serde_json::Value>(&answer.body).expect("JSON")["markdown"].to_string();
    let (_, rest) = markdown.split_once("(").expect("a link");
    rest.split_once(')').expect("its end").0.to_owned()
}

/// A head that promises more pixels than any machine has, and nothing behind it.
fn enormous() -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    file.extend(60_000_u32.to_be_bytes());
    file.extend(60_000_u32.to_be_bytes());
    file.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    file
}

/// A photograph that says where it was taken, with a page behind its end.
fn telling() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x0f\x01\x02\0\x0a\0\0\0\x1a\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"SpyCamera\0");
    encoder.set_exif_metadata(exif).expect("a camera");
    let image = image::RgbImage::from_fn(64, 64, |x, y| image::Rgb([(x * 4) as u8, (y * 4) as u8, 90]));
    encoder.encode_image(&image).expect("a JPEG");
    bytes.extend(b"<script>alert(1)</script>");
    bytes
}

#[test]
fn pictures_are_made_anew_and_are_what_they_are() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let clock = Stopwatch::start();
    let refused = upload(&mut browser, &enormous());
    assert_eq!(refused.status, 422, "{}", refused.body);
    println!("60,000 × 60,000 pixels refused in {:?}", clock.elapsed());
    for disguised in [
        &b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"[..],
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a<script>alert(1)</script>",
        b"%PDF-1.4",
        b"\xff\xd8\xff\xe0<html>",
        b"RIFF\x10\0\0\0WEBP<svg onload=alert(1)>",
    ] {
        assert_eq!(upload(&mut browser, disguised).status, 422, "{disguised:?}");
    }
    // The form says text/html and ../x.html: nobody listens.
    let at = path(&upload(&mut browser, &telling()));
    assert!(at.starts_with("/uploads/") && at.ends_with(".jpg"), "{at}");
    let served = forum.browser().get(&at);
    assert_eq!(served.header("content-type"), Some("image/jpeg"));
    assert_eq!(served.header("x-content-type-options"), Some("nosniff"));
    let stored = std::fs::read(forum.services.config.data_dir.join("uploads").join(at.trim_start_matches("/uploads/")));
    let stored = stored.expect("the picture");
    for telling in [&b"SpyCamera"[..], b"Exif", b"<script"] {
        assert!(!stored.windows(telling.len()).any(|bytes| bytes == telling), "{telling:?} is passed on");
    }
}

#[test]
fn names_are_of_chance_and_never_of_the_file() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let names: std::collections::BTreeSet<String> = (0..5).map(|_| path(&upload(&mut browser, &png()))).collect();
    assert_eq!(names.len(), 5, "the same file, other names");
    for name in names {
        let (stem, _) = name.trim_start_matches("/uploads/").split_once('.').expect("an ending");
        assert!(stem.len() == 40 && stem.chars().all(|c| c.is_ascii_hexdigit()), "160 random bits: {name}");
        for other in [name.replace("/uploads/", "/uploads/../uploads/"), format!("{name}/"), name.to_uppercase()] {
            assert!(matches!(forum.browser().get(&other).status, 404), "{other}");
        }
    }
}
