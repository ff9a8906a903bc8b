//! Words that mean the same, as an admin says: each finds all others of its group.

use crate::analysis::Words;

use super::parse::{Clause, Kind};

/// Clauses that one term takes at most.
const LONGEST: usize = 6;

/// Groups of words and phrases, folded.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<Vec<String>>>,
}

impl Synonyms {
    pub(crate) fn of(groups: &[Vec<String>]) -> Self {
        let terms = |group: &Vec<String>| {
            let terms = group.iter().map(|term| folded(term)).filter(|term| !term.is_empty());
            terms.collect::<Vec<_>>()
        };
        Self { groups: groups.iter().map(terms).filter(|terms| terms.len() > 1).collect() }
    }

    /// Notes with each clause what means the same; words that are a term only together become one clause.
    pub(super) fn apply(&self, clauses: Vec<Clause>) -> Vec<Clause> {
        if self.groups.is_empty() {
            return clauses;
        }
        let words: Vec<Vec<String>> = clauses.iter().map(|clause| folded(&clause.text)).collect();
        let mut all = Vec::with_capacity(clauses.len());
        let mut at = 0;
        while let Some(clause) = clauses.get(at) {
            let Some((many, also)) = self.term_at(&clauses, &words, at) else {
                all.push(clause.clone());
                at += 1;
                continue;
            };
            let texts: Vec<&str> = clauses.iter().skip(at).take(many).map(|clause| clause.text.as_str()).collect();
            all.push(Clause { text: texts.join(" "), kind: clause.kind, also });
            at += many;
        }
        all
    }

    /// The longest term that begins here: how many clauses it takes, and the other terms of its groups.
    fn term_at(&self, clauses: &[Clause], words: &[Vec<String>], at: usize) -> Option<(usize, Vec<String>)> {
        let mut found: Option<(usize, Vec<String>)> = None;
        for group in &self.groups {
            for term in group {
                // Not what is quoted or left out: that is meant as it stands.
                let plain = clauses.iter().skip(at).take_while(|clause| clause.kind == Kind::Word).count();
                let many = (1..=plain.min(LONGEST)).find(|n| words.iter().skip(at).take(*n).flatten().eq(term));
                let Some(many) = many else { continue };
                if found.as_ref().is_some_and(|(most, _)| *most > many) {
                    continue;
                }
                let others = group.iter().filter(|other| *other != term).map(|other| other.join(" "));
                match &mut found {
                    Some((most, also)) if *most == many => also.extend(others),
                    _ => found = Some((many, others.collect())),
                }
            }
        }
        found
    }
}

fn folded(text: &str) -> Vec<String> {
    Words::spelling_umlauts().all(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::parse::parse;

    fn also(synonyms: &Synonyms, text: &str) -> Vec<String> {
        let clauses = synonyms.apply(parse(text)).into_iter();
        clauses.map(|clause| format!("{}={}", clause.text, clause.also.join("|"))).collect()
    }

    #[test]
    fn terms_of_one_or_more_words() {
        let group = |terms: &[&str]| terms.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>();
        let synonyms =
            Synonyms::of(&[group(&["WLAN", "WiFi", "drahtloses Netz"]), group(&["Öl", "Oil"]), group(&["x"])]);
        assert_eq!(also(&synonyms, "wlan weg"), ["wlan=wifi|drahtloses netz", "weg="]);
        assert_eq!(also(&synonyms, "mein drahtloses Netz"), ["mein=", "drahtloses netz=wlan|wifi"]);
        assert_eq!(also(&synonyms, "oel -oil \"WiFi\""), ["oel=oil", "oil=", "wifi="]);
        assert_eq!(also(&synonyms, "drahtloses"), ["drahtloses="]);
        assert_eq!(also(&Synonyms::default(), "wlan"), ["wlan="]);
    }
}
