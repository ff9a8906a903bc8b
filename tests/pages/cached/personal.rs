//! Nothing of anybody is ever kept.

use super::{a_town, asked, fetch, figures, header, path_of};

/// A name that nobody else has, on no page but for its owner.
const NAME: &str = "Zdenka Quastenflosser";

#[test]
fn nothing_of_anybody_is_ever_kept() {
    a_town(|town| {
        let (lena, own) = (town.person("Lena", 1), town.person(NAME, 5_000));
        let question = town.ask(lena, super::Asked { tags: vec!["wlan"], ..asked("The red light blinks") });
        town.product("router", "Router");
        let path = path_of(town, question);
        let paths =
            ["/", "/tags", "/tags/wlan", "/products", "/products/router", "/feed.atom", &path, "/people/1/lena"];
        let browser = town.browser_of(own);
        let session = browser.cookies.get("kiez-session").expect("a session").clone();
        let flash = "m=flash-saved&n=77&u=&d=".replace('&', ".26").replace('=', ".3D");
        let cookies = [
            format!("kiez-session={session}"),
            format!("kiez-theme=dark; kiez-session={session}"),
            "kiez-session=of-somebody-who-is-gone".to_owned(),
            "kiez-visitor=0123456789abcdef0123456789abcdef01234567".to_owned(),
            format!("kiez-flash={flash}"),
            "kiez-device=a-device-of-theirs".to_owned(),
            "kiez-challenge=a-challenge-of-theirs".to_owned(),
            "something=else".to_owned(),
        ];
        let mut marks =
            vec![NAME.to_owned(), session.clone(), "kiez-visitor".into(), "set-cookie".into(), "-of-theirs".into()];
        let token = regex::Regex::new("name=\"(?:csrf|key|since)\" value=\"([^\"]{16,})\"").expect("a pattern");
        for path in paths {
            let url = format!("{}{path}", town.forum.url);
            for cookie in &cookies {
                let (status, headers, body) = fetch(&url, &[("cookie", cookie)]);
                assert_eq!(status, 200, "{path}");
                assert!(
                    path.ends_with(".atom") || header(&headers, "cache-control").contains("no-store"),
                    "{path} {cookie}"
                );
                assert!(path.ends_with(".atom") || header(&headers, "etag").is_empty(), "{path} {cookie}");
                // Whatever tokens somebody was given on their page.
                let text = String::from_utf8_lossy(&body).into_owned();
                marks.extend(token.captures_iter(&text).map(|found| found[1].to_owned()));
            }
            let theirs = fetch(&url, &[("authorization", "Bearer x")]);
            assert_eq!(theirs.0, 200, "{path}");
        }
        assert_eq!((figures(town).pages, figures(town).hits), (0, 0), "somebody left a page behind");
        marks.sort();
        marks.dedup();
        assert!(marks.len() >= 8, "few tokens were found: {marks:?}");
        // Now visitors, and everybody else after them.
        for _ in 0..2 {
            for path in paths {
                let url = format!("{}{path}", town.forum.url);
                let (status, headers, _) = fetch(&url, &[("accept-encoding", "br")]);
                assert!(status == 200 && header(&headers, "set-cookie").is_empty(), "{path}");
                fetch(&url, &[("accept-encoding", "gzip")]);
                let (_, _, theirs) = fetch(&url, &[("cookie", &cookies[0])]);
                assert!(
                    path.ends_with(".atom") || String::from_utf8_lossy(&theirs).contains(NAME),
                    "{path}: not their own"
                );
            }
        }
        let now = figures(town);
        assert_eq!((now.pages, now.misses), (8, 8), "{now:?}");
        let kept = town.forum.services.pages.bytes();
        for mark in marks {
            assert!(!kept.windows(mark.len()).any(|part| part == mark.as_bytes()), "{mark} is kept");
        }
    });
}
