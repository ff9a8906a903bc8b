//! The worst texts of the longest length that a post may have: each is rendered in a small multiple of the time of an ordinary one,
//! or refused. Times are printed; run with `--nocapture`.

use std::time::Duration;

use kiez::ground::clock::Stopwatch;
use kiez::ground::markdown::{Links, Place, Rendered, TooLong, Words, render};

use super::allowed::prose;
use super::whole::BODY;
use crate::pages::town::town;

/// Characters of a post at most.
const LONGEST: usize = 30_000;
/// How many times longer than an ordinary text one of the same length may take. Counted in ordinary texts, because how long one
/// of those takes depends on the machine and on how the program was compiled.
const TIMES: u32 = 25;

struct Nobody;

impl Links for Nobody {
    fn mention(&self, handle: &str) -> Option<String> {
        Some(format!("/people/by-handle/{handle}"))
    }

    fn host(&self) -> &str {
        "kiez.example"
    }
}

const PLACE: Place<'static> = Place {
    prefix: "a7",
    words: Words { table: "Table", task_done: "done", task_open: "to do", back: "Back" },
    links: &Nobody,
};

fn rendered(source: &str) -> Result<Rendered, TooLong> {
    render(source, &PLACE)
}

/// As often as it fits.
fn often(piece: &str) -> String {
    piece.repeat(LONGEST / piece.chars().count())
}

/// Lines made one by one, as many as fit.
fn lines(line: impl Fn(usize) -> String) -> String {
    let (mut text, mut room) = (String::new(), LONGEST);
    for n in 0.. {
        let next = line(n);
        let Some(left) = room.checked_sub(next.chars().count()) else { break };
        room = left;
        text.push_str(&next);
    }
    text
}

/// The same thing opened many times, and closed as often.
fn nested(open: &str, inside: &str, close: &str) -> String {
    let times = (LONGEST - inside.len()) / (open.chars().count() + close.chars().count());
    format!("{}{inside}{}", open.repeat(times), close.repeat(times))
}

/// What an ordinary long post looks like.
fn ordinary() -> String {
    lines(|n| {
        format!(
            "## Step {n}\n\nOpen *the settings* of the **box** at [this page](https://help.example/{n}) and look for `wlan{n}`, \
             as @ada says in #{n}.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| {n} | x |\n\n```sh\nping -c {n} box.local\n```\n\n"
        )
    })
}

/// A name for each, and the text.
pub fn worst() -> Vec<(&'static str, String)> {
    let deep_list = |mark: &'static str| lines(move |n| format!("{}{mark}x\n", "  ".repeat(n)));
    vec![
        ("quotes", often(">")),
        (
            "quotes that are lazily continued",
            lines(|n| if n % 2 == 0 { format!("{}a\n", "> ".repeat(100)) } else { "b\n".into() }),
        ),
        ("bullets", often("- ")),
        ("stairs of bullets", deep_list("- ")),
        ("quotes in bullets in quotes", often("> - ")),
        (
            "indents of all kinds",
            lines(|n| {
                format!("{}{} x\n", [" ", "  ", "\t", " \t", "    "][n % 5].repeat(n % 7), ["-", "1.", ">"][n % 3])
            }),
        ),
        ("emphasis, opened", often("*a ")),
        ("emphasis, strong and struck", often("**a _b ~~c ")),
        ("emphasis in emphasis", nested("*a ", "b", " c*")),
        ("brackets, opened", often("[")),
        ("brackets, nested", nested("[", "a", "]")),
        ("pictures, opened", often("![")),
        ("links in links", nested("[", "a", "](/b)")),
        ("parentheses in addresses", format!("[a]({})", "(".repeat(LONGEST - 10))),
        ("definitions in a circle", lines(|n| format!("[a{n}]: /b{n}\n[a{}] ", n + 1))),
        ("references without definitions", lines(|n| format!("[a{n}][b{n}] "))),
        (
            "a long name, referred to",
            format!("[{0}]: /x\n\n{1}", "a".repeat(900), format!("[{}] ", "a".repeat(900)).repeat(30)),
        ),
        ("definitions that are referred to", format!("[a]: /{}\n\n{}", "x".repeat(9_000), "[a] ".repeat(5_200))),
        ("back ticks of many lengths", lines(|n| format!("{} ", "`".repeat(n % 300 + 1)))),
        ("back ticks, never closed", lines(|n| format!("{}a", "`".repeat(n + 1)))),
        ("entities, never closed", often("&")),
        ("entities, whole", often("&amp;")),
        ("entities in code", format!("`{}`", "&".repeat(LONGEST - 2))),
        ("entities in an address", format!("[a](/b?{})", "&".repeat(LONGEST - 9))),
        ("entities in many addresses", often(&format!("[a](/b?{}) ", "&".repeat(1_900)))),
        ("entities in a title", format!("[a](/b \"{}\")", "&".repeat(LONGEST - 10))),
        ("entities in a picture's name", format!("![{}](/uploads/a.png)", "&".repeat(LONGEST - 20))),
        ("signs of two bytes", often("§")),
        ("less-than signs", often("<")),
        ("tags, never closed", often("<a ")),
        ("comments, never closed", often("<!--")),
        ("instructions, never closed", often("<?")),
        ("CDATA, never closed", often("<![CDATA[")),
        ("blocks of HTML", often("<div>\n\n")),
        ("harmless tags, opened", often("<kbd>")),
        ("harmless tags, crossed", often("<sub><sup></sub></sup>")),
        ("addresses", often("http://a.b/ ")),
        ("one address", format!("http://a.b/{}", "a)".repeat(LONGEST / 2 - 20))),
        ("addresses in angles", often("<http://a.b>")),
        ("beginnings of addresses", often("http:/")),
        ("mentions", lines(|n| format!("@u{n} "))),
        ("questions", lines(|n| format!("#{n} "))),
        ("a wide table", format!("{}\n{}\n{}", "|a".repeat(3_000), "|-".repeat(3_000), "|b".repeat(8_000))),
        ("a long table", format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(4_900))),
        ("a table of nothing", format!("{}\n{}\n{}", "|".repeat(2_000), "|-".repeat(2_000), "|\n".repeat(11_000))),
        ("many tables", often("|a|\n|-|\n\n")),
        ("a table, nearly", format!("{}\n{}", "|a".repeat(7_000), "|-".repeat(7_999))),
        ("footnotes", lines(|n| format!("[^{n}] "))),
        ("footnotes, defined", lines(|n| format!("x[^{n}]\n\n[^{n}]: y\n\n"))),
        ("footnotes in footnotes", lines(|n| format!("[^{n}]: [^{}]\n\n", n + 1))),
        ("one footnote, many times", format!("[^a]: b\n\n{}", "[^a]".repeat(7_000))),
        ("footnotes of one name", often("[^a]: b\n\n")),
        ("headings", often("# a\n")),
        ("tasks", often("- [ ] a\n")),
        ("fences", often("```\n")),
        ("a fence, never closed", format!("```rust\n{}", "a ".repeat(14_000))),
        (
            "code in every language",
            lines(|n| format!("```{}\n\"'/*<a b='c'>{n}\n```\n", ["js", "html", "py", "sh", "css", "rust"][n % 6])),
        ),
        ("code of quotes", format!("```js\n{}\n```", "\"'`".repeat(9_000))),
        ("indented code", often("    a\n\n")),
        ("one long word", "a".repeat(LONGEST)),
        ("tabs", format!("-{}a", "\t".repeat(LONGEST - 5))),
        ("marks upon marks", format!("a{}", "\u{301}".repeat(LONGEST - 5))),
        ("letters of four bytes", "\u{1f4a9}".repeat(16_000)),
        ("hidden things", often("[[masked:0123456789]]")),
        ("a bit of everything", often("> - *a_ [b](c `d` <kbd>|e\n")),
    ]
}

fn timed(source: &str) -> (Duration, Result<Rendered, TooLong>) {
    let clock = Stopwatch::start();
    let result = rendered(source);
    (clock.elapsed(), result)
}

#[test]
fn the_worst_texts_take_no_longer_than_a_few_ordinary_ones() {
    let all = worst();
    assert!(all.len() >= 25);
    let text = ordinary();
    let _ = timed(&text);
    let usual = (0..3).map(|_| timed(&text).0).min().expect("three");
    println!("an ordinary text of {} characters: {usual:?}", text.chars().count());
    let budget = usual * TIMES;
    let (mut slow, mut slowest) = (Vec::new(), Duration::ZERO);
    for (name, source) in &all {
        assert!(source.chars().count() <= LONGEST, "{name}: {} characters", source.chars().count());
        let (mut took, mut result) = timed(source);
        // Another test may have had the machine for a moment.
        for _ in 0..2 {
            if took > budget {
                let again = timed(source);
                (took, result) = (took.min(again.0), again.1);
            }
        }
        let said = match &result {
            Ok(rendered) => format!("{} bytes of HTML", rendered.html.len()),
            Err(why) => format!("refused: {why}"),
        };
        println!("{:>7.1} × {took:>12?} {name}: {said}", took.as_secs_f64() / usual.as_secs_f64());
        slowest = slowest.max(took);
        if took > budget {
            slow.push(format!("{name}: {took:?}"));
        }
        if let Ok(rendered) = result {
            assert!(rendered.html.len() < 25 * source.len().max(1_000), "{name}: {} bytes", rendered.html.len());
            if source.len() % 3 == 0 {
                prose(&rendered.html, name);
            }
        }
    }
    println!("{} texts, the slowest in {slowest:?}, the budget {budget:?}", all.len());
    crate::architecture::none(&slow);
}

/// Over HTTP in every place that renders: a few of the worst, each answered or refused with a message, and others are not kept
/// waiting meanwhile.
#[test]
fn the_worst_texts_are_answered_wherever_they_are_sent() {
    town(|town| {
        let all = super::whole::build(town);
        let (mut lena, mut nele) = (town.browser_of(all.lena), town.browser_of(all.nele));
        for (name, source) in worst().iter().step_by(30) {
            let body = format!("{BODY}\n\n{}", source.chars().take(LONGEST - 100).collect::<String>());
            let question = all.question;
            let ask = [("title", "The worst of all texts"), ("body", &*body), ("mask", "hide"), ("similar_shown", "1")];
            let desk = all.desk.to_string();
            let note = [("question", desk.as_str()), ("seen", "1"), ("body", body.as_str())];
            let edit = [("base", "1"), ("title", "The worst of all texts"), ("body", &*body), ("mask", "hide")];
            let answers = [
                lena.post("/preview", &[("body", &body)]),
                lena.post("/ask", &ask),
                lena.post(&format!("/posts/{question}/comments"), &[("body", &body), ("mask", "hide")]),
                lena.post(&format!("/posts/{question}/edit"), &edit),
                lena.post("/settings", &[("name", "Lena"), ("lang", "en"), ("bio", &body)]),
                nele.post("/desk/note", &note),
            ];
            for answer in &answers {
                assert!(matches!(answer.status, 200 | 303 | 409 | 422), "{name}: {} {}", answer.status, answer.body);
            }
            let said = answers[2].text(".add-comment .error");
            assert!(answers[2].status != 422 || said.is_some(), "{name}: a comment says why it is too long");
        }
        let longer = format!("title=The+longest+of+all&similar_shown=1&body={}", "x".repeat(70_000));
        let browser = super::raw::Raw::of(&town.forum, &lena);
        let refused = browser.post("/ask", super::raw::FORM, longer.as_bytes()).expect("an answer");
        assert_eq!(refused.status, 422);
        assert!(refused.text("#body-error").is_some_and(|said| said.contains("30")), "{}", refused.body.len());
    });
}
