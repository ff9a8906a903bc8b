//! `kiez admin …`

use anyhow::{Context, bail};

use crate::accounts::create::{NewPerson, create};
use crate::accounts::grant::{grant, revoke};
use crate::accounts::letters::SiteWords;
use crate::accounts::roles::{Role, Scope};
use crate::accounts::{factor, password};
use crate::ground::clock::Clock;
use crate::ground::config::Config;
use crate::ground::db::Db;
use crate::ground::i18n::{LANGUAGES, supported};
use crate::ground::random::Random;
use crate::ground::refusal::Refusal;
use crate::ground::settings::Settings;
use crate::moderation;
use crate::pages::operator;

use super::open;
use super::table::lay_out;

#[derive(clap::Subcommand)]
pub enum Admin {
    /// Create somebody who can sign in; the address counts as verified
    CreatePerson(NewOne),
    /// Grant a role
    Grant(Change),
    /// Take a role back
    Revoke(Change),
    /// Take the second factor from somebody who has lost phone and recovery codes, and sign them out
    ResetFactor {
        /// Whose: an id, a handle or a mail address
        person: String,
    },
    /// List everybody who holds a role
    List {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
}

#[derive(clap::Args)]
pub struct NewOne {
    /// The name that others see
    #[arg(long)]
    name: String,
    /// Where mail goes and what they sign in with
    #[arg(long)]
    email: String,
    /// de or en
    #[arg(long, default_value = "en")]
    lang: String,
    /// A role to grant at once: moderator, expert, staff or admin
    #[arg(long)]
    role: Option<String>,
    /// Where that role holds: product:SLUG, tag:NAME or team:NAME; everywhere without
    #[arg(long, requires = "role")]
    scope: Option<String>,
    /// Read the password from the first line of standard input; without it they set one by "forgot password"
    #[arg(long)]
    password_stdin: bool,
}

#[derive(clap::Args)]
pub struct Change {
    /// Whose: an id, a handle or a mail address
    person: String,
    /// moderator, expert, staff or admin
    role: String,
    /// product:SLUG, tag:NAME or team:NAME; everywhere without
    scope: Option<String>,
}

/// Does it and says what was done.
///
/// # Errors
/// An unknown person, role or place, or what the verb refuses.
pub fn run(config: &Config, admin: Admin) -> anyhow::Result<()> {
    match admin {
        Admin::CreatePerson(new) => create_person(&open::for_writing(config)?, new),
        Admin::Grant(change) => alter(&open::for_writing(config)?, &change, true),
        Admin::Revoke(change) => alter(&open::for_writing(config)?, &change, false),
        Admin::ResetFactor { person } => reset_factor(config, &person),
        Admin::List { json } => list(&open::for_reading(config)?, json),
    }
}

fn create_person(db: &Db, new: NewOne) -> anyhow::Result<()> {
    let lang = supported(&new.lang)
        .with_context(|| format!("{:?} is no language here; give one of {}", new.lang, LANGUAGES.join(", ")))?;
    let role = new.role.as_deref().map(role).transpose()?;
    let scope = scope(db, new.scope.as_deref())?;
    let password_hash = if new.password_stdin { Some(read_password(&new)?) } else { None };
    moderation::audit::attach(db);
    let now = Clock::System.now();
    let (name, email) = (new.name.clone(), new.email.clone());
    let id = db
        .write_blocking(move |tx| {
            let person = NewPerson {
                name,
                email: Some(email),
                password_hash,
                lang: lang.to_owned(),
                formal: false,
                verified: true,
                bio: String::new(),
                created_at: now,
            };
            let id = create(tx, person, now)?;
            if let Some(role) = role {
                grant(tx, None, id, role, scope, now)?;
            }
            Ok::<_, Refusal>(id)
        })
        .map_err(|why| in_words(&why))?;
    println!("Created {} as person {id}.", new.name);
    if !new.password_stdin {
        println!("They have no password yet: \"forgot password\" on the sign-in page sends them a link.");
    }
    Ok(())
}

fn read_password(new: &NewOne) -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("no password on standard input")?;
    let typed = line.trim_end_matches(['\r', '\n']);
    password::check(typed, &new.name, &new.email).map_err(|why| in_words(&why))?;
    password::hash_blocking(typed, &Random::from_system()).map_err(|why| in_words(&why))
}

/// Without it an admin who is alone and lost everything would be locked out.
fn reset_factor(config: &Config, who: &str) -> anyhow::Result<()> {
    let db = open::for_writing(config)?;
    moderation::audit::attach(&db);
    let (id, name) = find(&db, who)?;
    let url = config.public_url.as_ref().map_or("", |url| url.as_str().trim_end_matches('/')).to_owned();
    let now = Clock::System.now();
    db.write_blocking(move |tx| {
        let site = SiteWords { forum: Settings::load(tx.conn())?.name, url };
        factor::reset(tx, None, id, &site, now)
    })
    .map_err(|why| match why {
        Refusal::NotFound => anyhow::anyhow!("{name} has no second factor"),
        other => in_words(&other),
    })?;
    println!("{name} signs in with the password alone now, and is signed out everywhere.");
    Ok(())
}

fn find(db: &Db, who: &str) -> anyhow::Result<(i64, String)> {
    let asked = who.to_owned();
    db.read_blocking(move |conn| Ok::<_, Refusal>(operator::find_person(conn, &asked)?)).map_err(|why| match why {
        Refusal::NotFound => {
            anyhow::anyhow!("nobody has the id, handle or address {who:?}; `kiez admin list` shows who holds roles")
        }
        other => in_words(&other),
    })
}

fn alter(db: &Db, change: &Change, give: bool) -> anyhow::Result<()> {
    let role = role(&change.role)?;
    let scope = scope(db, change.scope.as_deref())?;
    let (id, name) = find(db, &change.person)?;
    moderation::audit::attach(db);
    let now = Clock::System.now();
    db.write_blocking(move |tx| {
        if give { grant(tx, None, id, role, scope, now) } else { revoke(tx, None, id, role, scope, now) }
    })
    .map_err(|why| in_words(&why))?;
    let place = change.scope.as_deref().map(|s| format!(" for {s}")).unwrap_or_default();
    println!("{name} is {} {}{place}.", if give { "now" } else { "no longer" }, role.word());
    Ok(())
}

fn list(db: &Db, json: bool) -> anyhow::Result<()> {
    let holders = db.read_blocking(|conn| Ok::<_, Refusal>(operator::holders(conn)?))?;
    if json {
        println!("{}", serde_json::to_string_pretty(&holders)?);
        return Ok(());
    }
    if holders.is_empty() {
        println!(
            "Nobody holds a role. `kiez admin create-person --name … --email … --role admin` makes the first admin."
        );
        return Ok(());
    }
    let rows = holders
        .iter()
        .map(|h| vec![h.id.to_string(), h.handle.clone(), h.name.clone(), h.role.word().to_owned(), h.scope.clone()]);
    println!("{}", lay_out(&["id", "handle", "name", "role", "where"], &rows.collect::<Vec<_>>()));
    Ok(())
}

fn role(word: &str) -> anyhow::Result<Role> {
    let all = || Role::ALL.iter().map(|r| r.word()).collect::<Vec<_>>().join(", ");
    Role::from_word(word).with_context(|| format!("{word:?} is no role; give one of {}", all()))
}

fn scope(db: &Db, words: Option<&str>) -> anyhow::Result<Scope> {
    match db.read_blocking(|conn| Ok::<_, Refusal>(operator::find_scope(conn, words)?)) {
        Ok(scope) => Ok(scope),
        Err(Refusal::NotFound) => {
            bail!("there is no {}; give product:SLUG, tag:NAME or team:NAME", words.unwrap_or_default())
        }
        Err(why) => Err(in_words(&why)),
    }
}

/// A refusal as a sentence: its messages in English.
fn in_words(why: &Refusal) -> anyhow::Error {
    let t = crate::ground::i18n::T::new("en", false);
    match why {
        Refusal::Invalid(errors) => {
            let sentences: Vec<String> = errors.iter().map(|e| t.n(e.message, e.n)).collect();
            anyhow::anyhow!("{}", sentences.join(" "))
        }
        Refusal::Forbidden(message, n) => anyhow::anyhow!("{}", t.n(message, *n)),
        Refusal::Conflict(message) => anyhow::anyhow!("{}", t.s(message)),
        other => anyhow::anyhow!("{other}; `kiez doctor` may know more"),
    }
}
