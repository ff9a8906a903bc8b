//! Asks peers for their index, one after the other. What comes is written into a folder of its own beside the indexes,
//! read and checked as at every start, and only then one of them.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::time::Duration;

use search_index::settle;
use tempfile::TempDir;
use ureq::Agent;
use ureq::http::header::AUTHORIZATION;
use url::Url;

use super::list::List;
use super::{PATH, Peers};
use crate::ground::clock::Stopwatch;
use crate::ground::events::last_position;
use crate::ground::refusal::Refusal;
use crate::ground::shutdown::Shutdown;
use crate::search::Service;
use crate::search::feeder::catch_up;
use crate::search::generation::Generation;
use crate::search::warming::Doing;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a whole copy may take: after that the tables would have been quicker.
const LONGEST: Duration = Duration::from_secs(60 * 60);
/// Bytes that are read and written at once.
const PIECE: usize = 256 * 1024;
/// What folders of copies that are under way are called.
const UNDER_WAY: &str = "incoming-";

/// A copy of a peer's index that knows what the log knows; none if there are no peers, or none of them has one that can
/// be used.
pub(in crate::search) fn warm(service: &Service, shutdown: &Shutdown) -> Option<Generation> {
    let peers = service.peers();
    for url in peers.urls.iter() {
        let watch = Stopwatch::start();
        match fetch(service, url, shutdown) {
            Ok(copy) => {
                let (documents, cursor) = (copy.index.documents(), copy.index.cursor());
                tracing::info!(peer = %url, documents, ?cursor, took = ?watch.elapsed(), "the search index was copied from a peer");
                return Some(copy);
            }
            Err(why) => tracing::warn!(peer = %url, why, "no search index could be had from this peer"),
        }
        if shutdown.begun() {
            return None;
        }
    }
    if !peers.urls.is_empty() {
        tracing::warn!("no peer gave its search index: it is made from the tables");
    }
    None
}

/// Deletes what a process that was killed had copied until then.
pub(in crate::search) fn sweep_up(root: &Path) {
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(UNDER_WAY))
            && let Err(why) = fs::remove_dir_all(entry.path())
        {
            tracing::warn!(dir = %entry.path().display(), %why, "half a copy of a peer's index could not be deleted");
        }
    }
}

fn fetch(service: &Service, url: &Url, shutdown: &Shutdown) -> Result<Generation, String> {
    let mut from = ask(service.peers(), url)?;
    let list = List::read(&mut from)?;
    let last = service.db().read_blocking(|conn| Ok::<_, Refusal>(last_position(conn)?));
    if last.map_err(|why| why.to_string())? < list.cursor {
        return Err("its index knows more than the database".to_owned());
    }
    fs::create_dir_all(service.root()).map_err(|why| why.to_string())?;
    let folder = TempDir::with_prefix_in(UNDER_WAY, service.root()).map_err(|why| why.to_string())?;
    write(&mut from, &list, folder.path(), &mut |done, of| {
        service.warming().note(Doing::Copying, done, of);
        shutdown.begun()
    })?;
    settle(folder.path()).map_err(|why| why.to_string())?;
    let copy = Generation::adopt(service.root(), folder)?;
    if copy.index.cursor() != Some(list.cursor) {
        return Err("its index is not what it said".to_owned());
    }
    catch_up(service.db(), &copy.index).map_err(|why| Refusal::from(why).to_string())?;
    copy.keep();
    Ok(copy)
}

fn ask(peers: &Peers, url: &Url) -> Result<impl BufRead + use<>, String> {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT))
        .timeout_per_read(Some(peers.patience))
        .timeout_global(Some(LONGEST))
        .user_agent("Kiez")
        // Peers are within the network, and the pass is for them alone.
        .proxy(None)
        .build();
    let address = format!("{}{PATH}", url.as_str().trim_end_matches('/'));
    let request = Agent::new_with_config(config).get(address).header(AUTHORIZATION, peers.pass());
    let response = request.call().map_err(|why| why.to_string())?;
    match response.status().as_u16() {
        200 => Ok(BufReader::with_capacity(PIECE, response.into_body().into_reader())),
        404 => Err("it knows no such peer (404): does it name peers itself, and are both clocks right?".to_owned()),
        status => Err(format!("it answered {status}")),
    }
}

/// Writes the files down as they come; `tell` hears how many bytes that are, of how many, and says whether to stop.
fn write(
    from: &mut impl Read,
    list: &List,
    folder: &Path,
    tell: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), String> {
    let (mut done, of) = (0, list.bytes().unwrap_or_default());
    let mut piece = vec![0; PIECE];
    for file in &list.files {
        let mut to = File::create_new(folder.join(&file.name)).map_err(|why| why.to_string())?;
        let mut left = file.length;
        while left > 0 {
            if tell(done, of) {
                return Err("the forum ends".to_owned());
            }
            let room = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
            let read = from.read(&mut piece[..room]).map_err(|why| why.to_string())?;
            if read == 0 {
                return Err(format!("it ended after {done} of {of} bytes"));
            }
            to.write_all(&piece[..read]).map_err(|why| why.to_string())?;
            left -= read as u64;
            done += read as u64;
        }
    }
    tell(done, of);
    Ok(())
}
