//! Events to HTML: what each block becomes, and the plain text beside it.
//!
//! It must never write a name, an address or a word unescaped, leave an element open, or write a style.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::footnotes::Footnotes;
use super::inline::{Linking, Picture};
use super::links::Home;
use super::nesting::Step;
use super::plain::Plain;
use super::tables::Table;
use super::{Place, Rendered, highlight};

/// The heading level of the page around a text; its own headings begin one below.
const PAGE_LEVEL: usize = 2;

/// An element that is open.
#[derive(Debug)]
pub(super) enum Open {
    /// From Markdown; its end will come.
    Tag,
    /// Written by hand; its end may be missing.
    Raw(&'static str),
}

/// What is being written.
pub(super) struct Writer<'a> {
    pub(super) place: &'a Place<'a>,
    pub(super) home: Home,
    pub(super) out: String,
    pub(super) plain: Plain,
    pub(super) rendered: Rendered,
    /// Running text not yet written, and where in it a backslash stood.
    pub(super) run: String,
    pub(super) literal: Vec<usize>,
    /// Whether line ends are shown, as in pasted markup.
    pub(super) keep_lines: bool,
    pub(super) open: Vec<Open>,
    pub(super) raw_open: usize,
    pub(super) link: Option<Linking>,
    pub(super) link_depth: usize,
    pub(super) picture: Option<Picture>,
    pub(super) table: Option<Table>,
    pub(super) notes: Footnotes,
    /// Handles asked for, in lower case, with the answers.
    pub(super) asked: HashMap<String, Option<String>>,
    pub(super) seen_images: HashSet<String>,
    /// Output around the footnotes that are being written, with their names.
    outer: Vec<(String, String)>,
    /// The open block of code or of raw HTML.
    code: Option<(String, String)>,
    html: Option<String>,
    /// The open heading's level and where its text begins.
    heading: Option<(usize, usize)>,
    last_level: usize,
    fuel: highlight::Fuel,
}

/// Writes a whole text. The HTML is well formed but has not been cleaned yet.
pub(super) fn write(events: &[Step<'_>], place: &Place<'_>) -> Rendered {
    let names = events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::FootnoteDefinition(name)) => Some(&**name),
        _ => None,
    });
    let mut writer = Writer {
        place,
        home: Home::new(place.links.host()),
        out: String::new(),
        plain: Plain::default(),
        rendered: Rendered::default(),
        run: String::new(),
        literal: Vec::new(),
        keep_lines: false,
        open: Vec::new(),
        raw_open: 0,
        link: None,
        link_depth: 0,
        picture: None,
        table: None,
        notes: Footnotes::new(place.prefix, names),
        asked: HashMap::new(),
        seen_images: HashSet::new(),
        outer: Vec::new(),
        code: None,
        html: None,
        heading: None,
        last_level: PAGE_LEVEL,
        fuel: highlight::Fuel::default(),
    };
    for (event, escaped) in events {
        writer.event(event, *escaped);
    }
    writer.flush();
    while writer.close_raw() {}
    let notes = std::mem::take(&mut writer.notes).finish(&place.words);
    let mut rendered = writer.rendered;
    rendered.html = writer.out + &notes;
    rendered.text = writer.plain.finish();
    rendered
}

impl Writer<'_> {
    fn event(&mut self, event: &Event<'_>, escaped: bool) {
        if let Some(mut picture) = self.picture.take() {
            match event {
                Event::Start(_) => picture.depth += 1,
                Event::End(_) if picture.depth == 0 => return self.picture_end(picture),
                Event::End(_) => picture.depth -= 1,
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => picture.alt.push_str(text),
                Event::FootnoteReference(name) => picture.alt.push_str(&format!("[^{name}]")),
                _ => picture.alt.push(' '),
            }
            self.picture = Some(picture);
            return;
        }
        if let Event::Text(text) | Event::Html(text) = event {
            if let Some((_, code)) = &mut self.code {
                return code.push_str(text);
            }
            if let Some(html) = &mut self.html {
                return html.push_str(text);
            }
        }
        match event {
            Event::Text(text) => self.text(text, escaped),
            Event::SoftBreak => self.text("\n", false),
            Event::InlineHtml(html) | Event::Html(html) => self.raw(html),
            Event::FootnoteReference(name) => self.footnote_mark(name),
            Event::Start(Tag::Link { dest_url, title, link_type, .. }) => {
                self.open_tag();
                match link_type {
                    pulldown_cmark::LinkType::Email => self.link_start(&format!("mailto:{dest_url}"), title),
                    _ => self.link_start(dest_url, title),
                }
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => self.picture_start(dest_url, title),
            Event::Start(tag) => {
                self.open_tag();
                self.start(tag);
            }
            Event::End(tag) => {
                self.flush();
                while self.close_raw() {}
                self.open.pop();
                self.end(tag);
            }
            other => {
                self.flush();
                self.single(other);
            }
        }
    }

    fn open_tag(&mut self) {
        self.flush();
        self.open.push(Open::Tag);
    }

    fn single(&mut self, event: &Event<'_>) {
        let words = &self.place.words;
        match event {
            Event::Code(code) => {
                self.out.push_str(&format!("<code>{}</code>", escape(code)));
                self.plain.words(code);
                self.name_table(code);
            }
            Event::HardBreak => {
                self.out.push_str("<br>\n");
                self.plain.words(" ");
            }
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => {
                let (checked, name) = match done {
                    true => (" checked", words.task_done),
                    false => ("", words.task_open),
                };
                if self.out.ends_with("<li>") {
                    self.out.truncate(self.out.len() - 1);
                    self.out.push_str(" class=\"task\">");
                }
                self.out
                    .push_str(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{}\"> ", escape(name)));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => {
                // One below the page's, and never skipping a level, whatever the author began with.
                let level = (depth(*level) + PAGE_LEVEL).min(self.last_level + 1).min(6);
                self.out.push_str(&format!("<h{level}>"));
                self.heading = Some((level, self.out.len()));
            }
            Tag::BlockQuote(_) => self.block_start("<blockquote>\n"),
            Tag::List(None) => self.block_start("<ul>\n"),
            Tag::List(Some(1)) => self.block_start("<ol>\n"),
            Tag::List(Some(first)) => self.block_start(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.block_start("<li>"),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info,
                    CodeBlockKind::Indented => "",
                };
                self.code = Some((info.to_string(), String::new()));
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::FootnoteDefinition(name) => {
                self.plain.block();
                self.outer.push((name.to_string(), std::mem::take(&mut self.out)));
            }
            Tag::Table(alignments) => {
                self.plain.block();
                self.table_start(alignments.clone());
            }
            Tag::TableHead | Tag::TableRow => self.row_start(),
            Tag::TableCell => self.cell_start(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph => self.block_end("</p>\n"),
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::BlockQuote(_) => self.block_end("</blockquote>\n"),
            TagEnd::List(true) => self.block_end("</ol>\n"),
            TagEnd::List(false) => self.block_end("</ul>\n"),
            TagEnd::Item => self.block_end("</li>\n"),
            TagEnd::CodeBlock => self.code_end(),
            TagEnd::HtmlBlock => self.html_end(),
            TagEnd::FootnoteDefinition => {
                self.plain.block();
                if let Some((name, outer)) = self.outer.pop() {
                    let body = std::mem::replace(&mut self.out, outer);
                    self.notes.keep(&name, &body);
                }
            }
            TagEnd::Table => self.table_end(),
            TagEnd::TableHead => self.head_end(),
            TagEnd::TableRow => self.row_end(),
            TagEnd::TableCell => self.cell_end(),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link => self.link_end(),
            _ => {}
        }
    }

    fn block_start(&mut self, html: &str) {
        self.plain.block();
        self.out.push_str(html);
    }

    fn block_end(&mut self, html: &str) {
        self.plain.block();
        self.out.push_str(html);
    }

    fn heading_end(&mut self) {
        let Some((level, from)) = self.heading.take() else {
            return;
        };
        if self.out.len() == from {
            // An empty heading would only be heard, never seen.
            self.out.truncate(from - "<h3>".len());
            return;
        }
        self.last_level = level;
        self.block_end(&format!("</h{level}>\n"));
    }

    fn code_end(&mut self) {
        let Some((info, mut code)) = self.code.take() else {
            return;
        };
        if code.trim().is_empty() {
            // Whoever writes words behind a fence and nothing below it meant them to be read.
            code.clone_from(&info);
        }
        self.plain.code(&code);
        let shown = highlight::highlight(&code, &info, &mut self.fuel);
        // Long lines scroll, so the block must be reachable by keyboard.
        self.out.push_str(&format!("<pre tabindex=\"0\"><code>{shown}</code></pre>\n"));
    }

    fn html_end(&mut self) {
        let Some(html) = self.html.take() else {
            return;
        };
        let from = self.out.len();
        self.out.push_str("<p>");
        let inside = self.out.len();
        self.open.push(Open::Tag);
        self.keep_lines = true;
        self.raw(html.trim_end());
        self.flush();
        self.keep_lines = false;
        while self.close_raw() {}
        self.open.pop();
        if self.out.len() == inside {
            self.out.truncate(from);
        } else {
            self.block_end("</p>\n");
        }
    }
}

fn depth(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Text made safe between tags and within double-quoted attributes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}
