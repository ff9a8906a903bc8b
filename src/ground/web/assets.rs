//! The stylesheet and scripts, embedded. Their folder's name is a hash of them all, so they are cached for ever.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{Problem, words};
use crate::ground::i18n::T;
use crate::ground::refusal::Refusal;

/// The files.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/web/assets"]
struct Files;

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        if let Some(file) = Files::get(&name) {
            hash.update(&file.data);
        }
    }
    words::all().for_each(|module| hash.update(module.as_bytes()));
    hex::encode(&hash.finalize()[..4])
});

/// The address of an asset.
pub fn asset_path(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// The address of a script, in the folder where it finds words for a reader.
pub fn script_path(t: T, name: &str) -> String {
    format!("/assets/{}/{}/{name}", *VERSION, words::folder(t))
}

/// An asset that is text; empty if there is none of that name.
pub fn asset_text(name: &str) -> String {
    Files::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// GET /assets/{version}/{name}: any version is answered, only the present one is cached.
///
/// # Errors
/// `NotFound`.
pub async fn serve(path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (version, name) = path.into_inner();
    let file = Files::get(&name).ok_or(Refusal::NotFound)?;
    Ok(answer(&version, &name, file.data.into_owned()))
}

/// GET /assets/{version}/{language}/{name}: a script, and beside it the words in that language.
///
/// # Errors
/// `NotFound`.
pub async fn serve_script(path: web::Path<(String, String, String)>) -> Result<HttpResponse, Problem> {
    let (version, folder, name) = path.into_inner();
    let words = words::of(&folder).ok_or(Refusal::NotFound)?;
    let script = match name.as_str() {
        words::NAME => words.as_bytes().to_vec(),
        _ => Files::get(&name).filter(|_| name.ends_with(".js")).ok_or(Refusal::NotFound)?.data.into_owned(),
    };
    Ok(answer(&version, &name, script))
}

fn answer(version: &str, name: &str, body: Vec<u8>) -> HttpResponse {
    let caching = if version == *VERSION { "public, max-age=31536000, immutable" } else { "no-cache" };
    HttpResponse::Ok()
        .content_type(mime_guess::from_path(name).first_or_octet_stream().to_string())
        .insert_header((header::CACHE_CONTROL, caching))
        .body(body)
}
