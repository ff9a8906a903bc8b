use super::*;

#[test]
fn operators_become_filters() {
    let asked = Asked::parse("q=router+tag:Wi-Fi+is:solved+%22is:unanswered+tag:x%22+tag:+is:odd&tag=wlan&tag=wlan");
    assert_eq!(asked.text, "router \"is:unanswered tag:x\" tag: is:odd");
    assert_eq!((asked.tags.join(" "), asked.state), ("wi-fi wlan".to_owned(), Some(State::Solved)));
    assert_eq!(Asked::parse("q=is:unanswered").state, Some(State::Open));
    assert_eq!(Asked::parse("tag=a&tag=b&tag=c&tag=d&tag=e&tag=f&tag=g").tags.len(), MOST);
}

#[test]
fn nonsense_is_nothing() {
    let odd = "q=%FF%00a&state=x&lang=%3Cb%3E&sort=x&page=-1&page=99999999999999999999&product=&=&&x=y";
    let asked = Asked::parse(odd);
    assert_eq!(asked, Asked { text: "\u{fffd}a".to_owned(), ..Asked::default() });
    assert_eq!(Asked::parse(&format!("q={}", "ä".repeat(900))).text.chars().count(), LONGEST);
    assert_eq!(Asked::parse("page=777").page, LAST_PAGE);
}

#[test]
fn an_address_is_read_as_it_was_written() {
    let address = "/search?q=c%2B%2B+%22a+b%22&tag=t%C3%BCr&product=box&state=unanswered&lang=de&sort=votes&page=3";
    let asked = Asked::parse(address.split_once('?').map_or("", |(_, query)| query));
    assert_eq!(asked.address(), address);
    assert_eq!(asked.with(|a| a.tags.clear()).matches("page").count(), 0);
    assert_eq!(asked.widened().address(), "/search?q=c%2B%2B+%22a+b%22&sort=votes");
    assert_eq!(Asked::default().address(), "/search");
}
