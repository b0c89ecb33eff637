//! A case as answers describe it: where it is, what was promised, what was returned, which letters came of it.

use std::collections::BTreeMap;

use casework::case::{Case, DoneStep, Filing, IssuedLetter, Item, Objection};
use casework::clock::{self, Clocks, Holder, Reader, StepClock, Subject};
use casework::form::{Answers, Field, FieldKind, shown};
use casework::lang::Lang;
use casework::office::Office;
use casework::office::calendar::Zone;
use casework::region::Regions;
use casework::sop::{EndResult, Sop, StepId, TaskKind};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value as Json;
use utoipa::ToSchema;

use super::shapes::{FileInfo, Words, moment};
use crate::licences;

/// How a case stands against its promise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Promise)]
pub struct PromiseShape {
    /// The promise, in working days.
    #[schema(example = 5)]
    working_days: u16,
    /// The last day on which it is kept; null while the clock stands still.
    #[schema(format = Date)]
    due: Option<String>,
    /// Whether the clock stands still, because the applicant must answer.
    paused: bool,
    /// Whether the promise is broken today, or was when the case ended.
    late: bool,
    /// Why the due day is that day, in one sentence.
    why: Words,
}

impl PromiseShape {
    /// Derived from the ledger and the calendar; nothing where the calendar does not reach that far.
    pub fn of(case: &Case, filing: &Filing, office: &Office, now: Timestamp) -> Option<PromiseShape> {
        let today = office.calendar.zone().day(now);
        let calendar = office.calendar_for(case);
        let due = clock::due(&case.ledger, filing.at, filing.promise, calendar).ok()?;
        let late = clock::lateness(&due, today, calendar).is_ok_and(clock::Lateness::is_late);
        Some(PromiseShape {
            working_days: due.promise.days,
            due: due.date.map(|day| day.to_string()),
            paused: due.paused,
            late,
            why: Words::of(|lang| clock::explain(&due, lang)),
        })
    }
}

impl PromiseShape {
    /// The limit by law in the same shape; nothing where the SOP names none.
    pub fn limit(case: &Case, sop: &Sop, office: &Office, now: Timestamp) -> Option<PromiseShape> {
        let calendar = office.calendar_for(case);
        let today = calendar.zone().day(now);
        let due = Clocks::of(case, Some(sop), calendar)?.limit(calendar).ok()??;
        Some(PromiseShape {
            working_days: due.promise.days,
            due: due.date.map(|day| day.to_string()),
            paused: due.paused,
            late: clock::lateness(&due, today, calendar).is_ok_and(clock::Lateness::is_late),
            why: Words::of(|lang| clock::sentence(&due, Subject::Limit, Reader::Officer, lang)),
        })
    }
}

/// The clock of one step: each step and each agency has its own, beside the promise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StepClock)]
pub struct StepClockShape {
    /// The step.
    #[schema(example = "rekomendasi-dinkes")]
    step: String,
    /// The agency whose work it is; null for the applicant's turn.
    agency: Option<String>,
    /// How long it may take.
    time: Words,
    /// When it began.
    #[schema(format = DateTime)]
    since: String,
    /// The last day on which it is on time.
    #[schema(format = Date)]
    due: Option<String>,
    /// When it was completed; null while it is open.
    #[schema(format = DateTime)]
    done: Option<String>,
    /// By how many working days it is late, or was when it was completed. A step can be late while the case is on time, and
    /// the reverse.
    late_days: u32,
    /// All of it in one sentence.
    why: Words,
}

impl StepClockShape {
    /// The clocks of every step, completed ones first.
    pub fn all(case: &Case, sop: &Sop, office: &Office, now: Timestamp) -> Vec<StepClockShape> {
        let zone = office.calendar.zone();
        let shape = |clock: StepClock| StepClockShape {
            why: Words::of(|lang| clock.explain(&office.calendar, lang)),
            time: Words::of(|lang| clock.time.text(lang)),
            since: moment(clock.since, zone),
            due: clock.due.map(|day| day.to_string()),
            done: clock.done.map(|at| moment(at, zone)),
            late_days: clock.late,
            agency: clock.agency.map(|agency| agency.0),
            step: clock.step.0,
        };
        clock::step_clocks(case, sop, office, now).into_iter().map(shape).collect()
    }
}

/// Who holds a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Holder)]
pub struct HolderShape {
    /// `applicant`, `front_office`, `agency:<id>`, `payment`, `legal_stop` or `outage`.
    #[schema(example = "agency:kesbangpol")]
    code: String,
    /// Who that is.
    name: Words,
    /// Since when.
    #[schema(format = DateTime)]
    since: Option<String>,
}

impl HolderShape {
    /// Everybody who holds a case now.
    pub fn of(case: &Case, office: &Office) -> Vec<HolderShape> {
        let zone = office.calendar.zone();
        let shape = |interval: &clock::Interval| HolderShape {
            code: interval.holder.code(),
            name: holder_name(&interval.holder, office),
            since: Some(moment(interval.from, zone)),
        };
        case.ledger.open_intervals().map(shape).collect()
    }
}

/// What people call a holder.
pub fn holder_name(holder: &Holder, office: &Office) -> Words {
    let agency = match holder {
        Holder::Agency(id) => office.agencies.iter().find(|agency| &agency.id.0 == id),
        Holder::Applicant | Holder::FrontOffice | Holder::Payment | Holder::LegalStop | Holder::Outage => None,
    };
    agency.map_or_else(|| Words::of(|lang| holder.text(lang).to_owned()), |agency| Words::from(&agency.name))
}

/// What the applicant was told, and when.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Progress)]
pub struct ProgressShape {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// What happened.
    text: Words,
}

/// What the applicant has been told of a case so far, oldest first; nothing internal.
pub fn progress(case: &Case, filing: &Filing, sop: &Sop, zone: Zone) -> Vec<ProgressShape> {
    let told = |at: Timestamp, text: Words| ProgressShape { at: moment(at, zone), text };
    let word = |key: &'static str| Words::of(|lang| crate::ui::tr(lang, key).into_owned());
    let mut all = vec![told(filing.at, word("api-progress-filed"))];
    let mut between: Vec<(Timestamp, Words)> = Vec::new();
    between.extend(case.done.iter().filter_map(|done| {
        let outcome = sop.step(&done.step)?.outcome(&done.outcome)?;
        Some((done.at, Words::from(outcome.tell.as_ref()?)))
    }));
    between.extend(case.reopened.iter().map(|at| (*at, word("api-progress-reopened"))));
    between.sort_by_key(|(at, _)| *at);
    all.extend(between.into_iter().map(|(at, text)| told(at, text)));
    if let Some(ended) = &case.ended {
        let name = sop.end(&ended.end).map(|end| Words::from(&end.name));
        all.push(told(ended.at, name.unwrap_or_else(|| word("api-progress-withdrawn"))));
    }
    all
}

/// A step that is open now.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenStep {
    /// Its id.
    #[schema(example = "verifikasi")]
    pub step: String,
    /// What it is called.
    pub name: Words,
    /// Since when.
    #[schema(format = DateTime)]
    pub since: String,
    /// The last day on which it is on time.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// What the applicant is asked to correct, where it is the applicant's turn.
    pub returned: Vec<Returned>,
}

/// The steps of a case that are open.
pub fn open_steps(case: &Case, sop: &Sop, zone: Zone) -> Vec<OpenStep> {
    let open = case.open.iter().map(|(id, open)| OpenStep {
        step: id.0.clone(),
        name: step_name(sop, id),
        since: moment(open.since, zone),
        due: open.due.map(|day| day.to_string()),
        returned: open
            .objections
            .iter()
            .filter(|objection| objection.is_applicants())
            .map(|objection| Returned::of(objection, sop))
            .collect(),
    });
    open.collect()
}

/// What a step is called; its id where the SOP has no such step.
pub fn step_name(sop: &Sop, id: &StepId) -> Words {
    sop.step(id).map_or_else(|| Words::of(|_| id.0.clone()), |step| Words::from(&step.name))
}

/// The step that waits for the applicant's correction.
pub fn correction_step(case: &Case, sop: &Sop) -> Option<StepId> {
    let waits = |id: &&StepId| sop.step(id).is_some_and(|step| step.task == TaskKind::Correct);
    case.open.keys().find(waits).cloned()
}

/// Something that was returned: to the applicant an answer, a document of the service, or another document; to an officer a
/// part of what was found at an earlier step.
#[derive(Debug, Serialize, ToSchema)]
pub struct Returned {
    /// The name under which it is answered: among `answers` where it is a field, else among `files`.
    #[schema(example = "lain-surat-sewa")]
    key: String,
    /// The field, where an answer is returned.
    field: Option<String>,
    /// The requirement, where a document is returned.
    file: Option<String>,
    /// What is missing, where it is a document that no requirement asks for.
    other: Option<String>,
    /// The step whose work is given back to its officer.
    step: Option<String>,
    /// The field or document of that step; null where its work as a whole is meant.
    part: Option<String>,
    /// A reason of the service's library.
    #[schema(example = "buram")]
    code: Option<String>,
    /// Why, and what to do, in the officer's words; empty where the library's reason says it all.
    reason: String,
    /// The whole reason as the applicant reads it.
    why: Words,
}

impl Returned {
    /// An objection, in the words of the SOP.
    pub fn of(objection: &Objection, sop: &Sop) -> Returned {
        let mut returned = Returned {
            key: objection.item.key(),
            field: None,
            file: None,
            other: None,
            step: None,
            part: None,
            code: objection.code.clone(),
            reason: objection.reason.clone(),
            why: Words::of(|lang| objection.why(sop, lang)),
        };
        match &objection.item {
            Item::Field(id) => returned.field = Some(id.clone()),
            Item::File(id) => returned.file = Some(id.0.clone()),
            Item::Other(name) => returned.other = Some(name.clone()),
            Item::Finding { step, part } => {
                returned.step = Some(step.0.clone());
                returned.part = Some(part.clone()).filter(|part| !part.is_empty());
            }
        }
        returned
    }
}

/// A letter that was issued.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Letter)]
pub struct LetterShape {
    /// Its place among the case's letters, from 1: the name by which its PDF is asked for.
    #[schema(example = 1)]
    letter: usize,
    /// Its number.
    #[schema(example = "070/0001/SKP/DPMPTSP/I/2026")]
    number: String,
    /// Its title.
    title: Words,
    /// `licence`, `rejection`, `recommendation` or `assignment`.
    kind: &'static str,
    /// The day of issue.
    #[schema(format = Date)]
    issued: String,
    /// The last day of validity; null where it has none.
    #[schema(format = Date)]
    until: Option<String>,
    /// The code by which anyone can check it.
    #[schema(example = "7K3M-9PQ2-XW4T")]
    code: String,
    /// Whether its PDF is made already.
    ready: bool,
}

/// The letters of a case, oldest first; those of the office's own use only where they are asked for.
pub fn letters(case: &Case, sop: &Sop, inner: bool) -> Vec<LetterShape> {
    let numbered = case.letters.iter().enumerate().filter(|(_, letter)| inner || is_for_applicant(letter));
    let shape = |(at, letter): (usize, &IssuedLetter)| LetterShape {
        letter: at + 1,
        number: letter.number.clone(),
        title: sop
            .letter(&letter.letter)
            .map_or_else(|| Words::of(|_| letter.letter.clone()), |own| Words::from(&own.title)),
        kind: licences::kind(letter.kind),
        issued: letter.date.to_string(),
        until: letter.until.map(|day: Date| day.to_string()),
        code: letter.code.to_string(),
        ready: letter.file.is_some(),
    };
    numbered.map(shape).collect()
}

/// Whether a letter is addressed to the applicant.
pub fn is_for_applicant(letter: &IssuedLetter) -> bool {
    use casework::sop::LetterKind;
    match letter.kind {
        LetterKind::Licence | LetterKind::Rejection => true,
        LetterKind::Recommendation | LetterKind::Assignment => false,
    }
}

/// A duty of the holder.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Duty)]
pub struct DutyState {
    /// Its id.
    #[schema(example = "laporan_hasil")]
    duty: String,
    /// What has to be done.
    name: Words,
    /// The last day.
    #[schema(format = Date)]
    due: String,
    /// When it was fulfilled; null while it is open.
    #[schema(format = DateTime)]
    fulfilled: Option<String>,
}

/// The duties that came of a case.
pub fn duties(case: &Case, sop: &Sop, zone: Zone) -> Vec<DutyState> {
    let name = |id: &str| sop.duties.iter().find(|duty| duty.id == id).map(|duty| Words::from(&duty.name));
    let shape = |(id, duty): (&String, &casework::case::OpenDuty)| DutyState {
        duty: id.clone(),
        name: name(id).unwrap_or_else(|| Words::of(|_| id.clone())),
        due: duty.due.to_string(),
        fulfilled: duty.fulfilled.as_ref().map(|(at, _)| moment(*at, zone)),
    };
    case.duties.iter().map(shape).collect()
}

/// The state in one word.
pub fn state(case: &Case) -> &'static str {
    match case.ended.as_ref().map(|ended| ended.result) {
        None => "open",
        Some(EndResult::Granted) => "granted",
        Some(EndResult::Rejected) => "rejected",
        Some(EndResult::Closed) => "closed",
    }
}

/// The files of a case by requirement.
pub fn files(case: &Case) -> BTreeMap<String, FileInfo> {
    case.files.iter().map(|(id, file)| (id.0.clone(), FileInfo::from(file))).collect()
}

/// What the documents of a case are called that no requirement asks for, by their keys among the files.
pub fn others(case: &Case) -> BTreeMap<String, String> {
    case.extras().map(|(id, name, _)| (id.0.clone(), name.to_owned())).collect()
}

/// Answers with personal numbers masked, those in rows among them.
pub fn masked<'a>(
    fields: impl Iterator<Item = &'a Field>,
    answers: &Answers,
    regions: &Regions,
) -> BTreeMap<String, Json> {
    let answered = fields.filter_map(|field| Some((field, answers.get(&field.id)?)));
    answered.map(|(field, value)| (field.id.clone(), mask(field, value, regions))).collect()
}

fn mask(field: &Field, value: &Json, regions: &Regions) -> Json {
    match (&field.kind, value) {
        (FieldKind::Nik | FieldKind::Npwp, value) => Json::String(shown(field, value, Lang::Id, regions)),
        (FieldKind::Rows { columns, .. }, Json::Array(rows)) => {
            let cell =
                |row: &Json, column: &Field| Some((column.id.clone(), mask(column, row.get(&column.id)?, regions)));
            let row = |row: &Json| Json::Object(columns.iter().filter_map(|column| cell(row, column)).collect());
            Json::Array(rows.iter().map(row).collect())
        }
        (_, value) => value.clone(),
    }
}

/// The personal numbers among the answers, whole.
pub fn whole_numbers(sop: &Sop, answers: &Answers) -> BTreeMap<String, String> {
    let personal = sop.fields().filter(|field| matches!(field.kind, FieldKind::Nik | FieldKind::Npwp));
    personal.filter_map(|field| Some((field.id.clone(), answers.text(&field.id)?.to_owned()))).collect()
}

/// Who completed a step last, and when: what a stale request is told.
pub fn last_hand(case: &Case, step: &StepId, zone: Zone) -> (Option<String>, Option<String>) {
    if let Some(open) = case.open.get(step) {
        return (open.officer.as_ref().map(|officer| officer.name.clone()), None);
    }
    let name = |done: &DoneStep| done.officer.as_ref().map(|officer| officer.name.clone());
    case.last(step).map_or((None, None), |done| (name(done), Some(moment(done.at, zone))))
}
