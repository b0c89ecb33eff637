//! An office to measure: the demo city with its services, and applications to fill it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use casework::case::{Actor, Applicant, Command, FileRef, FiledBy, Submission};
use casework::scenario::Samples;
use casework::sop::ServiceId;
use server::app::{App, Ask, Chance, OfficeSetup, Setup};
use server::calendars;
use server::clock::Clock;
use server::files::Files;
use server::mail::Mailer;
use server::office_file::{OfficeFile, regions};
use server::people::{self, AccountKind, NewAccount};
use server::secret::Secret;
use server::sops::{self, Source};
use store::Db;

/// The service whose cases are counted: no rule of it looks at other cases.
pub const SERVICE: &str = "penelitian";

/// Opens an office on a database, with its SOPs published and its officers hired.
pub async fn office(url: &str, folder: &Path) -> Result<App> {
    let file = OfficeFile::read(include_str!("../../../../demo/office.toml"))?;
    let clock = Clock::at("2026-01-12T09:00:00+07:00".parse()?);
    let db = Db::open(url)?;
    store::migrate(&db, clock.now().as_microsecond()).await?;
    let bundles = sops::load(&db, file.profile.id.as_str()).await?;
    let app = App::start(Setup {
        db,
        offices: vec![OfficeSetup { office: file.office()?, hosts: Vec::new(), bundles, source: Source::BuiltIn }],
        regions: regions()?,
        clock,
        chance: Chance::seeded(1),
        files: Files::open(&folder.join("files"))?,
        secret: Secret::from_bytes([7; 32]),
        mailer: Mailer::Kept,
        demo: true,
    })?;
    let desk = app.desk("");
    calendars::settle(&app, &desk, file.calendar()?).await?;
    sops::publish(&app, &desk, &Source::BuiltIn).await?;
    for person in &file.staff {
        let kind = AccountKind::Officer { agency: person.agency.clone(), roles: person.roles.clone() };
        let new = NewAccount {
            email: person.email.clone(),
            name: person.name.clone(),
            phone: None,
            kind,
            password: None,
            lang: casework::lang::Lang::Id,
        };
        people::create(&app, &desk, &new).await?;
    }
    Ok(app)
}

/// A complete application, ready to be filed by anybody.
pub fn submission(app: &App) -> Result<Submission> {
    let desk = app.desk("");
    let service = ServiceId(SERVICE.to_owned());
    let office = desk.office();
    let sop = office.catalogue.current(&service, office.calendar.zone().day(app.now())).context("the service")?;
    let text = include_str!("../../../../services/penelitian/contoh.toml");
    let (samples, faults) = Samples::read(text, "contoh.toml", sop);
    anyhow::ensure!(faults.is_empty(), "{faults:?}");
    let sample = samples.get("dasar").context("the sample")?;
    let file = |id: &casework::sop::RequirementId| FileRef {
        sha256: "0".repeat(64),
        name: format!("{id}.pdf"),
        media: "application/pdf".to_owned(),
        size: 100_000,
    };
    let files: BTreeMap<_, _> =
        sop.requirements_for(&sample.answers).map(|asked| (asked.id.clone(), file(&asked.id))).collect();
    let applicant = Applicant { account: Some(1), name: "Melati Anggraini".to_owned(), email: None, phone: None };
    Ok(Submission { service, applicant, filed_by: FiledBy::Applicant, answers: sample.answers.clone(), files })
}

/// Files so many applications, as fast as the writer takes them.
pub async fn fill(app: &App, cases: usize) -> Result<()> {
    let desk = app.desk("");
    let submission = submission(app)?;
    let mut waiting = std::collections::VecDeque::new();
    for number in 0..cases {
        let ask = Ask {
            request_id: format!("fill-{number}"),
            case: None,
            actor: Actor::Applicant { account: 1, name: submission.applicant.name.clone() },
            command: Command::Submit(submission.clone()),
        };
        waiting.push_back(app.enqueue(&desk, ask, app.now(), app.chance().bits()).await?);
        if waiting.len() >= 512 {
            settle(&mut waiting).await?;
        }
    }
    while !waiting.is_empty() {
        settle(&mut waiting).await?;
    }
    Ok(())
}

type Answer = tokio::sync::oneshot::Receiver<Result<Result<store::Done, casework::case::Refusal>, store::StoreError>>;

async fn settle(waiting: &mut std::collections::VecDeque<Answer>) -> Result<()> {
    let Some(answer) = waiting.pop_front() else { return Ok(()) };
    answer.await??.map_err(|refusal| anyhow::anyhow!("refused: {}", refusal.message.en))?;
    Ok(())
}
