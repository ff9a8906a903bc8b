//! The allow-list: the last word on what HTML leaves this module, whatever happened before.
//!
//! What `write` makes passes unchanged. It must never be loosened for one author's wish: an element or attribute
//! listed here is possible in every post, by everybody.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// Elements that may appear.
const ELEMENTS: [&str; 31] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that vanish with all they hold.
const POISON: [&str; 15] = [
    "script",
    "style",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "template",
    "noscript",
    "textarea",
    "title",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
];

/// Attributes with any value; `href` and `src` are checked further.
const ATTRIBUTES: [(&str, &[&str]); 7] = [
    ("a", &["href", "title", "id", "aria-label"]),
    ("div", &["aria-label"]),
    ("img", &["src", "alt", "title"]),
    ("input", &["disabled", "checked", "aria-label"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("sup", &["id"]),
];

/// Attributes with one value.
const VALUES: [(&str, &str, &str); 7] = [
    ("a", "rel", "nofollow ugc noopener"),
    ("div", "role", "group"),
    ("div", "tabindex", "0"),
    ("img", "loading", "lazy"),
    ("input", "type", "checkbox"),
    ("pre", "tabindex", "0"),
    ("th", "scope", "col"),
];

/// Class names.
const CLASSES: [(&str, &[&str]); 7] = [
    ("a", &["mention", "question"]),
    ("div", &["table-scroll", "footnotes"]),
    ("li", &["task"]),
    ("span", &super::highlight::CLASSES),
    ("sup", &["footnote-ref"]),
    ("td", &["align-left", "align-center", "align-right"]),
    ("th", &["align-left", "align-center", "align-right"]),
];

/// Such characters in one text before it is parted.
const PART: usize = 64;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let mut values: HashMap<&str, HashMap<&str, HashSet<&str>>> = HashMap::new();
    for (element, attribute, value) in VALUES {
        let of_element = values.entry(element).or_default();
        of_element.entry(attribute).or_default().insert(value);
    }
    // A box to tick, never one to type into, not even by a slip elsewhere.
    let ticked = HashMap::from([("type", "checkbox"), ("disabled", "")]);
    let mut builder = Builder::empty();
    builder
        .tags(set(&ELEMENTS))
        .clean_content_tags(set(&POISON))
        .tag_attributes(ATTRIBUTES.iter().map(|(name, list)| (*name, set(list))).collect())
        .tag_attribute_values(values)
        .set_tag_attribute_values(HashMap::from([("input", ticked)]))
        .allowed_classes(CLASSES.iter().map(|(name, list)| (*name, set(list))).collect())
        .generic_attributes(HashSet::new())
        .url_schemes(set(&["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(attribute);
    builder
});

/// Checks what a name alone cannot tell: pictures only from here, ids only for footnotes, links that stay or say so.
fn attribute<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let good = match (element, attribute) {
        ("img", "src") => value.starts_with("/uploads/"),
        ("a", "href") => !value.starts_with("//") && !value.contains(['\\', '\t', '\n', '\r']),
        (_, "id") => is_note(value),
        _ => true,
    };
    good.then_some(Cow::Borrowed(value))
}

/// Whether an id is one of ours: `PREFIX-fn-1`, `PREFIX-fnref-1`. Others could stand in for the page's own.
fn is_note(id: &str) -> bool {
    let mut parts = id.rsplitn(3, '-');
    let number = parts.next().is_some_and(|n| n.parse::<u32>().is_ok());
    let kind = parts.next().is_some_and(|k| matches!(k, "fn" | "fnref"));
    number && kind && parts.next().is_some_and(|prefix| !prefix.is_empty())
}

/// Cleans HTML to the allow-list. Cleaning twice changes nothing. HTML from other sources than `render` must not
/// be nested deeply: the time is quadratic in the depth.
#[must_use]
pub fn clean(html: &str) -> String {
    CLEANER.clean(&parted(html)).to_string()
}

/// The serializer looks through all that is left of a text for each `&` and each character whose first byte is 0xC2, so
/// a long text full of them would take quadratic time. Comments part it into short ones, and are never written.
fn parted(html: &str) -> Cow<'_, str> {
    let (mut out, mut from) = (String::new(), 0);
    let (mut in_tag, mut seen) = (false, 0);
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'<' => (in_tag, seen) = (true, 0),
            b'>' => in_tag = false,
            b'&' | 0xc2 if !in_tag => seen += 1,
            _ => {}
        }
        if seen == PART {
            out.push_str(html.get(from..at).unwrap_or_default());
            out.push_str("<!---->");
            (from, seen) = (at, 0);
        }
    }
    match html.get(from..) {
        Some(rest) if from > 0 => Cow::Owned(out + rest),
        _ => Cow::Borrowed(html),
    }
}
