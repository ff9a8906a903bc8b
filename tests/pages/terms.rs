//! Policies and calendars as admins keep them: who may, what is refused and where, what is asked back, what is told.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::escalation::tables::{calendars, policies, terms_changes};
use kiez::escalation::terms::{Book, Hours};
use kiez::ground::clock::HOUR;

use super::town::{Town, asked, towns};
use crate::support::{Answer, Browser};

/// An admin's browser and another person's number.
fn admin(town: &Town) -> (Browser, i64) {
    let (ada, lena) = (town.person("Ada", 1), town.person("Lena", 1));
    town.grant(ada, Role::Admin, Scope::Everywhere);
    (town.browser_of(ada), lena)
}

/// What stands in every element that a selector finds; cells of a table are parted by a space.
fn texts(answer: &Answer, selector: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(&answer.body);
    let selector = scraper::Selector::parse(selector).expect("a selector");
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    page.select(&selector).map(|e| words(e.text().collect::<Vec<_>>().join(" "))).collect()
}

/// The fields of a calendar's form: the office in Berlin, changed.
fn hours<'a>(change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let day = "9:00–12:30, 13:30–17:00";
    let mut fields = vec![("name", "Office"), ("zone", "Europe/Berlin"), ("days", ""), ("do", "save")];
    fields.extend([("mon", day), ("tue", day), ("wed", day), ("thu", day), ("fri", "9-12"), ("sat", ""), ("sun", "")]);
    with(fields, change)
}

/// The fields of a policy's form: German questions get an hour, changed.
fn policy<'a>(change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = vec![
        ("name", "German"),
        ("peer_window", "1"),
        ("peer_window_unit", "hours"),
        ("triage_window", "90"),
        ("triage_window_unit", "minutes"),
        ("first_response", "1"),
        ("first_response_unit", "days"),
        ("warn_before", "30"),
        ("warn_before_unit", "minutes"),
        ("solution", ""),
        ("solution_unit", "days"),
        ("nudges", "25, 50"),
        ("send_backs", "2"),
        ("answered", "any_answer"),
        ("team", ""),
        ("triage_calendar", "1"),
        ("staff_calendar", "1"),
        ("languages", "de"),
        ("tags", ""),
        ("starts_at", "2026-03-01T00:00"),
        ("do", "save"),
    ];
    with(fields, change)
}

fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(name, _)| !change.iter().any(|(other, _)| name == other));
    fields.extend(change);
    fields
}

/// The number at the end of where a redirect leads.
fn number(answer: &Answer) -> i64 {
    let path = answer.location();
    path.rsplit('/').next().and_then(|part| part.parse().ok()).unwrap_or_else(|| panic!("no number in {path}"))
}

fn stored(town: &Town, id: i64) -> Hours {
    let book = town.forum.services.db.read_blocking(Book::load).expect("terms").expect("some");
    book.hours_of(id).cloned().expect("the calendar")
}

fn names(town: &Town) -> Vec<String> {
    let book = town.forum.services.db.read_blocking(Book::load).expect("terms").expect("some");
    book.policies.into_iter().map(|policy| policy.name).collect()
}

#[test]
fn only_admins_keep_terms() {
    towns(|town| {
        let (mut browser, lena) = admin(town);
        let mut other = town.browser_of(lena);
        let moderator = town.person("Mo", 5_000);
        town.grant(moderator, Role::Moderator, Scope::Everywhere);
        let mut moderator = town.browser_of(moderator);
        for path in ["/admin/policies", "/admin/policies/new", "/admin/policies/1"] {
            assert_eq!(browser.get(path).status, 200, "{path}");
            assert_eq!((other.get(path).status, moderator.get(path).status), (403, 403), "{path}");
            assert_eq!(town.forum.browser().get(path).status, 303, "{path}");
        }
        for path in ["/admin/calendars", "/admin/calendars/new", "/admin/calendars/1"] {
            assert_eq!((browser.get(path).status, other.get(path).status), (200, 403), "{path}");
        }
        for path in ["/admin/calendars/new", "/admin/calendars/1"] {
            assert_eq!(other.post(path, &hours(&[])).status, 403);
        }
        for path in ["/admin/policies/new", "/admin/policies/1", "/admin/policies/1/retire", "/admin/policies/1/up"] {
            assert_eq!(other.post(path, &policy(&[])).status, 403);
        }
        for path in ["/admin/policies/99", "/admin/calendars/99", "/admin/policies/99/retire"] {
            assert_eq!(browser.get(path).status, 404, "{path}");
        }
        let changes: i64 = town.read(|conn| terms_changes::table.count().get_result(conn));
        assert_eq!(changes, 0);
    });
}

#[test]
fn a_calendar_is_made_shown_and_changed() {
    towns(|town| {
        let (mut browser, _) = admin(town);
        let days = "2026-03-03 Stocktaking\n2026-03-04 Half a day 9:00-11:00";
        let made = browser.post("/admin/calendars/new", &hours(&[("days", days)]));
        let id = number(&made);
        let page = browser.follow(&made);
        assert_eq!(page.field("mon"), "9:00–12:30, 13:30–17:00");
        // Monday, 2 March: today first, then the two special days, and clocks on the 29th.
        let rows = texts(&page, "tbody tr");
        assert_eq!(rows.len(), 28);
        assert_eq!(rows[0], "Mon 2 Mar 2026 9:00–12:30, 13:30–17:00");
        assert_eq!(rows[1], "Tue 3 Mar 2026 closed Special day: Stocktaking");
        assert_eq!(rows[2], "Wed 4 Mar 2026 9:00–11:00 Special day: Half a day");
        assert_eq!(rows[27], "Sun 29 Mar 2026 closed Clocks go forward by 60 minutes");
        let list = browser.get("/admin/calendars");
        let line = texts(&list, ".rows li").into_iter().find(|line| line.contains("Office")).expect("it is listed");
        assert!(line.contains("Mon–Thu 9:00–12:30, 13:30–17:00 Fri 9:00–12:00"), "{line}");
        assert!(line.contains("2 special days to come") && line.contains("No policy uses it"), "{line}");

        let path = format!("/admin/calendars/{id}");
        let base = page.field("base");
        let shown = browser.post(&path, &hours(&[("sat", "10–14"), ("do", "look"), ("base", &base)]));
        assert!(shown.body.contains("10:00–14:00") && stored(town, id).week[5].is_empty(), "looking saves nothing");
        let saved =
            browser.post(&path, &hours(&[("sat", "10–14"), ("days", "2026-03-03 Stocktaking"), ("base", &base)]));
        let page = browser.follow(&saved);
        assert_eq!(stored(town, id).week[5].len(), 1);
        let told = texts(&page, "#history-h + .rows li");
        assert_eq!(told.len(), 2);
        assert!(told[0].starts_with("Ada") && told[0].contains("Saturday: none → 10:00–14:00"), "{}", told[0]);
        assert!(told[0].contains("No special day any more: 2026-03-04 Half a day 9:00–11:00"), "{}", told[0]);
        assert!(told[1].contains("New"), "{}", told[1]);
        // Whoever still has the old page open is told, keeps what they typed, and may insist.
        let late = browser.post(&path, &hours(&[("name", "My office"), ("base", &base)]));
        assert_eq!((late.status, late.field("name").as_str()), (409, "My office"));
        let again = browser.post(&path, &hours(&[("name", "My office"), ("base", &late.field("base"))]));
        assert_eq!(again.status, 303);
        browser.cookies.insert("kiez-language".into(), "de".into());
        assert!(browser.get(&path).body.contains("Montag"));
    });
}

#[test]
fn what_is_wrong_with_a_calendar_stands_where_it_was_typed() {
    towns(|town| {
        let (mut browser, _) = admin(town);
        let long = "x".repeat(61);
        let bad: [(&str, &str); 12] = [
            ("name", " "),
            ("name", &long),
            ("name", "Mon–Fri 9–17"),
            ("zone", "Europe/Entenhausen"),
            ("zone", ""),
            ("mon", "9:00–"),
            ("tue", "17:00–9:00"),
            ("sun", "25:00–26:00"),
            ("days", "24.12.2026 Heiligabend"),
            ("days", "2026-12-24 a\n2026-12-24 b"),
            ("days", "2026-12-24 a 9:00–8:00"),
            ("days", "2026-02-30"),
        ];
        for (field, typed) in bad {
            let answer = browser.post("/admin/calendars/new", &hours(&[(field, typed)]));
            assert_eq!(answer.status, 422, "{field}: {typed}");
            assert!(answer.text(&format!("#{field}-error")).is_some(), "{field}: {typed}");
            let kept = if field == "days" { answer.text("#days").unwrap_or_default() } else { answer.field(field) };
            assert_eq!(kept.split_whitespace().collect::<Vec<_>>(), typed.split_whitespace().collect::<Vec<_>>());
        }
        let closed = [("mon", ""), ("tue", ""), ("wed", ""), ("thu", ""), ("fri", "")];
        let never = browser.post("/admin/calendars/new", &hours(&closed));
        assert!(never.status == 422 && never.text("#week-error").is_some());
        let count: i64 = town.read(|conn| calendars::table.count().get_result(conn));
        assert_eq!(count, 1);
        assert_eq!(browser.post("/admin/calendars/new", &[]).status, 422, "and nothing at all is no calendar");
    });
}

const FEED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n\
    BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas\\, \
    both\r\n  days\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:1. Weihnachtstag\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:3\r\nDTSTART;TZID=America/New_York:20261031T200000\r\nSUMMARY:Party <b>\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:4\r\nDTSTART:20260101T000000Z\r\nSUMMARY:Long ago\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:5\r\nDTSTART;VALUE=DATE:20100501\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:May Day\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:6\r\nDTSTART;VALUE=DATE:20260601\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nSUMMARY:Jour fixe\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn holidays_come_from_a_file_as_far_as_they_are_ticked() {
    towns(|town| {
        let (mut browser, _) = admin(town);
        let fields = hours(&[("do", "read"), ("days", "2026-12-26 Ours")]);
        let page = browser.post_file("/admin/calendars/new", &fields, FEED.as_bytes());
        assert_eq!(page.status, 200, "{}", page.body);
        let labels = texts(&page, "#offered .choice label");
        let expected = [
            "2026-05-01 May Day",
            "2026-06-01 Jour fixe",
            "2026-11-01 Party <b>",
            "2026-12-25 1. Weihnachtstag / Christmas, both days",
            "2026-12-26 Christmas, both days",
            "2027-05-01 May Day",
            "2028-05-01 May Day",
        ];
        assert_eq!(labels, expected, "each day once, in Berlin, none that is over");
        assert_eq!(texts(&page, "#offered input[checked]").len(), 0, "nothing is ticked by itself");
        assert!(page.body.contains("only its first day was read"));
        assert!(page.body.contains("2026-12-26 Ours"), "what was typed is kept");
        // Something else is wrong: the list and its ticks stay.
        let feed: Vec<String> = expected.iter().map(ToString::to_string).collect();
        let mut fields =
            hours(&[("mon", "nine"), ("days", "2026-12-26 Ours"), ("tick", "2026-12-25"), ("tick", "2026-12-26")]);
        fields.extend(feed.iter().map(|line| ("feed", line.as_str())));
        let refused = browser.post("/admin/calendars/new", &fields);
        assert_eq!((refused.status, texts(&refused, "#offered input[checked]").len()), (422, 2));
        let saved = browser.post("/admin/calendars/new", &with(fields, &[("mon", "9-17")]));
        let days: Vec<String> =
            stored(town, number(&saved)).days.iter().map(|d| format!("{} {}", d.date, d.name)).collect();
        assert_eq!(days, ["2026-12-25 1. Weihnachtstag / Christmas, both days", "2026-12-26 Ours"]);
    });
}

#[test]
fn files_that_cannot_be_read_are_refused_and_nothing_is_lost() {
    towns(|town| {
        let (mut browser, _) = admin(town);
        let event = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:x\r\nEND:VEVENT\r\n";
        let calendar =
            |inside: &str| format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n").into_bytes();
        let bad: Vec<(Vec<u8>, &str)> = vec![
            (Vec::new(), "choose an iCal file"),
            (b"hello".to_vec(), "no iCal file"),
            (vec![0xff, 0xfe, 0x00], "no iCal file"),
            (b"BEGIN:VCALENDAR".to_vec(), "no iCal file"),
            (b"BEGIN:".repeat(20_000), "no iCal file"),
            (b"BEGIN:VCALENDAR\r\n".repeat(20_000), "no iCal file"),
            (calendar(""), "no day from today on"),
            (calendar("BEGIN:VEVENT\r\nSUMMARY:no date\r\nEND:VEVENT\r\n"), "no day from today on"),
            (calendar("BEGIN:VEVENT\r\nDTSTART:99999999T999999\r\nEND:VEVENT\r\n"), "no day from today on"),
            (calendar(&event.repeat(5_000)), "more than 2000 entries"),
            (calendar(&format!("X-BIG:{}\r\n", "x".repeat(1_100_000))), "larger than 1 MB"),
        ];
        for (file, expected) in bad {
            let answer = browser.post_file("/admin/calendars/1", &hours(&[("do", "read"), ("name", "Kept")]), &file);
            let said = answer.text("#file-error").unwrap_or_default();
            assert!(answer.status == 422 && said.contains(expected), "{expected}: {} {said}", answer.status);
            assert_eq!(answer.field("name"), "Kept");
        }
        let many = browser.post_file("/admin/calendars/1", &hours(&[("do", "read")]), &calendar(&event.repeat(2_000)));
        assert_eq!(texts(&many, "#offered .choice").len(), 1, "the same day is offered once");
        let none = browser.post("/admin/calendars/1", &hours(&[("do", "read")]));
        assert!(none.status == 422 && none.text("#file-error").is_some());
    });
}

#[test]
fn policies_are_made_ordered_and_retired() {
    towns(|town| {
        let (mut browser, _) = admin(town);
        let product = town.product("tannbox", "TannBox").to_string();
        let team = {
            let made = browser.post("/admin/teams", &[("name", "Second level")]);
            assert_eq!(made.status, 303);
            "1"
        };
        let german = number(&browser.post("/admin/policies/new", &policy(&[("team", team)])));
        let fields = policy(&[("name", "TannBox"), ("products", &product), ("priorities", "2"), ("languages", "")]);
        let boxes = number(&browser.post("/admin/policies/new", &fields));
        assert_eq!(names(town), ["German", "TannBox", "Everything else"]);
        let list = browser.get("/admin/policies");
        let lines = texts(&list, "ol.rows[data-list] li");
        assert!(
            lines[0].contains("Language: Deutsch") && lines[0].contains("Time for the community: 1 hour"),
            "{}",
            lines[0]
        );
        assert!(
            lines[0].contains("Team: Second level") && lines[0].contains("Time for triage: 90 minutes"),
            "{}",
            lines[0]
        );
        assert!(lines[1].contains("Product: TannBox; Priority: Urgent"), "{}", lines[1]);
        assert!(lines[2].contains("no other policy matches"), "{}", lines[2]);
        assert_eq!(texts(&list, "form[action$=\"/up\"]").len() + texts(&list, "form[action$=\"/down\"]").len(), 2);

        assert_eq!(browser.post(&format!("/admin/policies/{boxes}/up"), &[]).location(), "/admin/policies");
        assert_eq!(names(town), ["TannBox", "German", "Everything else"]);
        assert!(
            texts(&browser.get("/admin/policies"), "#history-h + .rows li")[0]
                .contains("German, TannBox, Everything else → TannBox")
        );
        browser.post(&format!("/admin/policies/{boxes}/up"), &[]);
        browser.post(&format!("/admin/policies/{boxes}/down"), &[]);
        assert_eq!(names(town), ["German", "TannBox", "Everything else"]);
        assert_eq!(browser.post(&format!("/admin/policies/{boxes}/sideways"), &[]).status, 404);
        assert_eq!(browser.post("/admin/policies/1/up", &[]).status, 404, "the last one stays the last");

        // What is stored is what the form shows, and saving it as it is changes nothing.
        let page = browser.get(&format!("/admin/policies/{german}"));
        assert_eq!((page.field("triage_window").as_str(), page.field("nudges").as_str()), ("90", "25, 50"));
        assert_eq!(page.text("#first_response_unit option[selected]").as_deref(), Some("days"));
        assert!(page.text("#languages-de[checked]").is_some());
        let base = page.field("base");
        let changed = browser.post(
            &format!("/admin/policies/{german}"),
            &policy(&[("team", team), ("peer_window", "2"), ("nudges", ""), ("base", &base)]),
        );
        let page = browser.follow(&changed);
        let told = texts(&page, "#history-h + .rows li p");
        assert!(told.contains(&"Time for the community: 1 hour → 2 hours".to_owned()), "{told:?}");
        assert!(told.contains(&"Nudges to the community: 25, 50 % → none".to_owned()), "{told:?}");
        assert!(told[0].starts_with("Ada") && told[0].contains("no due time moved"), "{told:?}");

        let asking = browser.get(&format!("/admin/policies/{boxes}/retire"));
        assert!(asking.body.contains("No question waits"));
        let retire = browser.post(&format!("/admin/policies/{boxes}/retire"), &[("seen", &asking.field("seen"))]);
        assert_eq!(retire.location(), "/admin/policies");
        assert_eq!(names(town), ["German", "Everything else"]);
        assert_eq!(browser.get(&format!("/admin/policies/{boxes}")).status, 404);
        assert_eq!(browser.get("/admin/policies/1/retire").status, 409, "the fallback stays");
        assert_eq!(browser.post("/admin/policies/1/retire", &[]).status, 409);
    });
}

#[test]
fn what_is_wrong_with_a_policy_stands_where_it_was_typed() {
    towns(|town| {
        let (mut browser, lena) = admin(town);
        town.ask(lena, super::town::Asked { tags: vec!["wlan"], ..asked("A question with a tag") });
        let bad = [
            ("name", "", "name"),
            ("name", "Everything else", "name"),
            ("peer_window", "0", "peer_window"),
            ("peer_window", "a while", "peer_window"),
            ("peer_window_unit", "years", "peer_window"),
            ("triage_window", "-5", "triage_window"),
            ("first_response", "99999999999999999999", "first_response"),
            ("solution", "1", "solution"),
            ("solution", "soon", "solution"),
            ("warn_before", "1440", "warn_before"),
            ("warn_before", "", "warn_before"),
            ("nudges", "50, 25", "nudges"),
            ("nudges", "0", "nudges"),
            ("nudges", "1 2 3 4 5 6", "nudges"),
            ("nudges", "half", "nudges"),
            ("send_backs", "10", "send_backs"),
            ("send_backs", "once", "send_backs"),
            ("answered", "never", "answered"),
            ("team", "77", "team"),
            ("team", "all", "team"),
            ("triage_calendar", "77", "triage_calendar"),
            ("staff_calendar", "", "staff_calendar"),
            ("languages", "", "conditions"),
            ("tags", "wlan, nonsense", "tags"),
            ("tags", "###", "tags"),
            ("starts_at", "soon", "starts_at"),
            ("starts_at", "2026-02-30T00:00", "starts_at"),
            ("starts_at", "9999-01-01T00:00", "starts_at"),
        ];
        for (field, typed, at) in bad {
            let change: &[(&str, &str)] = if field == "solution" && typed == "1" {
                &[(field, typed), ("solution_unit", "hours")]
            } else {
                &[(field, typed)]
            };
            let answer = browser.post("/admin/policies/new", &policy(change));
            assert_eq!(answer.status, 422, "{field}: {typed}");
            assert!(
                answer.text(&format!("#{at}-error")).is_some(),
                "{field}: {typed}: {}",
                answer.text("#errors").unwrap_or_default()
            );
            assert_eq!(answer.field("nudges").is_empty(), field == "nudges" && typed.is_empty());
            if !["peer_window_unit", "answered", "languages", "team"].contains(&field) && !field.ends_with("calendar") {
                assert_eq!(answer.field(field), typed);
            }
        }
        assert_eq!(browser.post("/admin/policies/new", &[]).status, 422, "nothing at all is no policy");
        assert_eq!(names(town), ["Everything else"]);
        // Two mistakes are two messages.
        let two = browser.post("/admin/policies/new", &policy(&[("name", ""), ("nudges", "x")]));
        assert!(two.text("#name-error").is_some() && two.text("#nudges-error").is_some());
        // A synonym and a tag are the same tag; spaces and commas part them.
        let made = browser.post("/admin/policies/new", &policy(&[("tags", " WLAN , wlan")]));
        assert_eq!(browser.follow(&made).field("tags"), "wlan");
        // The fallback asks nothing, whatever is sent.
        let base = browser.get("/admin/policies/1").field("base");
        let fallback = browser.post("/admin/policies/1", &policy(&[("name", "Rest"), ("base", &base)]));
        assert_eq!(fallback.status, 303, "{}", fallback.body);
        assert!(names(town).contains(&"Rest".to_owned()));
    });
}

#[test]
fn what_waits_is_shown_before_it_is_moved() {
    towns(|town| {
        let (mut browser, lena) = admin(town);
        for n in 0..3 {
            town.act(lena, move |tx, actor, rules, now| {
                let question = kiez::threads::ask::Question {
                    title: format!("Router number {n} does not start"),
                    text: super::town::text("The red light blinks and nothing else happens."),
                    lang: if n == 0 { "en" } else { "de" }.into(),
                    tags: vec!["router".into()],
                    ..kiez::threads::ask::Question::default()
                };
                kiez::threads::ask::ask(tx, actor, &question, rules, now)
            });
        }
        let asks = browser.post("/admin/policies/new", &policy(&[]));
        assert_eq!(asks.status, 200);
        let effect = asks.text("#effect").unwrap_or_default();
        assert!(effect.contains("2 of 3 waiting questions get another due time"), "{effect}");
        assert!(effect.contains("2 of 3 fall under another policy"), "{effect}");
        assert_eq!(names(town), ["Everything else"], "nothing is saved before it is confirmed");
        assert_eq!(asks.field("name"), "German");
        let seen = asks.field("seen");
        // Less was shown than would happen: it is asked again.
        assert_eq!(browser.post("/admin/policies/new", &policy(&[("seen", "1-1")])).status, 200);
        let made = browser.post("/admin/policies/new", &policy(&[("seen", &seen)]));
        let page = browser.follow(&made);
        assert!(texts(&page, "#history-h + .rows li")[0].contains("2 due times moved"));

        // A calendar that moderators use: what waits with peers stays, so it is saved at once.
        let base = browser.get("/admin/calendars/1").field("base");
        let plain = browser.post("/admin/calendars/1", &hours(&[("base", &base)]));
        assert_eq!(plain.status, 303, "{}", plain.body);
        town.forum.clock.advance(5 * HOUR);
        let now = town.forum.clock.now();
        while town.write(move |tx| kiez::escalation::clock::tick(tx, now)) > 0 {}
        let base = browser.get("/admin/calendars/1").field("base");
        let asks = browser.post("/admin/calendars/1", &hours(&[("mon", "9-15:15"), ("base", &base)]));
        assert!(asks.status == 200 && asks.text("#effect").is_some(), "{}", asks.status);
        let saved = browser
            .post("/admin/calendars/1", &hours(&[("mon", "9-15:15"), ("base", &base), ("seen", &asks.field("seen"))]));
        assert_eq!(saved.status, 303);

        // Retiring says it, too.
        let id = number(&made);
        let asking = browser.get(&format!("/admin/policies/{id}/retire"));
        assert!(asking.text("#effect").unwrap_or_default().contains("2 of 3 fall under another policy"));
        let blind = browser.post(&format!("/admin/policies/{id}/retire"), &[]);
        assert_eq!((blind.status, names(town).len()), (200, 2));
        let retired = browser.post(&format!("/admin/policies/{id}/retire"), &[("seen", &asking.field("seen"))]);
        assert_eq!((retired.status, names(town).len()), (303, 1));
        let left: i64 =
            town.read(|conn| policies::table.filter(policies::retired_at.is_not_null()).count().get_result(conn));
        assert_eq!(left, 1, "what it set stays on record");
    });
}

#[test]
fn a_draft_is_tried_on_what_was_asked() {
    towns(|town| {
        let (mut browser, lena) = admin(town);
        let none = browser.post("/admin/policies/1", &policy(&[("do", "try-30")]));
        assert!(none.status == 200 && none.body.contains("Nobody asked anything in this time"), "{}", none.status);
        for (days, lang) in [(3, "de"), (10, "de"), (20, "en"), (60, "de")] {
            let at = crate::support::START.plus(-days * 24 * HOUR);
            town.ask(lena, super::town::Asked { lang, at, ..asked("Waits for ever") });
        }
        let before: i64 = town.read(|conn| terms_changes::table.count().get_result(conn));
        // By today's terms three of the last month reached staff; with a long time for German ones two do not.
        let fields = policy(&[("peer_window", "60"), ("peer_window_unit", "days"), ("do", "try-30")]);
        let tried = browser.post("/admin/policies/new", &fields);
        assert_eq!(tried.status, 200, "{}", tried.body);
        let titles = texts(&tried, ".chart h3");
        assert_eq!(titles[0], "With the draft 1 of 3 questions would reach staff, today 3 do");
        assert_eq!(titles.len(), 3);
        assert_eq!(
            texts(&tried, ".chart:first-of-type tbody tr")[..3],
            ["Stayed with the community 2 0", "Reached triage 1 3", "Reached staff 1 3"]
        );
        assert_eq!(texts(&tried, ".chart svg[aria-label]").len(), 3);
        let tried = browser.post("/admin/policies/new", &with(fields, &[("do", "try-90")]));
        assert_eq!(texts(&tried, ".chart h3")[0], "With the draft 1 of 4 questions would reach staff, today 4 do");
        // A calendar is tried in the same way: closed but for an hour a week, staff answer too late.
        let hour = hours(&[("mon", "9-10"), ("tue", ""), ("wed", ""), ("thu", ""), ("fri", ""), ("do", "try-30")]);
        let tried = browser.post("/admin/calendars/1", &hour);
        assert_eq!(texts(&tried, ".chart h3").len(), 3);
        assert_eq!(browser.post("/admin/policies/new", &policy(&[("name", ""), ("do", "try-30")])).status, 422);
        browser.cookies.insert("kiez-language".into(), "de".into());
        let german = browser.post("/admin/policies/new", &policy(&[("do", "try-30")]));
        assert!(texts(&german, ".chart h3")[0].contains("kämen"));
        let after: i64 = town.read(|conn| terms_changes::table.count().get_result(conn));
        assert_eq!((before, names(town).len()), (after, 1), "trying saves nothing");
    });
}
