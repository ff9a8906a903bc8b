//! A part of a page that is the same for many who are signed in: rendered once, with placeholders where each reader's own
//! token, form key and stamp go.
//!
//! It must never hold anything of the reader for whom it was rendered: the page that it is rendered with is nobody's.

use super::page::{Page, Viewer};
use crate::ground::random::Random;

/// What stands in a fragment for what is each reader's own: random, so that nobody can write it into a post.
pub struct Placeholders {
    mark: String,
}

/// What goes where a placeholder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Own {
    Token,
    FormKey,
    Stamp,
}

impl Own {
    const ALL: [Self; 3] = [Self::Token, Self::FormKey, Self::Stamp];

    /// The letter after the mark.
    fn letter(self) -> char {
        match self {
            Self::Token => 't',
            Self::FormKey => 'k',
            Self::Stamp => 's',
        }
    }

    fn of(self, page: &Page) -> &str {
        match self {
            Self::Token => page.csrf(),
            Self::FormKey => &page.form_key,
            Self::Stamp => &page.stamp,
        }
    }
}

impl Placeholders {
    /// New ones, for as long as the program runs.
    pub fn new(random: &Random) -> Self {
        Self { mark: random.token() }
    }

    fn of(&self, own: Own) -> String {
        format!("{}{}", self.mark, own.letter())
    }

    /// Makes a page nobody's: of the reader it says only that they are signed in, and how they are spoken to.
    pub fn put_in(&self, page: &mut Page) {
        page.token = self.of(Own::Token);
        page.form_key = self.of(Own::FormKey);
        page.stamp = self.of(Own::Stamp);
        page.token_known = true;
        page.viewer = Some(Viewer::default());
        page.alerts.clear();
        page.flash = None;
        page.demo = None;
        for own in [&mut page.here, &mut page.nonce, &mut page.query, &mut page.theme] {
            own.clear();
        }
    }

    /// Of what was rendered with such a page.
    pub fn fragment(&self, rendered: &str) -> Fragment {
        let (mut text, mut own) = (String::with_capacity(rendered.len()), Vec::new());
        let mut pieces = rendered.split(&self.mark);
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let found = Own::ALL.into_iter().find_map(|own| Some((own, piece.strip_prefix(own.letter())?)));
            own.extend(found.map(|(which, _)| (text.len(), which)));
            text.push_str(found.map_or(piece, |(_, rest)| rest));
        }
        Fragment { text: text.into(), own: own.into() }
    }
}

/// Ready but for what is each reader's own.
pub struct Fragment {
    text: Box<str>,
    /// Where something goes, in bytes from the beginning, and what.
    own: Box<[(usize, Own)]>,
}

impl Fragment {
    /// For the reader of a page.
    pub fn fill(&self, page: &Page) -> String {
        let more: usize = self.own.iter().map(|(_, own)| own.of(page).len()).sum();
        let mut out = String::with_capacity(self.text.len() + more);
        let mut from = 0;
        for (at, own) in &self.own {
            out.push_str(self.text.get(from..*at).unwrap_or_default());
            out.push_str(own.of(page));
            from = *at;
        }
        out.push_str(self.text.get(from..).unwrap_or_default());
        out
    }

    /// Bytes that it takes.
    pub fn weight(&self) -> usize {
        self.text.len() + size_of_val(&*self.own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_finds_their_own_where_the_placeholders_stood() {
        let marks = Placeholders::new(&Random::seeded(7));
        let mut page = Page::test("en");
        marks.put_in(&mut page);
        let form = format!("{}<input value=\"{}\">{}|ü", page.csrf_field(), page.form_key, page.stamp);
        let fragment = marks.fragment(&form);
        assert!(!fragment.text.contains(&marks.mark) && fragment.own.len() == 3, "{}", fragment.text);
        for reader in ["lena", "jörg"] {
            let mut page = Page::test("en");
            (page.token, page.form_key, page.stamp) = (format!("{reader} t"), format!("{reader} k"), "5.x".to_owned());
            let wanted = format!("{}<input value=\"{}\">{}|ü", page.csrf_field(), page.form_key, page.stamp);
            assert_eq!(fragment.fill(&page), wanted);
        }
        assert_eq!(marks.fragment("no form").fill(&page), "no form");
    }
}
