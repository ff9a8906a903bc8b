//! How bytes are sent: as they are, or smaller.

use std::io::Write;

use bytes::Bytes;

/// Brotli's effort: pages are rendered anew often, and more than this costs more than it saves.
const BROTLI: u32 = 4;
/// Brotli looks back so far, as a power of two; pages are no longer.
const WINDOW: u32 = 18;
/// Gzip's effort.
const GZIP: u32 = 5;

/// A way to send bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// As they are.
    Plain,
    /// Smaller, for browsers.
    Brotli,
    /// Smaller, for everything else.
    Gzip,
}

impl Coding {
    /// The best that an Accept-Encoding header lets; none when it takes nothing that there is.
    pub fn of(header: &str) -> Option<Self> {
        let (mut brotli, mut gzip, mut plain, mut any) = (None, None, None, None);
        for wish in header.split(',').take(20) {
            let (name, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
            let weight: f32 = weight.trim().strip_prefix("q=").and_then(|w| w.trim().parse().ok()).unwrap_or(1.0);
            match name.trim() {
                "br" => brotli = Some(weight),
                "gzip" | "x-gzip" => gzip = Some(weight),
                "identity" => plain = Some(weight),
                "*" => any = Some(weight),
                _ => {}
            }
        }
        let brotli = brotli.or(any).unwrap_or(0.0);
        let gzip = gzip.or(any).unwrap_or(0.0);
        let best = if brotli >= gzip { (brotli, Self::Brotli) } else { (gzip, Self::Gzip) };
        match best {
            (weight, coding) if weight > 0.0 && weight >= plain.unwrap_or(0.0) => Some(coding),
            _ if plain.or(any) == Some(0.0) => (best.0 > 0.0).then_some(best.1),
            _ => Some(Self::Plain),
        }
    }

    /// The word in Content-Encoding.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
        }
    }

    /// Makes them smaller.
    ///
    /// # Errors
    /// Never, as far as memory goes; the writers' types say so.
    pub fn apply(self, plain: &Bytes) -> std::io::Result<Bytes> {
        match self {
            Self::Plain => Ok(plain.clone()),
            Self::Brotli => {
                let out = Vec::with_capacity(plain.len() / 4);
                let mut writer = brotli::CompressorWriter::new(out, 16 * 1024, BROTLI, WINDOW);
                writer.write_all(plain)?;
                Ok(exactly(writer.into_inner()))
            }
            Self::Gzip => {
                let out = Vec::with_capacity(plain.len() / 4);
                let mut writer = flate2::write::GzEncoder::new(out, flate2::Compression::new(GZIP));
                writer.write_all(plain)?;
                Ok(exactly(writer.finish()?))
            }
        }
    }
}

/// Bytes that are kept for a while, without the room behind them.
fn exactly(bytes: Vec<u8>) -> Bytes {
    bytes.into_boxed_slice().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn takes_the_best_that_both_know() {
        for (header, coding) in [
            ("", Some(Coding::Plain)),
            ("gzip, deflate, br, zstd", Some(Coding::Brotli)),
            ("gzip, deflate", Some(Coding::Gzip)),
            ("br;q=0.5, gzip;q=0.8", Some(Coding::Gzip)),
            ("br;q=0, gzip;q=0", Some(Coding::Plain)),
            ("identity, br;q=0.1", Some(Coding::Plain)),
            ("deflate", Some(Coding::Plain)),
            ("*", Some(Coding::Brotli)),
            ("identity;q=0, gzip;q=0.2", Some(Coding::Gzip)),
            ("identity;q=0", None),
            ("*;q=0", None),
            ("nonsense;;q=,,,", Some(Coding::Plain)),
        ] {
            assert_eq!(Coding::of(header), coding, "{header}");
        }
    }

    #[test]
    fn the_same_bytes_come_out_again() {
        for text in ["".to_owned(), "a".to_owned(), "<p>Die Lampe blinkt rot.</p>\n".repeat(3_000)] {
            let plain = Bytes::from(text);
            let (mut unpacked, mut gunzipped) = (Vec::new(), Vec::new());
            let small = Coding::Brotli.apply(&plain).expect("brotli");
            brotli::Decompressor::new(&small[..], 4_096).read_to_end(&mut unpacked).expect("brotli");
            let zipped = Coding::Gzip.apply(&plain).expect("gzip");
            flate2::read::GzDecoder::new(&zipped[..]).read_to_end(&mut gunzipped).expect("gzip");
            assert!(plain == unpacked && plain == gunzipped);
            assert!(plain.len() < 100 || small.len().max(zipped.len()) < plain.len() / 10);
        }
    }
}
