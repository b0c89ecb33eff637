//! What the slice reads of bills, payments and the ledger.

use casework::case::CaseId;
use casework::case::fee::BillState;
use jiff::civil::Date;
use store::{Row, Statement, StoreError};

use crate::app::Desk;

/// A bill as lists show it.
pub struct BillRow {
    /// Its number.
    pub number: String,
    /// The case.
    pub case: CaseId,
    /// The registration number of the application.
    pub application: String,
    /// The applicant's name.
    pub applicant: String,
    /// The amount in rupiah.
    pub amount: i64,
    /// The last day on which it can be paid.
    pub due: Option<Date>,
    /// How it stands.
    pub state: BillState,
}

fn bill(row: &Row) -> BillRow {
    let state = BillState::ALL.into_iter().find(|state| state.code() == row.text(6));
    BillRow {
        number: row.text(0).to_owned(),
        case: CaseId(row.int(1)),
        application: row.text(2).to_owned(),
        applicant: row.text(3).to_owned(),
        amount: row.int(4),
        due: row.text(5).parse().ok(),
        state: state.unwrap_or(BillState::Void),
    }
}

/// The bill with a number.
pub async fn by_number(desk: &Desk, number: &str) -> Result<Option<BillRow>, StoreError> {
    let rows = desk
        .query(
            "select number, case_id, application, applicant, amount, due, state from fee_bill where office = $1 and number = $2",
            vec![desk.id.as_str().into(), number.into()],
        )
        .await?;
    Ok(rows.first().map(bill))
}

/// What the cashier's list is to show.
pub enum Shown {
    /// Bills in a state.
    State(BillState),
    /// Bills with a payment that is to go back.
    Refunds,
    /// Bills about which something waits for a second person.
    Waiting,
    /// The bill or the application with this number.
    Number(String),
}

/// The newest bills of a list, a hundred at most.
pub async fn bills(desk: &Desk, shown: &Shown) -> Result<Vec<BillRow>, StoreError> {
    let office = desk.id.as_str();
    let (sql, params) = match shown {
        Shown::State(state) => (
            "select number, case_id, application, applicant, amount, due, state from fee_bill
             where office = $1 and state = $2 order by issued_us desc, number desc limit 100",
            vec![office.into(), state.code().into()],
        ),
        Shown::Refunds => (
            "select number, case_id, application, applicant, amount, due, state from fee_bill
             where office = $1 and number in (
                 select bill from fee_payment where office = $1 and state in ('listed', 'owed'))
             order by issued_us desc, number desc limit 100",
            vec![office.into()],
        ),
        Shown::Waiting => (
            "select number, case_id, application, applicant, amount, due, state from fee_bill
             where office = $1 and number in (select bill from fee_change where office = $1)
             order by issued_us desc, number desc limit 100",
            vec![office.into()],
        ),
        Shown::Number(number) => (
            "select number, case_id, application, applicant, amount, due, state from fee_bill
             where office = $1 and (number = $2 or application = $2) order by issued_us desc, number desc limit 100",
            vec![office.into(), number.as_str().into()],
        ),
    };
    Ok(desk.query(sql, params).await?.iter().map(bill).collect())
}

/// How much waits in each list: open bills, refunds, questions to a second person.
pub async fn counts(desk: &Desk) -> Result<[u64; 3], StoreError> {
    let office = || vec![desk.id.as_str().into()];
    let sets = desk
        .snapshot(vec![
            Statement::new("select count(*) from fee_bill where office = $1 and state = 'open'", office()),
            Statement::new(
                "select count(*) from fee_payment where office = $1 and state in ('listed', 'owed')",
                office(),
            ),
            Statement::new("select count(*) from fee_change where office = $1", office()),
        ])
        .await?;
    let count = |at: usize| sets.get(at).and_then(|rows| rows.first()).map_or(0, |row| row.int(0).unsigned_abs());
    Ok([count(0), count(1), count(2)])
}

/// What the ledger says, and what bills and payments say: each pair must be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// All debits, and all credits.
    pub sides: (i64, i64),
    /// What is receivable by the ledger, and the sum of open bills.
    pub receivable: (i64, i64),
    /// What is to go back by the ledger, and the sum of the payments that are listed for it.
    pub refunds: (i64, i64),
    /// What has come in and stayed by the ledger, and by the payments.
    pub cash: (i64, i64),
}

impl Balance {
    /// Whether everything agrees.
    pub fn holds(&self) -> bool {
        [self.sides, self.receivable, self.refunds, self.cash].into_iter().all(|(ledger, told)| ledger == told)
    }
}

/// The ledger's balance against bills and payments.
///
/// # Errors
/// The database does not answer.
pub async fn balance(desk: &Desk) -> Result<Balance, StoreError> {
    let office = || vec![desk.id.as_str().into()];
    let sets = desk
        .snapshot(vec![
            Statement::new(
                "select cast(coalesce(sum(debit), 0) as bigint), cast(coalesce(sum(credit), 0) as bigint)
                 from fee_entry where office = $1",
                office(),
            ),
            Statement::new(
                "select cast(coalesce(sum(debit - credit), 0) as bigint) from fee_entry
                 where office = $1 and account = 'receivable'",
                office(),
            ),
            Statement::new(
                "select cast(coalesce(sum(amount), 0) as bigint) from fee_bill where office = $1 and state = 'open'",
                office(),
            ),
            Statement::new(
                "select cast(coalesce(sum(credit - debit), 0) as bigint) from fee_entry
                 where office = $1 and account = 'refunds_payable'",
                office(),
            ),
            Statement::new(
                "select cast(coalesce(sum(amount), 0) as bigint) from fee_payment
                 where office = $1 and state in ('listed', 'owed')",
                office(),
            ),
            Statement::new(
                "select cast(coalesce(sum(debit - credit), 0) as bigint) from fee_entry
                 where office = $1 and account like 'cash:%'",
                office(),
            ),
            Statement::new(
                "select cast(coalesce(sum(amount), 0) as bigint) from fee_payment where office = $1 and state <> 'returned'",
                office(),
            ),
        ])
        .await?;
    let at = |set: usize, column: usize| sets.get(set).and_then(|rows| rows.first()).map_or(0, |row| row.int(column));
    Ok(Balance {
        sides: (at(0, 0), at(0, 1)),
        receivable: (at(1, 0), at(2, 0)),
        refunds: (at(3, 0), at(4, 0)),
        cash: (at(5, 0), at(6, 0)),
    })
}
