//! What somebody typed, as a term: small letters, single blanks, no punctuation around words.

/// Characters of a term.
pub const LONGEST: usize = 80;

/// The term that a text is counted and pinned as; empty for a text without words.
pub fn fold(text: &str) -> String {
    let edge = |c: char| c.is_control() || ".,;:!?\"'„“”‚‘’«»()".contains(c);
    let small = text.to_lowercase();
    let words: Vec<&str> =
        small.split(|c: char| c.is_whitespace() || c.is_control()).map(|word| word.trim_matches(edge)).collect();
    let term = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    term.chars().take(LONGEST).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_the_same_however_they_were_typed() {
        for text in ["Router startet nicht", "  router\tSTARTET \n nicht? ", "„Router startet“ nicht!!"] {
            assert_eq!(fold(text), "router startet nicht", "{text}");
        }
        assert_eq!(fold("C++ -wlan 802.11"), "c++ -wlan 802.11");
        assert_eq!(fold(" ?! \u{0} \" "), "");
        assert_eq!(fold(&"ä ".repeat(200)).chars().count(), LONGEST - 1);
        let folded = fold(&"wort, ".repeat(50));
        assert_eq!(fold(&folded), folded, "what is folded stays as it is");
    }
}
