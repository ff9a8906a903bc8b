//! Icons, drawn for Kiez: 16×16, stroke currentColor. They are symbols of one asset, `icons.svg`, which browsers load once:
//! drawn out on each page they were a quarter of it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use super::assets::{asset_path, asset_text};

/// The asset.
const FILE: &str = "icons.svg";

/// An icon as it stands in a page; displays as nothing for an unknown name (the word beside it still speaks).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(&'static str);

impl fmt::Display for Icon {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl askama::FastWritable for Icon {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(self.0)?)
    }
}

impl askama::filters::HtmlSafe for Icon {}

/// The icon of a name.
#[must_use]
pub fn icon(name: &str) -> Icon {
    static ICONS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let path = asset_path(FILE);
        let of = |name: &str| format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{path}#{name}\"/></svg>");
        names(&asset_text(FILE)).map(|name| (name.to_owned(), of(name))).collect()
    });
    Icon(ICONS.get(name).map_or("", String::as_str))
}

/// The symbols of the asset.
fn names(file: &str) -> impl Iterator<Item = &str> {
    file.split("<symbol id=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_names_its_symbol_and_an_unknown_one_is_nothing() {
        let up = icon("up").to_string();
        assert!(up.starts_with("<svg class=\"icon\" aria-hidden=\"true\">") && up.contains("/icons.svg#up\""), "{up}");
        assert_eq!(icon("no-such-icon").to_string(), "");
        assert_eq!(names(&asset_text(FILE)).count(), asset_text(FILE).matches("</symbol>").count());
    }
}
