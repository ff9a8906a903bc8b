//! Tables: in a box that scrolls on a narrow screen, reachable by keyboard and named after its columns.
//!
//! It must never write a style or an empty column heading.

use pulldown_cmark::Alignment;

use super::write::{Writer, escape};

/// How much of the headings goes into a table's name, in characters.
const NAME_LENGTH: usize = 60;

/// The table that is being written.
#[derive(Debug)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// Where the box begins in the output.
    from: usize,
    /// Where the open cell begins.
    cell_from: usize,
    column: usize,
    in_head: bool,
    name: String,
}

impl Writer<'_> {
    pub(super) fn table_start(&mut self, alignments: Vec<Alignment>) {
        self.table = Some(Table {
            alignments,
            from: self.out.len(),
            cell_from: 0,
            column: 0,
            in_head: true,
            name: String::new(),
        });
    }

    pub(super) fn row_start(&mut self) {
        self.out.push_str("<tr>");
        if let Some(table) = &mut self.table {
            table.column = 0;
        }
    }

    pub(super) fn head_end(&mut self) {
        self.out.push_str("</tr></thead>\n<tbody>\n");
        let Some(table) = &mut self.table else {
            return;
        };
        table.in_head = false;
        let mut label = self.place.words.table.to_owned();
        if !table.name.is_empty() {
            label.push_str(": ");
            label.push_str(&super::excerpt(&table.name, NAME_LENGTH));
        }
        let open = format!(
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><table>\n<thead>",
            escape(&label)
        );
        // Only the head is behind the insertion, so this moves little.
        self.out.insert_str(table.from, &open);
        self.plain.block();
    }

    pub(super) fn row_end(&mut self) {
        self.out.push_str("</tr>\n");
        self.plain.block();
    }

    pub(super) fn table_end(&mut self) {
        self.out.push_str("</tbody>\n</table></div>\n");
        self.table = None;
    }

    pub(super) fn cell_start(&mut self) {
        if let Some(table) = &mut self.table {
            table.cell_from = self.out.len();
        }
    }

    pub(super) fn cell_end(&mut self) {
        self.plain.words(" ");
        let Some(table) = &mut self.table else {
            return;
        };
        let align = match table.alignments.get(table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        table.column += 1;
        let empty = self.out.len() == table.cell_from;
        let (open, close) = if table.in_head && !empty {
            (format!("<th scope=\"col\"{align}>"), "</th>")
        } else {
            (format!("<td{align}>"), "</td>")
        };
        self.out.insert_str(table.cell_from, &open);
        self.out.push_str(close);
    }

    /// Adds words of a column heading to the table's name.
    pub(super) fn name_table(&mut self, words: &str) {
        if let Some(table) = self.table.as_mut().filter(|table| table.in_head)
            && table.name.len() < 4 * NAME_LENGTH
        {
            if !table.name.is_empty() {
                table.name.push(' ');
            }
            table.name.push_str(words);
        }
    }
}
