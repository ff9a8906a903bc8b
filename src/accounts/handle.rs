//! Handles: the short names of `@mentions` and addresses. Unique, ASCII, and kept for good.

use std::collections::HashSet;

use diesel::dsl::max;
use diesel::prelude::*;

use crate::accounts::tables::people;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;

/// Characters of a handle without its number.
const LONGEST: usize = 30;

/// A handle's letters: `Käthe Müller` becomes `kaethe-mueller`.
pub fn base(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'ä' => spelled.push_str("ae"),
            'ö' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'Ä' => spelled.push_str("Ae"),
            'Ö' => spelled.push_str("Oe"),
            'Ü' => spelled.push_str("Ue"),
            'ß' => spelled.push_str("ss"),
            other => spelled.push(other),
        }
    }
    let slug: String = slug::slugify(spelled).chars().take(LONGEST).collect();
    let slug = slug.trim_matches('-');
    match slug {
        "" => "person".into(),
        // Those are for the erased.
        s if s == "former" || s.starts_with("former-") => format!("the-{s}"),
        s => s.to_owned(),
    }
}

/// A handle that nobody has: `lena-vogt`, else `lena-vogt-2` and so on.
///
/// # Errors
/// When the database fails.
pub fn fresh(conn: &mut AnyConnection, name: &str) -> Verdict<String> {
    let base = base(name);
    for range in [1..100, 100..2_000] {
        let candidates: Vec<String> =
            range.map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") }).collect();
        let taken: HashSet<String> = people::table
            .filter(people::handle.eq_any(&candidates))
            .select(people::handle)
            .load(conn)?
            .into_iter()
            .collect();
        if let Some(free) = candidates.into_iter().find(|c| !taken.contains(c)) {
            return Ok(free);
        }
    }
    let last: Option<i64> = people::table.select(max(people::id)).first(conn)?;
    Ok(format!("{base}-{}", last.unwrap_or(0).saturating_add(2_000)))
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn handles_are_plain_letters() {
        for (name, handle) in [
            ("Käthe Müller", "kaethe-mueller"),
            ("Åsa Ström", "asa-stroem"),
            ("  --  ", "person"),
            ("Former 7", "the-former-7"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(base(name), handle);
        }
        assert!(base(&"x".repeat(90)).len() <= 30);
        assert!(base("山田").is_ascii());
    }
}
