//! Backups of a forum whose uploads are in a bucket, and what a program without buckets says.

use std::process::{Command, Stdio};

fn kiez(arguments: &[&str], environment: &[(&str, String)]) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiez"));
    command.args(arguments).current_dir(folder.path()).env_clear().env("KIEZ_LISTEN", "127.0.0.1:0");
    let output = command.envs(environment.iter().cloned()).stdin(Stdio::null()).output().expect("the program starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

#[cfg(feature = "s3")]
mod with {
    use super::super::{Home, why};
    use super::kiez;
    use crate::support::Database;
    use crate::support::bucket::Buckets;

    #[test]
    fn a_backup_reads_from_the_bucket_and_a_restoration_writes_to_it() {
        for database in [Some(Database::sqlite()), Database::postgres()].into_iter().flatten() {
            let (here, there) = (Buckets::start(), Buckets::start());
            let mut home = Home::on(database);
            home.store = here.store();
            home.furnish("Red light");
            assert_eq!(here.names(), ["/forum/help/uploads/red-light.png"]);
            let folder = tempfile::tempdir().expect("a folder");
            let dir = folder.path().join("copy");
            let made = home.backup(&dir).expect("a backup");
            assert_eq!((made.uploads, made.missing_uploads.len()), (1, 0));
            assert_eq!(std::fs::read(dir.join("uploads/red-light.png")).expect("the picture"), b"Red light");

            let mut other = home.sibling();
            other.store = there.store();
            other.restore(&dir, false).expect("restored");
            assert_eq!(other.titles(), ["Red light"]);
            assert_eq!(there.names(), here.names());

            here.empty();
            let made = home.backup(&folder.path().join("lost")).expect("a backup that says what is missing");
            assert_eq!(made.missing_uploads, ["red-light.png"]);
            there.trouble(403);
            assert!(why(other.backup(&folder.path().join("away"))).contains("cannot read the upload red-light.png"));
        }
    }

    #[test]
    fn the_doctor_tries_the_bucket() {
        let buckets = Buckets::start();
        let (_, says) = kiez(&["doctor"], &buckets.environment());
        assert!(says.contains("forum can be written and read"), "{says}");
        buckets.trouble(403);
        let (good, says) = kiez(&["doctor"], &buckets.environment());
        assert!(!good && says.contains("forum cannot be used") && says.contains("check uploads_url"), "{says}");
        let (_, says) = kiez(&["config"], &buckets.environment());
        assert!(says.contains("s3_secret_access_key = \"(hidden)\""), "{says}");
    }
}

#[cfg(not(feature = "s3"))]
#[test]
fn a_program_without_buckets_does_not_start_on_one() {
    let environment = [
        ("KIEZ_UPLOADS_URL", "s3://forum/uploads".to_owned()),
        ("AWS_ACCESS_KEY_ID", "kiez".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "hush".to_owned()),
    ];
    for command in ["serve", "doctor"] {
        let (good, says) = kiez(&[command], &environment);
        assert!(!good && says.contains("built without S3") && says.contains("--features s3"), "{command}: {says}");
    }
}
