//! The words of a text without its marks, for search, excerpts and subject lines.
//!
//! It must never hold HTML: whoever shows it escapes it.

/// Gathers words; one block a line, runs of blank space as one space, code as it is.
#[derive(Debug, Default)]
pub(super) struct Plain {
    text: String,
}

impl Plain {
    /// Running text.
    pub fn words(&mut self, words: &str) {
        for c in words.chars() {
            if !c.is_whitespace() {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    /// Code with its line ends.
    pub fn code(&mut self, code: &str) {
        self.block();
        self.text.push_str(code.trim_end());
        self.block();
    }

    /// The end of a block: what follows begins a line.
    pub fn block(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The text without blanks at either end.
    pub fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

/// The beginning of a plain text on one line: at most `max` characters, cut between words where possible, with `…`
/// if something was left out. Not HTML: escape it where it is shown.
#[must_use]
pub fn excerpt(text: &str, max: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let gap = usize::from(!line.is_empty());
        let size = word.chars().count();
        if length + gap + size > max {
            if line.is_empty() {
                line.extend(word.chars().take(max.saturating_sub(1)));
            }
            // The dots need room too: a whole word makes it, unless there is only one.
            if length + 1 > max {
                match line.rfind(' ') {
                    Some(gap) => line.truncate(gap),
                    None => line = line.chars().take(max.saturating_sub(1)).collect(),
                }
            }
            line.push('…');
            return line;
        }
        if gap == 1 {
            line.push(' ');
        }
        line.push_str(word);
        length += gap + size;
    }
    line
}
