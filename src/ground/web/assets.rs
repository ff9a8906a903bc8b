//! The stylesheet and scripts, embedded. Their folder's name is a hash of them all, so they are cached for ever.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::Problem;
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
    hex::encode(&hash.finalize()[..6])
});

/// The address of an asset.
pub fn asset_path(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
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
    let caching = if version == *VERSION { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(HttpResponse::Ok()
        .content_type(mime_guess::from_path(&name).first_or_octet_stream().to_string())
        .insert_header((header::CACHE_CONTROL, caching))
        .body(file.data.into_owned()))
}
