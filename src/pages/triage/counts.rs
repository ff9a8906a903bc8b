//! How many questions there are behind each filter, each counted under the other ones.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::accounts::tables::products;
use crate::escalation::stage::Stage;
use crate::escalation::tables::escalations;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::on_both;

use super::filters::{Filters, Who};

/// Questions that are alike in everything one can filter by.
#[derive(QueryableByName)]
struct Group {
    #[diesel(sql_type = Nullable<BigInt>)]
    product: Option<i64>,
    #[diesel(sql_type = Text)]
    lang: String,
    #[diesel(sql_type = BigInt)]
    priority: i64,
    #[diesel(sql_type = Text)]
    who: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

impl Group {
    fn is(&self, who: Who) -> bool {
        match who {
            Who::All => self.who != "snoozed",
            Who::Free | Who::Mine | Who::Snoozed => self.who == who.word(),
        }
    }
}

/// A value that can be chosen, its name, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<V> {
    /// The value.
    pub value: V,
    /// What it is called, where it has a name of its own.
    pub name: String,
    /// How many.
    pub n: i64,
}

/// The choices.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Counts {
    pub who: Vec<Choice<Who>>,
    pub products: Vec<Choice<i64>>,
    pub langs: Vec<Choice<String>>,
    pub priorities: Vec<Choice<i64>>,
}

impl Counts {
    /// A product's name, if it is among those on the board.
    pub fn product(&self, id: &Option<i64>) -> &str {
        self.products.iter().find(|choice| Some(choice.value) == *id).map_or("", |choice| choice.name.as_str())
    }
}

/// Counts for somebody: everything in triage once, by one walk of its index.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, filters: &Filters, me: i64, now: Micros) -> QueryResult<Counts> {
    let now = now.0;
    // Numbers only, so nothing needs binding.
    let sql = format!(
        "SELECT questions.product_id AS product, questions.lang AS lang, priority, \
           CASE WHEN snoozed_until > {now} THEN 'snoozed' \
             WHEN claimed_until > {now} AND claimed_by = {me} THEN 'mine' \
             WHEN claimed_until > {now} THEN 'taken' ELSE 'free' END AS who, \
           count(*) AS n \
         FROM escalations JOIN questions ON questions.id = escalations.question_id \
         WHERE stage = 'triage' AND waits GROUP BY 1, 2, 3, 4 LIMIT 5000"
    );
    let groups: Vec<Group> = on_both!(conn, inner => diesel::sql_query(sql).load(inner))?;
    let ids: Vec<i64> = groups.iter().filter_map(|group| group.product).chain(filters.product).collect();
    let products: Vec<(i64, String)> = products::table
        .filter(products::id.eq_any(ids))
        .order((products::position, products::id))
        .limit(500)
        .select((products::id, products::name))
        .load(conn)?;
    Ok(counts(&groups, filters, products))
}

fn counts(groups: &[Group], chosen: &Filters, products: Vec<(i64, String)>) -> Counts {
    let who = |group: &&Group| group.is(chosen.who);
    let product = |group: &&Group| chosen.product.is_none_or(|id| group.product == Some(id));
    let lang = |group: &&Group| chosen.lang.as_ref().is_none_or(|lang| *lang == group.lang);
    let priority = |group: &&Group| chosen.priority.is_none_or(|n| group.priority == n);
    let sum = |groups: &mut dyn Iterator<Item = &Group>| groups.map(|group| group.n).sum::<i64>();
    let mut langs: Vec<String> = groups.iter().map(|group| group.lang.clone()).chain(chosen.lang.clone()).collect();
    langs.sort_unstable();
    langs.dedup();
    let mut priorities: Vec<i64> = groups.iter().map(|group| group.priority).chain(chosen.priority).collect();
    priorities.sort_unstable_by(|a, b| b.cmp(a));
    priorities.dedup();
    let all = || groups.iter();
    Counts {
        who: Who::ALL
            .into_iter()
            .map(|value| {
                let n = sum(&mut all().filter(|g| g.is(value)).filter(product).filter(lang).filter(priority));
                Choice { value, name: String::new(), n }
            })
            .collect(),
        products: products
            .into_iter()
            .map(|(value, name)| {
                let n = sum(&mut all().filter(|g| g.product == Some(value)).filter(who).filter(lang).filter(priority));
                Choice { value, name, n }
            })
            .collect(),
        langs: langs
            .into_iter()
            .map(|value| {
                let n = sum(&mut all().filter(|g| g.lang == value).filter(who).filter(product).filter(priority));
                Choice { value, name: String::new(), n }
            })
            .collect(),
        priorities: priorities
            .into_iter()
            .map(|value| {
                let n = sum(&mut all().filter(|g| g.priority == value).filter(who).filter(product).filter(lang));
                Choice { value, name: String::new(), n }
            })
            .collect(),
    }
}

/// How many wait in triage and are not put off.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut AnyConnection, now: Micros) -> QueryResult<i64> {
    escalations::table
        .filter(escalations::waits)
        .filter(escalations::stage.eq(Stage::Triage))
        .filter(escalations::snoozed_until.is_null().or(escalations::snoozed_until.le(now)))
        .count()
        .get_result(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_is_counted_under_the_other_filters() {
        let group = |product, lang: &str, priority, who: &str, n| Group {
            product,
            lang: lang.into(),
            priority,
            who: who.into(),
            n,
        };
        let groups = [
            group(Some(1), "de", 0, "free", 3),
            group(Some(1), "en", 0, "mine", 2),
            group(Some(2), "de", 2, "taken", 1),
            group(None, "de", 0, "snoozed", 5),
        ];
        let names = || vec![(1, "TannBox".to_owned()), (2, "TannTV".to_owned())];
        let numbers = |counts: &Counts| counts.who.iter().map(|choice| choice.n).collect::<Vec<_>>();
        let all = counts(&groups, &Filters::default(), names());
        assert_eq!(numbers(&all), [6, 3, 2, 5]);
        assert_eq!(all.products.iter().map(|choice| choice.n).collect::<Vec<_>>(), [5, 1]);
        assert_eq!(all.product(&Some(2)), "TannTV");
        let german = Filters { lang: Some("de".into()), ..Filters::default() };
        let some = counts(&groups, &german, names());
        assert_eq!(numbers(&some), [4, 3, 0, 5]);
        assert_eq!(some.langs.iter().map(|choice| choice.n).collect::<Vec<_>>(), [4, 2], "by the other filters");
        assert_eq!(some.priorities.iter().map(|choice| (choice.value, choice.n)).collect::<Vec<_>>(), [(2, 1), (0, 3)]);
    }
}
