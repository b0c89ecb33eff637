//! Who has looked at a case, for the person whose case it is (UU 27/2022 art. 32): the agency and the roles, never a name.

use std::collections::BTreeMap;

use casework::case::{Case, CaseId};
use casework::lang::Text;
use casework::office::Office;
use jiff::Timestamp;
use store::StoreError;

use super::queries;
use crate::app::Desk;
use crate::people::{self, Account, AccountKind};

/// How many looks are told, newest first; one for each case, document and reason of an account on a day would rarely be
/// more.
pub const MOST: usize = 200;

/// What was looked at, or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The case as a whole.
    Case,
    /// One of its documents.
    File,
    /// Personal numbers, shown whole.
    Numbers,
    /// The receipt or a letter.
    Letter,
    /// Something was done in the applicant's place.
    Acted,
}

/// Who looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// An officer: the agency, and the roles held today.
    Officer {
        /// The agency.
        agency: Text,
        /// The roles.
        roles: Vec<Text>,
    },
    /// Another applicant's account.
    Applicant,
    /// Somebody who was not signed in.
    Nobody,
}

/// One look at a case, or a try that was refused.
#[derive(Clone, Debug)]
pub struct LookedAt {
    /// When.
    pub at: Timestamp,
    /// At what.
    pub seen: Seen,
    /// Who.
    pub who: Who,
    /// The reason that the officer gave, or the name of the document.
    pub detail: Option<String>,
    /// Whether it was shown.
    pub allowed: bool,
}

/// Who has looked at a case, newest first, [`MOST`] at most; and whether there are older looks.
///
/// # Errors
/// The database does not answer.
pub async fn looks(desk: &Desk, id: CaseId, case: &Case) -> Result<(Vec<LookedAt>, bool), StoreError> {
    let mut rows = queries::looks(desk, id, MOST + 1).await?;
    let older = rows.len() > MOST;
    rows.truncate(MOST);
    let office = desk.office();
    let mut people: BTreeMap<i64, Who> = BTreeMap::new();
    let mut looks = Vec::with_capacity(rows.len());
    for row in rows {
        let who = match row.account {
            None => Who::Nobody,
            Some(account) => match people.get(&account) {
                Some(known) => known.clone(),
                None => {
                    let found =
                        people::ever(desk, account).await?.map_or(Who::Nobody, |account| who(&office, &account));
                    people.insert(account, found.clone());
                    found
                }
            },
        };
        let seen = seen(&row.what);
        let detail = match seen {
            Seen::Numbers => row.detail,
            Seen::File => row.detail.and_then(|sha256| file_name(case, &sha256)),
            Seen::Case | Seen::Letter | Seen::Acted => None,
        };
        looks.push(LookedAt { at: row.at, seen, who, detail, allowed: row.allowed });
    }
    Ok((looks, older))
}

fn who(office: &Office, account: &Account) -> Who {
    match &account.kind {
        AccountKind::Applicant => Who::Applicant,
        AccountKind::Officer { agency, roles } => Who::Officer {
            agency: office
                .agency(agency)
                .map_or_else(|| Text::new(&*agency.0, &*agency.0), |agency| agency.name.clone()),
            roles: roles.iter().filter_map(|role| Some(office.role(&role.0)?.name.clone())).collect(),
        },
    }
}

/// What the log's word stands for. The words are those that pages and API give when they keep a look.
fn seen(what: &str) -> Seen {
    match what {
        "file" => Seen::File,
        "numbers" => Seen::Numbers,
        "receipt" | "letter" | "letters" => Seen::Letter,
        "correct" | "correction" | "withdraw" | "withdrawal" | "duty" | "reopen" | "add" => Seen::Acted,
        _ => Seen::Case,
    }
}

/// The wording for what somebody tried who was refused.
pub(super) fn tried(what: &str) -> &'static str {
    match seen(what) {
        Seen::Case => "cases-tried-case",
        Seen::File => "cases-tried-file",
        Seen::Numbers => "cases-tried-numbers",
        Seen::Letter => "cases-tried-letter",
        Seen::Acted => "cases-tried-act",
    }
}

/// The label of a document of the case.
fn file_name(case: &Case, sha256: &str) -> Option<String> {
    let replaced = case.replaced.iter().flat_map(|replaced| replaced.files.values());
    let officers = case.done.iter().flat_map(|done| &done.files);
    let all = case.files.values().chain(replaced).chain(officers);
    all.into_iter().find(|file| file.sha256 == sha256).map(|file| file.name.clone())
}
