//! The command line: one file for each command. It reads arguments, calls rooms and prints; it decides nothing.
//!
//! | file       | command                                            |
//! |------------|----------------------------------------------------|
//! | `serve`    | `kiez serve`: the forum until SIGTERM              |
//! | `demo`     | `kiez demo`: the same with an invented community   |
//! | `migrate`  | `kiez migrate`: the database's tables, brought up to date |
//! | `doctor`   | `kiez doctor`: what is wrong, and what to do       |
//! | `reindex`  | `kiez reindex`: the search index, built again      |
//! | `search`   | `kiez search`: what visitors find, and why         |
//! | `admin`    | `kiez admin …`: people and roles                   |
//! | `import`   | `kiez import …`: threads from elsewhere            |
//! | `backup`   | `kiez backup`: a copy of the forum while it runs   |
//! | `restore`  | `kiez restore`: a backup in the place of a forum   |
//! | `migrate_database` | `kiez migrate-database`: the forum into another database |
//! | `stats`    | `kiez stats`: counts                               |
//! | `escalation` | `kiez escalation explain`: why a question is due when it is |
//! | `spam`     | `kiez spam try`: which posts would have been held    |
//! | `votes`    | `kiez votes simulate`: which votes would be reversed |
//! | `config`   | `kiez config`: the effective configuration         |
//!
//! Errors are one short sentence with a remedy on standard error, and an exit code other than 0.

mod admin;
mod backup;
mod config;
mod demo;
mod doctor;
mod escalation;
mod import;
mod logging;
mod migrate;
mod migrate_database;
mod open;
mod progress;
mod reindex;
mod restore;
mod search;
mod serve;
mod spam;
mod stats;
mod table;
mod votes;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::ground::config as ground_config;

/// A help forum in which nobody is left waiting.
///
/// Configuration comes from kiez.toml and from KIEZ_* variables; `kiez config` lists every key.
#[derive(Parser)]
#[command(name = "kiez", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the forum until SIGTERM or Ctrl-C
    Serve,
    /// Run a forum with an invented community to look around in
    Demo(demo::Options),
    /// Bring the database's tables up to date
    Migrate,
    /// Check configuration, database, index, mail, clock and folders, and say what to do
    Doctor(doctor::Options),
    /// Build the search index again from the database
    Reindex,
    /// Search as a visitor would, and say why each hit stands where it stands
    Search(search::Options),
    /// Create people, grant and revoke roles
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Import threads from another system
    #[command(subcommand)]
    Import(import::Import),
    /// Copy the forum into a folder, while it runs
    Backup(backup::Options),
    /// Put a backup in the place of the forum: checked first, all of it or nothing
    Restore(restore::Options),
    /// Move the forum to another database, as from SQLite to PostgreSQL; a move that was stopped goes on
    MigrateDatabase(migrate_database::Options),
    /// Count people, questions, answers and so on
    Stats(stats::Options),
    /// Look into what waits
    #[command(subcommand)]
    Escalation(escalation::Escalation),
    /// Try the rules against spam on the posts that are there
    #[command(subcommand)]
    Spam(spam::Spam),
    /// Look for votes that look like an arrangement
    #[command(subcommand)]
    Votes(votes::Votes),
    /// Show the effective configuration, secrets hidden
    Config(config::Options),
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("kiez: {why:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    // Doctor reports a configuration that will not do like any other finding.
    if let Command::Doctor(options) = command {
        return doctor::run(&options);
    }
    let (config, given) = ground_config::load()?;
    if let Command::Config(options) = command {
        config::run(&given, &options)?;
        return Ok(ExitCode::SUCCESS);
    }
    logging::start(&config)?;
    match command {
        Command::Serve => serve::run(config),
        Command::Demo(options) => demo::run(config, &given, options),
        Command::Migrate => migrate::run(&config),
        Command::Reindex => reindex::run(&config),
        Command::Search(options) => search::run(&config, &options),
        Command::Admin(admin) => admin::run(&config, admin),
        Command::Import(import) => import::run(&config, import),
        Command::Backup(options) => backup::run(&config, &options),
        Command::Restore(options) => restore::run(&config, &options),
        Command::MigrateDatabase(options) => migrate_database::run(&config, &options),
        Command::Stats(options) => stats::run(&config, &options),
        Command::Escalation(command) => escalation::run(&config, &command),
        Command::Spam(command) => spam::run(&config, &command),
        Command::Votes(command) => votes::run(&config, &command),
        Command::Doctor(_) | Command::Config(_) => Ok(()),
    }?;
    Ok(ExitCode::SUCCESS)
}
