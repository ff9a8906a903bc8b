//! `kiez search WORDS`

use anyhow::bail;
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use crate::ground::clock::Clock;
use crate::ground::config::Config;
use crate::ground::i18n::supported;
use crate::search::{Asked, Found, Seeker, Service, Shown};

use super::open;

#[derive(clap::Args)]
pub struct Options {
    /// What would be typed into the box, with its operators; "-word" goes behind "--"
    #[arg(required = true)]
    words: Vec<String>,
    /// Say why each hit stands where it stands
    #[arg(long)]
    explain: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
    /// The reader's language (de or en); without it every language counts alike
    #[arg(long)]
    lang: Option<String>,
}

/// Prints what a visitor would find.
///
/// # Errors
/// When there is no index, a server holds it, or the database cannot be asked.
pub fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let lang = match options.lang.as_deref() {
        None => None,
        Some(lang) => match supported(lang) {
            Some(lang) => Some(lang.to_owned()),
            None => bail!("Kiez does not speak {lang:?}; --lang takes de or en"),
        },
    };
    let db = open::for_reading(config)?;
    let search = Service::open(db, Clock::System, &config.data_dir);
    let place = config.data_dir.join("index");
    if search.busy() {
        bail!(
            "a running server holds the search index in {}: ask it itself, as an admin at /search?q=…&explain=1, \
             or stop it first",
            place.display()
        );
    }
    if !search.is_open() {
        bail!("there is no whole search index in {}; `kiez reindex` makes one", place.display());
    }
    let asked = Asked::parse(&Serializer::new(String::new()).append_pair("q", &options.words.join(" ")).finish());
    let seeker = Seeker {
        now: Some(Clock::System.now()),
        explain: options.explain,
        ..Seeker::from(lang.into_iter().collect::<Vec<_>>())
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (found, lag) =
        runtime.block_on(async { Ok::<_, anyhow::Error>((search.find(asked, seeker).await?, search.lag().await?)) })?;
    if lag > 0 {
        eprintln!("The index is {lag} events behind the database; a server would take them first.");
    }
    if options.json {
        println!("{}", object(&found));
    } else {
        lines(&found).iter().for_each(|line| println!("{line}"));
    }
    Ok(())
}

fn lines(found: &Found) -> Vec<String> {
    let mut lines = vec![format!("{} found", found.total)];
    if found.near {
        lines.push("Nothing has all of the words; these have some.".to_owned());
    }
    if let Some(meant) = &found.meant {
        let what = if meant.searched { "Searched instead" } else { "Perhaps meant" };
        lines.push(format!("{what}: {}", meant.text));
    }
    let pinned = found.pinned.iter();
    lines.extend(pinned.map(|pin| format!("pinned {} ({})", pin.question.title, pin.question.path)));
    for (place, hit) in found.hits.iter().enumerate() {
        lines.push(format!("{:3}. {} ({})", place + 1, hit.question.title, hit.question.path));
        if !hit.snippet.text().is_empty() {
            lines.push(format!("     {}", hit.snippet.text().replace('\n', " ")));
        }
        let Some(explained) = &hit.explained else { continue };
        lines.push(format!("     score {:.3}", explained.score));
        let factors = explained.factors.iter();
        lines.extend(factors.map(|factor| format!("     {:+9.3}  {:<12} {}", factor.adds, factor.name, factor.of)));
    }
    lines
}

fn object(found: &Found) -> Value {
    json!({
        "total": found.total,
        "near": found.near,
        "meant": found.meant.as_ref().map(|meant| json!({ "text": meant.text, "searched": meant.searched })),
        "pinned": found.pinned.iter().map(hit).collect::<Vec<_>>(),
        "hits": found.hits.iter().map(hit).collect::<Vec<_>>(),
    })
}

fn hit(shown: &Shown) -> Value {
    let factor = |factor: &search_index::Factor| json!({ "name": factor.name, "of": factor.of, "adds": factor.adds });
    let explained = shown.explained.as_ref().map(|explained| {
        json!({ "score": explained.score, "factors": explained.factors.iter().map(factor).collect::<Vec<_>>() })
    });
    json!({
        "id": shown.question.id,
        "path": shown.question.path,
        "title": shown.question.title,
        "lang": shown.question.lang,
        "snippet": shown.snippet.text(),
        "answer": shown.answer,
        "explained": explained,
    })
}
