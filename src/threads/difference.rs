//! What changed between two texts, readable: lines, with the words that changed marked inside them,
//! and long unchanged stretches folded. Pure.

use std::time::Duration;

use similar::algorithms::{Capture, Replace, myers};
use similar::{DiffOp, DiffTag};

use crate::ground::clock::Stopwatch;

/// Unchanged lines that are shown around a change.
const AROUND: usize = 2;
/// Time that one comparison may take; a worse result is shown when it runs out.
const PATIENCE: Duration = Duration::from_millis(100);

/// Part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it differs from the other side.
    pub changed: bool,
}

/// A line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// In both texts.
    Same(String),
    /// Only in the older one.
    Removed(Vec<Piece>),
    /// Only in the newer one.
    Added(Vec<Piece>),
    /// So many lines in both that are not shown.
    Gap(i64),
}

/// What turns the older sequence into the newer one.
fn compare(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut steps = Replace::new(Capture::new());
    let deadline = Some(Stopwatch::deadline(PATIENCE));
    let Ok(()) = myers::diff_deadline(&mut steps, old, 0..old.len(), new, 0..new.len(), deadline);
    steps.into_inner().into_ops()
}

/// Compares two bodies line by line.
pub fn lines(old: &str, new: &str) -> Vec<Line> {
    // Browsers send CRLF; a change of line ends is no change of the text.
    let (old, new) = (normal(old), normal(new));
    let [old, new] = [&old, &new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let mut out = Vec::new();
    let steps = compare(&old, &new);
    for (index, step) in steps.iter().enumerate() {
        let (was, is) = (&old[step.old_range()], &new[step.new_range()]);
        match step.tag() {
            DiffTag::Equal => fold(&mut out, was, index > 0, index + 1 < steps.len()),
            DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => changed(&mut out, &was.concat(), &is.concat()),
        }
    }
    out
}

fn normal(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn fold(out: &mut Vec<Line>, same: &[&str], after_change: bool, before_change: bool) {
    let head = if after_change { AROUND } else { 0 };
    let tail = if before_change { AROUND } else { 0 };
    let show = |line: &&str| Line::Same(line.trim_end_matches('\n').to_owned());
    // A gap of one line would take as much room as the line.
    if same.len() <= head + tail + 1 {
        out.extend(same.iter().map(show));
        return;
    }
    out.extend(same.iter().take(head).map(show));
    out.push(Line::Gap(i64::try_from(same.len() - head - tail).unwrap_or(i64::MAX)));
    out.extend(same.iter().skip(same.len() - tail).map(show));
}

fn changed(out: &mut Vec<Line>, old: &str, new: &str) {
    let (removed, added) = words(old, new);
    out.extend(split(removed).into_iter().map(Line::Removed));
    out.extend(split(added).into_iter().map(Line::Added));
}

/// Compares two texts word by word: what the older one holds, and what the newer one holds.
pub fn words(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let [old, new] = [old, new].map(|text| tokens(text).collect::<Vec<_>>());
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for step in compare(&old, &new) {
        let differs = step.tag() != DiffTag::Equal;
        push(&mut removed, &old[step.old_range()].concat(), differs);
        push(&mut added, &new[step.new_range()].concat(), differs);
    }
    (removed, added)
}

/// Words and the space between them, in turn.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let space = rest.chars().next()?.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != space).unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

fn push(pieces: &mut Vec<Piece>, text: &str, changed: bool) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), changed }),
    }
}

/// Cuts pieces at line ends.
fn split(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for piece in pieces {
        for part in piece.text.split_inclusive('\n') {
            let text = part.trim_end_matches('\n');
            if !text.is_empty() {
                line.push(Piece { text: text.to_owned(), changed: piece.changed });
            }
            if part.ends_with('\n') {
                lines.push(std::mem::take(&mut line));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pieces: &[Piece]) -> String {
        pieces.iter().map(|p| if p.changed { format!("[{}]", p.text) } else { p.text.clone() }).collect()
    }

    #[test]
    fn marks_the_words_that_changed() {
        let found = lines("Hallo\nmeine Box startet oft neu.", "Hallo\r\nmeine Box startet nachts neu.\r\n");
        assert_eq!(found.first(), Some(&Line::Same("Hallo".into())));
        let Some(Line::Removed(removed)) = found.get(1) else { panic!("{found:?}") };
        let Some(Line::Added(added)) = found.get(2) else { panic!("{found:?}") };
        assert_eq!(text(removed), "meine Box startet [oft] neu.");
        assert_eq!(text(added), "meine Box startet [nachts] neu.");
    }

    #[test]
    fn folds_what_did_not_change() {
        let old: String = (0..20).map(|n| format!("{n}\n")).collect();
        let found = lines(&old, &old.replace("19", "neunzehn"));
        assert_eq!(found.first(), Some(&Line::Gap(17)));
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn equal_texts_are_one_gap() {
        assert_eq!(lines("a\nb\nc", "a\nb\nc\n"), [Line::Gap(3)]);
        assert!(lines("", "").is_empty());
    }

    #[test]
    fn every_line_of_the_new_text_is_there() {
        let new = "eins\n\n- zwei\ndrei";
        let found = lines("null\n\nvier", new);
        let shown: Vec<String> = found
            .iter()
            .filter_map(|l| match l {
                Line::Same(t) => Some(t.clone()),
                Line::Added(p) => Some(p.iter().map(|p| p.text.as_str()).collect()),
                _ => None,
            })
            .collect();
        assert_eq!(shown, ["eins", "", "- zwei", "drei"]);
    }
}
