//! What the slice reads of the register.

use casework::case::CaseId;
use casework::sop::ServiceId;
use jiff::civil::Date;
use store::{Fact, Statement, StoreError};

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
