//! What the database does for each hot page of a forum of a million posts: every query is heard as it is asked, asked
//! once more with EXPLAIN, and judged. Ends with an error if one of them reads a whole table that grows, or sorts more than
//! a page.
//!
//! `cargo bench --bench plans -- [--posts 1000000] [--seed 1] [--all]`
//!
//! SQLite in a folder under `target/`, or what DATABASE_URL names: an empty database, or one that an earlier run filled. `--all` prints each plan, not only those that fail.
//!
//! | file    | what it knows                                    |
//! |---------|--------------------------------------------------|
//! | `heard` | the queries that were asked, with their values   |
//! | `judge` | their plans on either database, and what is bad  |

mod heard;
mod judge;

#[path = "../support/mod.rs"]
mod support;

use std::net::SocketAddr;

use anyhow::{Context, ensure};
use kiez::accounts::grant::grant;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::Clock;
use kiez::ground::db::{Db, DbOptions, Target, migrate};
use kiez::ground::refusal::Refusal;
use kiez::ground::web::Services;
use support::forum::Forum;
use support::serve;

fn main() -> anyhow::Result<()> {
    let (posts, seed): (usize, u64) = (support::option("--posts", 1_000_000)?, support::option("--seed", 1)?);
    let folder = support::folder()?;
    let database = match std::env::var("DATABASE_URL") {
        Ok(url) => Target::parse(&url)?,
        Err(_) => Target::Sqlite(folder.path().join("kiez.db")),
    };
    migrate(&mut database.connect()?)?;
    let db = Db::open(database.clone(), DbOptions::default())?;
    let made = support::standing::found(&db, posts, seed, Clock::System.now())?;
    drop(db);
    println!("{} posts in {} threads", made.posts, made.questions.len());
    let mut conn = database.connect()?;
    judge::gather_statistics(&mut conn)?;

    heard::listen()?;
    let (address, services) = serve::start(folder.path(), database, 0)?;
    serve::settle();
    let (member, keeper) = people(&services, &made)?;
    heard::take();
    let mut faults = 0;
    let mut judge = judge::Judge::new(&mut conn, std::env::args().any(|arg| arg == "--all"))?;
    for (path, cookie) in pages(&made, &member, &keeper)? {
        load(address, &path, cookie)?;
        for query in heard::take() {
            faults += judge.look(&path, &query)?;
        }
    }
    println!("\n{} different queries, {faults} with a bad plan", judge.seen());
    ensure!(faults == 0, "some plans are bad");
    Ok(())
}

/// Cookies of somebody without any role, and of somebody with all of them.
fn people(services: &Services, made: &Forum) -> anyhow::Result<(String, String)> {
    let (member, keeper) = (made.people[made.people.len() / 2], made.people[0]);
    let now = services.clock.now();
    services.db.write_blocking(move |tx| {
        for role in [Role::Admin, Role::Moderator, Role::Expert, Role::Staff] {
            grant(tx, None, keeper, role, Scope::Everywhere, now)?;
        }
        Ok::<_, Refusal>(())
    })?;
    Ok((serve::sign_in(services, member)?, serve::sign_in(services, keeper)?))
}

/// Pages that many people open, and for whom. The member opens what visitors do, too.
fn pages<'a>(made: &Forum, member: &'a str, keeper: &'a str) -> anyhow::Result<Vec<(String, Option<&'a str>)>> {
    let (_, thread) = made.questions.get(made.questions.len() / 2).context("a forum without questions")?;
    let person = made.people.first().context("a forum without people")?;
    let everybody = [
        "/",
        "/?sort=newest",
        "/?sort=active",
        "/?sort=unanswered",
        "/?sort=solved",
        "/?lang=en",
        "/tags",
        "/products",
        "/products/product-1",
        "/products/product-1?sort=unanswered",
        "/people",
        "/search?q=router",
        "/feed.atom",
        "/sitemap.xml",
        "/sitemap/1.xml",
        "/moderation-log",
        "/help/roles",
    ];
    let mut pages: Vec<(String, Option<&str>)> = Vec::new();
    for cookie in [None, Some(member)] {
        pages.extend(everybody.iter().map(|path| ((*path).to_owned(), cookie)));
        pages.push((thread.clone(), cookie));
        pages.push((format!("/people/{person}/person-0"), cookie));
    }
    let own = ["/?sort=for-you", "/inbox", "/ask", "/settings", "/settings/sessions", "/account/flags"];
    pages.extend(own.iter().map(|path| ((*path).to_owned(), Some(member))));
    let keepers = [
        "/expert",
        "/triage",
        "/desk",
        "/desk/team",
        "/review",
        "/reports",
        "/admin",
        "/admin/people",
        "/admin/audit",
        "/admin/log",
    ];
    pages.extend(keepers.iter().map(|path| ((*path).to_owned(), Some(keeper))));
    Ok(pages)
}

fn load(address: SocketAddr, path: &str, cookie: Option<&str>) -> anyhow::Result<()> {
    let request = ureq::get(format!("http://{address}{path}")).header("cookie", cookie.unwrap_or_default());
    let status = request.config().http_status_as_error(false).build().call().with_context(|| path.to_owned())?.status();
    ensure!(status.as_u16() == 200, "{path}: {status}; a page that is not there asks for nothing");
    Ok(())
}
