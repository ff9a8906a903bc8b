//! Requirements 13 and 26 for the queue's own stream: only for those who decide there, from our own pages, and as long as they may.

use std::io::BufRead;

use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::{grant, sessions};
use kiez::moderation::flag::{self, Flag};
use kiez::moderation::kinds::{About, FlagReason};
use kiez::threads::kinds::Status;

use crate::accounts::sanctions::cast;
use crate::accounts::streams::{ends, stream};
use crate::pages::town::{asked, towns};

const LIVE: &str = "/review/live";

#[test]
fn the_queue_is_heard_by_its_moderators_only() {
    towns(|town| {
        let cast = cast(town);
        let mut visitor = town.forum.browser();
        assert_eq!(visitor.get(LIVE).location(), "/sign-in?next=%2Freview");
        assert_eq!(town.browser_of(cast.lena).get(LIVE).status, 403);
        let mo = town.browser_of(cast.mo);
        for foreign in ["origin: https://evil.example\r\n", "origin: null\r\n", "sec-fetch-site: cross-site\r\n"] {
            assert_eq!(stream(town, &mo, LIVE, foreign).0, 403, "{foreign}");
        }
        let mut stranger = town.browser_of(cast.mo);
        stranger.cookies.insert("kiez-session".into(), "f".repeat(40));
        assert_ne!(stream(town, &stranger, LIVE, "").0, 200);
        let (status, mut reader) = stream(town, &mo, LIVE, "sec-fetch-site: same-origin\r\n");
        assert_eq!(status, 200);
        // A flag is heard of, and nothing of what it says.
        let question = town.ask(cast.mia, asked("Something to look at"));
        let answer = town.answer(question, cast.mia, Status::Visible, false);
        town.act(cast.lena, move |tx, actor, rules, now| {
            let flag = Flag { about: About::Post(answer), reason: FlagReason::Other, note: "a secret word".into() };
            flag::flag(tx, actor, &flag, rules, now)
        });
        let (mut heard, mut line) = (0, String::new());
        while heard < 2 {
            line.clear();
            assert!(reader.read_line(&mut line).expect("a line within the limit") > 0, "the stream ended");
            assert!(!line.contains("secret"), "{line}");
            heard += usize::from(line.trim_end() == "event: review");
        }
    });
}

#[test]
fn the_queues_stream_ends_with_the_right_and_the_session() {
    towns(|town| {
        let cast = cast(town);
        let (mo, mia) = (town.browser_of(cast.mo), town.browser_of(cast.mia));
        let (mos, mias) = (stream(town, &mo, LIVE, ""), stream(town, &mia, LIVE, ""));
        assert_eq!((mos.0, mias.0), (200, 200));
        town.act(cast.ada, move |tx, actor, _, now| {
            grant::revoke(tx, Some(actor.id), cast.mo, Role::Moderator, Scope::Everywhere, now)
        });
        assert!(ends(mos.1), "without the role it goes on");
        assert_eq!(stream(town, &mo, LIVE, "").0, 403);
        let now = town.forum.clock.now();
        town.write(move |tx| sessions::end_others(tx, cast.mia, None, now));
        assert!(ends(mias.1), "without the session it goes on");
        assert_ne!(stream(town, &mia, LIVE, "").0, 200);
    });
}
