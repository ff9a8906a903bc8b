//! Medians of several runs, as a table and as one object.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::support::program::Program;
use crate::support::wrk::Figures;

/// What was measured.
pub struct Report {
    about: String,
    /// Rows in the order in which they first came.
    names: Vec<&'static str>,
    rows: BTreeMap<&'static str, Vec<Figures>>,
    first_page: Vec<f64>,
    idle: Vec<f64>,
    busy: Vec<f64>,
    weights: Vec<String>,
}

impl Report {
    /// Of a forum that is described so.
    pub fn new(about: String) -> Self {
        let (rows, names, weights) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { about, names, rows, first_page: Vec::new(), idle: Vec::new(), busy: Vec::new(), weights }
    }

    /// Seconds from start to first page, of one start.
    pub fn start(&mut self, seconds: f64) {
        self.first_page.push(seconds);
    }

    /// The program's memory before anybody asks anything.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn idle(&mut self, program: &Program) -> anyhow::Result<()> {
        self.idle.push(program.target().memory()?.0);
        Ok(())
    }

    /// The program's memory after everything.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn busy(&mut self, program: &Program) -> anyhow::Result<()> {
        self.busy.push(program.target().memory()?.0);
        Ok(())
    }

    /// How many bytes a page has, plain and as browsers get it.
    pub fn weight(&mut self, name: &str, plain: usize, small: usize) {
        self.weights.push(format!("{name} {plain} bytes, {small} as sent to browsers"));
    }

    /// One row of one run.
    pub fn add(&mut self, name: &'static str, figures: Figures) {
        eprintln!("{name:<26} {:>10.0}/s{}", figures.rate, refusals(&figures.refused));
        if !self.rows.contains_key(name) {
            self.names.push(name);
        }
        self.rows.entry(name).or_default().push(figures);
    }

    /// The table, or with `json` the table to standard error and the object.
    ///
    /// # Errors
    /// When the object cannot be written.
    pub fn print(&self, json: bool) -> anyhow::Result<()> {
        let table = self.table();
        if json {
            eprintln!("{table}");
            println!("{}", serde_json::to_string(&self.object())?);
        } else {
            println!("{table}");
        }
        Ok(())
    }

    fn median(&self, name: &str, of: fn(&Figures) -> f64) -> f64 {
        median(self.rows.get(name).into_iter().flatten().map(of).collect())
    }

    /// Of all runs together.
    fn refused(&self, name: &str) -> BTreeMap<u16, u64> {
        let mut all = BTreeMap::new();
        for (status, many) in self.rows.get(name).into_iter().flatten().flat_map(|figures| &figures.refused) {
            *all.entry(*status).or_default() += many;
        }
        all
    }

    fn ratio(&self, name: &str) -> f64 {
        self.median(name, |f| f.rate) / self.median("floor", |f| f.rate)
    }

    fn table(&self) -> String {
        let head = format!(
            "{}\n\n{:<26} {:>11} {:>9} {:>9} {:>12} {:>9} {:>9} {:>7} {:>9}",
            self.about, "", "requests/s", "p50 ms", "p99 ms", "CPU s/1,000", "MB", "MB own", "errors", "to floor"
        );
        let rows = self.names.iter().map(|name| {
            let of = |of| self.median(name, of);
            format!(
                "{name:<26} {:>11.0} {:>9.2} {:>9.2} {:>12.3} {:>9.0} {:>9.0} {:>7.0} {:>9.3}",
                of(|f| f.rate),
                of(|f| f.p50),
                of(|f| f.p99),
                of(|f| f.processor),
                of(|f| f.memory.0),
                of(|f| f.memory.1),
                of(|f| f.errors as f64),
                self.ratio(name)
            ) + &refusals(&self.refused(name))
        });
        let foot = format!(
            "first page {:.2} s after the start; memory {:.0} MB idle, {:.0} MB after all of this (files' pages included);\n\
             program {:.1} MB; {}\n(MB of streams: what they added; of others: all of the program's after the row; {} run(s), medians)",
            median(self.first_page.clone()),
            median(self.idle.clone()),
            median(self.busy.clone()),
            binary_size() as f64 / 1e6,
            self.weights.join("; "),
            self.first_page.len()
        );
        std::iter::once(head).chain(rows).chain([String::new(), foot]).collect::<Vec<_>>().join("\n")
    }

    fn object(&self) -> Value {
        let mut object = Map::new();
        for name in &self.names {
            let row = json!({
                "requests_per_second": self.median(name, |f| f.rate),
                "p50_ms": self.median(name, |f| f.p50),
                "p99_ms": self.median(name, |f| f.p99),
                "ratio_to_floor": self.ratio(name),
                "cpu_seconds_per_1000": self.median(name, |f| f.processor),
                "memory_mb": self.median(name, |f| f.memory.0),
                "errors": self.median(name, |f| f.errors as f64),
                "refused": self.refused(name),
            });
            object.insert((*name).to_owned(), row);
        }
        Value::Object(object)
    }
}

/// Of a row's forms those that were refused, by status.
fn refusals(refused: &BTreeMap<u16, u64>) -> String {
    refused.iter().map(|(status, many)| format!("  {many} × {status}")).collect()
}

fn binary_size() -> u64 {
    std::fs::metadata(env!("CARGO_BIN_EXE_kiez")).map_or(0, |file| file.len())
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or_default()
}
