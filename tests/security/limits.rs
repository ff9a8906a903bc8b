//! Requirement 28: limits hold whatever the headers say, and say how long to wait.

use super::raw::{FORM, Raw, form};
use crate::support::{Database, Forum};

#[test]
fn limits_hold_whatever_the_headers_say() {
    let forum = Forum::start_with(Database::sqlite(), |config| config.rate_limits = true);
    crate::accounts::person(&forum.services.db, "Lena Vogt");
    let (visitor, member) = (
        Raw::of(&forum, &forum.browser()),
        Raw::of(&forum, &crate::accounts::signed_in(&forum, "lena-vogt@example.org", crate::accounts::GOOD)),
    );
    // The field that nobody sees keeps these from costing a hash.
    let sign_up = form([("name", "Sven"), ("email", "sven@example.org"), ("more_about_it", "x")]);
    let tries: [(&str, &Raw, Option<Vec<u8>>, usize); 5] = [
        ("/sign-up", &visitor, Some(sign_up), 30),
        ("/reset", &visitor, Some(form([("email", "nobody@example.org")])), 30),
        ("/similar?title=long+enough", &visitor, None, 100),
        ("/preview", &member, Some(form([("body", "Some words")])), 100),
        ("/settings/sanctions/1/read", &member, Some(Vec::new()), 100),
    ];
    for (path, browser, body, most) in tries {
        let mut last = None;
        for n in 0..most {
            let address = format!("198.51.{}.{}", n / 200, n % 200);
            let forwarded = format!("for={address}");
            let headers = [
                ("x-forwarded-for", address.as_str()),
                ("x-real-ip", address.as_str()),
                ("client-ip", address.as_str()),
                ("true-client-ip", address.as_str()),
                ("cf-connecting-ip", address.as_str()),
                ("forwarded", forwarded.as_str()),
                ("origin", forum.url.as_str()),
            ];
            let answer = match &body {
                Some(body) => browser.post_from(path, FORM, body, &headers),
                None => browser.get(path, &headers),
            };
            let answer = answer.expect("an answer");
            let over = answer.status == 429;
            last = Some((n, answer));
            if over {
                break;
            }
        }
        let (n, answer) = last.expect("tried");
        assert_eq!(answer.status, 429, "{path} after {n} tries");
        let wait = answer.header("retry-after").and_then(|seconds| seconds.parse::<u64>().ok());
        assert!(wait.is_some_and(|seconds| (1..=120).contains(&seconds)), "{path}: {:?}", answer.headers);
        println!("{path}: refused after {n} tries");
    }
}
