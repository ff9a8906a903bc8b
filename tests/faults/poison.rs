//! 13: a mail that the server refuses, one that cannot be sent at all and a job that nobody understands: the others go out once,
//! tries are bounded, and an operator sees what is dead.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use diesel::prelude::*;
use kiez::ground::clock::HOUR;
use kiez::ground::db::AnyConnection;
use kiez::ground::jobs::{self, JobState, MAX_ATTEMPTS};
use kiez::ground::mail::{self, Mail};
use kiez::ground::refusal::Refusal;
use kiez::ground::tables as table;

use super::{databases, report, sized, within};
use crate::support::{Forum, START};

/// How often each address was asked for.
type Asked = Arc<Mutex<HashMap<String, usize>>>;

/// A mail server that refuses addresses with `poison` in them.
fn mail_server() -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("smtp://{}", listener.local_addr().expect("an address"));
    let asked = Asked::default();
    let known = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let known = known.clone();
            std::thread::spawn(move || drop(talk(&stream, &known)));
        }
    });
    (url, asked)
}

fn talk(stream: &TcpStream, asked: &Asked) -> std::io::Result<()> {
    let (mut reader, mut out) = (BufReader::new(stream), stream);
    out.write_all(b"220 ready\r\n")?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        let word = line.get(..4).unwrap_or_default().to_uppercase();
        let mut answer = "250 well";
        match word.as_str() {
            "RCPT" => {
                let to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                if to.contains("poison") {
                    answer = "550 nobody of that name";
                }
                *asked.lock().expect("no panic").entry(to).or_default() += 1;
            }
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                while line.trim_end() != "." {
                    line.clear();
                    reader.read_line(&mut line)?;
                }
            }
            "QUIT" => return out.write_all(b"221 bye\r\n"),
            _ => {}
        }
        out.write_all(format!("{answer}\r\n").as_bytes())?; // in one piece, or the other side waits for the second
        line.clear();
    }
    Ok(())
}

/// Our jobs that wait and that are dead; the forum has some of its own.
fn counts(conn: &mut AnyConnection) -> QueryResult<(i64, i64)> {
    let ours = |state| {
        table::jobs::table
            .filter(table::jobs::kind.eq_any([mail::JOB, "riddle"]))
            .filter(table::jobs::state.eq(state))
            .count()
    };
    Ok((ours(JobState::Waiting).get_result(conn)?, ours(JobState::Dead).get_result(conn)?))
}

#[test]
fn the_queue_moves_on_and_what_is_dead_can_be_seen() {
    let good = sized(20, 500);
    for (name, database) in databases() {
        let (url, asked) = mail_server();
        let forum = Forum::start_with(database, |config| config.smtp_url = Some(url));
        let db = &forum.services.db;
        let letter =
            |to: String| Mail { to, subject: "Words".into(), paragraphs: vec!["Some.".into()], ..Mail::default() };
        db.write_blocking(move |tx| {
            for number in 0..good {
                mail::queue(tx, &letter(format!("reader{number}@example.org")), START)?;
                if number == good / 2 {
                    mail::queue(tx, &letter("poison@example.org".into()), START)?;
                    mail::queue(tx, &letter("no address at all".into()), START)?;
                    jobs::enqueue(tx, mail::JOB, "{ not JSON", START, None, START)?;
                    jobs::enqueue(tx, "riddle", "{}", START, None, START)?;
                }
            }
            Ok::<_, Refusal>(())
        })
        .expect("queued");
        let counts = || db.read_blocking(|conn| Ok::<_, Refusal>(counts(conn)?)).expect("counts");
        let moved = within(60, "all others are sent", || counts() == (4, 0));
        for _ in 0..3 * MAX_ATTEMPTS {
            forum.clock.advance(12 * HOUR);
            within(20, "all that is due was tried", || {
                let now = forum.clock.now();
                let due = |conn: &mut AnyConnection| {
                    let due = table::jobs::table.filter(table::jobs::run_at.le(now.0));
                    due.filter(table::jobs::state.eq(JobState::Waiting)).count().get_result::<i64>(conn)
                };
                db.read_blocking(|conn| Ok::<_, Refusal>(due(conn)?)).expect("a count") == 0
            });
            if counts().0 == 0 {
                break;
            }
        }
        within(30, "they are given up", || counts() == (0, 4));
        let asked = asked.lock().expect("no panic").clone();
        assert!((0..good).all(|n| asked.get(&format!("reader{n}@example.org")) == Some(&1)), "each once: {asked:?}");
        let tries = asked["poison@example.org"];
        assert!(tries <= usize::try_from(MAX_ATTEMPTS).expect("few"), "{tries} tries");
        let metrics = forum.browser().get("/metrics").body;
        assert!(metrics.contains("kiez_figure{name=\"jobs_dead\"} 4"), "{metrics}");
        let dead = db.read_blocking(|conn| Ok::<_, Refusal>(jobs::dead(conn, 10)?)).expect("dead jobs");
        assert!(dead.iter().all(|job| job.last_error.as_ref().is_some_and(|why| !why.is_empty())), "{dead:?}");
        report(
            "13 poison",
            &format!("{name}: 4 hopeless jobs among {good} mails: refused, no address, no mail, of no kind"),
            "the others went out once each, tries are bounded, the dead are counted and shown",
            &format!("{good} sent {moved:.1?} after the start; {tries} tries of the refused one; 4 dead"),
        );
    }
}
