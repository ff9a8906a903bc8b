//! Footnotes: numbered in the order they are referred to, listed at the end, with ids that are unique on the page.
//!
//! It must never drop a note, not even one that nobody refers to.

use std::collections::{HashMap, HashSet};

use super::Words;
use super::write::escape;

/// The notes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    prefix: String,
    defined: HashSet<String>,
    numbers: HashMap<String, usize>,
    /// Names in the order of their numbers.
    order: Vec<String>,
    bodies: HashMap<String, String>,
    /// Names in the order their notes were written.
    written: Vec<String>,
}

impl Footnotes {
    /// Notes of a text whose ids begin with `prefix`, and in which `names` are defined.
    pub fn new<'n>(prefix: &str, names: impl Iterator<Item = &'n str>) -> Self {
        let mut prefix: String = prefix.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if prefix.is_empty() {
            prefix.push_str("post");
        }
        Footnotes { prefix, defined: names.map(str::to_lowercase).collect(), ..Footnotes::default() }
    }

    /// The mark in the text for the note `name`; `None` if there is no such note. Inside a link (`linked`) the mark
    /// is no link itself.
    pub fn mark(&mut self, name: &str, linked: bool) -> Option<String> {
        let name = name.to_lowercase();
        if !self.defined.contains(&name) {
            return None;
        }
        let known = self.numbers.contains_key(&name);
        let number = self.number(name);
        if linked {
            return Some(format!("<sup>{number}</sup>"));
        }
        let prefix = &self.prefix;
        let id = if known { String::new() } else { format!(" id=\"{prefix}-fnref-{number}\"") };
        Some(format!("<sup class=\"footnote-ref\"{id}><a href=\"#{prefix}-fn-{number}\">{number}</a></sup>"))
    }

    /// Keeps the note `name`. A second one of the same name is added to the first.
    pub fn keep(&mut self, name: &str, body: &str) {
        let name = name.to_lowercase();
        if !self.bodies.contains_key(&name) {
            self.written.push(name.clone());
        }
        self.bodies.entry(name).or_default().push_str(body);
    }

    /// The list of all notes; empty if there are none.
    pub fn finish(mut self, words: &Words<'_>) -> String {
        if self.bodies.is_empty() {
            return String::new();
        }
        let referred = self.order.len();
        for name in std::mem::take(&mut self.written) {
            self.number(name);
        }
        let prefix = &self.prefix;
        let back = escape(words.back);
        let mut html = String::from("<div class=\"footnotes\">\n<ol>\n");
        for (index, name) in self.order.iter().enumerate() {
            let number = index + 1;
            let body = self.bodies.get(name).map_or("", |body| body.trim_end());
            let arrow = if index < referred {
                format!(" <a href=\"#{prefix}-fnref-{number}\" aria-label=\"{back} ({number})\">↩</a>")
            } else {
                String::new()
            };
            let (body, end) = match body.strip_suffix("</p>") {
                Some(open) => (open, "</p>"),
                None => (body, ""),
            };
            html.push_str(&format!("<li id=\"{prefix}-fn-{number}\">{body}{arrow}{end}</li>\n"));
        }
        html.push_str("</ol>\n</div>\n");
        html
    }

    fn number(&mut self, name: String) -> usize {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        self.order.push(name.clone());
        self.numbers.insert(name, self.order.len());
        self.order.len()
    }
}
