//! Caps on how deep and how wide a text may be, on the parser's events, before any HTML exists.
//!
//! Deeply nested HTML costs an HTML parser quadratic time (30 kB of `>` took ammonia 5 s), and one short line can
//! make a table of a quarter of a million empty cells. Here the excess structure is dropped and the words stay.
//!
//! It must never drop a word, a link's target or a picture.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The deepest nesting that is kept, in levels of quotes, lists, emphasis and the like. Paragraphs, code and links
/// at the bottom may add three more.
pub const MAX_DEPTH: usize = 32;

/// Quotes, lists and emphases in one text; later ones are flattened. Without it, 31 quotes a line make 25 times as
/// much HTML as there was source.
const MAX_CONTAINERS: usize = 8192;

/// The widest table that is shown as one, in columns.
const MAX_COLUMNS: usize = 64;

/// Cells of all tables in one text; further rows become a paragraph.
const MAX_CELLS: usize = 4096;

/// What a table costs besides its cells, in cells: the box around it and its sections.
const TABLE: usize = 8;

/// An event and whether its first character was written with a backslash before it (`\#1` is no link).
pub(super) type Step<'a> = (Event<'a>, bool);

/// Parses `source` and returns its events, balanced, no deeper than [`MAX_DEPTH`].
pub(super) fn capped(source: &str) -> Vec<Step<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut cap = Cap {
        out: Vec::new(),
        depth: 0,
        dropped: 0,
        containers: MAX_CONTAINERS,
        cells: MAX_CELLS,
        columns: 0,
        flat_table: false,
    };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        let escaped = range.start > 0 && source.as_bytes().get(range.start - 1) == Some(&b'\\');
        match event {
            Event::Start(tag) => cap.start(tag),
            Event::End(tag) => cap.end(tag),
            other => cap.out.push((other, escaped)),
        }
    }
    cap.out
}

struct Cap<'a> {
    out: Vec<Step<'a>>,
    /// Kept containers that are open.
    depth: usize,
    /// Containers that are open and were left out. While there is one, everything inside is left out too.
    dropped: usize,
    /// Containers that may still be made.
    containers: usize,
    /// Cells that may still be made.
    cells: usize,
    /// Columns of the open table.
    columns: usize,
    /// The open table, or its rest, is written as a paragraph.
    flat_table: bool,
}

impl<'a> Cap<'a> {
    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Table(alignments) => {
                self.columns = alignments.len();
                let room = self.dropped == 0 && self.depth + 3 <= MAX_DEPTH;
                self.flat_table = !room || self.columns > MAX_COLUMNS || self.cells < self.columns + TABLE;
                if !self.flat_table {
                    self.cells -= TABLE;
                }
                self.push(Event::Start(if self.flat_table { Tag::Paragraph } else { Tag::Table(alignments) }));
            }
            Tag::TableRow if !self.flat_table && self.cells < self.columns => {
                self.push(Event::End(TagEnd::Table));
                self.push(Event::Start(Tag::Paragraph));
                self.flat_table = true;
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell if self.flat_table => {}
            Tag::TableHead | Tag::TableRow => {
                self.cells = self.cells.saturating_sub(self.columns);
                self.push(Event::Start(tag));
            }
            Tag::TableCell => self.push(Event::Start(tag)),
            tag if is_leaf(&tag.to_end()) => self.push(Event::Start(tag)),
            // A list's items come and go with it.
            Tag::Item if self.dropped == 0 => self.keep(Tag::Item),
            tag => {
                let needs = if matches!(tag, Tag::List(_)) { 2 } else { 1 };
                let room = self.depth + needs <= MAX_DEPTH && self.containers > 0;
                if self.dropped == 0 && room {
                    self.containers -= 1;
                    self.keep(tag);
                } else {
                    self.dropped += 1;
                    self.gap(&tag.to_end());
                }
            }
        }
    }

    fn keep(&mut self, tag: Tag<'a>) {
        self.depth += 1;
        self.push(Event::Start(tag));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Table if self.flat_table => {
                self.flat_table = false;
                self.push(Event::End(TagEnd::Paragraph));
            }
            TagEnd::TableCell | TagEnd::TableHead | TagEnd::TableRow if self.flat_table => {
                self.line();
            }
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => {
                self.push(Event::End(tag));
            }
            tag if is_leaf(&tag) => self.push(Event::End(tag)),
            tag if self.dropped > 0 => {
                self.dropped -= 1;
                self.gap(&tag);
            }
            tag => {
                self.depth = self.depth.saturating_sub(1);
                self.push(Event::End(tag));
            }
        }
    }

    fn push(&mut self, event: Event<'a>) {
        self.out.push((event, false));
    }

    /// Keeps the words on both sides of a dropped block apart.
    fn gap(&mut self, tag: &TagEnd) {
        let inline = matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough);
        if !inline {
            self.line();
        }
    }

    fn line(&mut self) {
        if !matches!(self.out.last(), Some((Event::SoftBreak, _))) {
            self.push(Event::SoftBreak);
        }
    }
}

/// Tags that hold no containers: always kept, so that nothing of what they say is lost.
fn is_leaf(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Link | TagEnd::Image
    )
}
