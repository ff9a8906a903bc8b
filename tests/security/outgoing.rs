//! Requirement 30: what the forum calls is outside, however the address is written, wherever an answer leads, and whatever a name
//! server says the second time.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kiez::ground::clock::Stopwatch;
use kiez::ground::outgoing::Outside;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::whole::send;
use crate::accounts::sanctions::cast;
use crate::pages::town::{Town, town};
use crate::support::elsewhere::Elsewhere;
use crate::support::{Database, Forum};

/// A name server that changes its mind.
#[derive(Debug)]
struct Fickle {
    answers: Vec<Vec<SocketAddr>>,
    asked: AtomicUsize,
}

impl Resolver for Fickle {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let n = self.asked.fetch_add(1, Ordering::SeqCst).min(self.answers.len() - 1);
        let mut found = self.empty();
        self.answers[n].iter().for_each(|address| found.push(*address));
        Ok(found)
    }
}

fn asking(answers: &[&[&str]], internal: &[&str]) -> Outside<Fickle> {
    let address = |text: &&str| text.parse().expect("an address");
    let answers = answers.iter().map(|all| all.iter().map(address).collect()).collect();
    let internal = internal.iter().map(|host| (*host).to_owned()).collect();
    Outside::asking(internal, Fickle { answers, asked: AtomicUsize::new(0) })
}

fn look(outside: &Outside<Fickle>) -> Result<Vec<String>, String> {
    let uri: Uri = "http://tickets.example/hook".parse().expect("an address");
    let found = outside.resolve(&uri, &Config::default(), NextTimeout::default());
    found.map(|found| found.iter().map(ToString::to_string).collect()).map_err(|why| why.to_string())
}

#[test]
fn a_name_that_changes_its_address_leads_nowhere_inside() {
    let public = "203.1.113.9:80";
    for inside in [
        "127.0.0.1:80",
        "10.0.0.7:80",
        "192.168.1.1:80",
        "172.16.0.1:80",
        "169.254.169.254:80",
        "100.64.0.1:80",
        "0.0.0.0:80",
        "[::1]:80",
        "[::ffff:127.0.0.1]:80",
        "[::ffff:169.254.169.254]:80",
        "[64:ff9b::7f00:1]:80",
        "[64:ff9b::a9fe:a9fe]:80",
        "[64:ff9b:1::1]:80",
        "[2002:7f00:1::]:80",
        "[fe80::1]:80",
        "[fd00::1]:80",
    ] {
        let fickle = asking(&[&[public], &[inside]], &[]);
        assert_eq!(look(&fickle), Ok(vec![public.to_owned()]), "what is looked at is what is connected to");
        assert!(look(&fickle).is_err_and(|why| why.contains("KIEZ_INTERNAL_HOSTS")), "{inside}");
        assert!(look(&asking(&[&[public, inside]], &[])).is_err(), "{inside} among others");
        assert!(look(&asking(&[&[inside]], &["tickets.example"])).is_ok(), "{inside} where the operator said so");
        assert!(look(&asking(&[&[inside]], &["other.example"])).is_err(), "{inside}");
    }
}

/// Waits until a delivery's page says something.
fn until(town: &Town, person: i64, path: &str, words: &str) -> String {
    let patience = Stopwatch::start();
    let mut browser = town.browser_of(person);
    loop {
        let page = browser.get(path).body;
        if page.contains(words) {
            return page;
        }
        assert!(patience.elapsed() < Duration::from_secs(20), "{path} never says {words}: {page}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn no_address_that_an_admin_types_leads_inside() {
    let inside = Elsewhere::start(|_| (200, "secret".into()));
    let port = inside.url.rsplit(':').next().expect("a port").to_owned();
    let forum = Forum::start_with(Database::sqlite(), |config| config.internal_hosts.clear());
    crate::pages::town::visit(forum, |town| {
        let admin = cast(town).ada;
        let mut browser = town.browser_of(admin);
        for host in [
            "127.0.0.1",
            "localhost",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "2130706433",
            "0x7f.1",
            "0177.0.0.1",
            "0.0.0.0",
            "169.254.169.254",
        ] {
            let address = format!("http://{host}:{port}/hook");
            let fields = [("name", host), ("kind", "webhook"), ("address", address.as_str())];
            let home = send(&mut browser, "/admin/ticket-systems", &fields);
            let log = send(&mut browser, &format!("{home}/test"), &[]);
            until(town, admin, &log, "KIEZ_INTERNAL_HOSTS");
        }
        assert!(inside.asked().is_empty(), "{:?}", inside.asked());
    });
}

#[test]
fn no_redirect_is_followed() {
    town(|town| {
        let secret = Elsewhere::start(|_| (200, "secret".into()));
        let to = format!("{}/inside", secret.url);
        let tickets = Elsewhere::start(move |_| (307, to.clone()));
        let admin = cast(town).ada;
        let mut browser = town.browser_of(admin);
        let address = format!("{}/hook", tickets.url);
        let fields = [("name", "Tickets"), ("kind", "webhook"), ("address", address.as_str())];
        let home = send(&mut browser, "/admin/ticket-systems", &fields);
        let log = send(&mut browser, &format!("{home}/test"), &[]);
        until(town, admin, &log, "307");
        assert!(tickets.asked().len() == 1 && secret.asked().is_empty());
    });
}
