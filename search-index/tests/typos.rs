//! Slips of the pen, and what is right although it is rare.

use search_index::Meant;

use crate::support::{Bench, ask, english, question};

fn forum() -> Bench {
    Bench::with(&[
        question(1, "Router startet nicht", "Seit gestern bleibt er dunkel."),
        question(2, "Die Störung im Netz", "Wann ist sie vorbei?"),
        question(3, "Zugangsdaten vergessen", "Wo bekomme ich neue?"),
        english(4, "Invoice shows the wrong address", "How do I change it?"),
    ])
}

fn meant(text: &str) -> Option<(String, bool)> {
    forum().search(&ask(text)).unwrap().meant.map(|Meant { text, searched }| (text, searched))
}

#[test]
fn one_letter_of_four_to_seven_two_above() {
    let bench = forum();
    for typed in ["Roter startet nich", "Ruoter startet nicht", "Routre statret nicht", "rooter startet"] {
        assert_eq!(bench.ids(typed).first(), Some(&1), "{typed}");
    }
    assert_eq!(bench.ids("Zugansdtaen"), [3], "two of twelve");
    assert_eq!(bench.ids("Störnug"), [2]);
    assert_eq!(bench.ids("Stoerugn"), [2]);
    assert_eq!(bench.ids("invioce adress").first(), Some(&4));
    assert_eq!(bench.ids("Netr"), [2]);
    assert_eq!(bench.ids("Nxtr"), [0; 0], "two of four is another word");
    assert_eq!(bench.ids("Couter"), [0; 0], "the first letter is right");
    assert_eq!(bench.ids("Zuxanxdxten"), [0; 0], "three are too many");
}

#[test]
fn what_was_meant_is_said_as_the_forum_writes_it() {
    assert_eq!(meant("Roter startet nich"), Some(("Router startet nicht".into(), true)));
    assert_eq!(meant("die STÖRNUG"), Some(("die Störung".into(), true)));
    assert_eq!(meant("Router startet nicht"), None);
    assert_eq!(meant("Xylophon"), None);
}

#[test]
fn a_common_word_is_seldom_what_was_meant() {
    let mut documents: Vec<_> = (1..=9).map(|id| question(id, "Was nun", "Nach dem Update, noch immer.")).collect();
    documents.push(question(10, "Router startet nicht", "Seit gestern."));
    let found = Bench::with(&documents).search(&ask("Roter startet nich")).unwrap();
    assert_eq!(found.meant.unwrap().text, "Router startet nicht");
    assert_eq!((found.total, found.hits[0].id), (1, 10));
}

#[test]
fn a_rare_word_is_right() {
    let mut documents: Vec<_> = (1..=30).map(|id| question(id, "Router", "Er steht im Flur.")).collect();
    documents.push(question(31, "Rotor", "Er dreht sich nicht."));
    let bench = Bench::with(&documents);
    assert_eq!(bench.ids("Rotor"), [31]);
    let found = bench.search(&ask("Rotor")).unwrap();
    assert_eq!(found.total, 1);
}

#[test]
fn a_mistyped_word_that_somebody_wrote() {
    let mut documents: Vec<_> = (1..=40).map(|id| question(id, "Der Router", "Er steht im Flur.")).collect();
    documents.push(question(41, "Mein Ruoter", "Er blinkt."));
    let bench = Bench::with(&documents);
    let found = bench.search(&ask("Ruoter")).unwrap();
    assert_eq!(found.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [41], "what was typed is what is found");
    assert_eq!(found.meant, Some(Meant { text: "Router".into(), searched: false }));
    let both = bench.search(&ask("Ruoter Flur")).unwrap();
    assert_eq!(both.total, 40, "nothing else has both");
    assert_eq!(both.meant, Some(Meant { text: "Router Flur".into(), searched: true }));
}

#[test]
fn a_word_that_has_gone_is_not_told() {
    let bench = Bench::with(&[question(1, "Frau Mustermann", "Geheim."), question(2, "Etwas", "Anderes.")]);
    bench.remove(1).unwrap();
    bench.commit(2).unwrap();
    let found = bench.search(&ask("Musterman")).unwrap();
    assert_eq!((found.total, found.meant), (0, None));
}

#[test]
fn exact_hits_come_first() {
    let bench = Bench::with(&[
        question(1, "Leiter", "Die Leiter wackelt. Leiter!"),
        question(2, "Leitern", "Im Keller."),
        question(3, "Leuter", "Ein Name."),
    ]);
    assert_eq!(bench.ids("Leuter"), [3]);
}
