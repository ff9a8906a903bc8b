//! Requirements 1 to 4 and 7: each trick through every field and channel, and nowhere is it more than text.

use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::moderation::tables::review_items;

use super::allowed::{feed, letter, page, prose, tricks};
use super::raw::Raw;
use super::whole::{self, Whole, send};
use crate::pages::town::{Town, town};
use crate::support::{Answer, Browser};

/// Words behind each text, so that there is always enough of it.
const WORDS: &str = "and some words below it";

/// Checks an answer by its kind. A redirect has been checked by where it leads.
fn check(town: &Town, answer: &Answer, from: &str) {
    assert!(answer.status < 500 || from == "/readyz", "{from}: {} {}", answer.status, answer.body);
    let kind = answer.header("content-type").unwrap_or_default();
    if kind.starts_with("text/html") && !answer.body.is_empty() {
        page(answer, &town.forum.url, from);
    } else if kind.starts_with("application/atom+xml") {
        feed(&answer.body, from);
    } else if kind.starts_with("text/csv") {
        // What stands in a table is no formula.
        let cell = |cell: &str| cell.trim_matches('"').starts_with(['=', '@', '+']);
        assert!(!answer.body.lines().any(|line| line.split(';').any(cell)), "{from}: {}", answer.body);
    } else if kind.contains("json") {
        assert!(serde_json::from_str::<serde_json::Value>(&answer.body).is_ok(), "{from}: {}", answer.body);
    } else {
        let harmless = ["text/plain", "image/", "application/xml", "text/xml", "text/css", "text/javascript", "font/"];
        assert!(
            kind.is_empty() || answer.body.is_empty() || harmless.iter().any(|one| kind.starts_with(one)),
            "{from}: {kind}"
        );
    }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Tricks together, as many as fit into a title.
fn titles(tricks: &[String]) -> Vec<Vec<&String>> {
    let mut packs: Vec<Vec<&String>> = Vec::new();
    let mut room = 0;
    for trick in tricks {
        let length = trick.chars().count() + 1;
        if length > room {
            packs.push(Vec::new());
            room = 140;
        }
        packs.last_mut().expect("one").push(trick);
        room = room.saturating_sub(length);
    }
    packs
}

fn joined(pack: &[&String], between: &str) -> String {
    pack.iter().map(|trick| trick.as_str()).collect::<Vec<_>>().join(between)
}

/// A thread whose title, text, answers, comments, edits and flags are tricks; all pages that show it.
fn thread(town: &Town, all: &Whole, pack: &[&String], more: &[&String]) {
    let [mut karl, mut sven, mut lena, mut mo] = [all.karl, all.sven, all.lena, all.mo].map(|id| town.browser_of(id));
    let title = cut(&format!("A title {}", joined(pack, " ")), 150);
    let body = format!("{}\n\n{WORDS}", joined(if more.is_empty() { pack } else { more }, "\n\n"));
    let tags = cut(&joined(pack, ","), 300);
    let form = |tags: &str| {
        let fields = [("title", &*title), ("body", &body), ("tags", tags), ("mask", "hide"), ("similar_shown", "1")];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let post = |browser: &mut Browser, path: &str, fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let answer = browser.post(path, &fields);
        check(town, &answer, &format!("{path} {pack:?}"));
        answer
    };
    let with_tags = post(&mut karl, "/ask", &form(&tags));
    let asked = if with_tags.status == 303 { with_tags } else { post(&mut karl, "/ask", &form("light")) };
    assert_eq!(asked.status, 303, "{}", asked.body);
    let path = asked.location().to_owned();
    let id = path.split('/').nth(2).expect("a number").to_owned();
    let thread = karl.get(&path);
    check(town, &thread, &path);
    // All threads are made alike: every fourth has the texts of four, in all that there can be in one.
    if more.is_empty() {
        return;
    }
    let fields = |body: &str| [("body".to_owned(), body.to_owned()), ("mask".to_owned(), "hide".to_owned())];
    let preview = lena.post("/preview", &[("body", &body)]);
    assert_eq!(preview.status, 200, "{}", preview.body);
    prose(&preview.body, &path);
    let answered = post(&mut sven, &format!("/questions/{id}/answers"), &fields(&body));
    assert_eq!(answered.status, 303, "{pack:?}: {}", answered.body);
    let note = format!("{}\n\n{WORDS}", cut(&joined(more, "\n\n"), 900));
    let said = post(&mut lena, &format!("/posts/{id}/comments"), &fields(&note));
    assert_eq!(said.status, 303, "{pack:?}: {}", said.body);
    let reason = cut(&joined(more, " "), 290);
    let edited = format!("Edited: {body}");
    let edit = [("title", &*title), ("body", &edited), ("tags", "light"), ("reason", &reason)];
    let mut edit: Vec<(String, String)> = edit.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    edit.extend([("mask".to_owned(), "hide".to_owned()), ("base".to_owned(), "1".to_owned())]);
    let thread = karl.get(&path);
    check(town, &thread, &path);
    assert_eq!(count(&thread, ".comment"), 1, "{path}");
    post(&mut karl, &format!("/posts/{id}/edit"), &edit);
    send(&mut lena, &format!("/posts/{id}/flag"), &[("reason", "other"), ("note", &reason)]);
    check(town, &karl.get(&format!("/posts/{id}/edit")), &path);
    check(town, &karl.get(&format!("/posts/{id}/revisions")), &path);
    check(town, &karl.get(&format!("/questions/{id}/feed.atom")), &path);
    let item: i64 = town.read(|conn| {
        let about = review_items::table.filter(review_items::subject.eq(format!("post:{id}")));
        about.select(review_items::id).first(conn)
    });
    check(town, &mo.get(&format!("/review?item={item}")), &path);
}

fn count(answer: &Answer, selector: &str) -> usize {
    let page = scraper::Html::parse_document(&answer.body);
    page.select(&scraper::Selector::parse(selector).expect("a selector")).count()
}

/// Forms with one or more texts, and the fields of each that have to be what they are.
fn forms(all: &Whole) -> Vec<(i64, String, Vec<&'static str>, Vec<(&'static str, String)>)> {
    let (ada, mo, nele) = (all.ada, all.mo, all.nele);
    let own =
        |fields: &[(&'static str, &str)]| fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let desk = all.desk.to_string();
    vec![
        (all.lena, "/settings".into(), vec!["name", "bio"], own(&[("lang", "en"), ("address", "")])),
        (all.lena, "/appeals".into(), vec!["text"], own(&[("about", &format!("person:{}", all.lena))])),
        (all.lena, "/sign-in".into(), vec!["email", "next"], own(&[("password", "x")])),
        (
            mo,
            format!("/people/{}/sanctions", all.lena),
            vec!["note"],
            own(&[("kind", "warn"), ("reason", "other"), ("posts", "kept")]),
        ),
        (mo, format!("/triage/{}/snooze", all.question), vec!["reason", "until"], own(&[("seen", "1")])),
        (nele, "/desk/note".into(), vec!["body"], own(&[("question", &desk), ("seen", "1")])),
        (nele, "/desk/snooze".into(), vec!["reason", "until"], own(&[("question", &desk), ("seen", "1")])),
        (ada, "/desk/canned".into(), vec!["name", "body"], own(&[("lang", "en"), ("team", "")])),
        (ada, "/admin/products".into(), vec!["name", "text-en", "text-de"], own(&[])),
        (ada, "/admin/categories".into(), vec!["text-en", "text-de"], own(&[])),
        (ada, "/admin/teams".into(), vec!["name"], own(&[])),
        (ada, "/admin/tags/1/name".into(), vec!["name"], own(&[])),
        (ada, "/admin/tags/1/descriptions".into(), vec!["text-en", "text-de"], own(&[])),
        (ada, "/admin/tags/1/synonyms".into(), vec!["name"], own(&[])),
        (ada, "/admin/reasons".into(), vec!["name", "text-en", "text-de"], own(&[("decision", "hide")])),
        (
            ada,
            "/admin/ticket-systems".into(),
            vec!["name", "group", "customer"],
            own(&[("kind", "webhook"), ("address", "https://t.example/")]),
        ),
        (ada, "/admin/search/synonyms".into(), vec!["words"], own(&[])),
        (ada, "/admin/search/pins".into(), vec!["term"], own(&[("target", "1")])),
        (ada, "/admin/policies/new".into(), vec!["name", "tags"], own(&[("do", "save")])),
        (ada, "/admin/calendars/new".into(), vec!["name", "zone", "days"], own(&[("do", "save")])),
        (ada, "/admin/spam".into(), vec!["words", "domains", "trusted"], own(&[("hold_at", "60"), ("do", "save")])),
        (ada, format!("/admin/people/{}/grant", all.lena), vec!["tag", "scope"], own(&[("role", "expert")])),
        (ada, "/admin/settings".into(), vec!["name"], own(&SETTINGS)),
    ]
}

/// The forum's settings beside its name.
const SETTINGS: [(&str, &str); 11] = [
    ("languages", "en"),
    ("first", "en"),
    ("zone", "UTC"),
    ("vote_up", "15"),
    ("flag", "15"),
    ("comment", "50"),
    ("vote_down", "125"),
    ("retag", "200"),
    ("edit", "1000"),
    ("close", "2000"),
    ("hide_by_flags", "300"),
];

/// Addresses that say back what they were asked.
const ASKED: [&str; 8] = [
    "/search?q=@",
    "/search?q=x&tag=@&product=@&sort=@",
    "/search/complete?q=@",
    "/similar?title=@",
    "/ask?title=@&tags=@&body=@",
    "/tags?q=@",
    "/people?q=@",
    "/sign-in?next=@",
];

#[test]
fn no_trick_is_more_than_text_in_any_field_or_channel() {
    town(|town| {
        let all = whole::build(town);
        let tricks = tricks();
        let packs = titles(&tricks);
        for four in packs.chunks(4) {
            thread(town, &all, &four[0], &four.concat());
            four[1..].iter().for_each(|pack| thread(town, &all, pack, &[]));
        }
        let threads = packs.len();
        let mut sent = 0;
        for (person, path, texts, fixed) in forms(&all) {
            let mut browser = town.browser_of(person);
            for (n, pack) in tricks.chunks(40).enumerate() {
                let fields: Vec<(&str, String)> = texts
                    .iter()
                    .enumerate()
                    .map(|(k, name)| {
                        // Each field begins with another of them: short ones hold no more than one.
                        let turned: Vec<&str> =
                            (0..pack.len()).map(|i| pack[(i + k + n) % pack.len()].as_str()).collect();
                        let most = if matches!(*name, "name" | "term" | "zone") { 58 } else { 480 };
                        (*name, cut(&turned.join(" "), most))
                    })
                    .collect();
                let fields: Vec<(&str, &str)> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .chain(fixed.iter().map(|(name, value)| (*name, value.as_str())))
                    .collect();
                check(town, &browser.post(&path, &fields), &format!("{path} {fields:?}"));
                sent += 1;
            }
        }
        let mut visitor = town.forum.browser();
        for pack in tricks.chunks(20) {
            let text: String = url::form_urlencoded::byte_serialize(pack.join(" ").as_bytes()).collect();
            for path in ASKED {
                let path = path.replace('@', &cut(&text, 900));
                check(town, &visitor.get(&path), &path);
                sent += 1;
            }
        }
        let seen = look_around(town, &all);
        println!("{} tricks in {threads} threads and {sent} forms, {seen} pages looked at", tricks.len());
        read_the_letters(town, &all, &tricks);
    });
}

/// Pages on which names and texts of many kinds stand beside each other.
const PAGES: [&str; 29] = [
    "/",
    "/?tab=newest",
    "/tags",
    "/people",
    "/products",
    "/feed.atom",
    "/tags/light/feed.atom",
    "/sitemap/pages.xml",
    "/sitemap/0.xml",
    "/settings",
    "/moderation-log",
    "/search?q=title",
    "/review",
    "/triage",
    "/reports",
    "/desk",
    "/desk/canned",
    "/admin/products",
    "/admin/categories",
    "/admin/teams",
    "/admin/tags",
    "/admin/reasons",
    "/admin/ticket-systems",
    "/admin/search/words",
    "/admin/policies",
    "/admin/calendars",
    "/admin/audit",
    "/admin/audit.csv",
    "/admin/audit.json",
];

/// Looks at them as somebody who may see them all.
fn look_around(town: &Town, all: &Whole) -> usize {
    let browser = Raw::of(&town.forum, &town.browser_of(all.ada));
    for path in PAGES {
        check(town, &browser.get(path, &[]).unwrap_or_else(|| panic!("{path} broke off")), path);
    }
    PAGES.len()
}

/// Letters whose subjects and texts are titles and names that somebody chose.
fn read_the_letters(town: &Town, all: &Whole, tricks: &[String]) {
    let folder = town.forum.services.config.data_dir.join("mail");
    let name = "<b>\"Sven\" <script>alert(1)</script>";
    let sven = all.sven;
    town.write(move |tx| {
        diesel::update(people::table.find(sven)).set(people::name.eq(name)).execute(tx.conn())?;
        Ok(())
    });
    let (mut lena, mut helper) = (town.browser_of(all.lena), town.browser_of(all.sven));
    let mut expected = Vec::new();
    for trick in tricks.iter().step_by(30) {
        let title = cut(&format!("Letter {trick} of mine"), 150);
        let fields =
            [("title", &*title), ("body", whole::BODY), ("tags", "light"), ("mask", "hide"), ("similar_shown", "1")];
        let path = send(&mut lena, "/ask", &fields);
        let id = path.split('/').nth(2).expect("a number").to_owned();
        expected.push(id.clone());
        send(
            &mut helper,
            &format!("/questions/{id}/answers"),
            &[("body", &format!("{trick}\n\n{WORDS}")), ("mask", "hide")],
        );
    }
    let patience = kiez::ground::clock::Stopwatch::start();
    let letters = || -> Vec<String> {
        let all = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        all.map(|entry| std::fs::read_to_string(entry.path()).unwrap_or_default()).collect()
    };
    let told = |letters: &[String]| letters.iter().filter(|one| one.contains("To: lena@people.example")).count();
    while told(&letters()) < expected.len() && patience.elapsed().as_secs() < 20 {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let letters = letters();
    assert!(told(&letters) >= expected.len(), "{} of {}", told(&letters), expected.len());
    for raw in &letters {
        letter(raw, "a letter");
    }
    println!("{} letters read", letters.len());
}
