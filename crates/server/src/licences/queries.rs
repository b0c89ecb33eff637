//! What the slice reads of the register.

use casework::case::CaseId;
use casework::sop::{BundleId, LetterKind, ServiceId};
use jiff::civil::Date;
use store::{Fact, Row, Statement, StoreError, Value};

use super::projection::kind_named;
use crate::app::Desk;

/// The name under which formulas know how many valid licences of the service the applicant holds.
pub const ACTIVE: &str = "izin_aktif";

/// How many valid licences of a service a person holds; nobody holds none.
pub fn holdings_of_person(office: &str, service: &ServiceId, person: Option<Vec<u8>>, today: Date) -> Vec<Fact> {
    let query = Statement::new(
        "select count(*) from holding where office = $1 and person = $2 and service = $3 and (until is null or until >= $4)",
        vec![office.into(), person.unwrap_or_default().into(), service.0.as_str().into(), today.to_string().into()],
    );
    vec![Fact { name: ACTIVE, query }]
}

/// How many valid licences of a case's service its applicant holds.
pub fn holdings_of_case(office: &str, case: CaseId, today: Date) -> Vec<Fact> {
    let query = Statement::new(
        "select count(*) from case_person p join holding h on h.office = p.office and h.person = p.person and h.service = p.service
         where p.office = $1 and p.case_id = $2 and (h.until is null or h.until >= $3)",
        vec![office.into(), case.0.into(), today.to_string().into()],
    );
    vec![Fact { name: ACTIVE, query }]
}

/// The hash of a letter's PDF, once it is made.
pub async fn file(desk: &Desk, number: &str) -> Result<Option<String>, StoreError> {
    let rows = desk
        .query(
            "select file from letter where office = $1 and number = $2",
            vec![desk.id.as_str().into(), number.into()],
        )
        .await?;
    Ok(rows.first().and_then(|row| row.opt_text(0)).map(str::to_owned))
}

/// A letter as the register has it.
#[derive(Clone, Debug)]
pub struct LetterRow {
    /// Its number.
    pub number: String,
    /// The case.
    pub case: CaseId,
    /// The registration number of the application.
    pub application: String,
    /// The SOP that the case follows.
    pub bundle: BundleId,
    /// Its id in the SOP.
    pub letter: String,
    /// What it is in law.
    pub kind: LetterKind,
    /// The secret in its verification address.
    pub code: String,
    /// The holder's name.
    pub holder: String,
    /// The answers that identify the holder in public, by field. JSON.
    pub shown: String,
    /// The day of issue.
    pub issued: Date,
    /// The last day of validity, for a licence that has one.
    pub until: Option<Date>,
}

fn letter(row: &Row) -> Result<LetterRow, StoreError> {
    let day = |text: &str| text.parse().map_err(|_| StoreError::other(format!("{text} is no day in the register")));
    Ok(LetterRow {
        number: row.text(0).to_owned(),
        case: CaseId(row.int(1)),
        application: row.text(2).to_owned(),
        bundle: bundle(row.text(3), row.int(4)),
        letter: row.text(5).to_owned(),
        kind: kind_named(row.text(6)),
        code: row.text(7).to_owned(),
        holder: row.text(8).to_owned(),
        shown: row.text(9).to_owned(),
        issued: day(row.text(10))?,
        until: row.opt_text(11).map(day).transpose()?,
    })
}

fn bundle(service: &str, version: i64) -> BundleId {
    BundleId { service: ServiceId(service.to_owned()), version: u32::try_from(version).unwrap_or_default() }
}

/// The letter with a verification code; only the whole code finds one (S45).
pub async fn by_code(desk: &Desk, code: &str) -> Result<Option<LetterRow>, StoreError> {
    let rows = desk
        .query(
            "select number, case_id, application, service, service_version, letter, kind, code, holder, shown, issued, until
             from letter where office = $1 and code = $2",
            vec![desk.id.as_str().into(), code.into()],
        )
        .await?;
    rows.first().map(letter).transpose()
}

/// Which letters of the register are wanted. Empty texts want everything.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The service.
    pub service: String,
    /// The kind, as `projection::kind` writes it.
    pub kind: String,
    /// `valid` or `expired`: only licences are either.
    pub state: String,
    /// The first day of issue.
    pub from: Option<Date>,
    /// The last day of issue.
    pub to: Option<Date>,
    /// A part of the number or of the holder's name.
    pub search: String,
}

/// A place in a list that is sorted by day: what stands there, so that a list which grows does not shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The day.
    pub day: String,
    /// What tells rows of the same day apart.
    pub name: String,
}

/// Which part of a list.
#[derive(Clone, Debug, Default)]
pub enum Part {
    /// From the beginning.
    #[default]
    First,
    /// What comes after a place.
    After(Place),
    /// What comes before a place.
    Before(Place),
}

/// Letters of the register, newest first.
pub async fn letters(
    desk: &Desk,
    wanted: &Wanted,
    part: &Part,
    today: Date,
    most: i64,
) -> Result<Vec<LetterRow>, StoreError> {
    let newest = Place { day: "9999-12-31".to_owned(), name: String::new() };
    let from = wanted.from.map_or_else(|| "0000".to_owned(), |day| day.to_string());
    let to = wanted.to.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
    // The place bounds the days as well, so that the index leads straight to it and no page costs more than the first.
    let (from, to) = match part {
        Part::First => (from, to),
        Part::After(place) => (from, to.min(place.day.clone())),
        Part::Before(place) => (from.max(place.day.clone()), to),
    };
    let params = |place: &Place| -> Vec<Value> {
        vec![
            desk.id.as_str().into(),
            from.as_str().into(),
            to.as_str().into(),
            wanted.kind.as_str().into(),
            wanted.service.as_str().into(),
            wanted.state.as_str().into(),
            today.to_string().into(),
            pattern(&wanted.search).into(),
            place.day.as_str().into(),
            place.name.as_str().into(),
            most.into(),
        ]
    };
    let older = "select number, case_id, application, service, service_version, letter, kind, code, holder, shown, issued, until
         from letter where office = $1 and issued >= $2 and issued <= $3 and ($4 = '' or kind = $4) and ($5 = '' or service = $5)
           and ($6 = '' or kind = 'licence' and ($6 = 'valid' and coalesce(until, '9999') >= $7
                                              or $6 = 'expired' and coalesce(until, '9999') < $7))
           and ($8 = '' or lower(number) like $8 escape '!' or lower(holder) like $8 escape '!')
           and (issued, number) < ($9, $10)
         order by issued desc, number desc limit $11";
    let newer = "select number, case_id, application, service, service_version, letter, kind, code, holder, shown, issued, until
         from letter where office = $1 and issued >= $2 and issued <= $3 and ($4 = '' or kind = $4) and ($5 = '' or service = $5)
           and ($6 = '' or kind = 'licence' and ($6 = 'valid' and coalesce(until, '9999') >= $7
                                              or $6 = 'expired' and coalesce(until, '9999') < $7))
           and ($8 = '' or lower(number) like $8 escape '!' or lower(holder) like $8 escape '!')
           and (issued, number) > ($9, $10)
         order by issued, number limit $11";
    let mut rows = match part {
        Part::First => desk.query(older, params(&newest)).await?,
        Part::After(place) => desk.query(older, params(place)).await?,
        Part::Before(place) => desk.query(newer, params(place)).await?,
    };
    if let Part::Before(_) = part {
        rows.reverse();
    }
    rows.iter().map(letter).collect()
}

/// What a search matches: its letters anywhere, its own wildcards meaning themselves.
fn pattern(search: &str) -> String {
    let search = search.trim().to_lowercase();
    if search.is_empty() {
        return search;
    }
    let sign = |sign: char| if matches!(sign, '%' | '_' | '!') { format!("!{sign}") } else { sign.to_string() };
    format!("%{}%", search.chars().map(sign).collect::<String>())
}

/// An open duty of a holder.
#[derive(Clone, Debug)]
pub struct DutyRow {
    /// The case.
    pub case: CaseId,
    /// Its id in the SOP.
    pub duty: String,
    /// The registration number of the application.
    pub application: String,
    /// The SOP that the case follows.
    pub bundle: BundleId,
    /// The holder's name.
    pub holder: String,
    /// The last day.
    pub due: Date,
}

/// Open duties, the earliest due first: those due on `until` or before, of one service or (empty) of all.
pub async fn duties(
    desk: &Desk,
    service: &str,
    until: Option<Date>,
    part: &Part,
    most: i64,
) -> Result<Vec<DutyRow>, StoreError> {
    let params = |place: &Place| -> Vec<Value> {
        vec![
            desk.id.as_str().into(),
            service.into(),
            until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string()).into(),
            place.day.as_str().into(),
            place.name.parse::<i64>().unwrap_or_default().into(),
            most.into(),
        ]
    };
    let later = "select case_id, duty, application, service, service_version, holder, due from duty
         where office = $1 and fulfilled_us is null and ($2 = '' or service = $2) and due >= $4 and due <= $3 and (due, case_id) > ($4, $5)
         order by due, case_id, duty limit $6";
    let sooner = "select case_id, duty, application, service, service_version, holder, due from duty
         where office = $1 and fulfilled_us is null and ($2 = '' or service = $2) and due <= $3 and (due, case_id) < ($4, $5)
         order by due desc, case_id desc, duty desc limit $6";
    let first = Place { day: String::new(), name: String::new() };
    let mut rows = match part {
        Part::First => desk.query(later, params(&first)).await?,
        Part::After(place) => desk.query(later, params(place)).await?,
        Part::Before(place) => desk.query(sooner, params(place)).await?,
    };
    if let Part::Before(_) = part {
        rows.reverse();
    }
    rows.iter().map(duty).collect()
}

fn duty(row: &Row) -> Result<DutyRow, StoreError> {
    let due = row.text(6);
    Ok(DutyRow {
        case: CaseId(row.int(0)),
        duty: row.text(1).to_owned(),
        application: row.text(2).to_owned(),
        bundle: bundle(row.text(3), row.int(4)),
        holder: row.text(5).to_owned(),
        due: due.parse().map_err(|_| StoreError::other(format!("{due} is no day in the register")))?,
    })
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn wildcards_that_somebody_types_mean_themselves() {
        assert_eq!(pattern(" 503/0001 "), "%503/0001%");
        assert_eq!(pattern("100%_!"), "%100!%!_!!%");
        assert_eq!(pattern("  "), "");
    }
}
