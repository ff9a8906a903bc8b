//! Requirements 5, 6, 8, 23, 32 and 33: what stands around every answer, and what headers cannot do.

use std::collections::BTreeSet;
use std::time::Duration;

use kiez::ground::clock::Stopwatch;
use kiez::ground::refusal::Refusal;
use scraper::{Html, Selector};

use super::raw::{FORM, Raw, form};
use super::routes;
use super::whole;
use crate::pages::town::{town, towns, visit};
use crate::support::{Answer, Database, Forum};

/// What may be kept by whoever passes it on.
const PUBLIC: [&str; 8] =
    [".atom", ".xml", "robots.txt", "/assets/", "picture.svg", "/uploads/", "/healthz", "/readyz"];

fn nonce(answer: &Answer) -> Option<String> {
    let policy = answer.header("content-security-policy")?;
    policy.split("'nonce-").nth(1)?.split('\'').next().map(str::to_owned)
}

/// Panics unless the answer has what every answer has.
fn check(answer: &Answer, from: &str) {
    let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{from}: no policy"));
    for loose in ["unsafe-inline", "unsafe-eval", "*", "http:", "https:"] {
        assert!(!policy.contains(loose), "{from}: {policy}");
    }
    let sandboxed = policy.contains("sandbox");
    for directive in
        ["default-src 'none'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'", "form-action 'self'"]
    {
        assert!(sandboxed || policy.contains(directive), "{from}: {directive} is not in {policy}");
    }
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{from}");
    assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{from}");
    assert!(answer.header("referrer-policy").is_some_and(|policy| policy.contains("origin")), "{from}");
    assert!(answer.header("server").is_none() && answer.header("x-powered-by").is_none(), "{from}");
    let cache = answer.header("cache-control").unwrap_or_default();
    let kept = cache.contains("public");
    assert!(!kept || answer.header("set-cookie").is_none(), "{from}: a cookie that others keep");
    assert!(!kept || PUBLIC.iter().any(|part| from.contains(part)), "{from}: {cache}");
    let kind = answer.header("content-type").unwrap_or_default();
    if kind.starts_with("text/html") {
        assert!(cache.contains("no-store") || cache.contains("no-cache"), "{from}: {cache}");
        scripts(answer, from);
    }
}

/// Nothing on the page runs without the nonce, and nothing brings a style of its own.
fn scripts(answer: &Answer, from: &str) {
    let page = Html::parse_document(&answer.body);
    let own = nonce(answer);
    let select = |what: &str| Selector::parse(what).expect("a selector");
    for script in page.select(&select("script")) {
        let data = matches!(script.value().attr("type"), Some("application/json" | "application/ld+json"));
        let ours = script.value().attr("src").is_some_and(|src| src.starts_with("/assets/"));
        let known = script.value().attr("nonce").map(str::to_owned) == own;
        assert!(data || ours || known, "{from}: {}", script.html());
    }
    assert_eq!(page.select(&select("style, [style], base, object, embed, iframe")).count(), 0, "{from}");
}

#[test]
fn every_answer_has_its_headers_and_every_rendered_page_a_nonce_of_its_own() {
    // As a forum runs: with pages that are kept.
    visit(Forum::start_with(Database::sqlite(), |config| config.page_cache = 16), |town| {
        let all = whole::build(town);
        let (visitor, admin) = (town.forum.browser(), town.browser_of(all.ada));
        let (visitor, admin) = (Raw::of(&town.forum, &visitor), Raw::of(&town.forum, &admin));
        let (mut nonces, mut answers, mut kept) = (BTreeSet::new(), 0, 0);
        for pattern in routes::patterns(false).iter().filter(|pattern| !pattern.ends_with("/live")) {
            let path = all.fill(pattern);
            for (browser, somebody) in [(&visitor, false), (&admin, true)] {
                let answer = browser.get(&path, &[]).unwrap_or_else(|| panic!("{path} broke off"));
                check(&answer, &path);
                answers += 1;
                let page = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
                match nonce(&answer) {
                    Some(nonce) => assert!(nonce.len() == 32 && nonces.insert(nonce), "{path}: a nonce that was used"),
                    // A page that is kept runs nothing but files from here.
                    None if page && !somebody => kept += 1,
                    None => assert!(!page, "{path}: no nonce"),
                }
            }
        }
        assert!(nonces.len() > 100 && (5..40).contains(&kept), "{} of {answers}, {kept} kept", nonces.len());
        let long = vec![b'x'; 600 * 1024];
        let question = format!("/questions/{}", all.question);
        let errors = [
            ("nowhere", admin.get("/nowhere/at/all", &[]), 404),
            ("forbidden", visitor.post_from("/ask", FORM, b"", &[("origin", "https://evil.example")]), 403),
            ("too large", admin.post("/language", FORM, &long), 413),
            ("unreadable", admin.post(&format!("/admin/people/{}/suspend", all.sven), FORM, b"days=x"), 422),
            ("refused", admin.post("/admin/products", FORM, b"name="), 422),
            ("no number", admin.get("/questions/x", &[]), 404),
            ("JSON", admin.get("/nowhere", &[("accept", "application/json")]), 404),
            ("gone", admin.get(&format!("{question}99999/x"), &[]), 404),
        ];
        for (what, answer, status) in errors {
            let answer = answer.unwrap_or_else(|| panic!("{what} broke off"));
            assert_eq!(answer.status, status, "{what}: {}", answer.body);
            check(&answer, what);
        }
        println!("{answers} answers with {} nonces", nonces.len());
    });
}

#[test]
fn an_error_shows_an_id_and_nothing_of_the_inside() {
    towns(|town| {
        use diesel::connection::SimpleConnection;
        town.write(|tx| {
            tx.conn().batch_execute("ALTER TABLE tags RENAME TO away").map_err(Refusal::from)?;
            Ok(())
        });
        let browser = Raw::of(&town.forum, &town.forum.browser());
        for accept in ["text/html", "application/json"] {
            let answer = browser.get("/tags", &[("accept", accept)]).expect("an answer");
            assert_eq!(answer.status, 500, "{}", answer.body);
            check(&answer, "/tags");
            let id = answer.header("x-request-id").expect("an id");
            assert!(id.len() == 16 && answer.body.contains(id), "{}", answer.body);
            let said = answer.body.to_lowercase();
            let version = env!("CARGO_PKG_VERSION");
            for inside in
                ["select", "relation", "no such", "sqlite", "postgres", "diesel", "panicked", ".rs:", "away", version]
            {
                let shown = if inside == "select" { said.contains("select ") } else { said.contains(inside) };
                assert!(!shown, "{inside}: {}", answer.body);
            }
        }
    });
}

#[test]
fn line_breaks_reach_no_header() {
    town(|town| {
        let all = whole::build(town);
        let member = Raw::of(&town.forum, &town.browser_of(all.lena));
        let evil = "/a\r\nX-Evil: 1\r\n\r\n<script>";
        let mut answers = Vec::new();
        for path in
            ["/sign-in", "/language", "/theme", "/inbox/read", &format!("/inbox/asked/{}/decline", all.question)]
        {
            let fields = [("next", evil), ("back", evil), ("lang", evil), ("theme", evil), ("email", evil)];
            answers.push(member.post(path, FORM, &form(fields)));
        }
        for path in [
            "/people/by-handle/x%0d%0aX-Evil:%201",
            "/tags/x%0d%0aX-Evil:%201",
            "/sign-in?next=%2Fa%0d%0aX-Evil:%201",
            "/search?q=x%0d%0aX-Evil:%201",
        ] {
            answers.push(member.get(path, &[]));
        }
        let question = format!("/questions/{}", all.question);
        answers.push(member.get(&format!("{question}/other%0d%0aX-Evil:%201?x=%0d%0aX-Evil:%201"), &[]));
        answers.push(member.get(&question, &[("accept-language", "de\tX-Evil: 1"), ("user-agent", "a\tX-Evil: 1")]));
        for answer in answers.into_iter().map(|answer| answer.expect("an answer")) {
            assert!(answer.status < 500, "{}", answer.status);
            let split = |(name, value): &(String, String)| name == "x-evil" || value.contains(['\r', '\n']);
            assert!(!answer.headers.iter().any(split), "{:?}", answer.headers);
        }
    });
}

/// Headers by which some programs let whoever stands before them say who somebody is, or where.
const IDENTITY: [(&str, &str); 14] = [
    ("x-forwarded-user", "ada"),
    ("x-forwarded-email", "ada@people.example"),
    ("x-remote-user", "ada"),
    ("remote-user", "ada"),
    ("x-authenticated-user", "1"),
    ("x-user-id", "1"),
    ("authorization", "Basic YWRhOmFkYQ=="),
    ("authorization", "Bearer 1"),
    ("x-original-url", "/admin"),
    ("x-rewrite-url", "/admin"),
    ("x-http-method-override", "POST"),
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-proto", "https"),
    ("forwarded", "for=127.0.0.1;host=evil.example;proto=https"),
];

#[test]
fn nobody_is_who_a_header_says() {
    town(|town| {
        let all = whole::build(town);
        let (visitor, member) = (town.forum.browser(), town.browser_of(all.lena));
        let (visitor, member) = (Raw::of(&town.forum, &visitor), Raw::of(&town.forum, &member));
        let home = visitor.get("/help", &[]).expect("a page").body.len();
        for header in IDENTITY {
            for path in ["/settings", "/admin", "/inbox"] {
                let answer = visitor.get(path, &[header]).expect("an answer");
                assert_eq!(answer.status, 303, "{path} {header:?}");
            }
            assert_eq!(member.get("/admin", &[header]).expect("an answer").status, 403, "{header:?}");
            let page = visitor.get("/help", &[header]).expect("a page");
            assert!(!page.body.contains("evil.example") && page.body.len() == home, "{header:?}");
        }
    });
}

#[test]
fn what_others_keep_depends_on_nothing_that_a_stranger_sends() {
    town(|town| {
        let all = whole::build(town);
        let feed = format!("/questions/{}/feed.atom", all.question);
        let picture = format!("/people/{}/picture.svg", all.lena);
        let browser = Raw::of(&town.forum, &town.forum.browser());
        for path in ["/feed.atom", "/sitemap.xml", "/sitemap/pages.xml", "/robots.txt", &feed, &picture] {
            let plain = browser.get(path, &[]).expect("an answer");
            assert_eq!(plain.status, 200, "{path}");
            for header in [
                ("host", "evil.example"),
                ("x-forwarded-host", "evil.example"),
                ("x-forwarded-proto", "evil"),
                ("origin", "https://evil.example"),
                ("accept-language", "de"),
                ("cookie", "kiez-language=de; kiez-theme=dark; kiez-session=x"),
            ] {
                let other = browser.get(path, &[header]).expect("an answer");
                let vary = other.header("vary").unwrap_or_default().to_lowercase();
                let told = vary.split(", ").any(|name| name == header.0);
                assert!(told || (other.status == 200 && other.body == plain.body), "{path} {header:?}");
                assert!(!other.body.contains("evil.example"), "{path} {header:?}");
            }
        }
    });
}

/// The link in a letter leads to the forum's own address, whatever the request said it was called.
#[test]
fn a_letter_links_to_the_configured_address() {
    let forum = Forum::start();
    crate::accounts::person(&forum.services.db, "Lena Vogt");
    let browser = Raw::of(&forum, &forum.browser());
    let sent = browser.post_from(
        "/reset",
        FORM,
        &form([("email", "lena-vogt@example.org")]),
        &[("host", "evil.example"), ("origin", "http://evil.example"), ("x-forwarded-host", "evil.example")],
    );
    assert!(sent.expect("an answer").status < 500);
    let patience = Stopwatch::start();
    let honest = forum.browser().post("/reset", &[("email", "lena-vogt@example.org")]);
    assert_eq!(honest.status, 303);
    for letter in crate::accounts::mails(&forum, "lena-vogt@example.org", 1) {
        assert!(letter.contains(&format!("{}/reset/", forum.url)) && !letter.contains("evil.example"), "{letter}");
    }
    assert!(patience.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_contact_for_holes_is_where_everybody_looks() {
    let path = "/.well-known/security.txt";
    assert_eq!(Forum::start().browser().get(path).status, 404);
    let forum = Forum::start_with(crate::support::Database::sqlite(), |config| {
        config.security_contact = Some("mailto:security@kiez.example".into());
    });
    let answer = forum.browser().get(path);
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    for line in ["Contact: mailto:security@kiez.example", "Expires: 2026-04-01T10:00:00Z", "Canonical: http"] {
        assert!(answer.body.contains(line), "{line}: {}", answer.body);
    }
}
