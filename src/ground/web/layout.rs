//! What surrounds every page. Compiled once: were it part of each page's template, it would be most of the program.

use askama::Template;

use super::{Html, Page};

/// Bytes of what stands around a page's own part, for most readers.
const FRAME: usize = 8 * 1024;

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

    /// All of it.
    ///
    /// # Errors
    /// When the template fails.
    pub fn whole(&self) -> askama::Result<String> {
        // A place that has to grow is copied each time.
        let mut whole = String::with_capacity(self.main.0.len() + FRAME);
        self.render_into(&mut whole)?;
        Ok(whole)
    }
}
