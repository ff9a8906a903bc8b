//! `kiez config`

use std::collections::BTreeMap;

use crate::ground::config::{Given, KEYS, describe};

#[derive(clap::Args)]
pub struct Options {
    /// One JSON object: each key with its value and where that came from
    #[arg(long)]
    json: bool,
}

/// Prints every key with its value, meaning and origin.
///
/// # Errors
/// When the JSON cannot be written.
pub fn run(given: &BTreeMap<&'static str, Given>, options: &Options) -> anyhow::Result<()> {
    if !options.json {
        print!("{}", describe(given));
        return Ok(());
    }
    let keys = KEYS.iter().map(|key| {
        let (value, place) = given.get(key.name).map_or((key.default, "default"), |g| (g.value(), g.place()));
        let value = if key.secret && !value.is_empty() { "(hidden)" } else { value };
        let entry = serde_json::json!({ "value": value, "from": place, "env": key.env, "help": key.help });
        (key.name.to_owned(), entry)
    });
    println!("{}", serde_json::to_string_pretty(&serde_json::Value::Object(keys.collect()))?);
    Ok(())
}
