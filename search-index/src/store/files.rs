//! The files of an index, told from others by name, so that a directory given by mistake loses
//! nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where a damaged or outdated index is kept, inside its own directory: only the last one.
pub(crate) const ASIDE: &str = "aside";

const EXTENSIONS: [&str; 8] = ["term", "idx", "pos", "fieldnorm", "fast", "store", "temp", "del"];

/// Whether there is anything of an index here.
pub(crate) fn any(dir: &Path) -> io::Result<bool> {
    Ok(!list(dir)?.is_empty())
}

/// The size of the index in bytes; files that vanish meanwhile do not count.
pub(crate) fn size(dir: &Path) -> u64 {
    let files = list(dir).unwrap_or_default();
    files.iter().filter_map(|path| fs::metadata(path).ok()).map(|meta| meta.len()).sum()
}

/// Moves the index into the directory `aside`, in place of what lay there.
pub(crate) fn move_aside(dir: &Path) -> io::Result<()> {
    let aside = dir.join(ASIDE);
    if aside.is_dir() {
        remove(&aside)?;
    }
    fs::create_dir_all(&aside)?;
    for path in list(dir)? {
        if let Some(name) = path.file_name() {
            fs::rename(&path, aside.join(name))?;
        }
    }
    Ok(())
}

/// Deletes the index.
pub(crate) fn remove(dir: &Path) -> io::Result<()> {
    for path in list(dir)? {
        fs::remove_file(path)?;
    }
    Ok(())
}

fn list(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name().to_str().is_some_and(is_ours) {
            files.push(entry.path());
        }
    }
    Ok(files)
}

/// `meta.json`, the list of files, and `<32 hex digits>[.<number>].<part>`. No locks: they are
/// empty and somebody may hold them.
pub(crate) fn is_ours(name: &str) -> bool {
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.') {
        return false;
    }
    if name == "meta.json" || name == ".managed.json" {
        return true;
    }
    let mut dots = name.split('.');
    let segment = dots.next().unwrap_or_default();
    segment.len() == 32
        && segment.bytes().all(|b| b.is_ascii_hexdigit())
        && dots.next_back().is_some_and(|last| EXTENSIONS.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_our_files() {
        let id = "0123456789abcdef0123456789abcdef";
        for name in ["meta.json", ".managed.json", &format!("{id}.store"), &format!("{id}.17.del")] {
            assert!(is_ours(name), "{name}");
        }
        for name in
            ["kiez.db", "meta.json.bak", ".search-index.lock", "notes.store", id, "", &format!("{id}./../x.term")]
        {
            assert!(!is_ours(name), "{name}");
        }
    }
}
