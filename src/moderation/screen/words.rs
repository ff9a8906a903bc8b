//! Words and hosts of a text. Pure.

use std::collections::BTreeSet;

/// Different words of a text that are looked at.
const MOST: usize = 200;
/// Different hosts of a text that are looked at.
const HOSTS: usize = 20;

/// Every word of a text in lower case, in order.
pub fn all(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The different words that say something: 3 to 24 letters, at least one of them no digit.
pub fn telling(text: &str) -> BTreeSet<String> {
    let telling = |word: &String| {
        let length = word.chars().count();
        (3..=24).contains(&length) && word.chars().any(char::is_alphabetic)
    };
    all(text).filter(telling).take(MOST * 10).collect::<BTreeSet<_>>().into_iter().take(MOST).collect()
}

/// The words of stored HTML, without its tags.
pub fn of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        text.push(' ');
        rest = rest[start..].find('>').map_or("", |end| &rest[start + end + 1..]);
    }
    text.push_str(rest);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The hosts that stored HTML links to, in lower case and without `www.`, each once, in order. Links of our own have no
/// host.
pub fn hosts(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in html.split("href=\"").skip(1) {
        let address = part.split('"').next().unwrap_or_default();
        let Some((scheme, rest)) = address.split_once("://") else { continue };
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            continue;
        }
        let host = rest.split(['/', '?', '#', '&']).next().unwrap_or_default();
        if let Some(host) = tidy_host(host.rsplit('@').next().unwrap_or_default())
            && !found.contains(&host)
        {
            found.push(host);
            if found.len() == HOSTS {
                break;
            }
        }
    }
    found
}

/// A host as it is compared: lower case, without port, `www.` and a dot at the end; none for what is no host.
pub fn tidy_host(typed: &str) -> Option<String> {
    let host = typed.trim().to_lowercase();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    (host.contains('.') && host.len() <= 100 && host.chars().all(good)).then(|| host.to_owned())
}

/// Whether a host is one of the list, or below one of it.
pub fn listed<'a>(host: &str, list: &'a [String]) -> Option<&'a String> {
    list.iter()
        .find(|one| host == one.as_str() || host.strip_suffix(one.as_str()).is_some_and(|before| before.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_compared_without_their_dress() {
        let html = r#"<a href="https://WWW.Example.org:8443/x?y">a</a> <a href="http://example.org">b</a>
            <a href="/questions/1">c</a> <a href="mailto:a@b.example">d</a> <a href="https://u:p@spam.example/">e</a>"#;
        assert_eq!(hosts(html), ["example.org", "spam.example"]);
        for (typed, host) in [("Example.ORG.", Some("example.org")), ("localhost", None), ("a b.c", None), ("", None)] {
            assert_eq!(tidy_host(typed).as_deref(), host, "{typed}");
        }
    }

    #[test]
    fn a_listed_host_covers_those_below_it() {
        let list = vec!["spam.example".to_owned()];
        assert!(listed("spam.example", &list).is_some() && listed("shop.spam.example", &list).is_some());
        assert!(listed("notspam.example", &list).is_none() && listed("example", &list).is_none());
    }

    #[test]
    fn words_say_something() {
        let found: Vec<String> = telling("Der Router (FB-7590) is 12345 ok, der ROUTER").into_iter().collect();
        assert_eq!(found, ["der", "router"]);
        assert_eq!(of_html("<p>a &amp; <b>b</b></p>").split_whitespace().collect::<Vec<_>>(), ["a", "&", "b"]);
        assert_eq!(of_html("x <broken"), "x  ");
    }
}
