//! What must hold besides the words, without changing a score.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::compose::Boxed;
use crate::Query;
use crate::analysis::primary;
use crate::schema::Fields;

/// The query with the filters around it.
pub(super) fn filtered(fields: &Fields, asked: &Query, text: Boxed) -> Boxed {
    let mut all = vec![(Occur::Must, text)];
    let mut must = |query: Boxed| all.push((Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0))));
    for tag in &asked.tags {
        must(exactly(fields.tag, tag));
    }
    if let Some(product) = &asked.product {
        must(exactly(fields.product, product));
    }
    if let Some(lang) = &asked.lang {
        must(exactly(fields.lang, &primary(lang)));
    }
    if !asked.states.is_empty() {
        let states = asked.states.iter().map(|state| exactly(fields.state, state.word()));
        must(Box::new(BooleanQuery::union(states.collect())));
    }
    for person in &asked.people {
        must(is(Term::from_field_i64(fields.person, *person)));
    }
    if asked.endorsed {
        must(is(Term::from_field_bool(fields.endorsed, true)));
    }
    if asked.after.is_some() || asked.before.is_some() {
        let bound = |at: i64| Term::from_field_i64(fields.asked_at, at);
        let from = asked.after.map_or(Bound::Unbounded, |at| Bound::Included(bound(at)));
        let to = asked.before.map_or(Bound::Unbounded, |at| Bound::Excluded(bound(at)));
        must(Box::new(RangeQuery::new(from, to)));
    }
    if all.len() == 1 {
        return all.remove(0).1;
    }
    Box::new(BooleanQuery::new(all))
}

fn exactly(field: Field, value: &str) -> Boxed {
    is(Term::from_field_text(field, value))
}

fn is(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}
