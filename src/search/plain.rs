//! The words of a post from its stored HTML, for the index and for excerpts. Never HTML: whoever shows it escapes it.

/// Characters in which an entity ends, or it is none.
const LONGEST: usize = 12;

/// The text of cleaned HTML: one block a line, runs of blank space as one space, no tags.
pub(super) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, special) = rest.split_at(at);
        words(&mut out, before);
        rest = if special.starts_with('<') { tag(&mut out, special) } else { entity(&mut out, special) };
    }
    words(&mut out, rest);
    out.truncate(out.trim_end().len());
    out
}

fn words(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

/// Passes over a tag; what ends a line or a cell on the page does so in the text.
fn tag<'a>(out: &mut String, text: &'a str) -> &'a str {
    let mut quote = None;
    let mut end = text.len();
    for (at, c) in text.char_indices().skip(1) {
        match (quote, c) {
            (None, '>') => {
                end = at + 1;
                break;
            }
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    let (tag, rest) = text.split_at(end);
    let name: String = tag.chars().skip(1).skip_while(|c| *c == '/').take_while(char::is_ascii_alphanumeric).collect();
    match name.as_str() {
        "td" | "th" => words(out, " "),
        "p" | "li" | "ul" | "ol" | "pre" | "blockquote" | "table" | "tr" | "div" | "br" | "hr" | "section" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" => {
            out.truncate(out.trim_end().len());
            if !out.is_empty() {
                out.push('\n');
            }
        }
        _ => {}
    }
    rest
}

/// One of the few entities that the cleaner writes; anything else is an ampersand.
fn entity<'a>(out: &mut String, text: &'a str) -> &'a str {
    let name = text.char_indices().take(LONGEST).find(|(_, c)| *c == ';');
    let known = name.and_then(|(end, _)| {
        let (name, rest) = (text.get(..end)?, text.get(end + 1..)?);
        let c = match name {
            "&amp" => '&',
            "&lt" => '<',
            "&gt" => '>',
            "&quot" => '"',
            "&nbsp" => ' ',
            other => number(other.strip_prefix("&#")?)?,
        };
        Some((c, rest))
    });
    match known {
        Some((c, rest)) => {
            words(out, c.encode_utf8(&mut [0; 4]));
            rest
        }
        None => {
            out.push('&');
            text.strip_prefix('&').unwrap_or_default()
        }
    }
}

fn number(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn tags_go_and_words_stay() {
        for (html, plain) in [
            ("<p>One <b>two</b>three</p>\n<p>four</p>", "One twothree\nfour"),
            ("<p>a &lt;b&gt; &amp;amp; &#39;c&#x27; &nbsp; d &weiß; e&f</p>", "a <b> &amp; 'c' d &weiß; e&f"),
            ("<p><a href=\"/x?a=1>2\" title='\">'>link</a></p>", "link"),
            ("<ul><li>x</li><li>y</li></ul>", "x\ny"),
            ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A B\n1 2"),
            ("<pre tabindex=\"0\"><code class=\"language-x\">let <span>a</span>\n  = 1</code></pre>", "let a = 1"),
            ("broken <p", "broken"),
            ("", ""),
        ] {
            assert_eq!(text(html), plain, "{html}");
        }
    }

    #[test]
    fn long_ones_take_linear_time() {
        assert_eq!(text(&"&".repeat(200_000)).len(), 200_000);
        assert_eq!(text(&"<".repeat(200_000)), "");
    }
}
