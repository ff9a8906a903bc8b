//! What surrounds every page. Compiled once: were it part of each page's template, it would be most of the program.

use askama::Template;

use super::{Html, Page};

/// A whole document.
#[derive(Template)]
#[template(path = "layout.html")]
pub struct Layout<'a> {
    page: &'a Page,
    main: Html,
}

impl<'a> Layout<'a> {
    /// Around what a page's own template has rendered.
    pub fn around(page: &'a Page, main: String) -> Self {
        Self { page, main: Html(main) }
    }
}
