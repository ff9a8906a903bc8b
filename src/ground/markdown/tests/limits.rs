//! How much work a text can make. Counted in elements and bytes, not in seconds, which depend on the machine.

use scraper::Html;

use super::{PLACE, rendered};
use crate::ground::markdown::{MAX_DEPTH, MAX_MENTIONS, MAX_QUESTIONS, MAX_SOURCE_BYTES, TooLong, render};

/// Elements in `html` and the depth of the deepest.
fn measure(html: &str) -> (usize, usize) {
    let page = Html::parse_fragment(html);
    let elements = page.tree.nodes().filter(|node| node.value().is_element());
    elements.fold((0, 0), |(count, deepest), node| (count + 1, deepest.max(node.ancestors().count())))
}

#[test]
fn too_long_is_an_error_and_just_right_is_not() {
    let mut source = "a".repeat(MAX_SOURCE_BYTES);
    assert!(render(&source, &PLACE).is_ok());
    source.push('a');
    assert_eq!(render(&source, &PLACE), Err(TooLong { bytes: MAX_SOURCE_BYTES + 1 }));
}

#[test]
fn hostile_sources_stay_flat_and_small() {
    let patterns = [
        ">",
        "> ",
        "- ",
        "* ",
        "1. ",
        "- > ",
        "*a_ ",
        "**a ",
        "_a*",
        "~~a ",
        "[",
        "![",
        "[a](",
        "`",
        "``a`",
        "|",
        "|a",
        "<",
        "<kbd>",
        "<sub><sup>",
        "<!--",
        "\\",
        "&lt;",
        "@a ",
        "#1 ",
        "# \n",
        "http://a ",
        "http://a)",
        "[^1]: ",
        "[^1]",
        "- [ ] a\n",
        "![a](/uploads/b)",
        "> a\n\n",
        ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>a\n\n",
        "- - - - - - - - - - - - - - - a\n\n",
        "a\n",
    ];
    for pattern in patterns {
        let source = pattern.repeat(30_000 / pattern.len());
        let html = rendered(&source).html;
        let (count, depth) = measure(&html);
        assert!(depth <= MAX_DEPTH + 12, "{pattern:?}: depth {depth}");
        assert!(count <= source.len() + 10, "{pattern:?}: {count} elements");
        assert!(html.len() <= 20 * source.len(), "{pattern:?}: {} bytes", html.len());
    }
}

#[test]
fn deep_words_are_flattened_not_lost() {
    let stairs: String = (0..60).map(|n| format!("{}- word{n}\n", "  ".repeat(n))).collect();
    let quotes: String = (0..60).map(|n| format!("{} word{n}\n\n", ">".repeat(n + 1))).collect();
    let stress = format!("{}[deep](http://a.de)`code` ![pic](/uploads/b.png)", "*a **b ".repeat(60));
    for source in [stairs, quotes] {
        let rendered = rendered(&source);
        for n in 0..60 {
            assert!(rendered.text.split_whitespace().any(|word| word == format!("word{n}")), "word{n}");
        }
    }
    let closed = format!("{stress}{}", "** *".repeat(60));
    let rendered = rendered(&closed);
    assert!(rendered.html.contains("href=\"http://a.de/\"") && rendered.html.contains("src=\"/uploads/b.png\""));
}

#[test]
fn a_table_of_a_quarter_million_empty_cells_is_not_made() {
    let columns = 60;
    let source = format!("{}\n{}\n{}|last\n", "|a".repeat(columns), "|-".repeat(columns), "|\n".repeat(15_000));
    let result = rendered(&source);
    assert!(measure(&result.html).0 < 5_000);
    assert!(result.text.ends_with("last"));
    let wide = format!("{}\n{}\n", "|word".repeat(500), "|-".repeat(500));
    let result = rendered(&wide);
    assert_eq!((measure(&result.html).0, result.text.matches("word").count()), (3, 500));
}

#[test]
fn lookups_are_counted() {
    let names: String = (0..500).map(|n| format!("@u{n} #{} ", n + 1)).collect();
    let result = rendered(&names);
    assert_eq!((result.mentions.len(), result.questions.len()), (MAX_MENTIONS, MAX_QUESTIONS));
    assert!(result.text.contains("@u499 #500"));
}

#[test]
fn long_code_is_shown_whole_but_not_all_coloured() {
    let code = "let a = 1;\n".repeat(4_000);
    let html = rendered(&format!("```rust\n{code}```")).html;
    assert!(measure(&html).0 < 5_000);
    let text: String = Html::parse_fragment(&html).root_element().text().collect();
    assert_eq!(text.trim_end(), code.trim_end());
}

#[test]
fn control_characters_are_left_out() {
    assert_eq!(rendered("a\0b\u{1b}c\td").html, "<p>abc\td</p>\n");
}
