//! What stands within a line: text runs, links, pictures, raw tags, footnote marks.
//!
//! It must never write an address that `links` did not approve, nor a picture from another host.

use std::borrow::Cow;

use super::find::{self, Piece};
use super::links::Target;
use super::raw;
use super::write::{Open, Writer, escape};
use super::{MAX_MENTIONS, MAX_QUESTIONS, excerpt};

/// Bytes of a title or of a picture's description at most, as long as a paragraph; what is longer is cut.
const LONGEST_NAME: usize = 2_000;

/// A link that is being written.
#[derive(Debug)]
pub(super) struct Linking {
    /// As written by the author.
    destination: String,
    target: Target,
    /// Where its text begins in the output.
    from: usize,
}

/// A picture whose description is being gathered.
#[derive(Debug)]
pub(super) struct Picture {
    destination: String,
    title: String,
    /// The description.
    pub alt: String,
    /// Tags open inside the description.
    pub depth: usize,
}

fn name(text: &str) -> Cow<'_, str> {
    if text.len() > LONGEST_NAME { Cow::Owned(excerpt(text, LONGEST_NAME / 4)) } else { Cow::Borrowed(text) }
}

impl Writer<'_> {
    /// Adds text to the run that is written when something else comes.
    pub(super) fn text(&mut self, text: &str, escaped: bool) {
        if escaped {
            self.literal.push(self.run.len());
        }
        self.run.push_str(text);
    }

    /// Writes the run of text, with links, mentions and question numbers made links.
    pub(super) fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let literal = std::mem::take(&mut self.literal);
        self.plain.words(&run);
        self.name_table(&run);
        if self.link.is_some() {
            self.out.push_str(&escape(&run));
            return;
        }
        for piece in find::pieces(&run, &literal) {
            match piece {
                Piece::Text(text) if self.keep_lines => {
                    self.out.push_str(&escape(text).replace('\n', "<br>\n"));
                }
                Piece::Text(text) => self.out.push_str(&escape(text)),
                Piece::Address(text) => match self.home.target(text) {
                    Target::Refused | Target::Mail(_) => self.out.push_str(&escape(text)),
                    target => {
                        self.anchor(&target, "");
                        self.out.push_str(&escape(text));
                        self.out.push_str("</a>");
                    }
                },
                Piece::Mention(text) => self.mention(text),
                Piece::Question(text, number) => self.question(text, number),
            }
        }
    }

    fn mention(&mut self, text: &str) {
        let handle = &text[1..];
        let lower = handle.to_lowercase();
        let links = self.place.links;
        if !self.asked.contains_key(&lower) && self.asked.len() < MAX_MENTIONS {
            let path = links.mention(handle).filter(|path| path.starts_with('/') && !path.starts_with("//"));
            if path.is_some() {
                self.rendered.mentions.push(handle.to_owned());
            }
            self.asked.insert(lower.clone(), path);
        }
        match self.asked.get(&lower) {
            Some(Some(path)) => {
                self.out.push_str(&format!("<a class=\"mention\" href=\"{}\">{}</a>", escape(path), escape(text)))
            }
            _ => self.out.push_str(&escape(text)),
        }
    }

    fn question(&mut self, text: &str, number: i64) {
        let questions = &mut self.rendered.questions;
        if !questions.contains(&number) {
            if questions.len() >= MAX_QUESTIONS {
                return self.out.push_str(&escape(text));
            }
            questions.push(number);
        }
        self.out.push_str(&format!("<a class=\"question\" href=\"/questions/{number}\">#{number}</a>"));
    }

    /// Writes the start of a link; nothing for a refused one.
    fn anchor(&mut self, target: &Target, title: &str) {
        let (address, rel) = match target {
            Target::Own(address) | Target::Mail(address) => (address, ""),
            Target::External(address) => {
                self.rendered.has_links = true;
                (address, " rel=\"nofollow ugc noopener\"")
            }
            Target::Refused => return,
        };
        self.out.push_str("<a href=\"");
        self.out.push_str(&escape(address));
        self.out.push('"');
        if !title.is_empty() {
            self.out.push_str(&format!(" title=\"{}\"", escape(&name(title))));
        }
        self.out.push_str(rel);
        self.out.push('>');
    }

    pub(super) fn link_start(&mut self, destination: &str, title: &str) {
        self.flush();
        self.link_depth += 1;
        if self.link_depth > 1 {
            return;
        }
        let target = self.home.target(destination);
        self.anchor(&target, title);
        self.link = Some(Linking { destination: destination.to_owned(), target, from: self.out.len() });
    }

    pub(super) fn link_end(&mut self) {
        self.flush();
        self.link_depth = self.link_depth.saturating_sub(1);
        if self.link_depth > 0 {
            return;
        }
        let Some(link) = self.link.take() else {
            return;
        };
        let written = self.out.get(link.from..).unwrap_or_default();
        let empty = written.trim().is_empty();
        if link.target == Target::Refused {
            // The address stays readable, so that nothing is lost.
            let same = written == escape(&link.destination);
            if !same && !link.destination.is_empty() {
                let shown = format!(" ({})", link.destination);
                self.plain.words(&shown);
                self.out.push_str(&escape(&shown));
            }
            return;
        }
        if empty {
            self.plain.words(&link.destination);
            self.out.push_str(&escape(&link.destination));
        }
        self.out.push_str("</a>");
    }

    pub(super) fn picture_start(&mut self, destination: &str, title: &str) {
        self.flush();
        self.picture = Some(Picture {
            destination: destination.to_owned(),
            title: title.to_owned(),
            alt: String::new(),
            depth: 0,
        });
    }

    /// One of our own pictures is shown; any other becomes a link, so that no reader's address is given away.
    pub(super) fn picture_end(&mut self, picture: Picture) {
        let mut alt = picture.alt.trim().to_owned();
        self.plain.words(&alt);
        let Some(path) = self.home.upload(&picture.destination) else {
            if self.link.is_some() {
                self.out.push_str(&escape(&alt));
                return;
            }
            self.link_start(&picture.destination, &picture.title);
            self.out.push_str(&escape(&alt));
            return self.link_end();
        };
        if alt.is_empty() && self.link.is_some() {
            // A link must have a name.
            alt = path.rsplit('/').next().unwrap_or_default().to_owned();
        }
        self.out.push_str(&format!("<img src=\"{}\" alt=\"{}\"", escape(&path), escape(&name(&alt))));
        if !picture.title.is_empty() {
            self.out.push_str(&format!(" title=\"{}\"", escape(&name(&picture.title))));
        }
        self.out.push_str(" loading=\"lazy\">");
        if self.seen_images.insert(path.clone()) {
            self.rendered.images.push(path);
        }
    }

    /// Raw HTML: harmless tags in pairs, the rest as text.
    pub(super) fn raw(&mut self, html: &str) {
        for piece in raw::pieces(html) {
            match piece {
                raw::Piece::Text(text) => self.text(text, false),
                raw::Piece::Break => {
                    self.flush();
                    self.out.push_str("<br>");
                    self.plain.words(" ");
                }
                raw::Piece::Open(tag) if self.raw_open < MAX_RAW_DEPTH => {
                    self.flush();
                    self.out.push_str(&format!("<{tag}>"));
                    self.open.push(Open::Raw(tag));
                    self.raw_open += 1;
                }
                raw::Piece::Open(tag) => self.text(&format!("<{tag}>"), false),
                raw::Piece::Close(tag) => {
                    if matches!(self.open.last(), Some(Open::Raw(open)) if *open == tag) {
                        self.flush();
                        self.close_raw();
                    } else {
                        self.text(&format!("</{tag}>"), false);
                    }
                }
            }
        }
    }

    /// Closes the innermost element if it was written by hand; says whether it was.
    pub(super) fn close_raw(&mut self) -> bool {
        let Some(Open::Raw(tag)) = self.open.last() else {
            return false;
        };
        self.out.push_str(&format!("</{tag}>"));
        self.open.pop();
        self.raw_open -= 1;
        true
    }

    pub(super) fn footnote_mark(&mut self, name: &str) {
        match self.notes.mark(name, self.link.is_some()) {
            Some(mark) => {
                self.flush();
                self.out.push_str(&mark);
            }
            None => self.text(&format!("[^{name}]"), false),
        }
    }
}

/// Tags written by hand that may be open at once.
const MAX_RAW_DEPTH: usize = 8;
