//! The commands as people type them.

use std::path::Path;
use std::process::{Command, Stdio};

fn kiez(folder: &Path, arguments: &[&str]) -> (bool, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiez"));
    command.args(arguments).current_dir(folder).env_clear().env("KIEZ_LISTEN", "127.0.0.1:0").env("KIEZ_LOG", "warn");
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let (good, out, err) = kiez(folder, arguments);
    assert!(good, "{arguments:?}: {err}");
    out
}

#[test]
fn a_forum_is_kept_and_moved_from_the_command_line() {
    let (here, there) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (here, there) = (here.path(), there.path());
    let (good, _, err) = kiez(here, &["backup", "copy"]);
    assert!(!good && err.contains("there is no forum") && !here.join("data").exists(), "{err}");
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/stackexchange");
    done(here, &["import", "stackexchange", fixture]);
    let told = done(here, &["backup", "copy"]);
    assert!(told.contains("Backed up into copy") && told.contains("It holds personal data"), "{told}");
    let (good, _, err) = kiez(here, &["restore", "copy"]);
    assert!(!good && err.contains("--overwrite"), "{err}");
    let copy = here.join("copy");
    let told = done(there, &["restore", &copy.to_string_lossy()]);
    assert!(told.contains("Every checksum and count was right"), "{told}");
    let stats = done(here, &["stats", "--json"]);
    assert_eq!(done(there, &["stats", "--json"]), stats);
    let told = done(there, &["migrate-database", "--to", "sqlite://moved/kiez.db"]);
    assert!(told.contains("posts") && told.contains("Every table holds the same on both sides"), "{told}");
    std::fs::rename(there.join("moved/kiez.db"), there.join("data/kiez.db")).expect("put into its place");
    assert_eq!(done(there, &["stats", "--json"]), stats);
    let (good, _, err) = kiez(there, &["migrate-database", "--to", "mysql://x"]);
    assert!(!good && err.contains("sqlite:// or postgres://"), "{err}");
}
