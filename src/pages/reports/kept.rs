//! Whether staff's deadlines were kept, by policy and by team.

use std::collections::HashMap;

use super::sheet::{Cell, Column, Sheet};
use crate::ground::i18n::T;
use crate::ground::web::chart::{self, Series, count};
use crate::insights::kept::{Kept, Punctuality};

/// What the numbers are called.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub policies: HashMap<i64, String>,
    pub teams: HashMap<i64, String>,
}

/// By policy.
pub fn by_policy(t: &T, kept: &Punctuality, names: &Names) -> Sheet {
    let name = |id: &i64| names.policies.get(id).cloned().unwrap_or_else(|| format!("#{id}"));
    let lines = kept.policies.iter().map(|(id, kept)| (name(id), kept)).collect();
    sheet(t, "by-policy", Column("policy", "policy"), lines, &kept.all)
}

/// By team.
pub fn by_team(t: &T, kept: &Punctuality, names: &Names) -> Sheet {
    let name = |id: &Option<i64>| match id {
        Some(id) => names.teams.get(id).cloned().unwrap_or_else(|| format!("#{id}")),
        None => t.s("reports-no-team"),
    };
    let lines = kept.teams.iter().map(|(id, kept)| (name(id), kept)).collect();
    sheet(t, "by-team", Column("team", "team"), lines, &kept.all)
}

fn sheet(t: &T, name: &'static str, first: Column, mut lines: Vec<(String, &Kept)>, all: &Kept) -> Sheet {
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    let title = match all.percent() {
        Some(percent) => t.a(&format!("reports-{name}-title"), "n", percent),
        None => t.s("reports-kept-none"),
    };
    let labels: Vec<String> = lines.iter().map(|(name, _)| short(name, lines.len())).collect();
    let series = [
        Series::new(t.s("reports-col-kept"), lines.iter().map(|(_, kept)| count(kept.kept()))),
        Series::new(t.s("reports-col-missed"), lines.iter().map(|(_, kept)| count(kept.missed()))),
    ];
    let row = |first: String, kept: &Kept| {
        vec![Cell::Text(first), Cell::Count(kept.kept()), Cell::Count(kept.missed()), Cell::Percent(kept.percent())]
    };
    let mut rows: Vec<Vec<Cell>> = lines.iter().map(|(name, kept)| row(name.clone(), kept)).collect();
    rows.push(row(t.s("reports-all"), all));
    let columns =
        vec![first, Column("kept", "kept"), Column("missed", "missed"), Column("punctual", "punctual_percent")];
    Sheet { name, svg: chart::grouped(&title, &labels, &series), title, columns, rows }
}

/// As much of a name as fits under its bars: about 48 letters stand side by side under a chart.
pub(super) fn short(name: &str, lines: usize) -> String {
    let room = (48 / lines.max(1)).max(3);
    if name.chars().count() <= room {
        return name.to_owned();
    }
    name.chars().take(room - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_to_what_fits() {
        assert_eq!(short("Faults", 4), "Faults");
        assert_eq!(short("Everything else there is", 4), "Everything …");
        assert_eq!(short("Everything", 40), "Ev…");
    }
}
