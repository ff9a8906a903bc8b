//! The rules: each looks at the facts and says what it saw and how much that weighs. Pure. Enough points make a post
//! wait; no rule but the heaviest does so alone.

use crate::ground::clock::{DAY, MINUTE};
use crate::threads::limits::{FIRST_POSTS, NEW_ACCOUNT};
use crate::threads::screen::Signal;

use super::bayes;
use super::book::Book;
use super::words;

/// How far back posts count as flooding.
pub const FLOOD: i64 = 10 * MINUTE;
/// How far back texts are compared.
pub const MEMORY: i64 = 30 * DAY;
/// Seconds in which nobody reads a form and fills it in.
const TOO_FAST: i64 = 3;
/// Characters that nobody types in that time.
const TYPED: usize = 40;
/// Hosts and words that are named.
const NAMED: usize = 5;

/// A text that looks like this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Whether it is the same text, not only similar.
    pub whole: bool,
    /// Whether its author is the same.
    pub own: bool,
}

/// What the rules look at.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// How long the author has been here.
    pub age: i64,
    /// How many of their posts everybody can see, as far as it matters.
    pub visible: i64,
    /// How many posts they have written within `FLOOD`.
    pub lately: i64,
    /// Title and text in plain words.
    pub text: String,
    /// Hosts that are linked to.
    pub hosts: Vec<String>,
    /// Hosts of those that were linked to in posts that were removed, and in others.
    pub known_hosts: Vec<(String, bayes::Seen)>,
    /// Texts that look alike.
    pub twins: Vec<Twin>,
    /// Whether the field that nobody sees was filled in.
    pub trapped: bool,
    /// Seconds that the form was open.
    pub seconds: Option<i64>,
    /// The host of the author's mail address.
    pub mail_host: Option<String>,
    /// How likely it is spam by its words, in percent.
    pub learned: Option<i64>,
}

type Rule = fn(&Facts, &Book) -> Option<Signal>;

/// Every rule.
const RULES: [Rule; 9] = [
    new_account_links,
    repeated_text,
    listed_domain,
    removed_domain,
    speed,
    fast_form,
    trap,
    disposable_mail,
    listed_words,
];

/// Names of all signals, for pages that list them; those of services elsewhere are not among them.
pub const NAMES: [&str; 10] = [
    "new_account_links",
    "repeated_text",
    "listed_domain",
    "removed_domain",
    "speed",
    "fast_form",
    "trap",
    "disposable_mail",
    "listed_words",
    "learned_words",
];

/// What the rules saw, the weightiest first.
pub fn all(facts: &Facts, book: &Book) -> Vec<Signal> {
    let mut found: Vec<Signal> =
        RULES.iter().chain([&(learned_words as Rule)]).filter_map(|r| r(facts, book)).collect();
    found.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| a.name.cmp(&b.name)));
    found
}

/// What signals come to.
pub fn sum(signals: &[Signal]) -> i64 {
    signals.iter().map(|signal| signal.points).sum()
}

fn signal(name: &str, points: i64, what: impl Into<String>) -> Option<Signal> {
    (points > 0).then(|| Signal { name: name.into(), points, what: what.into() })
}

fn size(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn names<'a>(all: impl Iterator<Item = &'a String>) -> String {
    all.take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn untrusted<'a>(facts: &'a Facts, book: &Book) -> Vec<&'a String> {
    facts.hosts.iter().filter(|host| words::listed(host, &book.trusted).is_none()).collect()
}

fn new_account_links(facts: &Facts, book: &Book) -> Option<Signal> {
    let hosts = untrusted(facts, book);
    if hosts.is_empty() || facts.age >= NEW_ACCOUNT || facts.visible >= FIRST_POSTS {
        return None;
    }
    let more = (size(hosts.len()) - 1) * 5;
    signal("new_account_links", 30 + more.min(20), names(hosts.into_iter()))
}

fn repeated_text(facts: &Facts, _: &Book) -> Option<Signal> {
    let weight = |twin: &Twin| match (twin.whole, twin.own) {
        (true, true) => 30,
        (true, false) => 40,
        (false, true) => 20,
        (false, false) => 25,
    };
    let points: i64 = facts.twins.iter().map(weight).sum();
    signal("repeated_text", points.min(80), facts.twins.len().to_string())
}

fn listed_domain(facts: &Facts, book: &Book) -> Option<Signal> {
    let listed: Vec<&String> = facts.hosts.iter().filter(|host| words::listed(host, &book.domains).is_some()).collect();
    signal("listed_domain", 60 * i64::from(!listed.is_empty()), names(listed.into_iter()))
}

/// Hosts that posts linked to which moderators removed, more often than they let them through.
fn removed_domain(facts: &Facts, book: &Book) -> Option<Signal> {
    let bad: Vec<&(String, bayes::Seen)> = facts
        .known_hosts
        .iter()
        .filter(|(host, seen)| seen.spam > seen.fine && words::listed(host, &book.trusted).is_none())
        .collect();
    let worst = bad.iter().map(|(_, seen)| seen.spam - seen.fine).max().unwrap_or(0);
    let points = match worst {
        ..=0 => 0,
        1 => 25,
        _ => 45,
    };
    signal("removed_domain", points, names(bad.iter().map(|(host, _)| host)))
}

fn speed(facts: &Facts, _: &Book) -> Option<Signal> {
    let points = match facts.lately {
        ..=3 => 0,
        4..=5 => 20,
        6..=9 => 40,
        _ => 70,
    };
    signal("speed", points, facts.lately.to_string())
}

fn fast_form(facts: &Facts, _: &Book) -> Option<Signal> {
    let seconds = facts.seconds.filter(|seconds| *seconds < TOO_FAST)?;
    let long = facts.text.chars().nth(TYPED).is_some();
    signal("fast_form", 25 * i64::from(long), seconds.to_string())
}

fn trap(facts: &Facts, _: &Book) -> Option<Signal> {
    signal("trap", 60 * i64::from(facts.trapped), "")
}

fn disposable_mail(facts: &Facts, book: &Book) -> Option<Signal> {
    let host = facts.mail_host.as_ref().filter(|host| book.is_disposable(host))?;
    signal("disposable_mail", 25, host.as_str())
}

fn listed_words(facts: &Facts, book: &Book) -> Option<Signal> {
    if book.words.is_empty() {
        return None;
    }
    let text = format!(" {} ", words::all(&facts.text).collect::<Vec<_>>().join(" "));
    let found: Vec<&String> = book.words.iter().filter(|phrase| text.contains(&format!(" {phrase} "))).collect();
    let points = match size(found.len()) {
        0 => 0,
        n => 20 + (n - 1) * 15,
    };
    signal("listed_words", points.min(65), names(found.into_iter()))
}

fn learned_words(facts: &Facts, _: &Book) -> Option<Signal> {
    let percent = facts.learned?;
    let points = match percent {
        ..=89 => 0,
        90..=97 => 30,
        _ => 45,
    };
    signal("learned_words", points, percent.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(facts: &Facts, book: &Book) -> Vec<(String, i64, String)> {
        all(facts, book).into_iter().map(|s| (s.name, s.points, s.what)).collect()
    }

    fn one(facts: Facts) -> Option<(String, i64, String)> {
        let found = seen(&facts, &Book::default());
        assert!(found.len() <= 1, "{found:?}");
        found.into_iter().next()
    }

    fn said(name: &str, points: i64, what: &str) -> Option<(String, i64, String)> {
        Some((name.into(), points, what.into()))
    }

    #[test]
    fn an_ordinary_question_shows_nothing() {
        let facts =
            Facts { age: DAY, lately: 1, text: "The red light blinks.".into(), seconds: Some(90), ..Facts::default() };
        assert_eq!(one(facts), None);
    }

    #[test]
    fn links_of_new_accounts() {
        let links = |n: usize| (0..n).map(|n| format!("h{n}.example")).collect::<Vec<_>>();
        let new = |n| Facts { age: DAY, hosts: links(n), ..Facts::default() };
        assert_eq!(one(new(1)), said("new_account_links", 30, "h0.example"));
        assert_eq!(one(new(3)), said("new_account_links", 40, "h0.example, h1.example, h2.example"));
        assert_eq!(one(new(9)).map(|s| s.1), Some(50));
        assert_eq!(one(Facts { age: 31 * DAY, ..new(3) }), None);
        assert_eq!(one(Facts { visible: 3, ..new(3) }), None);
        let trusting = Book { trusted: vec!["example".into(), "h0.example".into()], ..Book::default() };
        assert!(seen(&new(2), &trusting).is_empty());
    }

    #[test]
    fn repeated_texts() {
        let twins = |all: &[(bool, bool)]| Facts {
            twins: all.iter().map(|&(whole, own)| Twin { whole, own }).collect(),
            ..Facts::default()
        };
        assert_eq!(one(twins(&[(true, true)])), said("repeated_text", 30, "1"));
        assert_eq!(one(twins(&[(true, true); 2])).map(|s| s.1), Some(60));
        assert_eq!(one(twins(&[(true, false)])).map(|s| s.1), Some(40));
        assert_eq!(one(twins(&[(false, true)])).map(|s| s.1), Some(20));
        assert_eq!(one(twins(&[(true, false); 9])).map(|s| s.1), Some(80));
    }

    #[test]
    fn hosts_that_are_not_wanted() {
        let old = |host: &str| Facts { age: 90 * DAY, hosts: vec![host.into()], ..Facts::default() };
        let book = Book { domains: vec!["spam.example".into()], ..Book::default() };
        let found = seen(&old("www2.spam.example"), &book);
        assert_eq!(found, [("listed_domain".into(), 60, "www2.spam.example".into())]);
        assert!(seen(&old("fine.example"), &book).is_empty());
        let known = |spam, fine| Facts {
            known_hosts: vec![("a.example".into(), bayes::Seen { spam, fine })],
            ..Facts::default()
        };
        assert_eq!(one(known(1, 0)), said("removed_domain", 25, "a.example"));
        assert_eq!(one(known(4, 1)), said("removed_domain", 45, "a.example"));
        assert_eq!(one(known(2, 2)), None);
    }

    #[test]
    fn flooding_and_forms_that_nobody_read() {
        let lately = |lately| Facts { lately, ..Facts::default() };
        for (n, points) in [(0, None), (3, None), (4, Some(20)), (6, Some(40)), (10, Some(70)), (99, Some(70))] {
            assert_eq!(one(lately(n)).map(|s| s.1), points, "{n}");
        }
        let long = "A text that takes some time to be typed by anybody.";
        let form = |seconds, text: &str| Facts { seconds, text: text.into(), ..Facts::default() };
        assert_eq!(one(form(Some(1), long)), said("fast_form", 25, "1"));
        assert_eq!(one(form(Some(1), "short")), None);
        assert_eq!(one(form(Some(3), long)), None);
        assert_eq!(one(form(None, long)), None);
        assert_eq!(one(Facts { trapped: true, ..Facts::default() }), said("trap", 60, ""));
    }

    #[test]
    fn addresses_words_and_what_was_learned() {
        let mail = |host: &str| Facts { mail_host: Some(host.into()), ..Facts::default() };
        assert_eq!(one(mail("mailinator.com")), said("disposable_mail", 25, "mailinator.com"));
        assert_eq!(one(mail("example.org")), None);
        let book = Book { words: vec!["casino".into(), "free money".into(), "pills".into()], ..Book::default() };
        let text = |text: &str| Facts { text: text.into(), ..Facts::default() };
        assert_eq!(seen(&text("The CASINO!"), &book), [("listed_words".into(), 20, "casino".into())]);
        assert_eq!(seen(&text("free... money, casino"), &book)[0].1, 35);
        assert!(seen(&text("casinos and free of money"), &book).is_empty());
        let learned = |percent| Facts { learned: Some(percent), ..Facts::default() };
        for (percent, points) in [(50, None), (89, None), (90, Some(30)), (98, Some(45)), (100, Some(45))] {
            assert_eq!(one(learned(percent)).map(|s| s.1), points, "{percent}");
        }
    }

    #[test]
    fn the_weightiest_comes_first_and_every_name_is_listed() {
        let facts = Facts {
            age: DAY,
            hosts: vec!["a.example".into()],
            known_hosts: vec![("a.example".into(), bayes::Seen { spam: 3, fine: 0 })],
            twins: vec![Twin { whole: true, own: true }],
            trapped: true,
            seconds: Some(0),
            lately: 20,
            mail_host: Some("yopmail.com".into()),
            learned: Some(99),
            text: "casino casino casino casino casino casino".into(),
            ..Facts::default()
        };
        let book = Book { words: vec!["casino".into()], domains: vec!["a.example".into()], ..Book::default() };
        let found = all(&facts, &book);
        assert_eq!(found.len(), NAMES.len());
        assert!(found.iter().all(|s| NAMES.contains(&s.name.as_str())));
        assert!(found.is_sorted_by(|a, b| a.points >= b.points));
        assert_eq!(sum(&found), found.iter().map(|s| s.points).sum::<i64>());
    }
}
