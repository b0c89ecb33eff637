//! An office to measure: the demo city with its services, and applications to fill it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use casework::case::{Applicant, FileRef, FiledBy, Submission};
use casework::scenario::{Sample, Samples};
use casework::sop::ServiceId;
use server::app::{App, Chance, OfficeSetup, Setup};
use server::calendars;
use server::clock::Clock;
use server::files::Files;
use server::mail::Mailer;
use server::office_file::{OfficeFile, regions};
use server::people::{self, AccountKind, NewAccount};
use server::secret::Secret;
use server::sops::{self, Source};
use store::Db;

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

/// The sample from which a service's applications are filled in.
pub fn sample(app: &App, service: &str) -> Result<Sample> {
    let desk = app.desk("");
    let office = desk.office();
    let service = ServiceId(service.to_owned());
    let sop = office.catalogue.current(&service, office.calendar.zone().day(app.now())).context("the service")?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../services/{service}/contoh.toml"));
    let (samples, faults) = Samples::read(&std::fs::read_to_string(file)?, "contoh.toml", sop);
    anyhow::ensure!(faults.is_empty(), "{faults:?}");
    Ok(samples.get("dasar").context("the sample")?.clone())
}

/// A complete application, ready to be filed by anybody.
pub fn submission(app: &App, service: &str) -> Result<Submission> {
    let sample = sample(app, service)?;
    let desk = app.desk("");
    let office = desk.office();
    let service = ServiceId(service.to_owned());
    let sop = office.catalogue.current(&service, office.calendar.zone().day(app.now())).context("the service")?;
    let file = |id: &casework::sop::RequirementId| FileRef {
        sha256: "0".repeat(64),
        name: format!("{id}.pdf"),
        media: "application/pdf".to_owned(),
        size: 100_000,
    };
    let files: BTreeMap<_, _> =
        sop.requirements_for(&sample.answers).map(|asked| (asked.id.clone(), file(&asked.id))).collect();
    let applicant = Applicant { account: Some(1), name: "Melati Anggraini".to_owned(), email: None, phone: None };
    Ok(Submission { service, applicant, filed_by: FiledBy::Applicant, answers: sample.answers, files })
}
