//! What became of what: read, brought in, known already, left out and why.

use std::collections::BTreeMap;

/// One kind of record.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Line {
    /// What it is about: "questions".
    pub kind: &'static str,
    /// Records in the dump.
    pub read: u64,
    /// Written now.
    pub imported: u64,
    /// Written by an earlier run.
    pub known: u64,
    /// Not written, by reason.
    pub left_out: BTreeMap<&'static str, u64>,
}

/// The whole account.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// The name under which the dump is remembered.
    pub source: String,
    /// One line for each kind, in the order of the work.
    pub lines: Vec<Line>,
}

impl Report {
    /// The line of a kind, made when it is first asked for.
    pub fn line(&mut self, kind: &'static str) -> &mut Line {
        let at = match self.lines.iter().position(|l| l.kind == kind) {
            Some(at) => at,
            None => {
                self.lines.push(Line { kind, ..Line::default() });
                self.lines.len() - 1
            }
        };
        &mut self.lines[at]
    }

    /// The line of a kind, for those who look.
    pub fn get(&self, kind: &str) -> Option<&Line> {
        self.lines.iter().find(|l| l.kind == kind)
    }

    /// How much was written now.
    pub fn written(&self) -> u64 {
        self.lines.iter().map(|l| l.imported).sum()
    }
}

impl Line {
    /// Counts records that are left out for a reason.
    pub fn leave_out(&mut self, why: &'static str, count: u64) {
        if count > 0 {
            *self.left_out.entry(why).or_default() += count;
        }
    }
}
