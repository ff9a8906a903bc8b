//! Requirements 19, 20 and 21: what is hidden, deleted or waits is nowhere and cannot be told from what never was; and nothing
//! public says how to reach anybody.

use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::ground::events::last_position;
use regex::Regex;

use super::doors::filled;
use super::raw::{FORM, Raw, form};
use super::routes;
use super::whole::{self, Whole, fill, send};
use crate::pages::town::{Town, town, towns};
use crate::support::{Answer, Browser, START};

/// In every text that is taken away.
const SECRET: &str = "quittenbrot";
/// What never was.
const NEVER: i64 = 987_654;
/// Rooms in which threads are read and answered.
const THREADS: [&str; 5] = ["/questions/", "/answers/", "/posts/", "/comments/", "/inbox/asked/"];

struct Gone {
    /// Posts and questions that not everybody sees.
    posts: Vec<i64>,
    comments: Vec<i64>,
}

fn number(path: &str) -> i64 {
    path.split('/').nth(2).and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no number in {path}"))
}

/// Somebody who has just come, whose first links wait for review.
fn newcomer(town: &Town, name: &str) -> Browser {
    let id = town.person(name, 1);
    town.write(move |tx| {
        diesel::update(people::table.find(id)).set(people::created_at.eq(START)).execute(tx.conn())?;
        Ok(())
    });
    town.browser_of(id)
}

/// Writes the secret in every way and takes it away in every way.
fn take_away(town: &Town, all: &Whole) -> Gone {
    let (mut lena, mut karl, mut mo) = (town.browser_of(all.lena), town.browser_of(all.karl), town.browser_of(all.mo));
    let mut jan = newcomer(town, "Jan");
    let link = "See https://elsewhere.example/ for the Quittenbrot in it.";
    let body = "The Quittenbrot is stuck in it and nothing else happens.";
    let ask = |browser: &mut Browser, title: &str, body: &str| {
        let fields = [("title", title), ("body", body), ("tags", SECRET), ("lang", "en"), ("similar_shown", "1")];
        number(&send(browser, "/ask", &fields))
    };
    let answer = |browser: &mut Browser, question: i64, body: &str| {
        number(&send(browser, &format!("/questions/{question}/answers"), &[("body", body)]))
    };
    let comment = |browser: &mut Browser, post: i64| {
        number(&send(browser, &format!("/posts/{post}/comments"), &[("body", "A word about Quittenbrot")]))
    };
    let hidden = ask(&mut lena, "Quittenbrot in my printer, one", body);
    let below = answer(&mut karl, hidden, "Take the Quittenbrot out of it.");
    let said = comment(&mut lena, below);
    let deleted = ask(&mut lena, "Quittenbrot in my printer, two", body);
    let held = ask(&mut jan, "Quittenbrot in my printer, three", link);
    let answers = [
        answer(&mut karl, all.question, "First take the Quittenbrot out."),
        answer(&mut karl, all.question, "Then put the Quittenbrot back in."),
        answer(&mut jan, all.question, link),
    ];
    let comments = [comment(&mut lena, all.answer), comment(&mut karl, all.answer)];
    send(&mut mo, &format!("/posts/{hidden}/hide"), &[("reason", "spam")]);
    send(&mut lena, &format!("/posts/{deleted}/delete"), &[]);
    send(&mut mo, &format!("/posts/{}/hide", answers[0]), &[("reason", "spam")]);
    send(&mut karl, &format!("/posts/{}/delete", answers[1]), &[]);
    send(&mut mo, &format!("/comments/{}/delete", comments[0]), &[]);
    send(&mut karl, &format!("/comments/{}/delete", comments[1]), &[]);
    Gone { posts: vec![hidden, deleted, held, answers[0], answers[1], answers[2]], comments: vec![said, comments[0]] }
}

/// An answer without what differs each time, and with the number that was asked for as N.
fn told(answer: &Answer, id: i64) -> (u16, String, String) {
    let random = Regex::new("[0-9a-f]{12,}").expect("a pattern");
    let number = Regex::new(&format!(r"\b{id}\b")).expect("a pattern");
    let plain = |text: &str| {
        let text = text.replace("%2F", "/").replace("%3A", ":");
        number.replace_all(&random.replace_all(&text, ""), "N").into_owned()
    };
    let main = answer.text("main").unwrap_or_else(|| answer.body.clone());
    (answer.status, plain(answer.header("location").unwrap_or_default()), plain(&main))
}

#[test]
fn what_is_taken_away_is_as_if_it_never_was() {
    towns(|town| {
        let all = whole::build(town);
        let gone = take_away(town, &all);
        let ben = town.browser_of(town.person("Ben", 2_500));
        let (visitor, ben) = (Raw::of(&town.forum, &town.forum.browser()), Raw::of(&town.forum, &ben));
        let fields = filled();
        let body = form(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let position = || town.read(last_position);
        let before = position();
        let is_thread = |pattern: &&String| THREADS.iter().any(|room| pattern.starts_with(room));
        let mut tried = 0;
        for pattern in routes::patterns(false).iter().filter(is_thread) {
            let ids = if pattern.starts_with("/comments") { &gone.comments } else { &gone.posts };
            for browser in [&visitor, &ben] {
                let never = told(&browser.get(&fill(pattern, &NEVER.to_string()), &[]).expect("an answer"), NEVER);
                for id in ids {
                    let answer = browser.get(&fill(pattern, &id.to_string()), &[]).expect("an answer");
                    assert_eq!(told(&answer, *id), never, "GET {pattern} of {id}");
                    tried += 1;
                }
            }
        }
        for pattern in routes::patterns(true).iter().filter(is_thread) {
            let ids = if pattern.starts_with("/comments") { &gone.comments } else { &gone.posts };
            let send = |id: i64| ben.post(&fill(pattern, &id.to_string()), FORM, &body).expect("an answer");
            let never = told(&send(NEVER), NEVER);
            for id in ids {
                assert_eq!(told(&send(*id), *id), never, "POST {pattern} of {id}");
                tried += 1;
            }
        }
        // By a name in another field: as the original of a duplicate, in an appeal, in a link.
        for id in &gone.posts {
            let named = |id: i64| {
                let closing = format!("/questions/{}/duplicate", all.desk);
                let original = id.to_string();
                let duplicate = ben.post(&closing, FORM, &form([("original", original.as_str())])).expect("an answer");
                let appeal = ben.get(&format!("/appeals/new?about=post:{id}"), &[]).expect("an answer");
                let preview = ben.post("/preview", FORM, &form([("body", format!("See #{id}!").as_str())]));
                [told(&duplicate, id), told(&appeal, id), told(&preview.expect("an answer"), id)]
            };
            assert_eq!(named(*id), named(NEVER), "{id}");
            tried += 3;
        }
        assert_eq!(position(), before, "nothing happened");
        println!("{tried} times nothing was there");
    });
}

#[test]
fn no_page_shows_what_is_taken_away_or_how_to_reach_somebody() {
    town(|town| {
        let all = whole::build(town);
        take_away(town, &all);
        crate::accounts::person(&town.forum.services.db, "Pia Passwort");
        let ben = town.browser_of(town.person("Ben", 2_500));
        let browsers = [Raw::of(&town.forum, &town.forum.browser()), Raw::of(&town.forum, &ben)];
        let mut paths: Vec<String> =
            routes::patterns(false).iter().filter(|pattern| !pattern.ends_with("/live")).map(|p| all.fill(p)).collect();
        for (id, handle) in [(all.lena, "lena"), (all.karl, "karl"), (all.mo, "mo"), (all.ada, "ada")] {
            let profile = format!("/people/{id}/{handle}");
            paths
                .extend(["", "?tab=answers", "?tab=questions", "?tab=reputation"].map(|tab| format!("{profile}{tab}")));
        }
        let question = format!("/questions/{}/the-red-light-blinks-every-night", all.question);
        paths.extend(["", "?sort=newest", "?page=2"].map(|query| format!("{question}{query}")));
        for query in ["/search?q=@", "/search?q=@&sort=newest", "/similar?title=@+in+my+printer", "/tags?q=@"] {
            paths.push(query.replace('@', SECRET));
        }
        paths.extend(["/search?q=printer", "/search?q=user:karl", "/search/complete?q=quitt", "/"].map(str::to_owned));
        paths.extend(["/?tab=unanswered", "/?tab=newest", "/people?q=karl", "/moderation-log"].map(str::to_owned));
        // What a page says back to whoever typed it is theirs.
        let typed = Regex::new(r#"(?i)value="[^"]*"|q=[^"&]*|<title>[^<]*"#).expect("a pattern");
        let hash = kiez::accounts::sessions::hash(&format!("{:040x}", 1));
        let inside = ["people.example", "pia-passwort@example.org", "$argon2", &hash, "127.0.0.0/24"];
        for path in &paths {
            for browser in &browsers {
                let answer = browser.get(path, &[]).unwrap_or_else(|| panic!("{path} broke off"));
                assert!(answer.status < 500 || path == "/readyz", "{path}");
                let headers: String = answer.headers.iter().map(|(_, value)| value.as_str()).collect();
                let asked = path.contains(SECRET) || path.contains("quitt");
                let shown =
                    if asked { main_part(path, &answer) } else { typed.replace_all(&answer.body, "").into_owned() };
                assert!(!shown.to_lowercase().contains(SECRET), "{path}: {shown}");
                assert!(asked || !headers.to_lowercase().contains(SECRET), "{path}: {headers}");
                for word in inside {
                    assert!(!answer.body.contains(word) && !headers.contains(word), "{path}: {word}");
                }
            }
        }
        println!("{} pages without it", paths.len() * browsers.len());
    });
}

/// What was found, without the box that keeps what was typed.
fn main_part(path: &str, answer: &Answer) -> String {
    if path.starts_with("/similar") || path.starts_with("/search/complete") {
        return answer.body.clone();
    }
    let page = scraper::Html::parse_document(&answer.body);
    let parts = scraper::Selector::parse(".q-title, .q-excerpt, .facets, [role=listbox], .similar-list, .tags, .rows")
        .expect("a selector");
    page.select(&parts).flat_map(|part| part.text()).collect()
}
