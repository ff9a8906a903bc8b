//! Whoever is acted on is told by mail: what, why, until when, and how to appeal. It cannot be switched off, and names no moderator.

use diesel::prelude::*;
use kiez::accounts::sanctions::{Measure, Reason, SanctionKind, end, impose};
use kiez::accounts::tables::people;

use super::whole::send;
use crate::accounts::mails;
use crate::accounts::sanctions::cast;
use crate::pages::town::towns;

#[test]
fn sanctions_are_told_by_mail_with_the_way_to_appeal() {
    towns(|town| {
        let cast = cast(town);
        town.write(move |tx| {
            let row = people::table.find(cast.lena);
            let values = (people::email.eq(Some("lena@people.example")), people::lang.eq("de"));
            diesel::update(row).set(values).execute(tx.conn())?;
            Ok(())
        });
        let mut mo = town.browser_of(cast.mo);
        let path = format!("/people/{}/sanctions", cast.lena);
        for kind in ["warn", "silence", "suspend"] {
            let fields = [
                ("kind", kind),
                ("days", "7"),
                ("reason", "rude"),
                ("note", "Kein <b>Wort</b> mehr davon"),
                ("posts", "kept"),
            ];
            send(&mut mo, &path, &fields);
        }
        let letters: Vec<String> =
            mails(&town.forum, "lena@people.example", 3).iter().map(|raw| readable(raw)).collect();
        for (subject, text) in [
            ("Die Moderation hat dich verwarnt", "hat dich verwarnt"),
            ("Du bist bis 09.03.2026", "nicht schreiben oder abstimmen"),
            ("Du bist bis 09.03.2026", "nur lesen"),
        ] {
            let one = letters.iter().find(|letter| letter.contains(text)).unwrap_or_else(|| panic!("{letters:?}"));
            assert!(one.contains(subject), "{one}");
            assert!(one.contains("Kein <b>Wort</b> mehr davon") && one.contains("&#60;b&#62;Wort"), "{one}");
            let appeal = format!("{}/appeals/new?about=person:{}", town.forum.url, cast.lena);
            assert!(one.contains(&appeal) && one.contains("Einspruch einlegen"), "{one}");
            assert!(!one.contains("List-Unsubscribe") && !one.contains("/unsubscribe/"), "{one}");
            assert!(
                !one.contains("Mo ") && !one.contains("Mo<") && !one.contains("Mo,"),
                "no moderator is named: {one}"
            );
        }
        // It ends early: that is told, too, with nothing to appeal against.
        let id: i64 = town.read(|conn| {
            use kiez::accounts::tables::sanctions;
            sanctions::table.filter(sanctions::kind.eq("suspend")).select(sanctions::id).first(conn)
        });
        town.act(cast.mo, move |tx, actor, _, now| end(tx, actor, id, now));
        let letters: Vec<String> =
            mails(&town.forum, "lena@people.example", 4).iter().map(|raw| readable(raw)).collect();
        let ended = letters.iter().filter(|letter| letter.contains("aufgehoben")).collect::<Vec<_>>();
        assert!(ended.len() == 1 && ended[0].contains("/settings/sanctions"), "{letters:?}");
        // Nobody writes to an address that was never confirmed.
        town.write(move |tx| {
            let row = people::table.find(cast.mia);
            let values = (people::email.eq(Some("mia@people.example")), people::email_verified_at.eq(None::<i64>));
            diesel::update(row).set(values).execute(tx.conn())?;
            Ok(())
        });
        town.act(cast.ada, move |tx, actor, _, now| {
            let measure = Measure { kind: SanctionKind::Warn, days: 1, reason: Reason::Spam, note: String::new() };
            impose(tx, actor, cast.mia, &measure, now)?;
            impose(tx, actor, cast.lena, &measure, now)
        });
        assert_eq!(mails(&town.forum, "lena@people.example", 5).len(), 5);
        let folder = std::fs::read_dir(town.forum.services.config.data_dir.join("mail")).expect("the letters");
        assert_eq!(folder.count(), 5, "and none to Mia");
    });
}

/// A letter as a mail program shows it: headers and both parts, decoded.
pub fn readable(raw: &str) -> String {
    let raw = raw.replace("=\r\n", "").replace("=\n", "");
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if *first == b'=' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    words(&parts(&text))
}

/// Parts that are written in base 64 because few of their letters are plain.
fn parts(text: &str) -> String {
    use base64::Engine;
    let part = regex::Regex::new(r"(?m)(?:^[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]*=*").expect("a pattern");
    let decode = |found: &regex::Captures<'_>| {
        let plain: String = found[0].split_whitespace().collect();
        let bytes = base64::engine::general_purpose::STANDARD.decode(plain).unwrap_or_default();
        if bytes.is_empty() { found[0].to_owned() } else { String::from_utf8_lossy(&bytes).into_owned() }
    };
    part.replace_all(text, decode).into_owned()
}

/// Encoded words in headers (RFC 2047), as the program's library writes them.
fn words(text: &str) -> String {
    use base64::Engine;
    let word = regex::Regex::new(r"=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=(?:\r?\n? (?:\n)?)?").expect("a pattern");
    let decode = |found: &regex::Captures<'_>| {
        let bytes = base64::engine::general_purpose::STANDARD.decode(&found[1]).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    word.replace_all(text, decode).into_owned()
}
