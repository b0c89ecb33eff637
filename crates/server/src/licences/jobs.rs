//! The PDFs of letters: written down with the letter, made afterwards.

use anyhow::{Context as _, Result, bail};
use casework::case::{Actor, Case, CaseId, Command, Event, FileRef, Recorded};
use casework::sop::RequirementId;
use documents::{Assets, LetterData, Options, Template};
use serde::{Deserialize, Serialize};
use store::{Change, Job, Statement, Taken};

use super::letter::{self, Issue};
use super::queries;
use crate::app::{App, Ask, Desk, Failed};
use crate::files::Files;
use crate::ui;

/// The kind of job that makes a letter's PDF.
pub const LETTER: &str = "letter";

/// What the job needs to know.
#[derive(Serialize, Deserialize)]
pub struct LetterJob {
    /// The case.
    pub case: i64,
    /// The letter's number.
    pub number: String,
}

impl LetterJob {
    fn of(job: &Taken) -> Result<LetterJob> {
        serde_json::from_value(job.payload.clone()).context("the letter's job cannot be read")
    }
}

/// The PDFs that a command's events call for.
pub fn effects(change: &Change<'_>) -> Vec<Statement> {
    let issued = change.events.iter().filter_map(|recorded| match &recorded.event {
        Event::LetterIssued { number, .. } => Some((number, recorded.at)),
        Event::Submitted { .. }
        | Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::StepClaimed { .. }
        | Event::StepReleased { .. }
        | Event::StepHandedOver { .. }
        | Event::Reminded { .. }
        | Event::Adopted { .. }
        | Event::StepReassigned { .. }
        | Event::Recused { .. }
        | Event::StepCompleted { .. }
        | Event::Corrected { .. }
        | Event::Added { .. }
        | Event::Reopened { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::LimitWarned { .. }
        | Event::DeemedGranted { .. }
        | Event::Withdrawn { .. }
        | Event::Fee { .. }
        | Event::Ended { .. } => None,
    });
    let jobs = issued.map(|(number, run_at)| {
        let what = LetterJob { case: change.case_id.0, number: number.clone() };
        let payload = serde_json::to_value(what).unwrap_or_default();
        Job { id: format!("letter-{number}"), kind: LETTER, payload, run_at }.enqueue(change.office)
    });
    jobs.collect()
}

/// Makes the PDF of an issued letter, keeps it, and records it with the case.
///
/// # Errors
/// The letter cannot be made or stored. Nothing is lost: the letter stays issued, the job is tried again, and in the end it
/// waits with the error for a person.
pub async fn make_letter(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let what = LetterJob::of(job)?;
    let file = typeset(app, desk, job).await?;
    let command = Command::RecordLetter { number: what.number, file };
    let ask = Ask { request_id: job.id.clone(), case: Some(CaseId(what.case)), actor: Actor::System, command };
    match app.execute(desk, ask).await {
        Ok(_) => Ok(()),
        Err(Failed::Refused(refusal)) => bail!("the case does not take its letter: {}", refusal.message.en),
        Err(Failed::Store(error)) => Err(error.into()),
    }
}

/// Sets a letter and keeps its PDF. The same letter gives the same file, whenever it is made.
///
/// # Errors
/// The case or its SOP lacks something, the template has a mistake, or the file cannot be stored.
pub async fn typeset(app: &App, desk: &Desk, job: &Taken) -> Result<FileRef> {
    let what = LetterJob::of(job)?;
    let found = desk.case(CaseId(what.case)).await?;
    let (_, events) = found.with_context(|| format!("there is no case {}", what.case))?;
    set_letter(app, desk, &events, &what.number, app.files().clone()).await
}

/// Sets the PDF of a letter from what has happened to its case, and stores it.
///
/// # Errors
/// The letter cannot be made or stored.
pub async fn set_letter(app: &App, desk: &Desk, events: &[Recorded], number: &str, files: Files) -> Result<FileRef> {
    let sheet = sheet(app, desk, events, number).await?;
    let name = format!("{}.pdf", file_stem(number));
    // Typesetting is work of some milliseconds, and storing waits for the disk.
    tokio::task::spawn_blocking(move || files.put(&set(sheet, &files)?.bytes, &name, "application/pdf"))
        .await
        .context("the letter's making broke off")?
}

/// Sets a sheet: work of some milliseconds that waits for nobody.
///
/// # Errors
/// A picture cannot be read from the store, or the template has a mistake.
pub(super) fn set(mut sheet: Sheet, files: &Files) -> Result<documents::Pdf> {
    sheet.unpack_pictures(files)?;
    Ok(documents::render(&sheet.template, &sheet.data, &sheet.assets, &sheet.options)?)
}

/// Everything that a letter is set from.
pub(super) struct Sheet {
    template: Template,
    data: LetterData,
    assets: Assets,
    options: Options,
    /// The pictures that the template shows: the requirement, and the hash of what was handed in.
    pictures: Vec<(RequirementId, String)>,
}

impl Sheet {
    /// Makes the pictures fit to be printed. One that cannot be read is left out: the letter is worth more.
    fn unpack_pictures(&mut self, files: &Files) -> Result<()> {
        for (id, sha256) in &self.pictures {
            match documents::photo(&files.get(sha256)?) {
                Ok(picture) => {
                    let name = format!("{id}.jpg");
                    self.assets = std::mem::take(&mut self.assets).with(&name, picture);
                    self.data.pictures.insert(id.0.clone(), format!("/{name}"));
                }
                Err(fault) => tracing::warn!(file = sha256, "a picture is left out of a letter: {fault}"),
            }
        }
        Ok(())
    }
}

/// The pictures among a case's documents that a template shows; others are not even opened.
fn pictures(case: &Case, template: &str) -> Vec<(RequirementId, String)> {
    let shown = |id: &RequirementId| template.contains(&format!("picture(\"{id}\""));
    let pictures = case.files.iter().filter(|(id, file)| file.media.starts_with("image/") && shown(id));
    pictures.map(|(id, file)| (id.clone(), file.sha256.clone())).collect()
}

/// Everything that a letter of a case is set from, as its events say.
pub(super) async fn sheet(app: &App, desk: &Desk, events: &[Recorded], number: &str) -> Result<Sheet> {
    let case = letter::case_at_issue(events, number).with_context(|| format!("no letter {number} was issued"))?;
    let filing = case.filing().context("the case has no filing")?;
    let issued = case.letters.iter().find(|letter| letter.number == number).context("the case lacks its letter")?;
    let bundles = desk.bundles();
    let bundle = bundles.get(&filing.bundle).with_context(|| format!("the SOP {} is not there", filing.bundle))?;
    let rules =
        bundle.sop.letter(&issued.letter).with_context(|| format!("its SOP has no letter {}", issued.letter))?;
    let crest = ui::asset_bytes(&desk.face().crest);
    let office = desk.office();
    let issue = Issue {
        office: &office,
        regions: app.regions(),
        sop: &bundle.sop,
        letter: rules,
        case: &case,
        filing,
        issued,
        crest: crest.is_some(),
    };
    let signer = letter::signer(desk, &bundle.sop, rules, issued, &case).await?;
    let files = bundle.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let qr = documents::qr_svg(&letter::verification_url(&office, issued))?;
    let assets = Assets::default().with("qr.svg", qr);
    Ok(Sheet {
        template: Template::of_folder(&bundle.sop.service.id.0, &rules.template, files)?,
        data: letter::data(&issue, signer),
        assets: match crest {
            Some(crest) => assets.with("crest.svg", crest),
            None => assets,
        },
        pictures: pictures(&case, bundle.files.get(&rules.template).map_or("", String::as_str)),
        options: Options::new(format!("{}/{number}", desk.id), issued.at),
    })
}

/// A letter's PDF with the name that it is sent under; nothing while it is not made.
///
/// # Errors
/// The store does not answer, or the file is missing.
pub async fn pdf(app: &App, desk: &Desk, number: &str) -> Result<Option<(String, Vec<u8>)>> {
    let Some(sha256) = queries::file(desk, number).await? else { return Ok(None) };
    let (files, name) = (app.files().clone(), format!("{}.pdf", file_stem(number)));
    let bytes = tokio::task::spawn_blocking(move || files.get(&sha256)).await.context("reading broke off")??;
    Ok(Some((name, bytes)))
}

/// A letter's number as the name of a file: `503-0001-SIP-DR-DPMPTSP-I-2026`.
pub fn file_stem(number: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    number.chars().map(sign).collect()
}
