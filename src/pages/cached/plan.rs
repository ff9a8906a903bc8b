//! The addresses of pages that may be kept, and what they read of their query.

use crate::ground::web::cache::Plan;

/// What a list of questions reads.
const LIST: &[&str] = &["sort", "lang", "before", "after"];

/// The kind of page at a path, if visitors may get one that was rendered before.
pub fn plan(path: &str) -> Option<Plan> {
    let mut parts = path.strip_prefix('/')?.split('/');
    let places = [parts.next(), parts.next(), parts.next(), parts.next()];
    let (route, reads): (&str, &[&str]) = match places {
        [Some(""), None, ..] => ("/", LIST),
        [Some("feed.atom"), None, ..] => ("/feed.atom", &[]),
        [Some("products"), None, ..] => ("/products", &[]),
        [Some("products"), Some(slug), None, _] if is_name(slug) => ("/products/{slug}", LIST),
        [Some("categories"), Some(slug), None, _] if is_name(slug) => ("/categories/{slug}", LIST),
        // Searches among tags and people are counted against a limit each time.
        [Some("tags"), None, ..] => ("/tags", &["before", "after"]),
        [Some("tags"), Some(name), None, _] if is_name(name) => ("/tags/{name}", LIST),
        [Some("tags"), Some(name), Some("feed.atom"), None] if is_name(name) => ("/tags/{name}/feed.atom", &[]),
        [Some("people"), None, ..] => ("/people", &["by", "before", "after"]),
        [Some("people"), Some(id), Some(handle), None]
            if is_number(id) && is_name(handle) && !matches!(handle, "picture.svg" | "moderate") =>
        {
            ("/people/{id}/{handle}", &["tab", "before", "after"])
        }
        [Some("questions"), Some(id), Some("feed.atom"), None] if is_number(id) => ("/questions/{id}/feed.atom", &[]),
        [Some("questions"), Some(id), Some(slug), None] if is_number(id) && is_name(slug) && slug != "live" => {
            ("/questions/{id}/{slug}", &["sort", "page", "comments"])
        }
        _ => return None,
    };
    Some(Plan { route, reads })
}

fn is_name(part: &str) -> bool {
    !part.is_empty()
}

fn is_number(part: &str) -> bool {
    (1..=18).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_pages_that_visitors_read() {
        for (path, route) in [
            ("/", Some("/")),
            ("/questions/7/the-red-light", Some("/questions/{id}/{slug}")),
            ("/questions/7/feed.atom", Some("/questions/{id}/feed.atom")),
            ("/tags/wlan", Some("/tags/{name}")),
            ("/tags/wlan/feed.atom", Some("/tags/{name}/feed.atom")),
            ("/products/router", Some("/products/{slug}")),
            ("/people/3/lena", Some("/people/{id}/{handle}")),
            ("/questions/7", None),
            ("/questions/7/live", None),
            ("/questions/x/y", None),
            ("/questions/7/a/b", None),
            ("/people/3/picture.svg", None),
            ("/people/3/moderate", None),
            ("/people/by-handle/lena", None),
            ("/tags/", None),
            ("/tags/wlan/watch", None),
            ("//", None),
            ("", None),
            ("/settings", None),
            ("/inbox", None),
            ("/search", None),
            ("/ask", None),
            ("/admin/tags", None),
            ("/metrics", None),
        ] {
            assert_eq!(plan(path).map(|plan| plan.route), route, "{path}");
        }
    }
}
