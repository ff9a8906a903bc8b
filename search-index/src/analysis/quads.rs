//! Pieces of four letters, for a quick comparison of texts.

use super::fold::{self, Umlauts};

/// Letters of a piece; shorter words are a piece of their own.
const LETTERS: usize = 4;
/// The longest folded form of one character, in characters, is short; this is room for it.
const ROOM: usize = 8;

/// What becomes of an ASCII letter or digit; 0 of everything else. A search folds hundreds of thousands of them.
const FOLDED: [u8; 256] = folded();

const fn folded() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
}

/// Gives every piece of every word of a text, folded: four letters, 16 bits each.
pub(crate) fn quads(text: &str, mut each: impl FnMut(u64)) {
    let mut word = Word::default();
    let mut folded = String::with_capacity(ROOM);
    let mut rest = text;
    while let Some(first) = rest.as_bytes().first() {
        // Nearly all of most texts is ASCII, which is read by the byte.
        if first.is_ascii() {
            let plain = rest.bytes().take_while(u8::is_ascii).inspect(|b| word.read(*b, &mut each)).count();
            rest = rest.get(plain..).unwrap_or_default();
            continue;
        }
        let mut letters = rest.chars();
        let Some(c) = letters.next() else { break };
        rest = letters.as_str();
        if c.is_alphanumeric() {
            folded.clear();
            fold::push(&mut folded, c, Umlauts::Spell);
            folded.chars().for_each(|c| word.push(u32::from(c), &mut each));
        } else if !fold::rides_along(c) {
            word.end(&mut each);
        }
    }
    word.end(&mut each);
}

/// The word that is being read.
#[derive(Default)]
struct Word {
    last: u64,
    letters: usize,
}

impl Word {
    fn read(&mut self, ascii: u8, each: &mut impl FnMut(u64)) {
        match FOLDED[usize::from(ascii)] {
            0 if self.letters > 0 => self.end(each),
            0 => {}
            letter => self.push(u32::from(letter), each),
        }
    }

    fn push(&mut self, c: u32, each: &mut impl FnMut(u64)) {
        self.last = (self.last << 16) | u64::from(c & 0xffff);
        self.letters += 1;
        if self.letters >= LETTERS {
            each(self.last);
        }
    }

    fn end(&mut self, each: &mut impl FnMut(u64)) {
        if (1..LETTERS).contains(&self.letters) {
            each(self.last);
        }
        *self = Word::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        quads(text, |quad| {
            let letters = (0..4).rev().map(|at| ((quad >> (at * 16)) & 0xffff) as u32);
            found.push(letters.filter(|c| *c > 0).filter_map(char::from_u32).collect());
        });
        found
    }

    #[test]
    fn four_letters_or_the_word() {
        assert_eq!(read("Der Router, 5G"), ["der", "rout", "oute", "uter", "5g"]);
        assert_eq!(read("Tür TÜREN"), ["tuer", "tuer", "uere", "eren"]);
        assert_eq!(read("сеть сети"), ["сеть", "сети"]);
        assert!(read(" - „").is_empty());
    }
}
