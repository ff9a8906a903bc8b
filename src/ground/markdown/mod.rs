//! Markdown to safe HTML: the one renderer for posts, comments, previews and mail.
//!
//! The way of a text:
//!
//! ```text
//! source ─▶ pulldown-cmark ─▶ nesting (caps) ─▶ write (our HTML, plain text, mentions) ─▶ clean (ammonia) ─▶ Rendered
//! ```
//!
//! | file        | what it knows                                                      |
//! |-------------|--------------------------------------------------------------------|
//! | `nesting`   | how deep and how wide a text may be; the rest is flattened to text  |
//! | `write`     | which HTML an event becomes                                        |
//! | `inline`    | links, images, text runs and raw tags for `write`                  |
//! | `tables`    | tables in a box that scrolls                                       |
//! | `footnotes` | numbers, ids and the list at the end                               |
//! | `find`      | bare links, `@name` and `#123` in running text                     |
//! | `links`     | where a link leads: here, elsewhere, nowhere                       |
//! | `raw`       | raw HTML: a handful of harmless tags, all else is text             |
//! | `highlight` | code to class names; `languages` is its table                      |
//! | `plain`     | the same text for search and excerpts                              |
//! | `clean`     | the allow-list, the last word on what leaves this module           |
//!
//! What it must never do: let through anything that can run a script or load from another host, lose a
//! reader's words, read a clock, a database or the network, or take more than linear time.

mod clean;
mod find;
mod footnotes;
mod highlight;
mod inline;
mod languages;
mod links;
mod nesting;
mod plain;
mod raw;
mod tables;
#[cfg(test)]
mod tests;
mod write;

pub use clean::clean;
pub use nesting::MAX_DEPTH;
pub use plain::excerpt;

/// The longest source that is rendered, in bytes of UTF-8 (64 KiB, some 10,000 words).
pub const MAX_SOURCE_BYTES: usize = 64 * 1024;

/// What the renderer has to ask the forum. Called while rendering, so answers must be quick and must not
/// depend on who reads: the HTML is stored and shown to all.
pub trait Links {
    /// The path of a person's page for a handle as typed after `@` (any case), such as `/people/by-handle/ada`;
    /// `None` leaves the mention as text. At most [`MAX_MENTIONS`] different handles are asked for per text.
    fn mention(&self, handle: &str) -> Option<String>;

    /// The forum's own host, with the port if it is not the default one: `forum.example`, `127.0.0.1:8080`.
    /// Links to it stay plain; all others are marked `nofollow ugc noopener`.
    fn host(&self) -> &str;
}

/// Words in the language of the text, for those who do not see the page. Plain text, escaped here.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Names a table's scrolling box, before its column headings: "Table".
    pub table: &'a str,
    /// Names a ticked box in a task list: "done".
    pub task_done: &'a str,
    /// Names an empty box in a task list: "to do".
    pub task_open: &'a str,
    /// Names the arrow from a footnote back into the text: "Back to the text".
    pub back: &'a str,
}

/// Where and for whom a text is rendered.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Makes ids unique on a page of many posts: `a17` gives `a17-fn-1`. Anything but ASCII letters, digits and
    /// `-` is left out; an empty one becomes `post`.
    pub prefix: &'a str,
    /// Words for assistive technology.
    pub words: Words<'a>,
    /// The forum's own addresses.
    pub links: &'a dyn Links,
}

/// Different handles that are looked up in one text; later ones stay text.
pub const MAX_MENTIONS: usize = 20;

/// Different `#123` in one text that become links; later ones stay text.
pub const MAX_QUESTIONS: usize = 100;

/// A rendered text. `html` may go into a page as it is; everything else must be escaped there as usual.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// Cleaned HTML. Headings begin at `h3` and never skip a level.
    pub html: String,
    /// The words alone, one block a line, for search and excerpts. Blank means: nothing was said.
    pub text: String,
    /// Handles that were mentioned and exist, as typed, each once, in order, at most [`MAX_MENTIONS`].
    pub mentions: Vec<String>,
    /// Questions named as `#123`, each once, in order, at most [`MAX_QUESTIONS`].
    pub questions: Vec<i64>,
    /// Whether anything links to another host (a first post with links may have to wait).
    pub has_links: bool,
    /// Paths under `/uploads/` of the pictures shown, each once, in order.
    pub images: Vec<String>,
}

/// The source is longer than [`MAX_SOURCE_BYTES`]. Meant for the writer: say how much there is to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text has {bytes} bytes, at most {MAX_SOURCE_BYTES} are possible")]
pub struct TooLong {
    /// Bytes in the source.
    pub bytes: usize,
}

/// Renders Markdown: CommonMark with tables, strikethrough, task lists, footnotes, highlighted code, bare links,
/// mentions and `#123`. Time and size of the result are linear in the source.
///
/// # Errors
/// [`TooLong`] if `source` has more than [`MAX_SOURCE_BYTES`] bytes; nothing else can fail.
pub fn render(source: &str, place: &Place<'_>) -> Result<Rendered, TooLong> {
    if source.len() > MAX_SOURCE_BYTES {
        return Err(TooLong { bytes: source.len() });
    }
    let source = tidy(source);
    let events = nesting::capped(&source);
    let mut rendered = write::write(&events, place);
    rendered.html = clean::clean(&rendered.html);
    Ok(rendered)
}

/// Without control characters that neither XML feeds nor PostgreSQL would take; line ends and tabs stay.
fn tidy(source: &str) -> String {
    source.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect()
}
