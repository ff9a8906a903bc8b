//! Foreign texts as Kiez has them: bodies of HTML as Markdown that can be edited, titles without entities, tags one by one.

use htmd::HtmlToMarkdown;
use htmd::options::{BulletListMarker, Options};

use crate::ground::i18n::supported;
use crate::ground::refusal::Verdict;
use crate::threads::text::Text;

/// Longest name of a person, in characters; longer ones are cut.
const NAME_LENGTH: usize = 60;
/// Longest title, in characters.
const TITLE_LENGTH: usize = 150;
/// What stands where the dump has no text at all.
const NOTHING: &str = "(no text)";

/// HTML into Markdown.
pub struct Converter(HtmlToMarkdown);

impl Converter {
    /// One for each thread: it is cheap.
    pub fn new() -> Self {
        let options = Options {
            bullet_list_marker: BulletListMarker::Dash,
            ul_bullet_spacing: 1,
            ol_number_spacing: 1,
            ..Options::default()
        };
        Self(
            HtmlToMarkdown::builder()
                .skip_tags(vec!["script", "style", "head", "iframe", "object"])
                .options(options)
                .build(),
        )
    }

    /// Never empty, so that a post that was all picture or all script still stands in its thread.
    pub fn markdown(&self, html: &str) -> String {
        let markdown = self.0.convert(html).unwrap_or_else(|_| html.to_owned());
        let markdown = markdown.trim();
        if markdown.is_empty() { NOTHING.to_owned() } else { markdown.to_owned() }
    }
}

/// Renders as any post is. Names are not looked up: `@name` in the dump meant somebody over there.
///
/// # Errors
/// A text that is too long even for an import.
pub fn render(source: &str, lang: &str, prefix: &str, host: &str) -> Verdict<Text> {
    let source = if source.trim().is_empty() { NOTHING } else { source };
    match Text::render(source, lang, prefix, host, &|_| false) {
        Ok(text) => Ok(text),
        // A renderer has its limits; what is beyond them is kept as far as they go rather than lost.
        Err(_) => {
            Text::render(&cut(source, crate::ground::markdown::MAX_SOURCE_BYTES / 4 - 1), lang, prefix, host, &|_| {
                false
            })
        }
    }
}

/// A title as plain text, never empty; `body` is the post's plain text.
pub fn title(raw: &str, body: &str) -> String {
    let title = one_line(&entities(raw));
    if !title.is_empty() {
        return cut(&title, TITLE_LENGTH);
    }
    let start = crate::ground::markdown::excerpt(body, TITLE_LENGTH / 2);
    if start.is_empty() || start == NOTHING { "(untitled)".to_owned() } else { start }
}

/// A person's name on one line, or nothing.
pub fn name(raw: Option<&str>) -> Option<String> {
    let name = cut(&one_line(&entities(raw?)), NAME_LENGTH);
    (!name.is_empty()).then_some(name)
}

/// `<wlan><mesh>` or `|wlan|mesh|`.
pub fn tags(raw: &str) -> Vec<String> {
    let separators = ['<', '>', '|', ' '];
    raw.split(separators).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

/// The language of a thread, English where it cannot be told.
pub fn language(text: &str) -> &'static str {
    crate::threads::text::detect(text).and_then(supported).unwrap_or("en")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

/// Titles and names come with HTML's entities inside XML's.
fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 16] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", " "),
        ("hellip", "…"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("copy", "©"),
        ("euro", "€"),
        ("times", "×"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        let decoded = entity.and_then(|(name, behind)| {
            let named = || NAMED.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
            let numbered = || {
                let digits = name.strip_prefix('#')?;
                let code = match digits.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => digits.parse().ok()?,
                };
                char::from_u32(code).filter(|c| !c.is_control()).map(String::from)
            };
            Some((named().or_else(numbered)?, behind))
        });
        match decoded {
            Some((value, behind)) => {
                out.push_str(&value);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_in_two_forms() {
        assert_eq!(tags("<bug><feature-request>"), ["bug", "feature-request"]);
        assert_eq!(tags("|bug|feature-request|"), ["bug", "feature-request"]);
        assert!(tags("").is_empty());
    }

    #[test]
    fn titles_lose_their_entities_and_are_never_empty() {
        assert_eq!(title("A &amp; B &#39;C&#x27; &lt;b&gt; &nope; AT&T", ""), "A & B 'C' <b> &nope; AT&T");
        assert_eq!(title("  \n ", "Hello\nthere"), "Hello there");
        assert_eq!(title("", ""), "(untitled)");
        assert_eq!(title(&"x".repeat(500), "").len(), TITLE_LENGTH);
    }

    #[test]
    fn html_becomes_markdown_that_can_be_edited() {
        let markdown = Converter::new().markdown("<h2>Note:</h2>\n<p>We <strong>are</strong> <a href=\"https://a.example/x\">here</a>.</p><ul><li>one</li><li>two</li></ul><pre><code>a &lt; b\n</code></pre><script>alert(1)</script>");
        assert_eq!(markdown, "## Note:\n\nWe **are** [here](https://a.example/x).\n\n- one\n- two\n\n```\na < b\n```");
        assert_eq!(Converter::new().markdown("<script>x</script>"), NOTHING);
    }

    #[test]
    fn names_are_one_line() {
        assert_eq!(name(Some(" Jo\n Doe ")), Some("Jo Doe".into()));
        assert_eq!(name(Some("  ")), None);
    }
}
