//! Words and sentences of two languages that do not exist: German-like and English-like, with the frequencies
//! of real ones (few words make most of a text), the same for the same seed.

use std::collections::HashSet;

/// A small deterministic generator (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// The same sequence for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or(0)
    }

    /// A number from 0 to 1.
    pub fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them.
    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Draws ranks from 0 with the frequencies of Zipf's law.
pub struct Zipf(Vec<f64>);

impl Zipf {
    /// For `size` ranks.
    pub fn new(size: usize) -> Self {
        let mut sum = 0.0;
        Self(
            (0..size)
                .map(|rank| {
                    sum += 1.0 / (rank as f64 + 2.7);
                    sum
                })
                .collect(),
        )
    }

    /// A rank.
    pub fn draw(&self, dice: &mut Dice) -> usize {
        let at = dice.part() * self.0.last().copied().unwrap_or_default();
        self.0.partition_point(|sum| *sum < at).min(self.0.len().saturating_sub(1))
    }
}

struct Sounds {
    small_words: &'static [&'static str],
    begins: &'static [&'static str],
    middles: &'static [&'static str],
    ends: &'static [&'static str],
    /// In 100 words, how many are made of two.
    compounds: usize,
    /// In 100 words, how many have a capital.
    capitals: usize,
}

const GERMAN: Sounds = Sounds {
    small_words: &[
        "die", "der", "und", "ich", "das", "nicht", "ist", "es", "in", "zu", "den", "mit", "ein", "auf", "die", "im",
        "eine", "hat", "sich", "bei", "nach", "auch", "aber", "wenn", "noch", "nur", "wie", "dann", "mehr", "kann",
    ],
    begins: &[
        "b", "br", "d", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "pf", "r", "s", "sch", "st", "t", "w", "z",
    ],
    middles: &["a", "e", "i", "o", "u", "ä", "ö", "ü", "au", "ei", "ie", "eu"],
    ends: &["ch", "cht", "ft", "l", "m", "n", "ng", "nd", "r", "rt", "s", "st", "t", "tz", "er", "en", "ung", "e"],
    compounds: 30,
    capitals: 35,
};

const ENGLISH: Sounds = Sounds {
    small_words: &[
        "the", "to", "and", "it", "a", "is", "of", "that", "in", "on", "not", "but", "have", "with", "for", "this",
        "you", "my", "as", "when", "are", "if", "can", "or", "from", "then", "only", "no", "was", "does",
    ],
    begins: &[
        "b", "bl", "c", "ch", "d", "f", "g", "h", "j", "l", "m", "n", "p", "pr", "r", "s", "sh", "st", "t", "tr", "w",
    ],
    middles: &["a", "e", "i", "o", "u", "ai", "ea", "ee", "oa", "ou", "y"],
    ends: &[
        "ck", "d", "ght", "l", "ll", "m", "n", "ng", "nt", "p", "r", "s", "ss", "t", "ty", "er", "ing", "ed", "ion",
    ],
    compounds: 4,
    capitals: 2,
};

/// The words of a language by their rank, and how often each is drawn.
pub struct Language {
    /// Its code.
    pub code: &'static str,
    /// The most frequent first.
    pub words: Vec<String>,
    zipf: Zipf,
}

/// Different words of a language.
const VOCABULARY: usize = 20_000;

impl Language {
    /// The German-like one.
    pub fn german(dice: &mut Dice) -> Self {
        Self::new("de", &GERMAN, dice)
    }

    /// The English-like one.
    pub fn english(dice: &mut Dice) -> Self {
        Self::new("en", &ENGLISH, dice)
    }

    fn new(code: &'static str, sounds: &Sounds, dice: &mut Dice) -> Self {
        let mut words: Vec<String> = sounds.small_words.iter().map(ToString::to_string).collect();
        let mut known: HashSet<String> = words.iter().cloned().collect();
        while words.len() < VOCABULARY {
            let word = sounds.word(&words, dice);
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        Self { code, words, zipf: Zipf::new(VOCABULARY) }
    }

    fn word(&self, dice: &mut Dice) -> &str {
        &self.words[self.zipf.draw(dice)]
    }

    /// So many words, the first with a capital.
    pub fn phrase(&self, words: usize, dice: &mut Dice) -> String {
        let mut out = String::with_capacity(words * 8);
        for n in 0..words {
            let word = self.word(dice);
            if n == 0 {
                out.push_str(&capital(word));
            } else {
                out.push(' ');
                out.push_str(word);
            }
        }
        out
    }

    /// A paragraph of so many sentences.
    pub fn paragraph(&self, sentences: usize, dice: &mut Dice) -> String {
        let mut out = String::with_capacity(sentences * 80);
        for n in 0..sentences {
            if n > 0 {
                out.push(' ');
            }
            let words = 4 + dice.below(14);
            out.push_str(&self.phrase(words, dice));
            out.push_str(dice.pick(&[".", ".", ".", ".", "?", "!"]));
        }
        out
    }

    /// A body in Markdown: paragraphs, and now and then a list, code or emphasis.
    pub fn body(&self, dice: &mut Dice) -> String {
        let mut parts = Vec::new();
        for _ in 0..=dice.below(4) {
            let sentences = 1 + dice.below(5);
            parts.push(self.paragraph(sentences, dice));
        }
        if dice.chance(15) {
            let items = (0..2 + dice.below(4)).map(|n| format!("{}. {}", n + 1, self.phrase(5, dice)));
            parts.push(items.collect::<Vec<_>>().join("\n"));
        }
        if dice.chance(8) {
            parts.push(format!("```\n{}\n{}\n```", self.phrase(4, dice), self.phrase(7, dice)));
        }
        if dice.chance(20) {
            parts.push(format!("**{}**: `{}`", self.phrase(2, dice), self.word(dice)));
        }
        parts.join("\n\n")
    }
}

impl Sounds {
    /// Rare words are longer than frequent ones.
    fn word(&self, known: &[String], dice: &mut Dice) -> String {
        let whole = known.get(self.small_words.len()..).unwrap_or_default();
        if whole.len() > 500 && dice.chance(self.compounds) {
            let (one, two) = (&whole[dice.below(500)], &whole[dice.below(whole.len())]);
            return format!("{one}{}", two.to_lowercase());
        }
        let longest = if whole.len() < 300 { 1 } else { 3 };
        let mut word = String::new();
        for _ in 0..=dice.below(longest) {
            word.push_str(dice.pick(self.begins));
            word.push_str(dice.pick(self.middles));
        }
        word.push_str(dice.pick(self.ends));
        if dice.chance(self.capitals) { capital(&word) } else { word }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
