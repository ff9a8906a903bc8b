//! What is in a copy: one line of JSON before the bytes of all files, one after the other in the list's order. Whoever
//! reads it knows before the first byte whether they can use it, and how much there is to come.

use std::collections::HashSet;
use std::io::{BufRead, Read};

use search_index::{Copied, is_part, version};
use serde::{Deserialize, Serialize};

/// Bytes of the line at most: a thousand files and some.
const LONGEST: u64 = 1 << 20;
/// Bytes of all files at most.
const MOST: u64 = 256 << 30;

/// The line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct List {
    /// `search_index::version` of whoever gives it.
    version: String,
    /// The position in the log up to which it knows everything.
    pub(super) cursor: i64,
    pub(super) files: Vec<Listed>,
}

/// A file and its length in bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) length: u64,
}

impl List {
    /// What is in this copy.
    pub(super) fn of(copy: &Copied) -> Self {
        let listed = copy.files.iter().map(|file| Listed { name: file.name.clone(), length: file.length });
        Self { version: version(), cursor: copy.cursor, files: listed.collect() }
    }

    /// The line with its end.
    pub(super) fn line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line
    }

    /// Reads it, and nothing behind it. Only names and lengths that may be written down are let through.
    pub(super) fn read(from: &mut impl BufRead) -> Result<Self, String> {
        let mut line = Vec::new();
        from.take(LONGEST).read_until(b'\n', &mut line).map_err(|why| why.to_string())?;
        let list: Self = serde_json::from_slice(&line).map_err(|_| "what it says is no list of files".to_owned())?;
        if list.version != version() {
            return Err(format!("its index is of version {}, ours of {}", list.version, version()));
        }
        let names: HashSet<&str> = list.files.iter().map(|file| file.name.as_str()).collect();
        if names.len() < list.files.len() || !names.iter().all(|name| is_part(name)) {
            return Err("its files are not those of an index".to_owned());
        }
        match list.bytes() {
            Some(bytes) if bytes <= MOST => Ok(list),
            _ => Err("its index is too large".to_owned()),
        }
    }

    /// Bytes of all files; none if that is no number any more.
    pub(super) fn bytes(&self) -> Option<u64> {
        self.files.iter().try_fold(0_u64, |sum, file| sum.checked_add(file.length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(version: &str, files: &[(&str, u64)]) -> Result<List, String> {
        let files = files.iter().map(|(name, length)| Listed { name: (*name).to_owned(), length: *length }).collect();
        let list = List { version: version.to_owned(), cursor: 7, files };
        let mut line = list.line();
        line.extend_from_slice(b"bytes");
        let mut rest = line.as_slice();
        let read = List::read(&mut rest)?;
        assert_eq!(rest, b"bytes");
        Ok(read)
    }

    #[test]
    fn only_what_may_be_written_down() {
        let good = read(&version(), &[(".managed.json", 2), ("meta.json", 3)]).expect("a good one");
        assert_eq!((good.cursor, good.bytes()), (7, Some(5)));
        assert!(read("0.0", &[]).expect_err("another version").contains("0.0"));
        for name in ["../meta.json", "/etc/passwd", "kiez.db", "", "a/meta.json"] {
            read(&version(), &[(name, 1)]).expect_err(name);
        }
        read(&version(), &[("meta.json", 1), ("meta.json", 1)]).expect_err("twice the same");
        read(&version(), &[("meta.json", MOST + 1)]).expect_err("too large");
        read(&version(), &[("meta.json", u64::MAX), (".managed.json", 1)]).expect_err("no number");
        for wrong in ["", "\n", "<html>", "{}"] {
            List::read(&mut wrong.as_bytes()).expect_err(wrong);
        }
    }
}
