//! The program as people start it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn kiez(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiez"));
    command.args(arguments).current_dir(folder).env_clear();
    command.env("KIEZ_LISTEN", "127.0.0.1:0").env("KIEZ_LOG", "warn").stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    kiez(folder, arguments).output().expect("the program starts")
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_str(&out(output)).expect("JSON")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn a_forum_is_made_filled_and_counted() {
    let folder = folder();
    let folder = folder.path();
    let early = run(folder, &["stats"]);
    assert_eq!(early.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&early.stderr).contains("run `kiez migrate` first"));
    assert!(out(&run(folder, &["migrate"])).contains("up to date"));
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/stackexchange");
    let report = json(&run(folder, &["import", "stackexchange", fixture, "--json"]));
    assert_eq!(report["source"], "stackexchange:stackexchange");
    let table = out(&run(folder, &["import", "stackexchange", fixture]));
    assert!(table.contains("Nothing was new") && table.contains("questions"), "{table}");
    let stats = json(&run(folder, &["stats", "--json"]));
    for (name, count) in [
        ("people", 8),
        ("questions", 6),
        ("answers", 4),
        ("comments", 4),
        ("votes", 26),
        ("accepted", 1),
        ("endorsed", 0),
    ] {
        assert_eq!(stats[name], count, "{name}");
    }
    assert!(stats["unanswered"].is_i64() && stats["events"].as_i64() > Some(5), "{stats}");
    assert!(out(&run(folder, &["stats"])).contains("answers"));
}

#[test]
fn what_is_found_is_asked_from_the_command_line() {
    let folder = folder();
    let folder = folder.path();
    assert!(out(&run(folder, &["migrate"])).contains("up to date"));
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/stackexchange");
    out(&run(folder, &["import", "stackexchange", fixture]));
    let said = |arguments: &[&str]| {
        let output = run(folder, arguments);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said(&["search", "router"]).contains("`kiez reindex` makes one"));
    assert!(said(&["search", "router", "--lang", "fr"]).contains("--lang takes de or en"));
    out(&run(folder, &["reindex"]));
    let all = json(&run(folder, &["search", "is:unanswered", "--json"]));
    assert!(all["total"].as_i64() > Some(0), "{all}");
    let text = |name: &str| all["hits"][0][name].as_str().expect("a text").to_owned();
    let (title, lang) = (text("title"), text("lang"));
    let found = json(&run(folder, &["search", &title, "--json", "--explain", "--lang", &lang]));
    assert_eq!(found["hits"][0]["title"], title.as_str());
    assert!(found["hits"][0]["explained"]["factors"].as_array().is_some_and(|all| !all.is_empty()), "{found}");
    let lines = out(&run(folder, &["search", &title, "--explain"]));
    assert!(lines.contains(&title) && lines.contains("score"), "{lines}");
    let held = search_index::Index::open_or_create(&folder.join("data/index/gen-1")).expect("an index");
    assert!(said(&["search", "router"]).contains("a running server holds the search index"));
    drop(held);
}

#[test]
fn people_and_roles_are_managed() {
    let folder = folder();
    let folder = folder.path();
    out(&run(folder, &["migrate"]));
    assert_eq!(json(&run(folder, &["admin", "list", "--json"])), serde_json::json!([]));
    let made = out(&run(
        folder,
        &["admin", "create-person", "--name", "Ines Falkner", "--email", "ines@example.org", "--role", "admin"],
    ));
    assert!(made.contains("Created Ines Falkner"), "{made}");
    out(&run(folder, &["admin", "grant", "ines@example.org", "moderator"]));
    let list = json(&run(folder, &["admin", "list", "--json"]));
    let roles: Vec<&str> = list.as_array().expect("a list").iter().filter_map(|h| h["role"].as_str()).collect();
    assert_eq!(roles, ["admin", "moderator"]);
    out(&run(folder, &["admin", "revoke", "ines-falkner", "moderator"]));
    for (arguments, words) in [
        (&["admin", "grant", "nobody", "admin"][..], "nobody has the id, handle or address"),
        (&["admin", "grant", "1", "king"][..], "is no role; give one of"),
        (&["admin", "grant", "1", "expert", "product:none"][..], "there is no product:none"),
        (&["admin", "create-person", "--name", "X", "--email", "ines@example.org"][..], "address"),
        (&["import", "stackexchange", "nowhere"][..], "is not a folder"),
    ] {
        let refused = run(folder, arguments);
        let why = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && why.contains(words), "{arguments:?}: {why}");
    }
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let folder = folder();
    let folder = folder.path();
    out(&run(folder, &["migrate"]));
    let findings = json(&run(folder, &["doctor", "--json"]));
    let checks: Vec<&str> = findings.as_array().expect("a list").iter().filter_map(|f| f["check"].as_str()).collect();
    for check in ["configuration", "address", "folder", "database", "migrations", "integrity", "clock", "index", "mail"]
    {
        assert!(checks.contains(&check), "{check} is not in {checks:?}");
    }
    let sick = kiez(folder, &["doctor"]).env("KIEZ_SMTP_URL", "smtp://127.0.0.1:1").output().expect("it runs");
    let text = String::from_utf8_lossy(&sick.stdout).into_owned();
    assert_eq!(sick.status.code(), Some(1), "{text}");
    assert!(text.contains("problem  mail") && text.contains("→ check smtp_url"), "{text}");
    let odd = kiez(folder, &["doctor"]).env("KIEZ_LISTN", "x").output().expect("it runs");
    let text = String::from_utf8_lossy(&odd.stdout).into_owned();
    assert!(odd.status.code() == Some(1) && text.contains("Did you mean KIEZ_LISTEN?"), "{text}");
}

#[test]
fn the_configuration_hides_its_secrets() {
    let folder = folder();
    for arguments in [&["config"][..], &["config", "--json"][..]] {
        let shown = kiez(folder.path(), arguments)
            .env("KIEZ_SMTP_URL", "smtps://me:hunter2@mail.example")
            .output()
            .expect("it runs");
        let text = out(&shown);
        assert!(text.contains("(hidden)") && !text.contains("hunter2") && text.contains("KIEZ_DATA_DIR"), "{text}");
    }
    let wrong = kiez(folder.path(), &["serve"]).env("KIEZ_LISTEN", "here").output().expect("it runs");
    let why = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(!wrong.status.success() && why.contains("KIEZ_LISTEN") && why.contains("127.0.0.1:8080"), "{why}");
}

#[test]
fn a_forum_announces_itself_and_ends_in_order() {
    for command in ["serve", "demo"] {
        let folder = folder();
        let mut forum =
            kiez(folder.path(), &[command]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut lines = BufReader::new(forum.stdout.take().expect("its output"));
        let mut line = String::new();
        lines.read_line(&mut line).expect("a line");
        let address = line
            .trim()
            .strip_prefix("Kiez listens on http://")
            .unwrap_or_else(|| panic!("{command}: {line:?}"))
            .to_owned();
        let body = ureq::get(format!("http://{address}/healthz"))
            .call()
            .expect("it answers")
            .body_mut()
            .read_to_string()
            .expect("text");
        assert_eq!(body, "ok\n");
        let pid = forum.id().to_string();
        // Linux before 5.0 does not say.
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        assert!(!status.contains("THP_enabled:\t1"), "{command}: huge pages, of which little is used");
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs").success());
        let ended = forum.wait().expect("it ends");
        let mut log = String::new();
        forum.stderr.take().expect("its log").read_to_string(&mut log).expect("text");
        assert_eq!(ended.code(), Some(0), "{command}: {log}");
        let said = if command == "serve" {
            log.contains("/setup/") && log.contains("mails are written to files")
        } else {
            !log.contains("/setup/")
        };
        assert!(said, "{command}: {log}");
    }
}
