//! Source and HTML side by side.

use super::{PLACE, Place, rendered};
use crate::ground::markdown::{clean, excerpt, render};

fn check(cases: &[(&str, &str)]) {
    for (source, html) in cases {
        assert_eq!(rendered(source).html.trim_end(), *html, "from {source:?}");
    }
}

#[test]
fn text_and_blocks() {
    check(&[
        ("a\nb  \nc", "<p>a\nb<br>\nc</p>"),
        ("*a* **b** ~~c~~ `d<`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code></p>"),
        ("> a\n\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("    a < b", "<pre tabindex=\"0\"><code>a &lt; b</code></pre>"),
        ("~~~ a b", "<pre tabindex=\"0\"><code>a b</code></pre>"),
        ("", ""),
    ]);
}

#[test]
fn headings_start_below_the_page_and_skip_no_level() {
    check(&[
        ("# a\n## b\n### c", "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>"),
        ("##### a\n###### b\n# c", "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>"),
        ("#\n\na", "<p>a</p>"),
    ]);
}

#[test]
fn task_lists_have_names() {
    check(&[(
        "- [x] a\n- [ ] b",
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"done\"> a</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled=\"\" aria-label=\"to do\"> b</li>\n</ul>",
    )]);
}

#[test]
fn tables_scroll_in_a_named_box() {
    check(&[(
        "| a \"b\" |  |\n|--:|---|\n| c | |",
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table: a &quot;b&quot;\"><table>\n\
         <thead><tr><th scope=\"col\" class=\"align-right\">a \"b\"</th><td></td></tr></thead>\n\
         <tbody>\n<tr><td class=\"align-right\">c</td><td></td></tr>\n</tbody>\n</table></div>",
    )]);
}

#[test]
fn links_by_where_they_lead() {
    check(&[
        ("[a](/b?c=1&d#e \"t\")", "<p><a href=\"/b?c=1&amp;d#e\" title=\"t\">a</a></p>"),
        ("[a](https://kiez.example/b)", "<p><a href=\"/b\">a</a></p>"),
        ("[a](https://KIEZ.example//evil.com/b)", "<p><a href=\"/evil.com/b\">a</a></p>"),
        ("[a](//evil.com)", "<p><a href=\"https://evil.com/\" rel=\"nofollow ugc noopener\">a</a></p>"),
        ("[a](/\\evil.com)", "<p><a href=\"https://evil.com/\" rel=\"nofollow ugc noopener\">a</a></p>"),
        (
            "[a](https://kiez.example@evil.com)",
            "<p><a href=\"https://kiez.example@evil.com/\" rel=\"nofollow ugc noopener\">a</a></p>",
        ),
        (
            "[a](https://kiez.example:81/)",
            "<p><a href=\"https://kiez.example:81/\" rel=\"nofollow ugc noopener\">a</a></p>",
        ),
        ("[a](www.b.de)", "<p><a href=\"https://www.b.de/\" rel=\"nofollow ugc noopener\">a</a></p>"),
        ("<a@b.de>", "<p><a href=\"mailto:a@b.de\">a@b.de</a></p>"),
        ("[a](javascript:b)", "<p>a (javascript:b)</p>"),
        ("[a](ftp://b)", "<p>a (ftp://b)</p>"),
        ("<ftp://b>", "<p>ftp://b</p>"),
        ("[a]()", "<p>a</p>"),
        ("[](/b)", "<p><a href=\"/b\">/b</a></p>"),
    ]);
}

#[test]
fn bare_links_end_where_a_reader_would_end_them() {
    let link = |url: &str| format!("<a href=\"{url}\" rel=\"nofollow ugc noopener\">{url}</a>");
    for (source, before, url, after) in [
        ("see http://a.de/b.", "see ", "http://a.de/b", "."),
        ("(https://a.de/b_(c))", "(", "https://a.de/b_(c)", ")"),
        ("„http://a.de/b“!", "„", "http://a.de/b", "“!"),
        ("http://a.de/?b=1,2;", "", "http://a.de/?b=1,2", ";"),
        ("https://a.de/b)))", "", "https://a.de/b", ")))"),
    ] {
        assert_eq!(rendered(source).html, format!("<p>{before}{}{after}</p>\n", link(url)), "{source}");
        assert!(rendered(source).has_links);
    }
    check(&[
        ("xhttp://a.de `http://b.de`", "<p>xhttp://a.de <code>http://b.de</code></p>"),
        ("http:// https://.", "<p>http:// https://.</p>"),
        ("http://kiez.example/a", "<p><a href=\"/a\">http://kiez.example/a</a></p>"),
    ]);
    assert!(!rendered("http://kiez.example/a").has_links);
}

#[test]
fn mentions_and_questions() {
    check(&[
        ("@Ada, hi", "<p><a class=\"mention\" href=\"/people/by-handle/ada\">@Ada</a>, hi</p>"),
        ("@nobody @ a@b.de @a@b.de", "<p>@nobody @ a@b.de @a@b.de</p>"),
        ("(#12)", "<p>(<a class=\"question\" href=\"/questions/12\">#12</a>)</p>"),
        ("\\#12 \\@ada `#1 @ada` C#1 #0 #1a ##1 &#49;", "<p>#12 @ada <code>#1 @ada</code> C#1 #0 #1a ##1 1</p>"),
        ("#99999999999999999999", "<p>#99999999999999999999</p>"),
        ("[#1 @ada](/x)", "<p><a href=\"/x\">#1 @ada</a></p>"),
    ]);
    let found = rendered("@ada @Ada @bob @nobody #3 #1 #3 \\#4\n\n```\n#5 @eve\n```");
    assert_eq!((found.mentions, found.questions), (vec!["ada".to_owned(), "bob".to_owned()], vec![3, 1]));
}

#[test]
fn pictures_only_from_here() {
    check(&[
        (
            "![a *b*](/uploads/c.png \"t\")",
            "<p><img src=\"/uploads/c.png\" alt=\"a b\" title=\"t\" loading=\"lazy\"></p>",
        ),
        ("![a](http://b.de/c.png)", "<p><a href=\"http://b.de/c.png\" rel=\"nofollow ugc noopener\">a</a></p>"),
        ("![](/uploads/../d.png)", "<p><a href=\"/d.png\">/uploads/../d.png</a></p>"),
        (
            "[![](/uploads/c.png)](/d)",
            "<p><a href=\"/d\"><img src=\"/uploads/c.png\" alt=\"c.png\" loading=\"lazy\"></a></p>",
        ),
        ("![a](data:image/png;base64,aa)", "<p>a (data:image/png;base64,aa)</p>"),
    ]);
    assert_eq!(rendered("![](/uploads/a.png) ![](/uploads/a.png) ![](x.png)").images, ["/uploads/a.png"]);
}

#[test]
fn footnotes_are_numbered_and_unique_to_the_post() {
    check(&[(
        "a[^x] b[^y] c[^x] [^z]\n\n[^y]: Y\n\n[^x]: X",
        "<p>a<sup class=\"footnote-ref\" id=\"a7-fnref-1\"><a href=\"#a7-fn-1\">1</a></sup> \
         b<sup class=\"footnote-ref\" id=\"a7-fnref-2\"><a href=\"#a7-fn-2\">2</a></sup> \
         c<sup class=\"footnote-ref\"><a href=\"#a7-fn-1\">1</a></sup> [^z]</p>\n\
         <div class=\"footnotes\">\n<ol>\n\
         <li id=\"a7-fn-1\"><p>X <a href=\"#a7-fnref-1\" aria-label=\"Back (1)\">↩</a></p></li>\n\
         <li id=\"a7-fn-2\"><p>Y <a href=\"#a7-fnref-2\" aria-label=\"Back (2)\">↩</a></p></li>\n</ol>\n</div>",
    )]);
    let place = Place { prefix: "\"><b", ..PLACE };
    assert!(render("a[^1]\n\n[^1]: b", &place).unwrap().html.contains("id=\"b-fn-1\""));
    assert!(rendered("[^1]: only").html.contains("only"));
}

#[test]
fn raw_html_is_text_but_for_a_few() {
    check(&[
        ("<kbd>a</KBD> H<sub>2</sub>O<br>x", "<p><kbd>a</kbd> H<sub>2</sub>O<br>x</p>"),
        ("<kbd onclick=a>b", "<p>&lt;kbd onclick=a&gt;b</p>"),
        ("*<sub>a*b</sub>", "<p><em><sub>a</sub></em>b&lt;/sub&gt;</p>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("<div>\na <b>b</b>\n</div>", "<p>&lt;div&gt;<br>\na &lt;b&gt;b&lt;/b&gt;<br>\n&lt;/div&gt;</p>"),
        ("<!-- a -->\n\nb", "<p>b</p>"),
    ]);
}

#[test]
fn code_is_coloured_by_class() {
    let html = rendered("```rust ignore\n// a\nfn b() { \"c<\" }\n```").html;
    for part in [
        "<span class=\"code-comment\">// a\n</span>",
        "<span class=\"code-keyword\">fn </span>",
        "<span class=\"code-function\">b</span>",
        "<span class=\"code-string\">\"c&lt;\" </span>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    check(&[("```klingon\na\n```", "<pre tabindex=\"0\"><code>a\n</code></pre>")]);
}

#[test]
fn every_language_colours_something_and_changes_nothing() {
    for name in crate::ground::markdown::languages::names() {
        let code = "if (a == 'b') { return 42; } # <a href=\"c\"> -- /* d */ */\n+e: \"f\"\n-g\n";
        let html = rendered(&format!("```{name}\n{code}```")).html;
        assert!(html.contains("<span class=\"code-"), "{name}: {html}");
        let text: String = scraper::Html::parse_fragment(&html).root_element().text().collect();
        assert_eq!(text.trim_end(), code.trim_end(), "{name}");
    }
}

#[test]
fn plain_text_has_the_words_and_nothing_else() {
    let source = "# A\n\nb *c* `d`\ne[^1] <kbd>f</kbd>\n\n- g\n- h\n\n|i|j|\n|-|-|\n|k|l|\n\n```rust\nm  n\n```\n\n\
                  ![o](/uploads/p) [q](ftp://r)\n\n[^1]: s";
    assert_eq!(rendered(source).text, "A\nb c d e f\ng\nh\ni j\nk l\nm  n\no q (ftp://r)\ns");
    assert_eq!(rendered(" \n\n<!-- -->").text, "");
}

#[test]
fn excerpts_end_between_words() {
    for (text, max, short) in [
        ("one two\nthree", 20, "one two three"),
        ("one two three", 9, "one two…"),
        ("one two three", 7, "one…"),
        ("Straßenbahnhaltestelle", 7, "Straße…"),
        ("", 5, ""),
        ("abc", 0, "…"),
    ] {
        assert_eq!(excerpt(text, max), short, "{text} in {max}");
    }
}

#[test]
fn what_is_written_passes_the_cleaner_unchanged() {
    let html =
        rendered("# a\n\n@b #1 http://c.de\n\n|a|\n|-|\n|b|\n\n- [x] c\n\n```rs\nfn d() {}\n```\n\ne[^1]\n\n[^1]: f")
            .html;
    assert_eq!(clean(&html), html);
}
