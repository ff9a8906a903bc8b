//! `kiez reindex`

use crate::ground::config::Config;
use crate::interop::Progress;
use crate::search::rebuild;

use super::open;
use super::progress::Shown;

/// Builds the search index again beside the old one. A server that runs meanwhile takes the new one
/// within seconds.
///
/// # Errors
/// When the database cannot be read or the index not written.
pub fn run(config: &Config) -> anyhow::Result<()> {
    let db = open::for_reading(config)?;
    let mut shown = Shown::counting();
    let mut told = Ok(());
    let documents = rebuild(&db, &config.data_dir, &mut |done, total| {
        let next = if done == 0 { shown.begin("threads", total) } else { shown.at(done) };
        if told.is_ok() {
            told = next;
        }
    })?;
    told?;
    shown.end()?;
    println!("{documents} threads can be found");
    Ok(())
}
