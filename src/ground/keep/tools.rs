//! PostgreSQL's own programs. They know every corner of it; what they need from us is to be found, and told no secrets
//! where others could read them.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use anyhow::{Context, bail};

/// Where Debian and its children keep them, one folder for each version.
const USUAL: &str = "/usr/lib/postgresql";

/// Where the programs are.
#[derive(Clone, Debug, Default)]
pub struct Tools {
    /// The folder that was configured.
    pub folder: Option<PathBuf>,
}

impl Tools {
    /// A command that speaks to the database at that address. The password goes by the environment: everybody on the
    /// machine may read arguments.
    pub fn command(&self, name: &str, url: &str) -> anyhow::Result<Command> {
        let (address, password) = without_password(url);
        let mut command = self.plain(name)?;
        command.args(["--no-password", "--dbname", &address]);
        if let Some(password) = password {
            command.env("PGPASSWORD", password);
        }
        Ok(command)
    }

    /// A command that speaks to no database.
    pub fn plain(&self, name: &str) -> anyhow::Result<Command> {
        let mut command = Command::new(self.find(name)?);
        command.env("LC_MESSAGES", "C").stdin(Stdio::null());
        Ok(command)
    }

    fn find(&self, name: &str) -> anyhow::Result<PathBuf> {
        if let Some(folder) = &self.folder {
            let there = folder.join(name);
            return if there.is_file() {
                Ok(there)
            } else {
                bail!("there is no {name} in {}; set pg_bin (KIEZ_PG_BIN) to its folder", folder.display())
            };
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        folders.extend(versions(Path::new(USUAL)));
        folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file()).with_context(|| {
            format!(
                "{name} is needed and not here: install PostgreSQL's client programs (Debian: postgresql-client), or \
                 set pg_bin (KIEZ_PG_BIN) to their folder"
            )
        })
    }
}

/// The newest first.
fn versions(root: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(root) else { return Vec::new() };
    let mut found: Vec<(f64, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, path)| path).collect()
}

/// The address without its password, and the password.
pub fn without_password(url: &str) -> (String, Option<String>) {
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut password = None;
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
    let (authority, path) = rest.split_once('/').map_or((rest, None), |(authority, path)| (authority, Some(path)));
    let mut address = format!("{scheme}://");
    match authority.rsplit_once('@') {
        Some((person, host)) => {
            let (name, secret) = person.split_once(':').map_or((person, None), |(name, secret)| (name, Some(secret)));
            password = secret.map(decoded);
            address.push_str(&format!("{name}@{host}"));
        }
        None => address.push_str(authority),
    }
    if let Some(path) = path {
        address.push_str(&format!("/{path}"));
    }
    let kept: Vec<&str> = query
        .iter()
        .flat_map(|query| query.split('&'))
        .filter(|pair| match pair.strip_prefix("password=") {
            Some(secret) => {
                password = Some(decoded(secret));
                false
            }
            None => true,
        })
        .collect();
    if !kept.is_empty() {
        address.push_str(&format!("?{}", kept.join("&")));
    }
    (address, password)
}

/// A program that runs. It ends with this value, whatever happens.
pub struct Running {
    name: String,
    child: Child,
    lines: Receiver<String>,
    said: Vec<String>,
}

impl Running {
    /// Starts it. What it says of itself is read from its standard error.
    pub fn start(name: &str, mut command: Command) -> anyhow::Result<Self> {
        let mut child = command.stderr(Stdio::piped()).spawn().with_context(|| format!("cannot run {name}"))?;
        let (tell, lines) = channel();
        if let Some(stderr) = child.stderr.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                    if tell.send(line).is_err() {
                        return;
                    }
                }
            });
        }
        Ok(Self { name: name.into(), child, lines, said: Vec::new() })
    }

    /// Its other ends, if they were asked for.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// What it said since the last time.
    pub fn news(&mut self) -> Vec<String> {
        let news: Vec<String> = self.lines.try_iter().collect();
        self.said.extend(news.iter().filter(|line| is_trouble(line)).cloned());
        news
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> anyhow::Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Waits for its end.
    pub fn end(mut self) -> anyhow::Result<()> {
        let status = self.child.wait()?;
        // The thread that reads ends when the program has closed its end.
        let rest: Vec<String> = self.lines.iter().filter(|line| is_trouble(line)).collect();
        self.said.extend(rest);
        if status.success() {
            return Ok(());
        }
        let told = self.said.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("; ");
        bail!("{} failed ({status}): {told}", self.name)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Tells complaints from the account of what is being done.
fn is_trouble(line: &str) -> bool {
    ["error", "fatal", "warning", "detail", "hint"].iter().any(|word| line.to_lowercase().contains(word))
}

/// Runs a program that prints little, and returns that.
pub fn output(name: &str, mut command: Command) -> anyhow::Result<String> {
    command.stdout(Stdio::piped());
    let mut running = Running::start(name, command)?;
    let mut text = String::new();
    if let Some(mut out) = running.child().stdout.take() {
        out.read_to_string(&mut text).with_context(|| format!("cannot read what {name} says"))?;
    }
    running.end()?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_no_argument() {
        for (url, address, password) in [
            (
                "postgres://me:s%40fe@db:5433/kiez?sslmode=require",
                "postgres://me@db:5433/kiez?sslmode=require",
                Some("s@fe"),
            ),
            ("postgres://me@db/kiez", "postgres://me@db/kiez", None),
            ("postgres:///kiez?host=/run/pg&password=x&user=me", "postgres:///kiez?host=/run/pg&user=me", Some("x")),
            ("postgresql://db", "postgresql://db", None),
            ("postgres://me:pw@a:1,b:2/kiez", "postgres://me@a:1,b:2/kiez", Some("pw")),
        ] {
            assert_eq!(without_password(url), (address.to_owned(), password.map(str::to_owned)), "{url}");
        }
    }
}
