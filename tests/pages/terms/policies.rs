//! Policies: made, ordered, retired; what a change moves is shown first; a draft is tried on what was asked.

use kiez::escalation::tables::policies;

use super::*;

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
        town.ask(lena, crate::pages::town::Asked { tags: vec!["wlan"], ..asked("A question with a tag") });
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
                    text: crate::pages::town::text("The red light blinks and nothing else happens."),
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
            town.ask(lena, crate::pages::town::Asked { lang, at, ..asked("Waits for ever") });
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
