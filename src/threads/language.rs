//! The language of a text, guessed among those that the forum offers. The writer can correct it.

use super::text;

/// `wish` if the forum offers it; else a guess; else `fallback`.
pub fn chosen(wish: &str, written: &str, offered: &[String], fallback: &str) -> String {
    let offers = |code: &str| offered.iter().any(|known| known == code);
    if offers(wish) {
        return wish.to_owned();
    }
    text::detect(written).filter(|code| offers(code)).unwrap_or(fallback).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_counts_more_than_a_guess() {
        let offered = ["de".to_owned(), "en".to_owned()];
        let german = "Mein Router startet jede Nacht neu, was kann ich dagegen tun?";
        assert_eq!(chosen("", german, &offered, "en"), "de");
        assert_eq!(chosen("en", german, &offered, "de"), "en");
        assert_eq!(chosen("fr", german, &offered, "en"), "de");
        assert_eq!(chosen("", "", &offered, "de"), "de");
        assert_eq!(chosen("", german, &["en".to_owned()], "en"), "en");
    }
}
