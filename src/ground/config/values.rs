//! Settings that are more than a number or a word. Each error names the place and what would be right, never a secret.

use anyhow::{Context, bail, ensure};

use crate::ground::db::Target;

/// Nodes' addresses with commas between them.
pub(super) fn peers((value, place): &(String, String)) -> anyhow::Result<Vec<url::Url>> {
    let fits = |url: &url::Url| {
        let secret = !url.username().is_empty() || url.password().is_some();
        let bare = url.path() == "/" && url.query().is_none() && !secret;
        bare && matches!(url.scheme(), "http" | "https")
    };
    let peer = |peer: &str| peer.parse().ok().filter(fits);
    let all = value.split(',').map(str::trim).filter(|one| !one.is_empty()).map(peer).collect::<Option<_>>();
    all.with_context(|| {
        format!("{place} will not do; give addresses such as http://kiez-1:8080, with commas between them")
    })
}

/// A contact as RFC 9116 writes it: a URI.
pub(super) fn contact((value, place): &(String, String)) -> anyhow::Result<Option<String>> {
    if value.is_empty() {
        return Ok(None);
    }
    if value.parse::<lettre::Address>().is_ok() {
        return Ok(Some(format!("mailto:{value}")));
    }
    let url: Option<url::Url> = value.parse().ok().filter(|url: &url::Url| matches!(url.scheme(), "https" | "mailto"));
    let remedy = "give a mail address or an address that begins with https://";
    url.map(|url| Some(url.into())).with_context(|| format!("{place}: {value:?} will not do; {remedy}"))
}

/// Replicas with commas between them; only PostgreSQL has any.
pub(super) fn replicas((value, place): &(String, String), primary: &Target) -> anyhow::Result<Vec<Target>> {
    let urls = value.split(',').map(str::trim).filter(|url| !url.is_empty());
    let all: Vec<Target> = urls
        .map(|url| match Target::parse(url) {
            Ok(target @ Target::Postgres(_)) => Ok(target),
            _ => bail!("{place} will not do; give addresses that begin with postgres://, with commas between them"),
        })
        .collect::<anyhow::Result<_>>()?;
    let fits = all.is_empty() || matches!(primary, Target::Postgres(_));
    ensure!(fits, "{place} will not do without a database_url (DATABASE_URL) that begins with postgres://");
    Ok(all)
}

/// Hosts with commas between them.
pub(super) fn hosts(value: &str) -> Vec<String> {
    value
        .split(',')
        .map(|host| host.trim().trim_matches(['[', ']']).to_owned())
        .filter(|host| !host.is_empty())
        .collect()
}
