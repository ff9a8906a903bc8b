//! The mails' words: short, with the link, why they came, and how to hear no more of it.

use super::inbox::Line;
use super::kinds::NoticeKind;
use super::nudge;
use super::topics::Topic;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::{Arg, T};
use crate::ground::mail::Mail;
use crate::ground::refusal::Verdict;

/// Where the settings are.
const SETTINGS: &str = "/settings/notifications";

/// To whom a mail goes, and from where.
pub(super) struct Envelope<'a> {
    pub to: String,
    pub t: T,
    /// The forum's address without a slash at the end.
    pub site: &'a str,
    /// The forum's name.
    pub forum: &'a str,
    /// The address that ends such mails.
    pub unsubscribe: String,
}

/// The mail about these lines and `more` that it does not show.
pub(super) fn write(
    conn: &mut AnyConnection,
    lines: &[&Line],
    more: usize,
    topics: &[Topic],
    envelope: Envelope<'_>,
) -> Verdict<Mail> {
    let t = envelope.t;
    let asks: Vec<_> = lines.iter().filter_map(|line| line.ask).collect();
    let reasons = nudge::why::names(conn, asks.iter().map(|ask| &ask.why))?;
    let mail = match (lines, topics) {
        ([line], _) if has_letter(line.kind) => about(line, &reasons, &envelope),
        (_, topics) if topics.iter().all(|topic| topic.is_work()) => Mail {
            subject: t.n("letter-work-subject", lines.len() + more),
            list: list(lines, &reasons, &envelope),
            footer: t.s("letter-work-why"),
            ..Mail::default()
        },
        ([line], [topic]) => Mail {
            subject: named(&says(t, line), title(line)),
            list: list(lines, &reasons, &envelope),
            footer: t.a("telling-mail-why", "topic", t.s(&topic.name())),
            ..Mail::default()
        },
        _ => Mail {
            paragraphs: vec![t.s("telling-digest-lead")],
            subject: t.a2("telling-digest-subject", "n", lines.len() + more, "forum", envelope.forum),
            list: list(lines, &reasons, &envelope),
            footer: t.s("telling-digest-why"),
            ..Mail::default()
        },
    };
    let mut paragraphs = mail.paragraphs;
    if more > 0 {
        paragraphs.push(t.n("telling-digest-more", more));
    }
    let names: Vec<String> = topics.iter().map(|topic| t.s(&topic.name())).collect();
    Ok(Mail {
        to: envelope.to,
        lang: t.lang.to_owned(),
        paragraphs,
        link: mail.link.or_else(|| Some((t.s("telling-mail-inbox"), format!("{}/inbox", envelope.site)))),
        footer: format!("{} {}", mail.footer, t.a("letter-from", "forum", envelope.forum)),
        footer_links: vec![
            (t.a("telling-mail-unsubscribe", "topics", names.join(" · ")), envelope.unsubscribe.clone()),
            (t.s("telling-mail-settings"), format!("{}{SETTINGS}", envelope.site)),
        ],
        unsubscribe: Some(envelope.unsubscribe),
        ..mail
    })
}

/// Whether there is more to say than a line.
fn has_letter(kind: NoticeKind) -> bool {
    use NoticeKind::*;
    matches!(kind, Answered | Accepted | Endorsed | Solved | TakenUp | Nudged)
}

/// A letter about one thing.
fn about(line: &Line, reasons: &nudge::why::Names, envelope: &Envelope<'_>) -> Mail {
    let t = envelope.t;
    let why = line.ask.map(|ask| reasons.say(t, &ask.why)).unwrap_or_default();
    let values = [("name", name(t, line)), ("title", title(line).to_owned()), ("why", why)];
    let say = |part: &str| {
        let args = values.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        t.f(&format!("letter-{}-{part}", line.kind.word()), args)
    };
    let (mut paragraphs, mut list) = (vec![say("text")], Vec::new());
    if line.kind == NoticeKind::Nudged {
        paragraphs.push(t.s("nudge-mail-free"));
        list.push((t.s("nudge-not-me"), format!("{}{}", envelope.site, nudge::page(line.question_id))));
    }
    Mail {
        subject: say("subject"),
        paragraphs,
        link: line.thing.as_ref().map(|thing| (t.s("letter-open"), format!("{}{}", envelope.site, thing.path))),
        list,
        footer: say("why"),
        ..Mail::default()
    }
}

/// A line for each, with its link.
fn list(lines: &[&Line], reasons: &nudge::why::Names, envelope: &Envelope<'_>) -> Vec<(String, String)> {
    let t = envelope.t;
    let one = |line: &&Line| {
        let what = if Topic::of(line.kind).is_work() {
            t.s(&format!("letter-work-{}", line.kind.word()))
        } else {
            says(t, line)
        };
        let why = line.ask.map(|ask| format!(" ({})", reasons.say(t, &ask.why))).unwrap_or_default();
        let path = line.thing.as_ref().map_or("/inbox", |thing| thing.path.as_str());
        (format!("{}{why}", named(&what, title(line))), format!("{}{path}", envelope.site))
    };
    lines.iter().map(one).collect()
}

/// What it is, and about which question. "Can you help?" needs no colon.
fn named(what: &str, title: &str) -> String {
    if what.ends_with('?') { format!("{what} {title}") } else { format!("{what}: {title}") }
}

/// The notice's sentence, as the inbox says it.
fn says(t: T, line: &Line) -> String {
    t.a(&format!("notice-{}", line.kind.word()), "name", name(t, line))
}

fn name(t: T, line: &Line) -> String {
    line.actor.clone().unwrap_or_else(|| t.s("notice-somebody"))
}

fn title(line: &Line) -> &str {
    line.thing.as_ref().map_or("", |thing| thing.title.as_str())
}
