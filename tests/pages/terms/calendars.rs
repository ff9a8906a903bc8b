//! Calendars: made, shown, changed; what is wrong stands where it was typed; holidays from a file.

use kiez::escalation::tables::calendars;

use super::*;

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
