//! How far long work has come: a bar with rate and time left on a terminal, plain lines elsewhere. Always to
//! standard error, so that `--json` stays clean.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::ground::clock::Stopwatch;
use crate::interop::Progress;

/// Between two plain lines of one piece of work.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Of many pieces of work, those that took so long are told.
const WORTH_A_LINE: Duration = Duration::from_secs(1);

/// Shows it.
pub struct Shown {
    bar: Option<ProgressBar>,
    title: String,
    total: u64,
    done: u64,
    since: Stopwatch,
    last_line: Stopwatch,
}

impl Shown {
    /// A bar if standard error is a terminal, else lines. It counts bytes.
    pub fn new() -> Self {
        Self::with("{msg:24} [{bar:30}] {bytes:>10} of {total_bytes:10} {bytes_per_sec:>12}  {eta} left")
    }

    /// The same, counting whatever the title names.
    pub fn counting() -> Self {
        Self::with("{msg:24} [{bar:30}] {human_pos:>10} of {human_len:10} {per_sec:>12}  {eta} left")
    }

    fn with(template: &str) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            let style = ProgressStyle::with_template(template);
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
            bar
        });
        Self { bar, title: String::new(), total: 0, done: 0, since: Stopwatch::start(), last_line: Stopwatch::start() }
    }

    /// The end of one of many pieces of work: those that were quick leave no line.
    fn over(&mut self) {
        self.done = self.total;
        match &self.bar {
            Some(bar) => bar.finish_and_clear(),
            None if self.since.elapsed() >= WORTH_A_LINE => self.line("in"),
            None => {}
        }
    }

    fn line(&self, word: &str) {
        let percent = (self.done * 100).checked_div(self.total).unwrap_or(100);
        eprintln!("{}: {percent} % {word} {:.1} s", self.title, self.since.elapsed().as_secs_f64());
    }
}

impl Progress for Shown {
    fn begin(&mut self, title: &str, bytes: u64) -> anyhow::Result<()> {
        (self.title, self.total, self.done, self.since, self.last_line) =
            (title.to_owned(), bytes, 0, Stopwatch::start(), Stopwatch::start());
        if let Some(bar) = &self.bar {
            bar.reset();
            bar.set_length(bytes);
            bar.set_message(title.to_owned());
        }
        Ok(())
    }

    fn at(&mut self, bytes: u64) -> anyhow::Result<()> {
        self.done = bytes;
        match &self.bar {
            Some(bar) => bar.set_position(bytes),
            None if self.last_line.elapsed() >= LINE_EVERY => {
                self.line("after");
                self.last_line = Stopwatch::start();
            }
            None => {}
        }
        Ok(())
    }

    fn end(&mut self) -> anyhow::Result<()> {
        self.done = self.total;
        match &self.bar {
            Some(bar) => bar.finish_and_clear(),
            None => self.line("in"),
        }
        Ok(())
    }
}

/// Shows pieces of work that follow each other, each known by its name.
pub struct Steps {
    shown: Shown,
    title: Option<String>,
}

impl Steps {
    /// None has begun.
    pub fn new() -> Self {
        Self { shown: Shown::counting(), title: None }
    }

    /// So much of that piece of work is done.
    ///
    /// # Errors
    /// Those of showing it.
    pub fn at(&mut self, title: &str, done: u64, of: u64) -> anyhow::Result<()> {
        if self.title.as_deref() != Some(title) {
            self.end();
            self.shown.begin(title, of)?;
            self.title = Some(title.to_owned());
        }
        self.shown.at(done)
    }

    /// No more will follow.
    pub fn end(&mut self) {
        if self.title.take().is_some() {
            self.shown.over();
        }
    }
}
