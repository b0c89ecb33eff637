//! What the register of cases reads: all cases, newest first, each filter on an index of its own.

use casework::id::Code;
use store::{Statement, StoreError, Value};

use super::{CaseRow, case_row};
use crate::app::Desk;
use crate::cases::search;

/// What is looked for in the register.
#[derive(Clone, Debug, Default)]
pub struct RegisterFilter {
    /// Only these services; nothing for all.
    pub services: Option<Vec<String>>,
    /// Only this state: `open`, `granted`, `rejected` or `closed`; empty for all.
    pub state: String,
    /// Filed at or after this moment, in microseconds since 1970.
    pub from_us: i64,
    /// Filed before this moment.
    pub until_us: i64,
    /// Words of the name, the number, or the whole tracking code; empty for all.
    pub typed: String,
}

/// Where a page begins: after this case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterKey {
    /// When it was filed, in microseconds since 1970.
    pub submitted_us: i64,
    /// The case.
    pub case: i64,
}

impl RegisterKey {
    /// Before the newest case.
    pub const START: RegisterKey = RegisterKey { submitted_us: i64::MAX, case: i64::MAX };

    /// Reads the key from an address.
    pub fn parse(text: &str) -> Option<RegisterKey> {
        let (submitted, case) = text.split_once('.')?;
        Some(RegisterKey { submitted_us: submitted.parse().ok()?, case: case.parse().ok()? })
    }

    /// The key for an address.
    pub fn text(self) -> String {
        format!("{}.{}", self.submitted_us, self.case)
    }
}

/// The states of a case, as the register keeps them.
const STATES: [&str; 4] = ["open", "granted", "rejected", "closed"];

/// The cases that fit, newest first, at most so many, after the key.
///
/// # Errors
/// The database does not answer.
pub async fn register(
    desk: &Desk,
    filter: &RegisterFilter,
    after: RegisterKey,
    most: usize,
) -> Result<Vec<CaseRow>, StoreError> {
    let statements = match filter.typed.trim() {
        "" => listed(desk, filter, after, most),
        typed => found(desk, filter, typed, after, most),
    };
    let answers = desk.snapshot(statements).await?;
    let mut rows: Vec<CaseRow> = answers.iter().flatten().map(case_row).collect();
    let searched = !filter.typed.trim().is_empty();
    rows.sort_by_key(|row| std::cmp::Reverse((if searched { 0 } else { row.submitted_us }, row.id)));
    rows.dedup_by_key(|row| row.id);
    rows.truncate(most);
    Ok(rows)
}

/// One statement for each stretch of an index: the whole office, one state, or each service in each of its states.
fn listed(desk: &Desk, filter: &RegisterFilter, after: RegisterKey, most: usize) -> Vec<Statement> {
    // The end of the period is where the first page begins: one bound, so that SQLite takes the index of the filter.
    let period = RegisterKey { submitted_us: filter.until_us, case: i64::MIN };
    let after = if (after.submitted_us, after.case) < (period.submitted_us, period.case) { after } else { period };
    let params = |narrow: Vec<Value>| {
        let mut params = vec![
            desk.id.as_str().into(),
            filter.from_us.into(),
            after.submitted_us.into(),
            after.case.into(),
            i64::try_from(most).unwrap_or(i64::MAX).into(),
        ];
        params.extend(narrow);
        params
    };
    match (&filter.services, filter.state.as_str()) {
        (None, "") => vec![Statement::new(
            "select id, number, tracking, service, service_version, account, applicant, submitted_us, updated_us, due, holder, state, calendar
             from case_row where office = $1 and submitted_us >= $2 and (submitted_us, id) < ($3, $4)
             order by submitted_us desc, id desc limit $5",
            params(Vec::new()),
        )],
        (None, state) => vec![Statement::new(
            "select id, number, tracking, service, service_version, account, applicant, submitted_us, updated_us, due, holder, state, calendar
             from case_row where office = $1 and state = $6
               and submitted_us >= $2 and (submitted_us, id) < ($3, $4)
             order by submitted_us desc, id desc limit $5",
            params(vec![state.into()]),
        )],
        (Some(services), state) => {
            let states = STATES.into_iter().filter(|each| state.is_empty() || *each == state);
            let pairs = states.flat_map(|state| services.iter().map(move |service| (service, state)));
            let statement = |(service, state): (&String, &str)| {
                Statement::new(
                    "select id, number, tracking, service, service_version, account, applicant, submitted_us, updated_us, due, holder, state, calendar
                     from case_row where office = $1 and service = $6 and state = $7
                       and submitted_us >= $2 and (submitted_us, id) < ($3, $4)
                     order by submitted_us desc, id desc limit $5",
                    params(vec![service.into(), state.into()]),
                )
            };
            pairs.map(statement).collect()
        }
    }
}

/// The cases that have a word or whose word begins with it, and the one whose tracking code was typed; newest first by
/// their ids, which follow the order of filing. The word leads the way (`cross join` keeps SQLite from walking through all
/// cases instead).
fn found(desk: &Desk, filter: &RegisterFilter, typed: &str, after: RegisterKey, most: usize) -> Vec<Statement> {
    let words = search::wanted(typed);
    let all = [String::new()];
    let services = filter.services.as_deref().unwrap_or(&all);
    let mut statements = Vec::new();
    for service in services {
        let with = |more: Vec<Value>| {
            let mut params: Vec<Value> = vec![
                desk.id.as_str().into(),
                filter.from_us.into(),
                filter.until_us.into(),
                after.case.into(),
                i64::try_from(most).unwrap_or(i64::MAX).into(),
                service.into(),
                filter.state.as_str().into(),
            ];
            params.extend(more);
            params
        };
        statements.extend(by_words(&words).into_iter().map(|(sql, more)| Statement::new(sql, with(more))));
        statements.push(Statement::new(
            "select id, number, tracking, service, service_version, account, applicant, submitted_us, updated_us, due, holder, state, calendar
             from case_row where office = $1 and tracking = $8 and id < $4 and submitted_us >= $2 and submitted_us < $3
               and ($6 = '' or service = $6) and ($7 = '' or state = $7)
             order by id desc limit $5",
            with(vec![code(typed).into()]),
        ));
    }
    statements
}

/// From how many letters on the beginning of a word is enough.
const BEGINNING: usize = 3;

/// The statements for one word or for several, with these words; of more than three the longest count.
fn by_words(words: &[String]) -> Vec<(&'static str, Vec<Value>)> {
    let end = |word: &String| search::end_of(word).unwrap_or_else(|| "z".repeat(41));
    let range = |word: &String| [Value::from(word), Value::from(end(word))];
    match words {
        [] => Vec::new(),
        [word] => {
            let whole = (
                "select c.id, c.number, c.tracking, c.service, c.service_version, c.account, c.applicant, c.submitted_us,
                        c.updated_us, c.due, c.holder, c.state, c.calendar
                 from case_word w cross join case_row c
                 where w.office = $1 and w.word = $8 and w.case_id < $4 and c.office = $1 and c.id = w.case_id
                   and c.submitted_us >= $2 and c.submitted_us < $3
                   and ($6 = '' or c.service = $6) and ($7 = '' or c.state = $7)
                 order by w.case_id desc limit $5",
                vec![Value::from(word)],
            );
            let beginning = (
                "select distinct c.id, c.number, c.tracking, c.service, c.service_version, c.account, c.applicant,
                        c.submitted_us, c.updated_us, c.due, c.holder, c.state, c.calendar
                 from case_word w cross join case_row c
                 where w.office = $1 and w.word > $8 and w.word < $9 and w.case_id < $4 and c.office = $1 and c.id = w.case_id
                   and c.submitted_us >= $2 and c.submitted_us < $3
                   and ($6 = '' or c.service = $6) and ($7 = '' or c.state = $7)
                 order by c.id desc limit $5",
                range(word).to_vec(),
            );
            let both = [Some(whole), (word.len() >= BEGINNING).then_some(beginning)];
            both.into_iter().flatten().collect()
        }
        [first, second, rest @ ..] => vec![(
            "select distinct c.id, c.number, c.tracking, c.service, c.service_version, c.account, c.applicant, c.submitted_us,
                    c.updated_us, c.due, c.holder, c.state, c.calendar
             from case_word w cross join case_row c
             where w.office = $1 and w.word >= $8 and w.word < $9 and w.case_id < $4 and c.office = $1 and c.id = w.case_id
               and w.case_id in (select case_id from case_word where office = $1 and word >= $10 and word < $11)
               and w.case_id in (select case_id from case_word where office = $1 and word >= $12 and word < $13)
               and c.submitted_us >= $2 and c.submitted_us < $3
               and ($6 = '' or c.service = $6) and ($7 = '' or c.state = $7)
             order by c.id desc limit $5",
            [first, second, rest.first().unwrap_or(second)].into_iter().flat_map(range).collect(),
        )],
    }
}

/// What was typed as a tracking code is stored, if it is one.
fn code(typed: &str) -> String {
    Code::parse(typed).map(|code| code.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_an_address() {
        let key = RegisterKey { submitted_us: 17, case: 4 };
        assert_eq!(RegisterKey::parse(&key.text()), Some(key));
        assert_eq!(RegisterKey::parse("17.x"), None);
    }
}
