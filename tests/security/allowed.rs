//! What a page, a text, a feed and a letter may hold: written down a second time, apart from the program, so that a slip there
//! cannot excuse itself.

use std::path::Path;

use quick_xml::events::Event;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::architecture::files;
use crate::support::Answer;

/// Elements of whole pages.
const PAGE: &str = "html head meta title link script body a div span header nav main footer aside section article h1 h2 h3 h4 h5 \
    h6 p ul ol li dl dt dd form input button label select option optgroup textarea fieldset legend details summary strong b em i \
    small time img svg use path circle rect line polyline polygon g text table caption thead tbody tr th td hr br code pre kbd mark \
    del ins s sub sup blockquote q cite abbr noscript output datalist progress meter figure figcaption";

/// Attributes of whole pages, beside `data-…` and `aria-…`.
const ATTRIBUTES: &str = "class id name value type href src action method for title alt lang dir role tabindex width height hidden \
    disabled checked selected required readonly multiple rows cols maxlength minlength min max step pattern placeholder \
    autocomplete autofocus rel datetime colspan rowspan scope start open content charset property media sizes nonce defer async \
    loading decoding enctype formenctype formnovalidate novalidate accept list label inputmode spellcheck hreflang form size \
    viewbox d x y x1 x2 y1 y2 cx cy r rx ry points transform text-anchor focusable fill stroke xmlns fill-opacity stroke-width \
    preserveaspectratio dominant-baseline shape-rendering font-size enterkeyhint autocapitalize reversed download formaction";

/// Elements of what people wrote.
const PROSE: &str = "html a blockquote br code del div em h3 h4 h5 h6 hr img input kbd li mark ol p pre span strong sub sup table \
    tbody td th thead tr ul";

/// Attributes of what people wrote.
const OF_PROSE: &str =
    "href title rel class aria-label tabindex role src alt loading type disabled checked id start scope";

fn is_in(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|one| one == name)
}

/// An address that stays here.
fn is_ours(address: &str) -> bool {
    let path = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    (path || address.starts_with(['#', '?'])) && !address.contains(['\t', '\n', '\r'])
}

/// An address that a reader may follow.
fn may_be_followed(address: &str) -> bool {
    let web = ["http://", "https://", "mailto:", "otpauth://"].iter().any(|scheme| address.starts_with(scheme));
    (is_ours(address) || web) && !address.chars().any(|c| c.is_control())
}

/// What is wrong with an element of a page; `nonce` lets scripts run.
fn fault(element: &Element, nonce: &str, site: &str) -> Option<String> {
    let name = element.name();
    if !is_in(PAGE, name) {
        return Some(format!("<{name}>"));
    }
    for (attribute, value) in element.attrs() {
        let known = is_in(ATTRIBUTES, &attribute.to_lowercase());
        if !known && !attribute.starts_with("data-") && !attribute.starts_with("aria-") {
            return Some(format!("<{name} {attribute}>"));
        }
        let own = is_ours(value) || value.strip_prefix(site).is_some_and(|rest| rest.is_empty() || is_ours(rest));
        let good = match attribute {
            "href" if name == "a" => may_be_followed(value),
            "href" if name == "use" => value.starts_with("/assets/") && value.contains("/icons.svg#"),
            "href" | "src" | "action" | "formaction" => {
                own || (name == "img" && value.starts_with("data:image/svg+xml;base64,"))
            }
            "content" if element.attr("http-equiv").is_some() => false,
            _ => true,
        };
        if !good {
            return Some(format!("<{name} {attribute}={value:?}>"));
        }
    }
    let data = matches!(element.attr("type"), Some("application/json" | "application/ld+json"));
    let runs = element.attr("nonce").is_some_and(|own| own == nonce && !nonce.is_empty());
    let ours = element.attr("src").is_some_and(|src| src.starts_with("/assets/"));
    (name == "script" && !data && !runs && !ours).then(|| "<script> that is not ours".to_owned())
}

/// Panics if a browser could run, load or be misled by anything on a page.
pub fn page(answer: &Answer, site: &str, from: &str) {
    let policy = answer.header("content-security-policy").unwrap_or_default();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
    let page = Html::parse_document(&answer.body);
    for node in page.tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                if let Some(fault) = fault(element, nonce, site) {
                    panic!("{from}: {fault}");
                }
            }
            Node::Comment(_) | Node::ProcessingInstruction(_) => panic!("{from}: {:?}", node.value()),
            _ => {}
        }
    }
    let select = |what: &str| scraper::Selector::parse(what).expect("a selector");
    for data in page.select(&select("script[type='application/json'], script[type='application/ld+json']")) {
        let text: String = data.text().collect();
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{from}: {text}");
    }
    for text in page.select(&select(".prose")) {
        prose(&text.inner_html(), from);
    }
}

/// Panics if what somebody wrote became more than text.
pub fn prose(html: &str, from: &str) {
    let page = Html::parse_fragment(html);
    for node in page.tree.nodes() {
        let element = match node.value() {
            Node::Element(element) => element,
            Node::Comment(_) | Node::Doctype(_) | Node::ProcessingInstruction(_) => {
                panic!("{from}: {:?}", node.value())
            }
            _ => continue,
        };
        // The parser's own root, which has no attributes.
        let known = is_in(PROSE, element.name()) || element.name() == "body";
        assert!(known, "{from}: <{}> in {html}", element.name());
        for (attribute, value) in element.attrs() {
            assert!(is_in(OF_PROSE, attribute), "{from}: <{} {attribute}> in {html}", element.name());
            let good = match attribute {
                "href" => {
                    let web = value.starts_with("http://") || value.starts_with("https://");
                    let marked = element.attr("rel") == Some("nofollow ugc noopener");
                    is_ours(value) && !value.contains('\\') || value.starts_with("mailto:") || (web && marked)
                }
                "src" => value.starts_with("/uploads/") && !value.contains("..") && !value.contains('%'),
                "id" => value.rsplit_once("-fn").is_some(),
                "type" => value == "checkbox" && element.attr("disabled").is_some(),
                _ => true,
            };
            assert!(good, "{from}: {attribute}={value:?} in {html}");
        }
    }
}

/// Panics if a feed is not well formed, or brings more than text.
pub fn feed(xml: &str, from: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut open, mut content) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap_or_else(|why| panic!("{from}: {why} in {xml}")) {
            Event::Start(tag) => {
                open.push(tag.name().as_ref().to_owned());
                content.clear();
            }
            Event::Text(text) => content.push_str(&text),
            Event::CData(text) => content.push_str(&text),
            Event::GeneralRef(name) => content.push_str(entity(&name)),
            Event::End(_) => {
                let ended = open.pop();
                if ended.is_some_and(|name| name == "content" || name == "summary") {
                    prose(&content, from);
                }
            }
            Event::Eof => break,
            Event::DocType(_) | Event::PI(_) => panic!("{from}: an instruction in {xml}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{from}");
}

fn entity(name: &str) -> &'static str {
    match name {
        "lt" | "#60" => "<",
        "gt" | "#62" => ">",
        "amp" | "#38" => "&",
        "quot" | "#34" => "\"",
        _ => "'",
    }
}

/// Panics if a letter has a header that we did not write, or its HTML is more than text and links.
pub fn letter(raw: &str, from: &str) {
    let (head, _) = raw.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{from}: no head in {raw}"));
    let known = ["from", "to", "subject", "date", "message-id", "mime-version", "content-type", "list-unsubscribe"];
    for line in head.split("\r\n").filter(|line| !line.starts_with([' ', '\t'])) {
        let name = line.split(':').next().unwrap_or_default().to_lowercase();
        let ours =
            known.contains(&name.as_str()) || name == "list-unsubscribe-post" || name == "content-transfer-encoding";
        assert!(ours, "{from}: the header {line:?}");
    }
    assert_eq!(
        head.to_lowercase().matches("\r\nto:").count() + usize::from(head.starts_with("To:")),
        1,
        "{from}: {head}"
    );
    let readable = super::letters::readable(raw);
    let Some((_, html)) = readable.split_once("<!doctype html>") else { panic!("{from}: no HTML in {readable}") };
    let html = html.split("\r\n--").next().unwrap_or_default();
    let page = Html::parse_document(html);
    for element in page.tree.nodes().filter_map(|node| node.value().as_element()) {
        assert!(
            is_in("html head meta title body p ul li a hr small br", element.name()),
            "{from}: <{}>",
            element.name()
        );
        for (attribute, value) in element.attrs() {
            let good = match attribute {
                "href" => value.starts_with("http://") || value.starts_with("https://"),
                "lang" | "charset" => true,
                _ => false,
            };
            assert!(good, "{from}: {attribute}={value:?}");
        }
    }
}

/// The tricks of tests/fixtures/tricks.
pub fn tricks() -> Vec<String> {
    let mut all = Vec::new();
    for file in files("tests/fixtures/tricks", &["txt"]) {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file)).expect("a corpus");
        all.extend(text.lines().filter(|line| !line.starts_with(";;") && !line.is_empty()).map(decoded));
    }
    assert!(all.len() >= 150, "only {} tricks", all.len());
    all
}

/// A line with `\n`, `\u{…}` and their like.
fn decoded(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let code = after.strip_prefix("u{").and_then(|code| code.split_once('}'));
        let (one, left) = match (after.chars().next(), code) {
            (_, Some((code, left))) => (u32::from_str_radix(code, 16).ok().and_then(char::from_u32), left),
            (Some('n'), _) => (Some('\n'), &after[1..]),
            (Some('r'), _) => (Some('\r'), &after[1..]),
            (Some('t'), _) => (Some('\t'), &after[1..]),
            (Some('0'), _) => (Some('\0'), &after[1..]),
            (Some('"'), _) => (Some('"'), &after[1..]),
            (Some('\\'), _) => (Some('\\'), &after[1..]),
            _ => (Some('\\'), after),
        };
        out.extend(one);
        rest = left;
    }
    out.push_str(rest);
    out
}

#[test]
fn the_checks_can_fail() {
    let bad = [
        "<p onclick=x>a</p>",
        "<a href=\"javascript:x\">a</a>",
        "<a href=\"//evil.example\">a</a>",
        "<a href=\"https://evil.example\">a</a>",
        "<img src=\"https://evil.example/x.png\">",
        "<style>x</style>",
        "<!-- x -->",
        "<p id=main>a</p>",
        "<input type=text>",
    ];
    for html in bad {
        assert!(std::panic::catch_unwind(|| prose(html, "a test")).is_err(), "{html}");
    }
    let answer = |body: &str| Answer { status: 200, headers: Vec::new(), body: body.to_owned() };
    for html in [
        "<script>x</script>",
        "<p style=x>",
        "<iframe>",
        "<form action=//evil.example>",
        "<img src=x:y>",
        "<svg><use href=/uploads/x.svg#a>",
    ] {
        assert!(std::panic::catch_unwind(|| page(&answer(html), "http://x", "a test")).is_err(), "{html}");
    }
    prose("<p>a <a href=\"/x\">b</a></p>", "a test");
    page(&answer("<p>a <a href=\"/x\">b</a></p>"), "http://x", "a test");
    assert_eq!(decoded(r#"a\n\u{41}\"\q"#), "a\nA\"\\q");
}
