//! What stands beside a case and is no part of it: notes of officers, refused looks, the office's reason texts, and the place
//! of the case in the list that it was opened from.

use casework::lang::Lang;
use store::StoreError;

use super::list::{self, Asked};
use crate::cases::access::Opened;
use crate::cases::looks;
use crate::cases::queries::{self, InboxKey, Note};
use crate::cases::view::Eyes;
use crate::cases::words;
use crate::cases::work::OwnReason;
use crate::http::Visit;
use crate::people::{self, Account, AccountKind};
use crate::ui::{Choice, tr, tr_with};

/// How many refused looks are told.
const ATTEMPTS: usize = 20;

/// Where a case stands in a list.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The list, as its address says it.
    pub list: String,
    /// The task's place in it.
    pub at: String,
    /// The case before; empty where there is none.
    pub before: String,
    /// The case after; empty where there is none.
    pub next: String,
}

/// A note as it is shown.
pub struct NoteRow {
    /// Who wrote it, with the roles held then.
    pub who: String,
    /// When.
    pub when: String,
    /// The same for machines.
    pub machine_time: String,
    /// Who reads it, where these are not all with a part in the case.
    pub audience: String,
    /// The text.
    pub text: String,
}

/// Somebody asked for the case without leave.
pub struct Attempt {
    /// Who.
    pub who: String,
    /// What they asked for.
    pub what: String,
    /// When.
    pub when: String,
}

/// What stands beside a case.
pub struct Beside {
    /// What officers have written, oldest first.
    pub notes: Vec<NoteRow>,
    /// Who was refused, newest first.
    pub attempts: Vec<Attempt>,
    /// The office's reason texts for the service.
    pub reasons: Vec<OwnReason>,
    /// Where the case stands in a list; nothing where it was opened otherwise.
    pub place: Option<Place>,
    /// The colleagues to whom the open step can be handed over, with their names.
    pub colleagues: Vec<Choice>,
}

impl Beside {
    /// Reads what stands beside a case; `role` is that of the step on the page.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read(
        visit: &Visit,
        eyes: Eyes<'_>,
        (list, at): (&str, &str),
        role: Option<&str>,
    ) -> Result<Beside, StoreError> {
        let (desk, opened) = (&visit.desk, eyes.opened);
        let agency = list::reader(&opened.officer).agency;
        let holders = async {
            match role {
                Some(role) => people::holders(desk, role).await,
                None => Ok(Vec::new()),
            }
        };
        let (notes, colleagues, attempts, reasons, place) = tokio::try_join!(
            queries::notes(desk, opened.id, agency),
            holders,
            attempts(visit, eyes),
            queries::own_reasons(desk, &opened.sop.service.id.0),
            place(visit, opened, list, at),
        )?;
        let others = colleagues.iter().filter(|person| person.id != opened.officer.id);
        Ok(Beside {
            notes: notes.iter().map(|note| note_row(eyes, note)).collect(),
            attempts,
            reasons,
            place,
            colleagues: others.map(|person| Choice::new(person.id.to_string(), &person.name)).collect(),
        })
    }
}

fn note_row(eyes: Eyes<'_>, note: &Note) -> NoteRow {
    let roles = note.roles.split(',').filter(|role| !role.is_empty());
    let roles: Vec<String> = roles.map(|role| words::role_words(eyes.office(), role, eyes.lang)).collect();
    let only = eyes.office().agencies.iter().find(|agency| agency.id.0 == note.audience);
    NoteRow {
        who: if roles.is_empty() { note.author.clone() } else { format!("{}, {}", note.author, roles.join(", ")) },
        when: eyes.moment(note.at),
        machine_time: note.at.to_string(),
        audience: only.map_or_else(String::new, |agency| {
            tr_with(eyes.lang, "cases-note-only", &[("agency", agency.name.get(eyes.lang).to_owned().into())])
        }),
        text: note.text.clone(),
    }
}

async fn attempts(visit: &Visit, eyes: Eyes<'_>) -> Result<Vec<Attempt>, StoreError> {
    // Who tried is told to the office itself alone: other agencies have no use for it.
    if !eyes.opened.officer.is_of_front(eyes.office()) {
        return Ok(Vec::new());
    }
    let rows = queries::refused_looks(&visit.desk, eyes.opened.id, ATTEMPTS).await?;
    let mut attempts = Vec::with_capacity(rows.len());
    for row in rows {
        let account = match row.account {
            Some(account) => people::by_id(&visit.desk, account).await?,
            None => None,
        };
        attempts.push(Attempt {
            who: stranger(eyes, account.as_ref()),
            what: tr(eyes.lang, looks::tried(&row.what)).into_owned(),
            when: eyes.moment(row.at),
        });
    }
    Ok(attempts)
}

/// Who was refused, as the office has to know it: the name, and whether it is a citizen or an officer of which agency.
fn stranger(eyes: Eyes<'_>, account: Option<&Account>) -> String {
    let named = |key: &str, name: &str| tr_with(eyes.lang, key, &[("name", name.to_owned().into())]);
    match account.map(|account| (&account.kind, &account.name)) {
        None => tr(eyes.lang, "cases-attempt-nobody").into_owned(),
        Some((AccountKind::Applicant, name)) => named("cases-attempt-citizen", name),
        Some((AccountKind::Officer { agency, .. }, name)) => {
            let agency = eyes.office().agency(agency).map(|agency| agency.name.get(eyes.lang));
            format!("{name}, {}", agency.unwrap_or_default())
        }
    }
}

/// Where the case stands in the list that the address names.
async fn place(visit: &Visit, opened: &Opened, list: &str, at: &str) -> Result<Option<Place>, StoreError> {
    let Some(key) = InboxKey::parse(at).filter(|_| !list.is_empty()) else { return Ok(None) };
    let asked = Asked::read(list);
    let (officer, office) = (&opened.officer, &opened.office);
    let today = office.calendar.zone().day(visit.app.now());
    let filter = asked.filter(officer, office, today);
    let (before, next) = queries::neighbours(&visit.desk, list::reader(officer), &filter, &key).await?;
    // What is carried along is written anew: nothing but a list can come out of an address.
    let list = asked.query(asked.tab(officer, office));
    let href = |task: Option<queries::TaskRow>| task.map_or_else(String::new, |task| list::href(&task, &list));
    Ok(Some(Place { before: href(before), next: href(next), at: key.text(), list }))
}

/// Who may read a note, to choose from: the officer's own agency, or everybody with a part in the case.
pub fn audiences(opened: &Opened, lang: Lang) -> Vec<Choice> {
    let agency = list::reader(&opened.officer).agency;
    let name = opened.office.agencies.iter().find(|own| own.id.0 == agency).map(|own| own.name.get(lang).to_owned());
    let own = tr_with(lang, "cases-note-own", &[("agency", name.unwrap_or_default().into())]);
    vec![Choice::new("instansi", own), Choice::new("semua", tr(lang, "cases-note-all"))]
}
