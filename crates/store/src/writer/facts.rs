//! The facts of a batch on PostgreSQL: all are read in its first round trip, and those that something earlier in the
//! batch may have changed are read again, together, when the first of them is needed.

use std::collections::HashMap;

use super::group::{PlainInsert, names};
use crate::{Row, Statement, Value};

/// The facts that the commands of a batch ask for, in their order.
#[derive(Default)]
pub struct Facts<'r> {
    asked: Vec<&'r Statement>,
    rows: Vec<Vec<Row>>,
    stale: Vec<bool>,
    next: usize,
    /// Whether one text (by its address) writes to a table that another one names.
    related: HashMap<(usize, usize), bool>,
}

impl<'r> Facts<'r> {
    /// As they were when the batch began.
    pub fn new(asked: Vec<&'r Statement>, rows: Vec<Vec<Row>>) -> Facts<'r> {
        Facts { stale: vec![false; asked.len()], asked, rows, next: 0, related: HashMap::new() }
    }

    /// Takes in that something is written.
    pub fn written(&mut self, statement: &Statement) {
        for at in self.next..self.asked.len() {
            let fact = self.asked[at];
            let texts = (statement.sql.as_ptr().addr(), fact.sql.as_ptr().addr());
            let related = *self
                .related
                .entry(texts)
                .or_insert_with(|| written_table(statement.sql).is_none_or(|table| names(fact.sql, table)));
            if related && !self.stale[at] && may_change(statement, fact) {
                self.stale[at] = true;
            }
        }
    }

    /// What must be read again before so many facts, counted from the next one, can be told: every fact that is stale
    /// by now, because one round trip then does for all.
    pub fn to_read_again(&self, count: usize) -> Vec<usize> {
        let needed = self.next..(self.next + count).min(self.asked.len());
        if !self.stale[needed].contains(&true) {
            return Vec::new();
        }
        (self.next..self.asked.len()).filter(|at| self.stale[*at]).collect()
    }

    /// The query at a place.
    pub fn query(&self, at: usize) -> (&'static str, Vec<Value>) {
        (self.asked[at].sql, self.asked[at].params.clone())
    }

    /// Takes in what was read again.
    pub fn read_again(&mut self, at: usize, rows: Vec<Row>) {
        self.rows[at] = rows;
        self.stale[at] = false;
    }

    /// The rows of the next fact.
    pub fn take(&mut self) -> Vec<Row> {
        let rows = self.rows.get_mut(self.next).map(std::mem::take).unwrap_or_default();
        self.next += 1;
        rows
    }
}

/// The table that a statement writes to; nothing where that cannot be told.
fn written_table(sql: &str) -> Option<&str> {
    let verbs = ["insert into ", "update ", "delete from "];
    let rest = verbs.iter().find_map(|verb| sql.strip_prefix(verb))?;
    rest.split([' ', '(', '\n']).next()
}

/// Whether a statement that writes to one of a query's tables may change its answer. It may not where it inserts one row
/// that differs from the query in a column which the query holds to a parameter: such a row is not counted.
fn may_change(statement: &Statement, query: &Statement) -> bool {
    let Some(insert) = PlainInsert::read(statement) else { return true };
    let Some(held) = held(query.sql, insert.table()) else { return true };
    !held.into_iter().any(|(column, parameter)| {
        let inserted = insert.columns().position(|name| name == column).and_then(|at| statement.params.get(at));
        let wanted = query.params.get(parameter - 1);
        matches!((inserted, wanted), (Some(inserted), Some(wanted)) if inserted != wanted)
    })
}

/// The columns of a table that a query holds to parameters, each with the parameter's number. Nothing where the query
/// is more than one conjunction over inner joins: then no column decides alone.
fn held<'q>(sql: &'q str, table: &str) -> Option<Vec<(&'q str, usize)>> {
    let words = outside_parentheses(sql);
    let hard = ["or", "not", "left", "right", "full", "union", "except", "intersect", "exists", "case", "having"];
    if words.iter().any(|word| hard.contains(word)) || words.iter().filter(|word| **word == table).count() != 1 {
        return None;
    }
    let at = words.iter().position(|word| *word == table)?;
    if !words.contains(&"join") {
        return Some(equalities(&words, Some));
    }
    let alias = *words.get(at + 1)?;
    Some(equalities(&words, |column| column.strip_prefix(alias)?.strip_prefix('.')))
}

/// Pairs of `column = $number`.
fn equalities<'q>(words: &[&'q str], own: impl Fn(&'q str) -> Option<&'q str>) -> Vec<(&'q str, usize)> {
    let pair = |three: &[&'q str]| match three {
        [column, "=", parameter] => Some((own(column)?, parameter.strip_prefix('$')?.parse().ok()?)),
        _ => None,
    };
    words.windows(3).filter_map(pair).collect()
}

/// The words of a statement that stand in no parentheses.
fn outside_parentheses(sql: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut words = Vec::new();
    for part in sql.split_inclusive(['(', ')']) {
        if depth == 0 {
            words.extend(part.trim_end_matches(['(', ')']).split_whitespace());
        }
        match part.chars().last() {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            Some(_) | None => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: &str =
        "select count(*) from holding where office = $1 and person = $2 and (until is null or until >= $3)";
    const OF_CASE: &str =
        "select count(*) from case_person p join holding h on h.office = p.office and h.person = p.person
         where p.office = $1 and p.case_id = $2";
    const HOLD: &str = "insert into holding (office, person, case_id) values ($1, $2, $3)";
    const PERSON: &str = "insert into case_person (office, case_id, person) values ($1, $2, $3)";

    fn changes(write: &'static str, values: [&str; 3], read: &'static str, params: [&str; 3]) -> bool {
        let statement = |sql, values: [&str; 3]| Statement::new(sql, values.map(Value::from).to_vec());
        may_change(&statement(write, values), &statement(read, params))
    }

    #[test]
    fn a_row_that_a_query_does_not_count_changes_nothing() {
        assert!(!changes(HOLD, ["plg", "budi", "1"], HELD, ["plg", "siti", "2026"]));
        assert!(changes(HOLD, ["plg", "budi", "1"], HELD, ["plg", "budi", "2026"]));
        assert!(!changes(PERSON, ["plg", "7", "budi"], OF_CASE, ["plg", "8", ""]));
        assert!(changes(PERSON, ["plg", "8", "budi"], OF_CASE, ["plg", "8", ""]));
    }

    #[test]
    fn what_cannot_be_told_may_change_it() {
        // Only the join says which person: the row may be hers.
        assert!(changes(HOLD, ["plg", "budi", "1"], OF_CASE, ["plg", "8", ""]));
        let either = "select count(*) from holding where person = $1 or case_id = $2";
        assert!(changes(HOLD, ["plg", "budi", "1"], either, ["siti", "1", ""]));
        assert!(changes("delete from holding where person = $1", ["budi", "", ""], HELD, ["plg", "siti", ""]));
        let twice = "select count(*) from holding a join holding b on a.person = b.person where a.office = $1";
        assert!(changes(HOLD, ["plg", "budi", "1"], twice, ["bna", "", ""]));
    }

    #[test]
    fn only_what_is_stale_is_read_again_and_all_of_it_at_once() {
        let ask = |person: &str| Statement::new(HELD, ["plg", person, "2026"].map(Value::from).to_vec());
        let asked = [ask("budi"), ask("siti"), ask("budi"), ask("budi")];
        let mut facts = Facts::new(asked.iter().collect(), vec![Vec::new(); 4]);
        facts.take();
        facts.written(&Statement::new(HOLD, ["plg", "budi", "1"].map(Value::from).to_vec()));
        assert!(facts.to_read_again(1).is_empty());
        facts.take();
        assert_eq!(facts.to_read_again(1), [2, 3]);
    }
}
