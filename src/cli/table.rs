//! Columns for the terminal.

/// Lays rows out under their headings: words to the left, numbers to the right.
pub fn lay_out(headings: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain(headings.get(column).map(|h| h.chars().count())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let numeric: Vec<bool> = (0..headings.len())
        .map(|c| !rows.is_empty() && rows.iter().filter_map(|row| row.get(c)).all(|cell| number(cell)))
        .collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).zip(&numeric).map(|((cell, width), numeric)| {
            let gap = " ".repeat(width.saturating_sub(cell.chars().count()));
            if *numeric { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(&headings.iter().map(ToString::to_string).collect::<Vec<_>>())];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n")
}

fn number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '.'))
}

/// `12345` as `12,345`.
pub fn figure(n: impl Into<i64>) -> String {
    crate::ground::i18n::T::new("en", false).number(n.into())
}

#[cfg(test)]
mod tests {
    use super::lay_out;

    #[test]
    fn numbers_stand_to_the_right_and_words_to_the_left() {
        let rows = vec![vec!["Users".into(), "12".into(), "—".into()], vec!["Ö".into(), "1,234".into(), "none".into()]];
        assert_eq!(lay_out(&["file", "read", "why"], &rows), "file    read  why\nUsers     12  —\nÖ      1,234  none");
    }
}
