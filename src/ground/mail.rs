//! Mail: queued as a job with whatever asked for it, sent by SMTP, or written to files where no SMTP is set.
//! Values are escaped here for HTML; no line break ever reaches a header.

use std::path::PathBuf;

use anyhow::Context;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Message, SmtpTransport, Transport};

use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::jobs;
use crate::ground::random::Random;

/// The kind of job that sends mail.
pub const JOB: &str = "mail";

/// A mail, ready to send.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)] // one that was queued by an older program is sent by a newer one
pub struct Mail {
    /// The address.
    pub to: String,
    /// The reader's language code.
    pub lang: String,
    /// One line.
    pub subject: String,
    /// Paragraphs of plain text.
    pub paragraphs: Vec<String>,
    /// Lines with an address each.
    pub list: Vec<(String, String)>,
    /// A button's text and its address.
    pub link: Option<(String, String)>,
    /// Why this mail came, in one line.
    pub footer: String,
    /// What can be done about that: texts and their addresses.
    pub footer_links: Vec<(String, String)>,
    /// Where a POST ends such mails at once, for the mail program's own button (RFC 8058). None for what must be.
    pub unsubscribe: Option<String>,
}

/// Queues a mail in the caller's transaction.
///
/// # Errors
/// When the database fails.
pub fn queue(tx: &mut Tx<'_>, mail: &Mail, now: Micros) -> diesel::QueryResult<()> {
    let payload = serde_json::to_string(mail).unwrap_or_default();
    jobs::enqueue(tx, JOB, &payload, now, None, now)
}

/// Where mail goes.
pub enum Post {
    /// An SMTP server.
    Smtp(Box<SmtpTransport>),
    /// A folder of .eml files.
    Folder(PathBuf, Random),
}

/// Sends queued mail.
pub struct Sender {
    from: Mailbox,
    post: Post,
}

impl Sender {
    /// For an SMTP address, or for the folder without one.
    ///
    /// # Errors
    /// An SMTP address that cannot be understood.
    pub fn new(from: Mailbox, smtp_url: Option<&str>, folder: PathBuf, random: Random) -> anyhow::Result<Self> {
        let post = match smtp_url {
            Some(url) => {
                let transport = SmtpTransport::from_url(url).context("smtp_url will not do")?;
                Post::Smtp(Box::new(transport.timeout(Some(std::time::Duration::from_secs(20))).build()))
            }
            None => Post::Folder(folder, random),
        };
        Ok(Self { from, post })
    }

    /// Whether the server answers; a folder always does.
    ///
    /// # Errors
    /// Why it does not.
    pub fn check(&self) -> anyhow::Result<()> {
        match &self.post {
            Post::Smtp(server) => {
                anyhow::ensure!(
                    server.test_connection().context("the SMTP server does not answer")?,
                    "the SMTP server refuses us"
                );
                Ok(())
            }
            Post::Folder(folder, _) => Ok(std::fs::create_dir_all(folder)?),
        }
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// A bad address, a server that refuses, a full disk.
    pub fn send(&self, mail: &Mail) -> anyhow::Result<()> {
        let subject: String = mail.subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(mail.to.parse().context("not a mail address")?)
            .subject(subject);
        for (name, value) in unsubscribing(mail) {
            message = message.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
        }
        let message = message.multipart(MultiPart::alternative_plain_html(text(mail), html(mail)))?;
        match &self.post {
            Post::Smtp(server) => {
                server.send(&message)?;
            }
            Post::Folder(folder, random) => {
                std::fs::create_dir_all(folder)?;
                std::fs::write(folder.join(format!("{}.eml", random.token())), message.formatted())?;
            }
        }
        Ok(())
    }
}

impl jobs::Handler for Sender {
    fn kind(&self) -> &'static str {
        JOB
    }

    fn run(&self, payload: &str) -> anyhow::Result<()> {
        self.send(&serde_json::from_str(payload)?)
    }
}

/// The headers that make mail programs show a button. One click is for addresses over TLS only, says the standard.
fn unsubscribing(mail: &Mail) -> Vec<(&'static str, String)> {
    let Some(url) = mail.unsubscribe.as_deref().filter(|url| !url.contains(char::is_control)) else {
        return Vec::new();
    };
    let mut headers = vec![("List-Unsubscribe", format!("<{url}>"))];
    if url.starts_with("https://") {
        headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    headers
}

fn text(mail: &Mail) -> String {
    let list = mail.list.iter().map(|(text, url)| format!("{text}\n{url}"));
    let link = mail.link.iter().map(|(text, url)| format!("{text}: {url}"));
    let parts: Vec<String> = mail.paragraphs.iter().cloned().chain(list).chain(link).collect();
    let mut out = parts.join("\n\n");
    out.push_str(&format!("\n\n-- \n{}\n", mail.footer));
    for (text, url) in &mail.footer_links {
        out.push_str(&format!("{text}: {url}\n"));
    }
    out
}

/// The HTML part.
#[derive(askama::Template)]
#[template(path = "mail.html")]
struct Sheet<'a> {
    mail: &'a Mail,
}

fn html(mail: &Mail) -> String {
    use askama::Template;
    Sheet { mail }.render().unwrap_or_default()
}
