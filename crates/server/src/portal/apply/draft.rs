//! A draft: what somebody has typed and uploaded so far. It belongs to one account, outlives restarts, and loses nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{CaseId, FileRef};
use casework::form::{FieldKind, Typed};
use casework::sop::{RequirementId, ServiceId, Sop};
use jiff::civil::Date;
use store::StoreError;

use super::access;
use super::progress::{Progress, progress};
use super::queries;
use crate::http::Visit;
use crate::people::Account;
use crate::ui::Page;

/// How often a change is tried again when another tab was faster.
const TRIES: usize = 8;

/// An application before it is sent. It has no `Debug`: what people typed must not reach a log.
#[derive(Clone)]
pub struct Draft {
    /// Its number.
    pub id: i64,
    /// Whose it is: the applicant's account, or the officer's at the counter.
    pub account: i64,
    /// Whether an officer writes it at the counter.
    pub counter: bool,
    /// The applicant's name as given at the counter.
    pub applicant: Option<String>,
    /// The service.
    pub service: ServiceId,
    /// The revision of the SOP by which it was last worked on.
    pub version: u32,
    /// What was typed, right or wrong, asked or not.
    pub typed: Typed,
    /// What was uploaded.
    pub files: BTreeMap<RequirementId, FileRef>,
    /// The case that it became.
    pub case: Option<CaseId>,
    /// Counts changes.
    pub revision: i64,
    /// When it was last changed, in microseconds since 1970.
    pub updated_us: i64,
}

/// An open draft with the SOP that its service follows today, and how far it is.
pub struct Work {
    /// The draft.
    pub draft: Draft,
    /// The SOP.
    pub sop: Arc<Sop>,
    /// Today, where the office is.
    pub today: Date,
    /// How far it is.
    pub progress: Progress,
}

impl Draft {
    /// A new draft of an account, with what the office knows already filled in.
    pub fn new(account: &Account, sop: &Sop, counter: Option<&Caller>) -> Draft {
        let own = Caller { name: None, phone: account.phone.clone(), email: Some(account.email.clone()) };
        Draft {
            // Drawn at random, so that drafts cannot be counted; small enough for every reader of JSON.
            id: i64::from(rand::random::<u32>()) << 16 | i64::from(rand::random::<u16>()),
            account: account.id,
            counter: counter.is_some(),
            applicant: counter.and_then(|caller| caller.name.clone()),
            service: sop.service.id.clone(),
            version: sop.identity.version,
            typed: known(sop, counter.unwrap_or(&own)),
            files: BTreeMap::new(),
            case: None,
            revision: 1,
            updated_us: 0,
        }
    }
}

/// Somebody at the counter, or the account itself, as far as known before the first question.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The name.
    pub name: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
}

/// The questions whose answers may be known before anything is typed: `nama`, the first one for a telephone number, and
/// the first one for an e-mail address.
pub fn known_questions(sop: &Sop) -> [Option<&str>; 3] {
    let first = |wanted: fn(&FieldKind) -> bool| sop.fields().find(|field| wanted(&field.kind));
    [sop.field("nama"), first(|kind| matches!(kind, FieldKind::Phone)), first(|kind| matches!(kind, FieldKind::Email))]
        .map(|field| field.map(|field| field.id.as_str()))
}

/// Answers that need not be typed again.
fn known(sop: &Sop, caller: &Caller) -> Typed {
    let texts = [&caller.name, &caller.phone, &caller.email];
    let pairs = known_questions(sop).into_iter().zip(texts);
    Typed::from_pairs(pairs.filter_map(|(id, text)| Some((id?.to_owned(), text.clone()?))))
}

/// Opens somebody's own draft.
///
/// # Errors
/// The answer to give instead: the way to sign in, the page that says that it is not theirs, the receipt of a draft that
/// was sent already, the page of a service that is closed.
pub async fn open(visit: &Visit, id: &str) -> Result<Work, Response> {
    let account = visit.someone()?;
    let found = match id.parse() {
        Ok(id) => queries::by_id(&visit.desk, id).await.map_err(|error| visit.trouble(&error))?,
        Err(_) => None,
    };
    let Some(draft) = found else { return Err(access::not_yours(visit)) };
    if draft.account != account.id {
        access::refused(visit, CaseId(0), &format!("draft {}", draft.id))
            .await
            .map_err(|error| visit.trouble(&error))?;
        return Err(access::not_yours(visit));
    }
    if let Some(case) = draft.case {
        return Err(Redirect::to(&format!("/permohonan/{}/tanda-terima", case.0)).into_response());
    }
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let Some(sop) = office.catalogue.current(&draft.service, today).cloned() else {
        return Err(super::start::closed(visit));
    };
    Ok(Work::new(visit, draft, sop, today))
}

impl Work {
    /// A draft seen by an SOP on a day.
    pub fn new(visit: &Visit, draft: Draft, sop: Arc<Sop>, today: Date) -> Work {
        let progress = progress(&sop, &draft, today, visit.app.regions());
        Work { draft, sop, today, progress }
    }

    /// The address of one of its pages: `""` for the task list, else as in `"/berkas"`.
    pub fn href(&self, page: &str) -> String {
        format!("/draf/{}{page}", self.draft.id)
    }

    /// A page of this draft, with the way back.
    pub fn page(&self, visit: &Visit) -> Page {
        let name = self.sop.service.name.get(visit.lang());
        let p = visit.page();
        match self.draft.counter {
            true => {
                let counter = p.tr("nav-counter").into_owned();
                p.crumb(counter, "/meja/loket")
            }
            false => {
                let mine = p.tr("nav-mine").into_owned();
                p.crumb(mine, "/permohonan")
            }
        }
        .crumb(name, self.href(""))
    }

    /// Changes the draft and keeps it; the change is made again on what another tab kept meanwhile.
    ///
    /// # Errors
    /// The store's failure.
    pub async fn change(self, visit: &Visit, alter: impl Fn(&mut Draft)) -> Result<Work, StoreError> {
        let Work { mut draft, sop, today, .. } = self;
        for _ in 0..TRIES {
            let mut changed = draft.clone();
            alter(&mut changed);
            changed.version = sop.identity.version;
            let kept = visit.desk.returning(queries::save(&visit.desk.id, &changed, visit.app.now())).await?;
            if let Some(row) = kept.first() {
                changed.revision = row.int(0);
                return Ok(Work::new(visit, changed, sop, today));
            }
            match queries::by_id(&visit.desk, draft.id).await? {
                Some(newer) if newer.case.is_none() => draft = newer,
                // Sent or thrown away meanwhile: there is nothing to keep any more, and the next page says so.
                Some(_) | None => return Ok(Work::new(visit, changed, sop, today)),
            }
        }
        Err(StoreError::Unavailable("a draft was changed from too many places at once".to_owned()))
    }
}
