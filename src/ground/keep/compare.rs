//! What two tables must have in common to hold the same: the number of rows, and the sum of the SHA-256 of each row,
//! written the same way on both databases. A sum, because each database walks texts in an order of its own.

use diesel::prelude::*;
use diesel::sql_types::Text;
use sha2::{Digest as _, Sha256};

use super::catalogue::{Kind, Table};
use super::cells::{Cell, Cells, key_of, next_limit, page, quoted};
use crate::ground::db::{AnyConnection, Sqlite};

/// A table's count and checksum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Rows.
    pub rows: u64,
    /// The sum in hexadecimal digits.
    pub sum: String,
}

/// Reads a whole table; says after each page how many rows it has read.
///
/// # Errors
/// When it cannot be read, or `tell` fails.
pub fn digest(
    conn: &mut AnyConnection,
    table: &Table,
    mut tell: impl FnMut(u64) -> anyhow::Result<()>,
) -> anyhow::Result<Digest> {
    let mut sum = [0; 4];
    let (mut rows, mut after, mut limit) = (0, Cells::new(), next_limit(0, 0));
    let mut bytes = Vec::new();
    loop {
        let found = page(conn, table, &after, limit)?;
        let Some(last) = found.last() else { break };
        after = key_of(table, last);
        let mut read = 0;
        for row in &found {
            bytes.clear();
            row.iter().for_each(|cell| write(cell, &mut bytes));
            add(&mut sum, &Sha256::digest(&bytes));
            read += bytes.len();
        }
        rows += found.len() as u64;
        tell(rows)?;
        let short = found.len() < limit;
        limit = next_limit(found.len(), read);
        if short {
            break;
        }
    }
    Ok(Digest { rows, sum: sum.iter().rev().map(|word| format!("{word:016x}")).collect() })
}

/// Adds a number of 32 bytes, the least first; what does not fit is dropped.
fn add(sum: &mut [u64; 4], hash: &[u8]) {
    let mut carry = false;
    for (word, bytes) in sum.iter_mut().zip(hash.chunks_exact(8)) {
        let other = bytes.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte));
        let (once, over) = word.overflowing_add(other);
        let (twice, again) = once.overflowing_add(u64::from(carry));
        (*word, carry) = (twice, over || again);
    }
}

/// A letter for the kind, the length where it varies, the value.
fn write(cell: &Cell, out: &mut Vec<u8>) {
    let mut long = |letter: u8, bytes: &[u8]| {
        out.push(letter);
        out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        out.extend_from_slice(bytes);
    };
    match cell {
        Cell::Text(text) => long(b't', text.as_bytes()),
        Cell::Bytes(bytes) => long(b'y', bytes),
        Cell::Null => out.push(b'-'),
        Cell::Flag(flag) => out.extend_from_slice(&[b'f', u8::from(*flag)]),
        Cell::Number(number) => {
            out.push(b'n');
            out.extend_from_slice(&number.to_be_bytes());
        }
        Cell::Real(real) => {
            out.push(b'r');
            out.extend_from_slice(&real.to_bits().to_be_bytes());
        }
    }
}

#[derive(QueryableByName)]
struct Place {
    #[diesel(sql_type = Text)]
    place: String,
}

/// Values that SQLite keeps although their column is of another kind, and texts with a NUL, which PostgreSQL refuses:
/// one place for each column. PostgreSQL itself holds no such thing.
pub fn oddities(conn: &mut AnyConnection, table: &Table) -> anyhow::Result<Vec<String>> {
    let AnyConnection::Sqlite(conn) = conn else { return Ok(Vec::new()) };
    let wrong: Vec<String> = table.columns.iter().map(|(name, kind)| is_odd(&quoted(name), *kind)).collect();
    // The table is read once as long as all is well.
    if find(conn, table, &wrong.join(" OR "))?.is_none() {
        return Ok(Vec::new());
    }
    let mut odd = Vec::new();
    for ((name, _), wrong) in table.columns.iter().zip(&wrong) {
        let found = find(conn, table, wrong)?;
        odd.extend(found.map(|row| format!("{}.{name} of row {row}", table.name)));
    }
    Ok(odd)
}

fn is_odd(column: &str, kind: Kind) -> String {
    match kind {
        Kind::Number => format!("typeof({column}) NOT IN ('integer', 'null')"),
        Kind::Flag => format!("({column} IS NOT NULL AND (typeof({column}) <> 'integer' OR {column} NOT IN (0, 1)))"),
        Kind::Text => format!("(typeof({column}) NOT IN ('text', 'null') OR instr({column}, char(0)) > 0)"),
        Kind::Real => format!("typeof({column}) NOT IN ('real', 'null')"),
        Kind::Bytes => format!("typeof({column}) NOT IN ('blob', 'null')"),
    }
}

/// The key of a row of which that is true.
fn find(conn: &mut Sqlite, table: &Table, condition: &str) -> QueryResult<Option<String>> {
    let columns = table.key.iter().filter_map(|index| table.columns.get(*index));
    let key = columns.map(|(name, _)| quoted(name)).collect::<Vec<_>>().join(" || ' ' || ");
    let from = quoted(&table.name);
    let sql = format!("SELECT CAST({key} AS TEXT) AS place FROM {from} WHERE {condition} LIMIT 1");
    let found: Option<Place> = diesel::sql_query(sql).get_result(conn).optional()?;
    Ok(found.map(|one| one.place))
}

#[cfg(test)]
mod tests {
    use super::{Cell, add, write};

    #[test]
    fn a_sum_is_the_same_in_every_order() {
        let hashes: Vec<[u8; 32]> = vec![[255; 32], [1; 32], [128; 32], [7; 32]];
        let sum = |order: [usize; 4]| {
            let mut sum = [0; 4];
            order.iter().for_each(|index| add(&mut sum, &hashes[*index]));
            sum
        };
        assert_eq!(sum([0, 1, 2, 3]), sum([3, 1, 2, 0]));
        let mut sum = [u64::MAX; 4];
        let mut one = [0; 32];
        one[0] = 1;
        add(&mut sum, &one);
        assert_eq!(sum, [0; 4]);
    }

    #[test]
    fn no_two_rows_are_written_alike() {
        let written = |cells: &[Cell]| {
            let mut bytes = Vec::new();
            cells.iter().for_each(|cell| write(cell, &mut bytes));
            bytes
        };
        let text = |text: &str| Cell::Text(text.into());
        let rows = [
            vec![text("ab"), text("")],
            vec![text("a"), text("b")],
            vec![text(""), text("ab")],
            vec![text("ab"), Cell::Null],
            vec![Cell::Bytes(b"ab".into()), text("")],
            vec![Cell::Number(1), Cell::Flag(true)],
            vec![Cell::Flag(true), Cell::Number(1)],
            vec![Cell::Real(1.0), Cell::Flag(true)],
        ];
        for (index, row) in rows.iter().enumerate() {
            for other in &rows[index + 1..] {
                assert_ne!(written(row), written(other));
            }
        }
    }
}
