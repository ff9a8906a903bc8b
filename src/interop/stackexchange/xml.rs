//! A file of rows: `<posts><row Id="1" …/><row …/></posts>`, streamed. Whatever is wrong is told with file and line.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use anyhow::{Context, anyhow, bail, ensure};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::ground::clock::Micros;
use crate::interop::Progress;

/// How many rows go by between two words about the progress.
const TELL_EVERY: u64 = 200;

/// One row's attributes; unknown ones are kept and never looked at.
pub struct Row(Vec<(String, String)>);

impl Row {
    fn read(element: &BytesStart<'_>) -> anyhow::Result<Self> {
        let mut fields = Vec::with_capacity(16);
        for attribute in element.attributes() {
            let attribute = attribute?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
            fields.push((attribute.key.as_ref().to_owned(), tidy(&value)));
        }
        Ok(Self(fields))
    }

    /// An attribute that may be missing or empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).filter(|v| !v.is_empty())
    }

    /// A number that may be missing.
    ///
    /// # Errors
    /// When it is no number.
    pub fn number(&self, name: &str) -> anyhow::Result<Option<i64>> {
        let read = |text: &str| text.trim().parse().map_err(|_| anyhow!("{name} is {text:?}, not a whole number"));
        self.text(name).map(read).transpose()
    }

    /// A number that must be there.
    ///
    /// # Errors
    /// When it is missing or no number.
    pub fn needed(&self, name: &str) -> anyhow::Result<i64> {
        self.number(name)?.with_context(|| format!("{name} is missing"))
    }

    /// A time that may be missing, UTC.
    ///
    /// # Errors
    /// When it is no time.
    pub fn time(&self, name: &str) -> anyhow::Result<Option<Micros>> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let civil: jiff::civil::DateTime = text
            .trim()
            .trim_end_matches('Z')
            .parse()
            .map_err(|_| anyhow!("{name} is {text:?}, not a date and time"))?;
        let zoned = civil.to_zoned(jiff::tz::TimeZone::UTC)?;
        Ok(Some(zoned.timestamp().into()))
    }
}

/// Without the control characters that no database column should hold.
fn tidy(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect()
}

/// Gives every row of a file to `take`, in order; returns how many there were.
///
/// # Errors
/// The file cannot be read, is not XML, is not about `root`, ends too early, or `take` refuses a row: with its line.
pub fn each(
    path: &Path,
    root: &str,
    progress: &mut dyn Progress,
    mut take: impl FnMut(&Row) -> anyhow::Result<()>,
) -> anyhow::Result<u64> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    progress.begin(&name, file.metadata().map_or(0, |m| m.len()))?;
    let mut reader = Reader::from_reader(BufReader::with_capacity(256 * 1024, file));
    let mut count = 0;
    let read = stream(&mut reader, root, &mut count, progress, &mut take);
    read.map_err(|why| match line_at(path, reader.buffer_position()) {
        Some(line) => why.context(format!("{name}, line {line}")),
        None => why.context(name),
    })?;
    progress.end()?;
    Ok(count)
}

fn stream(
    reader: &mut Reader<BufReader<File>>,
    root: &str,
    count: &mut u64,
    progress: &mut dyn Progress,
    take: &mut impl FnMut(&Row) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut depth = 0;
    let mut complete = false;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) if depth == 0 => {
                let found = element.name().as_ref().to_owned();
                ensure!(!complete && found == root, "<{found}> stands where <{root}> should");
                depth = 1;
            }
            Event::Empty(element) if depth == 0 => {
                ensure!(!complete && element.name().as_ref() == root, "this is not a file of {root}");
                complete = true;
            }
            Event::Empty(element) if depth == 1 && element.name().as_ref() == "row" => {
                one(&element, count, reader.buffer_position(), progress, take)?
            }
            Event::Start(element) => {
                if depth == 1 && element.name().as_ref() == "row" {
                    one(&element, count, reader.buffer_position(), progress, take)?;
                }
                depth += 1;
            }
            Event::End(_) => {
                depth -= 1;
                complete = depth == 0;
            }
            Event::DocType(_) => bail!("a document type definition has no place in a dump"),
            Event::Eof => break,
            _ => {}
        }
    }
    ensure!(complete, "the file ends too early, </{root}> is missing; copy it again");
    Ok(())
}

fn one(
    element: &BytesStart<'_>,
    count: &mut u64,
    position: u64,
    progress: &mut dyn Progress,
    take: &mut impl FnMut(&Row) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    *count += 1;
    if count.is_multiple_of(TELL_EVERY) {
        progress.at(position)?;
    }
    take(&Row::read(element)?)
}

/// The line of a byte, counted afresh: faults are rare, and counting while reading would cost every row.
fn line_at(path: &Path, position: u64) -> Option<usize> {
    let mut left = usize::try_from(position).ok()?;
    let mut reader = BufReader::new(File::open(path).ok()?);
    let mut chunk = vec![0; 64 * 1024];
    let mut lines = 1;
    while left > 0 {
        let want = left.min(chunk.len());
        let got = reader.read(chunk.get_mut(..want)?).ok()?;
        if got == 0 {
            break;
        }
        lines += chunk.iter().take(got).filter(|b| **b == b'\n').count();
        left -= got;
    }
    Some(lines)
}
