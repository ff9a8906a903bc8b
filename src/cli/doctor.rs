//! `kiez doctor`: looks at everything that can be wrong and says what to do.

use std::net::TcpListener;
use std::path::Path;
use std::process::ExitCode;

use crate::ground::clock::{Clock, SECOND};
use crate::ground::config::{self, Config};
use crate::ground::db::{AnyConnection, Target, health, pending};
use crate::ground::keep::is_moving;
use crate::ground::mail::Sender;
use crate::ground::random::Random;
use crate::ground::store::{Bucket, Store};

#[derive(clap::Args)]
pub struct Options {
    /// One JSON array of findings
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Warning,
    Problem,
}

/// One line of the report.
#[derive(serde::Serialize)]
struct Finding {
    check: &'static str,
    state: State,
    says: String,
    /// What to do; empty when all is well.
    remedy: String,
}

type Findings = Vec<Finding>;

fn ok(check: &'static str, says: impl Into<String>) -> Finding {
    Finding { check, state: State::Ok, says: says.into(), remedy: String::new() }
}

fn warning(check: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding { check, state: State::Warning, says: says.into(), remedy: remedy.into() }
}

fn problem(check: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding { check, state: State::Problem, says: says.into(), remedy: remedy.into() }
}

/// Prints the findings; the exit code is 1 when one is a problem.
///
/// # Errors
/// When the JSON cannot be written.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let findings = examine();
    if options.json {
        println!("{}", serde_json::to_string_pretty(&findings)?);
    } else {
        for finding in &findings {
            let word = match finding.state {
                State::Ok => "ok     ",
                State::Warning => "warning",
                State::Problem => "problem",
            };
            println!("{word}  {:<14} {}", finding.check, finding.says);
            if !finding.remedy.is_empty() {
                println!("         {:<14} → {}", "", finding.remedy);
            }
        }
    }
    let sick = findings.iter().any(|f| f.state == State::Problem);
    Ok(if sick { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn examine() -> Findings {
    let config = match config::load() {
        Ok((config, _)) => config,
        Err(why) => {
            return vec![problem(
                "configuration",
                format!("{why:#}"),
                "`kiez config` lists every key with its meaning",
            )];
        }
    };
    let mut findings = vec![ok("configuration", "every key and value is understood")];
    findings.push(address(&config));
    for folder in ["", "mail"] {
        findings.push(writable(&config.data_dir.join(folder)));
    }
    findings.push(match &config.bucket {
        None => writable(&config.data_dir.join("uploads")),
        Some(bucket) => reachable(&config, bucket),
    });
    findings.extend(database(&config));
    findings.push(index(&config));
    findings.push(mail(&config));
    findings
}

fn address(config: &Config) -> Finding {
    let url = config.public_url.as_ref().map_or_else(|| format!("http://{}", config.listen), ToString::to_string);
    match TcpListener::bind(config.listen) {
        Ok(_) if config.public_url.is_none() && !config.listen.ip().is_loopback() => warning(
            "address",
            format!("{} is free, but links in mails will say {url}", config.listen),
            "set public_url (KIEZ_PUBLIC_URL) to the address that people type",
        ),
        Ok(_) => ok("address", format!("{} is free; people reach the forum at {url}", config.listen)),
        Err(why) => warning(
            "address",
            format!("{} cannot be listened on: {why}", config.listen),
            "fine if kiez runs there already; else set listen (KIEZ_LISTEN)",
        ),
    }
}

fn writable(folder: &Path) -> Finding {
    let shown = folder.display();
    let probe = folder.join(".kiez-doctor");
    let tried = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b"ok"))
        .and_then(|()| std::fs::remove_file(&probe));
    match tried {
        Ok(()) => ok("folder", format!("{shown} can be written")),
        Err(why) => problem(
            "folder",
            format!("{shown} cannot be written: {why}"),
            "give it to the user that runs kiez, free some space, or set data_dir (KIEZ_DATA_DIR)",
        ),
    }
}

fn reachable(config: &Config, bucket: &Bucket) -> Finding {
    let name = &bucket.name;
    let tried = Store::of(config).and_then(|store| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(store.check()).map_err(|why| anyhow::anyhow!("{why}"))
    });
    match tried {
        Ok(()) => ok("bucket", format!("{name} can be written and read")),
        Err(why) => problem(
            "bucket",
            format!("{name} cannot be used: {why:#}"),
            "check uploads_url, s3_endpoint, s3_region and the key; it must be allowed to get, put and delete",
        ),
    }
}

fn database(config: &Config) -> Findings {
    let kind = config.database.kind();
    if let Target::Sqlite(path) = &config.database
        && !path.exists()
    {
        let says = format!("{} does not exist yet", path.display());
        return vec![warning("database", says, "nothing to do: `kiez serve` or `kiez migrate` makes it")];
    }
    let mut conn = match config.database.connect() {
        Ok(conn) => conn,
        Err(why) => {
            let remedy =
                "start the server, or correct database_url (DATABASE_URL); the user needs the right to connect";
            return vec![problem("database", format!("{kind} does not answer: {why:#}"), remedy)];
        }
    };
    let mut findings = vec![match is_moving(&mut conn) {
        Ok(true) => problem(
            "database",
            "a forum is being moved here and is not all there",
            "run `kiez migrate-database` again; it goes on where it was stopped",
        ),
        _ => ok("database", format!("{kind} answers")),
    }];
    findings.push(match pending(&mut conn) {
        Ok(0) => ok("migrations", "all are done"),
        Ok(n) => problem("migrations", format!("{n} are missing"), "run `kiez migrate`"),
        Err(why) => problem(
            "migrations",
            format!("{why:#}"),
            "look at the table __diesel_schema_migrations; restore a backup if it is damaged",
        ),
    });
    findings.push(match health::integrity(&mut conn) {
        Ok(faults) if faults.is_empty() => ok("integrity", "the database finds no fault in itself"),
        Ok(faults) => {
            problem("integrity", faults.join("; "), "stop the forum, keep a copy of the files, restore the last backup")
        }
        Err(why) => {
            problem("integrity", why.to_string(), "stop the forum, keep a copy of the files, restore the last backup")
        }
    });
    findings.push(clock(&mut conn));
    findings.extend(messages(&mut conn));
    findings
}

/// Deadlines and sessions are decided by the machine's clock, so it must not be far from the database's.
fn clock(conn: &mut AnyConnection) -> Finding {
    match health::clock(conn) {
        Ok(theirs) => {
            let apart = Clock::System.now().since(theirs).abs();
            let seconds = apart / SECOND;
            if apart > 5 * SECOND {
                problem(
                    "clock",
                    format!("the machine's and the database's clocks are {seconds} s apart"),
                    "switch on time synchronisation (NTP) on both machines",
                )
            } else {
                ok("clock", format!("agrees with the database's to within {} s", seconds + 1))
            }
        }
        Err(why) => problem("clock", why.to_string(), "the database did not tell its time; see above"),
    }
}

/// What a server says about a lost connection or two writes in each other's way is understood in English only.
fn messages(conn: &mut AnyConnection) -> Option<Finding> {
    let language = health::foreign_messages(conn).ok().flatten()?;
    Some(warning(
        "messages",
        format!("PostgreSQL speaks {language}: writes that could be tried again will be refused instead"),
        "as a superuser: ALTER DATABASE the_forum SET lc_messages = 'C'; then restart kiez",
    ))
}

fn index(config: &Config) -> Finding {
    let folder = config.data_dir.join("index");
    if folder.exists() {
        Finding { check: "index", ..writable(&folder) }
    } else {
        warning("index", "there is no search index yet", "nothing to do: `kiez serve` or `kiez reindex` builds it")
    }
}

fn mail(config: &Config) -> Finding {
    let folder = config.data_dir.join("mail");
    let shown = folder.display().to_string();
    let sender = Sender::new(config.mail_from.clone(), config.smtp_url.as_deref(), folder, Random::from_system());
    match (sender.and_then(|s| s.check()), &config.smtp_url) {
        (Ok(()), None) => warning(
            "mail",
            format!("no SMTP server is set: mails are written to {shown}"),
            "set smtp_url (KIEZ_SMTP_URL) so that people get them",
        ),
        (Ok(()), Some(_)) => ok("mail", "the SMTP server answers"),
        (Err(why), _) => {
            problem("mail", format!("{why:#}"), "check smtp_url (KIEZ_SMTP_URL): host, port, user and password")
        }
    }
}
