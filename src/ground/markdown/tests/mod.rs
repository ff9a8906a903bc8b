//! The renderer's promises: what becomes what (`cases`), what never comes out (`attacks`), how much work a text
//! can make (`limits`).

mod attacks;
mod cases;
mod limits;

use super::*;

/// A forum at `kiez.example` that knows everybody but `nobody`.
pub(super) struct Forum;

impl Links for Forum {
    fn mention(&self, handle: &str) -> Option<String> {
        let handle = handle.to_lowercase();
        (handle != "nobody").then(|| format!("/people/by-handle/{handle}"))
    }

    fn host(&self) -> &str {
        "kiez.example"
    }
}

pub(super) const PLACE: Place<'static> = Place {
    prefix: "a7",
    words: Words { table: "Table", task_done: "done", task_open: "to do", back: "Back" },
    links: &Forum,
};

pub(super) fn rendered(source: &str) -> Rendered {
    render(source, &PLACE).unwrap()
}
