//! One node and many of them, side by side.

use std::fmt::Write as _;

use crate::support::wrk::Figures;

/// What was measured.
pub struct Report {
    many: usize,
    /// Name, nodes, figures and the database's seconds, in the order in which they came.
    rows: Vec<(&'static str, usize, Figures, f64)>,
    /// Milliseconds.
    seen: Vec<f64>,
}

impl Report {
    /// For one node beside so many.
    pub fn new(many: usize) -> Self {
        Self { many, rows: Vec::new(), seen: Vec::new() }
    }

    /// A row of one run.
    pub fn add(&mut self, name: &'static str, nodes: usize, figures: Figures, database: f64) {
        eprintln!("{name:<26} {nodes} node(s) {:>10.0}/s", figures.rate);
        self.rows.push((name, nodes, figures, database));
    }

    /// Milliseconds until answers were seen elsewhere.
    pub fn seen(&mut self, delays: Vec<f64>) {
        self.seen.extend(delays);
    }

    /// As people read it.
    pub fn table(&self) -> String {
        let mut out = format!(
            "\n{:<26} {:>5} {:>11} {:>8} {:>8} {:>8} {:>7} {:>10} {:>7}  s of processor time and MB of each node\n",
            "", "nodes", "requests/s", "to one", "p50 ms", "p99 ms", "errors", "ms/request", "db s"
        );
        let mut names: Vec<&str> = self.rows.iter().map(|row| row.0).collect();
        names.dedup();
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        for name in names {
            for nodes in [1, self.many] {
                let of = |of: &dyn Fn(&Figures, f64) -> f64| self.median(name, nodes, of);
                let rate = of(&|f, _| f.rate);
                let _ = write!(
                    out,
                    "{name:<26} {nodes:>5} {rate:>11.0} {:>8.2} {:>8.2} {:>8.2} {:>7.0} {:>10.3} {:>7.1} ",
                    rate / self.median(name, 1, &|f, _| f.rate),
                    of(&|f, _| f.p50),
                    of(&|f, _| f.p99),
                    of(&|f, _| f.errors as f64),
                    of(&|f, _| f.processor),
                    of(&|_, database| database),
                );
                for n in 0..nodes {
                    let seconds = of(&|f, _| f.each.get(n).map_or(0.0, |each| each.0));
                    let memory = of(&|f, _| f.each.get(n).map_or(0.0, |each| each.1));
                    let _ = write!(out, " {seconds:.1} s {memory:.0} MB");
                }
                out.push('\n');
            }
        }
        let mut seen = self.seen.clone();
        seen.sort_by(f64::total_cmp);
        let at = |share: f64| seen.get(((seen.len().max(1) - 1) as f64 * share) as usize).copied().unwrap_or_default();
        let _ = write!(
            out,
            "seen on another node {:.1} ms after its acknowledgement (p50), {:.1} ms (p99), {:.1} ms at most, of {} answers",
            at(0.5),
            at(0.99),
            at(1.0),
            seen.len()
        );
        out
    }

    fn median(&self, name: &str, nodes: usize, of: &dyn Fn(&Figures, f64) -> f64) -> f64 {
        let rows = self.rows.iter().filter(|row| row.0 == name && row.1 == nodes);
        let mut of: Vec<f64> = rows.map(|(_, _, figures, database)| of(figures, *database)).collect();
        of.sort_by(f64::total_cmp);
        of.get(of.len() / 2).copied().unwrap_or_default()
    }
}
